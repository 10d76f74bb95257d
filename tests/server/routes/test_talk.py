import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.maps_builder import EWA, KOSTYA, OLGA, VERA, Bench, bench, put
from tropa.errors import RefusedError
from tropa.kit.locale import LANGUAGES
from tropa.model.edit import parse_edit
from tropa.server.routes import live
from tropa.studio import digest, workshop
from tropa.studio.live import Live


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


def test_a_mention_is_told_once_and_read(here: Bench) -> None:
    name = put(here)
    said = {"about": {"kind": "map"}, "text": "@[Ewa](person:p_ewa) look", "mentions": ["p_ewa"]}
    assert here.of(KOSTYA).post(f"/api/maps/{name}/comments", json=said).status_code == 201
    told = here.of(EWA).get("/api/notifications").json()
    assert (told["unread"], [one["kind"] for one in told["notifications"]]) == (1, ["mention"])
    assert here.of(EWA).get(f"/api/maps/{name}/comments").json()["unread"] == 1
    here.of(EWA).post("/api/notifications/read", json={})
    assert here.of(EWA).get("/api/notifications").json()["unread"] == 0


def test_a_comment_outlives_its_card_as_an_orphan(here: Bench) -> None:
    name = put(here)
    card = next(one.id for one in here.studio.rooms.read(name).cards if "много" in one.body)
    path = f"/api/maps/{name}/comments"
    here.of(KOSTYA).post(path, json={"about": {"kind": "card", "card": card}, "text": "why?"})
    gone = {"kind": "remove", "id": "e", "target": {"object": "card", "id": card}}
    here.studio.rooms.edit_from_thread(name, [parse_edit(gone)], EWA)
    [comment] = here.of(VERA).get(path).json()["comments"]
    assert (comment["orphan"], comment["words"]) == (True, "Слишком много фильмов")


def test_threads_are_answered_resolved_and_opened_again(here: Bench) -> None:
    name = put(here)
    first = here.of(KOSTYA).post(f"/api/maps/{name}/comments", json={"about": {"kind": "map"}, "text": "a"}).json()
    assert here.of(EWA).post(f"/api/comments/{first['id']}/replies", json={"text": "b"}).status_code == 201
    assert here.of(EWA).patch(f"/api/comments/{first['id']}", json={"text": "c"}).status_code == 403
    here.of(EWA).patch(f"/api/comments/{first['id']}", json={"resolved": True})
    thread = here.of(VERA).get(f"/api/comments/{first['id']}").json()
    assert (thread["resolved_by"], [one["text"] for one in thread["replies"]]) == ("Ewa", ["b"])
    assert here.of(KOSTYA).get("/api/notifications").json()["unread"] == 2
    here.of(KOSTYA).patch(f"/api/comments/{first['id']}", json={"resolved": False})
    assert here.of(VERA).get(f"/api/comments/{first['id']}").json()["resolved"] is None


def test_viewers_and_hidden_comments_are_refused_guests_named(here: Bench) -> None:
    name = put(here)
    path, said = f"/api/maps/{name}/comments", {"about": {"kind": "map"}, "text": "a", "name": "Jan"}
    assert here.of(VERA).post(path, json=said).status_code == 403
    made = here.guest(name).post(path, json=said).json()
    assert (made["name"], made["guest"]) == ("Jan", True)
    assert here.guest(name, hidden=frozenset({"comments"})).get(path).json()["code"] == "talk.comments_hidden"


def test_dots_are_limited_and_seen_when_the_vote_is_closed(here: Bench) -> None:
    name = put(here)
    cards = [card.id for card in here.studio.rooms.read(name).cards]
    path = f"/api/maps/{name}"
    assert here.of(KOSTYA).put(f"{path}/votes/{cards[0]}", json={}).json()["code"] == "talk.no_vote"
    here.of(EWA).put(f"{path}/workshop", json={"voting": {"open": True, "limit": 2}})
    assert here.of(KOSTYA).put(f"{path}/votes/{cards[0]}", json={"dots": 2}).json()["left"] == 0
    assert here.of(KOSTYA).put(f"{path}/votes/{cards[1]}", json={}).json()["code"] == "talk.no_dots_left"
    assert here.of(KOSTYA).get(f"{path}/workshop").json()["voting"]["all"] is None
    here.of(EWA).put(f"{path}/workshop", json={"voting": {"open": False, "limit": 2}})
    assert here.of(KOSTYA).get(f"{path}/workshop").json()["voting"]["all"] == {cards[0]: 2}


def test_private_cards_are_ones_own_until_they_are_shown(here: Bench) -> None:
    name = put(here)
    document, path = here.studio.rooms.read(name), f"/api/maps/{name}/workshop"
    card = {"stage": document.stages[0].id, "lane": document.lanes[0].id, "body": "secret thought"}
    assert here.of(KOSTYA).put(f"{path}/private", json=card).json()["code"] == "talk.not_private"
    here.of(EWA).put(path, json={"private_writing": True})
    assert here.of(KOSTYA).put(f"{path}/private", json=card).status_code == 200
    assert here.of(EWA).get(f"{path}/private").json() == []
    assert "secret" not in here.of(EWA).get(f"/api/maps/{name}").text
    assert here.of(EWA).post(f"{path}/reveal").json() == {"cards": 1}
    assert "secret thought" in here.of(EWA).get(f"/api/maps/{name}").text
    assert here.of(EWA).get(path).json()["private_waiting"] == 0


def test_locked_structure_binds_all_but_the_facilitator(here: Bench) -> None:
    name = put(here)
    here.of(EWA).put(f"/api/maps/{name}/workshop", json={"structure_locked": True})
    other = type(EWA)("p_jan", "Jan", "#000000", "editor")
    document = here.studio.rooms.read(name)
    target = {"object": "stage", "id": document.stages[0].id}
    with here.studio.database.session() as session:
        locks = workshop.locks(session, name)
    assert (locks.free(EWA, name), locks.free(OLGA, name), locks.free(other, name)) == (True, True, False)
    with pytest.raises(RefusedError):
        locks.refuse(document, parse_edit({"kind": "remove", "id": "e", "target": target}))
    refused = here.of(other).put(f"/api/maps/{name}/workshop", json={"structure_locked": False})
    assert refused.json()["code"] == "talk.led_by_another"


def test_the_digest_speaks_three_languages(here: Bench) -> None:
    said = {"about": {"kind": "map"}, "text": "look", "mentions": ["p_ewa"]}
    here.of(OLGA).post(f"/api/maps/{put(here)}/comments", json=said)
    with here.studio.database.session() as session:
        made = [digest.build(session, "p_ewa", "Ewa", language, "https://t.example") for language in LANGUAGES]
        assert len({one.subject for one in made if one}) == 3
        digest.mark_mailed(session, "p_ewa")
        session.flush()
        assert digest.build(session, "p_ewa", "Ewa", "en", "https://t.example") is None


def test_a_stream_of_news_ends_when_the_studio_stops_or_the_right_is_gone() -> None:
    async def told(allowed: bool, stop: bool) -> list[str]:
        news, seen = Live(), []

        async def still() -> bool:
            return allowed

        async for event in live._events(news, ["map:a"], still):
            seen.append(event)
            if len(seen) == 1:
                asyncio.get_running_loop().call_later(0.02, news.publish, "map:a", "comment")
            elif stop:
                asyncio.get_running_loop().call_later(0.02, news.close)
        return seen

    assert "event: comment" in asyncio.run(told(allowed=True, stop=True))[-1]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(live, "_LOOK", 0.0)
        assert "event: ended" in asyncio.run(told(allowed=False, stop=False))[-1]
