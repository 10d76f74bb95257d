"""Whole roads: from one's own file to a presented map, a proposal accepted, a map shown to somebody outside, roles."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from e2e.conftest import Served, serve
from e2e.maps import lane, shop, stage
from e2e.studio import Studio
from tropa.sample.cinema.write import write

Open = Callable[..., Studio]
BROKEN = "customer,time,event\nann,2026-01-05 10:00,visit\nann,2026-01-05 10:05,pay\nbob,not a time,visit\n"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of an empty workspace that nobody else uses."""
    here = serve(tmp_path_factory.mktemp("fresh"))
    yield here
    here.stop()


def test_ones_own_file_becomes_a_map_that_is_presented(
    fresh: Served, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    files = tmp_path_factory.mktemp("files")
    write(files, customers=300, seed=1, language="en")
    mine = Studio.begin(browser, fresh.base, [])
    page = mine.page
    page.set_default_timeout(60_000)
    page.goto(f"{fresh.base}/open?key={fresh.key}")
    mine.go("/tour")
    page.locator("input[type=file]").set_input_files(next(files.glob("metrica_hits*")))
    page.get_by_role("button", name="That is right, take it in").click()
    page.get_by_role("button", name="Draft the map").click()
    page.get_by_role("link", name="Open the map").click()
    page.get_by_role("grid").wait_for()
    page.get_by_role("button", name="Present").click()
    expect(page.get_by_role("button", name="End")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    page.get_by_role("grid").wait_for()
    assert mine.faults == []
    mine.close()


def test_an_import_says_which_rows_were_refused_and_why(studio: Open, tmp_path: Path) -> None:
    mine = studio()
    (tmp_path / "till.csv").write_text(BROKEN, "utf-8")
    page = mine.go("/data/upload").page
    page.locator("input[type=file]").first.set_input_files(tmp_path / "till.csv")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("not a time").first).to_be_visible(timeout=60_000)


def test_a_proposed_card_is_accepted_where_it_stands(studio: Open) -> None:
    map_ = shop()
    need, barriers = stage(map_, "Need"), lane(map_, "barriers")
    mine = studio()
    opened = mine.open(mine.keep(map_.with_card(need, barriers, "Too many banners", state="proposed")))
    card = opened.page.locator("[data-card]", has_text="Too many banners")
    card.hover()
    card.get_by_role("button", name="Accept").click()
    expect(card.get_by_role("button", name="Accept")).to_have_count(0)
    opened.shows(need, barriers, "Too many banners")


def test_a_share_link_shows_one_map_and_nothing_else(studio: Open) -> None:
    mine, guest = studio(), studio(cookies=[])
    name = mine.keep(shop())
    other = mine.keep(shop())
    made = mine.ask("POST", f"/api/maps/{name}/shares", {"role": "viewer", "password": "over the fence"})
    guest.page.goto(made["link"] if made["link"].startswith("http") else guest.base + made["link"])
    guest.page.get_by_label("Password of the link").fill("over the fence")
    guest.page.get_by_role("button", name="Open the map").click()
    guest.page.get_by_role("grid").wait_for()
    expect(guest.page.get_by_text("Thinks of a friend's birthday")).to_be_visible()
    assert guest.ask("GET", f"/api/maps/{other}")["status"] in (401, 403, 404)
    assert guest.ask("POST", f"/api/maps/{name}/edits", {"edits": []})["status"] in (401, 403, 422)


@pytest.mark.parametrize("role", ["viewer", "commenter", "editor"])
def test_each_role_is_refused_what_it_may_not_do(studio: Open, role: str) -> None:
    mine, theirs = studio(), studio(cookies=[])
    name = mine.keep(shop())
    made = mine.ask("POST", "/api/invitations", {"email": f"{role}@example.org", "role": role})
    key = made["link"].partition("#key=")[2]
    answer = {"key": key, "name": role, "password": "a long enough password"}
    assert "status" not in theirs.ask("POST", "/api/invitations/accept", answer)
    map_ = shop()
    opened = theirs.open(name).select(stage(map_, "Payment"), lane(map_, "actions"))
    opened.press("Enter")
    writes = opened.page.locator("[contenteditable=true]")
    if role == "editor":
        writes.wait_for()
    else:
        opened.page.wait_for_timeout(500)
        expect(writes).to_have_count(0)
    comment = {"about": {"kind": "map"}, "text": "Well seen"}
    assert ("status" in theirs.ask("POST", f"/api/maps/{name}/comments", comment)) == (role == "viewer")
    assert theirs.ask("GET", "/api/audit")["status"] == 403
    assert theirs.ask("POST", "/api/invitations", {"email": "x@example.org", "role": "owner"})["status"] == 403
