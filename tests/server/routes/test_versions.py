"""Edits from outside a map's live document, and its versions."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.server.maps_builder import EWA, KOSTYA, OLGA, SCRIPT, VERA, Bench, bench, cinema, put
from tropa.studio.caller import Caller
from tropa.studio.workshop import Change, change


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


def reworded(document: Any, body: str) -> dict[str, Any]:
    """An edit of the card about films."""
    card = next(one.id for one in document.cards if one.lane == "barriers" or "фильмов" in one.body)
    return {"kind": "set", "target": {"object": "card", "id": card}, "fields": {"body": body}}


def test_edits_are_the_callers_whatever_they_say(here: Bench) -> None:
    name = put(here)
    edit = {**reworded(here.studio.rooms.read(name), "Мало фильмов"), "who": "p_olga", "when": "2001-01-01T00:00:00Z"}
    answer = here.of(EWA).post(f"/api/maps/{name}/edits", json={"edits": [edit]})
    assert answer.status_code == 201, answer.text
    assert len(answer.json()["edits"]) == len(answer.json()["events"]) == 1
    assert "Мало фильмов" in [card.body for card in here.studio.rooms.read(name).cards]


@pytest.mark.parametrize("caller", [VERA, KOSTYA, SCRIPT])
def test_who_may_not_write_changes_nothing(here: Bench, caller: Caller) -> None:
    name = put(here)
    before = here.studio.rooms.read(name)
    client = here.of(caller)
    assert client.post(f"/api/maps/{name}/edits", json={"edits": [reworded(before, "x")]}).status_code == 403
    assert client.post(f"/api/maps/{name}/versions", json={"name": "x"}).status_code == 403
    assert client.post(f"/api/maps/{name}/versions/1/restore").status_code == 403
    assert here.studio.rooms.read(name) == before


def test_of_edits_with_one_bad_one_none_is_made(here: Bench) -> None:
    name = put(here)
    before = here.studio.rooms.read(name)
    bad = {"kind": "set", "target": {"object": "card", "id": "nobody"}, "fields": {"body": "x"}}
    answer = here.of(EWA).post(f"/api/maps/{name}/edits", json={"edits": [reworded(before, "x"), bad]})
    assert answer.status_code == 422
    assert here.studio.rooms.read(name) == before


@pytest.mark.parametrize("edits", [[], [{}], [{"kind": "no"}], [{"kind": "set", "target": 7}], [[]], "x"])
def test_rubbish_in_the_place_of_edits_is_refused(here: Bench, edits: Any) -> None:
    assert here.of(EWA).post(f"/api/maps/{put(here)}/edits", json={"edits": edits}).status_code == 422


def test_what_a_workshop_locks_only_its_leader_edits(here: Bench) -> None:
    name = put(here)
    document = here.studio.rooms.read(name)
    lane = next(one.lane for one in document.cards if "фильмов" in one.body)
    with here.studio.database.session() as session:
        change(session, document, OLGA, Change(locked_lanes=(lane,)))
    body = {"edits": [reworded(document, "x")]}
    assert here.of(EWA).post(f"/api/maps/{name}/edits", json=body).status_code == 403
    assert here.of(OLGA).post(f"/api/maps/{name}/edits", json=body).status_code == 201


def test_a_version_is_compared_in_the_readers_language_and_brought_back(here: Bench) -> None:
    name = put(here)
    ewa, path = here.of(EWA), f"/api/maps/{name}/versions"
    start = here.studio.rooms.read(name)
    assert ewa.post(path, json={"name": "до\nвстречи"}).json()["number"] == 1
    ewa.post(f"/api/maps/{name}/edits", json={"edits": [reworded(start, "Мало фильмов")]})
    told = ewa.get(f"{path}/1/diff", headers={"Accept-Language": "ru"}).json()
    assert (told["later"], [one["object"] for one in told["changes"]]) == (None, ["card"])
    assert "Мало фильмов" in told["changes"][0]["text"]
    done = ewa.post(f"{path}/1/restore").json()
    assert (done["edits"], done["before"]["number"], done["before"]["kind"]) == (1, 2, "restore")
    assert sorted(here.studio.rooms.read(name).cards, key=repr) == sorted(start.cards, key=repr)
    assert [one["number"] for one in ewa.get(path).json()] == [2, 1]
    assert len(ewa.get(f"{path}/1/diff?to=2").json()["changes"]) == 1
    assert ewa.get(f"{path}/1").json()["title"] == start.title
    assert ewa.post(f"{path}/1/restore").json()["edits"] == 0


def test_a_version_that_is_not_there_is_told_so(here: Bench) -> None:
    name = put(here)
    for path in ("/1", "/1/diff", "/2000000000"):
        assert here.of(EWA).get(f"/api/maps/{name}/versions{path}").status_code == 404
    assert here.of(EWA).get(f"/api/maps/{name}/versions/{2**80}").status_code == 422


def test_a_guest_sees_a_version_as_they_see_the_map(here: Bench) -> None:
    name = put(here, cinema())
    here.of(EWA).post(f"/api/maps/{name}/versions", json={"name": "one"})
    guest = here.guest(name, hidden=frozenset({"backstage"}))
    assert "Секрет" not in guest.get(f"/api/maps/{name}/versions/1").text
    assert guest.get(f"/api/maps/{name}/versions").json()[0]["told"] == []
