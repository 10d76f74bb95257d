"""The page in a real browser: no network, no error, evidence by keyboard, one stage a screen on a phone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.formats.example_map import example_comparison, example_map
from tests.formats.full_map import full_map
from tropa.formats.html import write_comparison_html, write_html, write_index_html

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    map_, comparison = example_map("ru"), example_comparison("ru")
    (tmp_path / "full.html").write_text(write_html(full_map(), today=DAY), "utf-8")
    (tmp_path / "map.html").write_text(write_html(map_, today=DAY), "utf-8")
    (tmp_path / "comparison.html").write_text(write_comparison_html(comparison, today=DAY), "utf-8")
    index = write_index_html([("map.html", map_)], ("comparison.html", comparison))
    (tmp_path / "index.html").write_text(index, "utf-8")
    return tmp_path


@pytest.fixture
def page(browser: Browser, site: Path) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1440, "height": 1000})
    opened.goto((site / "map.html").as_uri())
    yield opened
    opened.close()


@pytest.mark.parametrize("name", ["map", "full", "comparison", "index"])
@pytest.mark.parametrize("width", [1440, 390])
def test_pages_open_from_a_file_without_network_and_without_complaint(
    browser: Browser, site: Path, name: str, width: int
) -> None:
    opened = browser.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    told: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: told.append(message.text))
    opened.on("pageerror", lambda error: told.append(str(error)))
    opened.goto((site / f"{name}.html").as_uri())
    assert opened.evaluate("document.fonts.check('15px Inter')")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert told == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    opened.close()


def test_evidence_opens_on_focus_and_closes_on_escape(page: Page) -> None:
    mark = page.locator(".sheet .mark").first
    note = page.locator(".sheet .pop").first
    assert not note.is_visible()
    mark.focus()
    assert note.is_visible()
    page.keyboard.press("Escape")
    assert not note.is_visible()


def test_evidence_opens_under_the_pointer(page: Page) -> None:
    page.locator(".sheet .mark").nth(3).hover()
    assert page.locator(".sheet .pop").nth(3).is_visible()


def test_stages_and_lane_names_stay_in_sight(page: Page) -> None:
    page.set_viewport_size({"width": 900, "height": 500})
    page.evaluate("window.scrollTo(300, 700)")
    stage = page.locator(".sheet .stages th").nth(2).bounding_box()
    lane = page.locator(".sheet .lane th[scope=row]").nth(3).bounding_box()
    assert stage is not None
    assert lane is not None
    assert stage["y"] == 0
    assert lane["x"] == 0 or lane["x"] == 24


def test_a_phone_shows_one_stage_a_screen(browser: Browser, site: Path) -> None:
    phone = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    phone.goto((site / "map.html").as_uri())
    assert not phone.locator(".sheet").is_visible()
    assert [box["width"] for box in map(_box, phone.locator(".page").all())] == [390] * 5
    phone.locator(".strip a").nth(2).click()
    phone.wait_for_selector(".strip li:nth-child(3) a[aria-current]")
    phone.close()


def test_the_printed_map_takes_one_sheet_of_a3(page: Page) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1512, "height": 1062})
    box = _box(page.locator(".sheet").first)
    assert box["y"] + box["height"] <= 1062
    smallest = page.evaluate(
        "Math.min(...[...document.querySelectorAll('.head *, .sheet *')].filter((e) => e.offsetParent && "
        "[...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))"
        ".map((e) => parseFloat(getComputedStyle(e).fontSize)))"
    )
    assert smallest >= 8 * 96 / 72 - 0.1


@pytest.fixture
def full(browser: Browser, site: Path) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1440, "height": 1000})
    opened.goto((site / "full.html").as_uri())
    yield opened
    opened.close()


def test_the_portrait_opens_from_the_head_and_by_keyboard(full: Page) -> None:
    portrait = full.locator("#portrait-who0")
    assert not portrait.locator(".slider").is_visible()
    full.locator(".to-portrait").first.click()
    assert portrait.locator(".slider").is_visible()
    portrait.locator("summary").focus()
    full.keyboard.press("Enter")
    assert not portrait.locator(".slider").is_visible()


def test_a_bow_goes_from_the_middle_of_its_stage_to_the_middle_of_the_other(full: Page) -> None:
    stages = [_box(stage) for stage in full.locator(".sheet .stages th[scope=col]").all()]
    bow = _box(full.locator(".sheet .bow.is-loop.back:not(.here)"))
    middles = [stage["x"] + stage["width"] / 2 for stage in stages]
    assert abs(bow["x"] - middles[1]) < 3
    assert abs(bow["x"] + bow["width"] - middles[2]) < 3


def test_arrows_go_from_the_row_of_one_actor_to_that_of_the_other(full: Page) -> None:
    rows = [_box(row) for row in full.locator(".sheet .actors").first.locator("li").all()]
    middles = [row["y"] + row["height"] / 2 for row in rows]
    order = _box(full.locator(".sheet .arrow.down .shaft").first)
    assert abs(order["y"] - middles[0]) < 3
    assert abs(order["y"] + order["height"] - middles[2]) < 3


def test_no_two_marks_of_the_emotion_line_cover_each_other(full: Page) -> None:
    boxes = [_box(mark) for mark in full.locator(".sheet .is-emotion .dot .pin").all()]
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = abs(one["x"] - other["x"]) >= 19 or abs(one["y"] - other["y"]) >= 19
            assert apart


def test_a_phone_shows_what_happens_in_the_stage_alone(browser: Browser, site: Path) -> None:
    phone = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    phone.goto((site / "full.html").as_uri())
    choice = phone.locator("#stage-2")
    assert "Guest → Till: order" in " ".join(choice.inner_text().split())
    assert "Line of interaction" not in choice.inner_text()
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    phone.close()


def _box(locator: object) -> dict[str, float]:
    box = locator.bounding_box()  # type: ignore[attr-defined]
    assert box is not None
    return dict(box)
