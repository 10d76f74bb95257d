"""A map edited together over real sockets: what holds when clients die, lie, write rubbish, or the server is killed."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pycrdt import Map as Shared
from pycrdt import XmlText

from tests.server.room_builder import MAP, Client, House, house, process, seen, served
from tropa.model.edit import AnyEdit, parse_edit
from tropa.model.part import point_key
from tropa.server import app
from tropa.studio import accounts, sessions, workshop
from tropa.studio.caller import Caller
from tropa.studio.database import Database
from tropa.studio.peer import LOCKED, NO_MAP, REFUSED, RUBBISH, SIGN_IN, Limits
from tropa.studio.rooms import Rooms
from tropa.studio.workshop import Change


def quick(database: Database) -> Rooms:
    """Rooms that look soon who may still be there, and compact soon."""
    return Rooms(database, Limits(recheck=0.1, compact_after=5, linger=0.1))


def reworded(card: str, body: str) -> AnyEdit:
    """An edit of a card's words."""
    return parse_edit({"kind": "set", "id": "e1", "target": {"object": "card", "id": card}, "fields": {"body": body}})


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setattr(app, "Rooms", quick)
    with house(tmp_path) as made, served(made):
        yield made


def test_two_people_see_one_map(here: House) -> None:
    async def story() -> None:
        async with here.client("Ewa") as ewa, here.client("Olga", "owner") as olga:
            await asyncio.gather(*(one.put("map", "goal", f"{place}") for place, one in enumerate([ewa, olga])))
            await ewa.put("map", "title", "Кино 🎬")
            await asyncio.gather(ewa.acknowledged(), olga.acknowledged())
            await seen(lambda: ewa.map() == olga.map())
            assert olga.map().title == "Кино 🎬"
            assert ewa.map().goal in ("0", "1")

    asyncio.run(story())
    assert here.kept().title == "Кино 🎬"


def test_five_abrupt_deaths_during_five_hundred_writes_lose_nothing_acknowledged(here: House) -> None:
    done: list[str] = []

    async def write(life: int) -> None:
        async with here.client() as client:
            for place in range(100):
                await client.put("test", f"{life}.{place}", place)
                if place % 10 == 9:
                    await client.acknowledged()
                    done.extend(f"{life}.{one}" for one in range(place - 9, place + 1))
            client.die()

    async def story() -> None:
        await asyncio.gather(*(write(life) for life in range(5)), return_exceptions=True)
        async with here.client("Olga", "owner") as olga:
            assert set(done) <= olga.keys().keys()

    asyncio.run(story())
    assert len(done) == 500


def test_a_server_killed_in_the_middle_keeps_what_it_acknowledged(tmp_path: Path) -> None:
    done: list[str] = []

    async def write(here: House, name: str, stop: asyncio.Event) -> None:
        async with here.client(name) as client:
            for place in range(10_000):
                await client.put("test", f"{name}.{place}", place)
                if place % 5 == 4:
                    await client.acknowledged()
                    done.extend(f"{name}.{one}" for one in range(place - 4, place + 1))
                if len(done) > 200:
                    stop.set()

    with house(tmp_path) as here:

        async def story() -> None:
            stop = asyncio.Event()
            with process(here) as running:
                work = [asyncio.create_task(write(here, name, stop)) for name in ("Ewa", "Olga", "Vera")]
                await asyncio.wait_for(stop.wait(), 20)
                running.kill()
                await asyncio.gather(*work, return_exceptions=True)

        asyncio.run(story())
        with served(here):

            async def again() -> None:
                async with here.client() as client:
                    assert set(done) <= client.keys().keys()

            asyncio.run(again())
    assert len(done) > 200


RUBBISH_MESSAGES = {
    "nothing": b"",
    "one byte": b"\x00",
    "an update that is none": b"\x00\x02\x05\xff\xff\xff\xff\xff",
    "an update cut short": b"\x00\x02\x20\x01\x01",
    "a state vector that is none": b"\x00\x00\x04\xff\xff\xff\xff",
    "awareness that is none": b"\x01\x03\xff\xff\xff",
    "awareness without JSON": b"\x01\x06\x01\x01\x01\x02{[",
    "awareness of a deep list": b"\x01" + b"\x8a\x10" + b"\x01\x01\x01\x86\x10" + b"[" * 2054,
}


@pytest.mark.parametrize("message", RUBBISH_MESSAGES.values(), ids=RUBBISH_MESSAGES)
def test_rubbish_closes_its_sender_and_nobody_else(here: House, message: bytes) -> None:
    async def story() -> None:
        async with here.client("Mal") as mal, here.client("Ewa") as ewa:
            await mal.put("test", "before", 1)
            await mal.acknowledged()
            await mal.socket.send(message)
            assert await mal.closed() == RUBBISH
            await ewa.put("test", "after", 2)
            await ewa.acknowledged()
            assert ewa.keys() == {"before": 1, "after": 2}

    asyncio.run(story())


def test_what_a_viewer_writes_reaches_nobody(here: House) -> None:
    async def story() -> None:
        async with here.client("Vera", "viewer") as vera, here.client("Ewa") as ewa:
            await vera.put("map", "title", "Mine")
            await vera.put("map", "goal", "Mine")
            await vera.acknowledged()
            await ewa.acknowledged()
            assert vera.refused == 1
            assert ewa.map().title == "Я выбираю фильм"

    asyncio.run(story())
    assert here.kept().title == "Я выбираю фильм"


def test_access_that_is_taken_away_ends_at_once(here: House) -> None:
    async def story() -> None:
        async with here.client("Ewa") as ewa, here.client("Olga", "owner") as olga:
            with here.database.session() as session:
                sessions.end(session, ewa.secret)
            assert await ewa.closed() == SIGN_IN
            await olga.put("map", "goal", "goes on")
            await olga.acknowledged()

    asyncio.run(story())


def test_an_editor_made_a_viewer_writes_no_more(here: House) -> None:
    async def story() -> None:
        async with here.client("Ewa") as ewa, here.client("Olga", "owner") as olga:
            await ewa.say(7, 1, "{}")
            await seen(lambda: 7 in olga.states)
            with here.database.session() as session:
                accounts.set_role(session, accounts.person_of(session, here.people["Ewa"]), "viewer")
            await seen(lambda: json.loads(olga.states[7])["user"]["role"] == "viewer")
            await ewa.put("map", "title", "Mine")
            await ewa.acknowledged()
            await olga.acknowledged()
            assert (ewa.refused, olga.map().title) == (1, "Я выбираю фильм")

    asyncio.run(story())


def test_a_map_that_is_not_there_is_told_by_its_code(here: House) -> None:
    async def story() -> None:
        with pytest.raises(ConnectionError, match=str(NO_MAP)):
            async with here.client(map_id="map_none"):
                pass

    asyncio.run(story())


def test_a_page_of_another_site_is_shown_nothing(here: House) -> None:
    async def story() -> None:
        headers = here.headers(here.secret("Ewa", "editor")) | {"Origin": "https://evil.example"}
        here.headers = lambda secret: headers  # type: ignore[method-assign]
        with pytest.raises(ConnectionError, match=str(REFUSED)):
            async with here.client():
                pass

    asyncio.run(story())


def test_people_are_named_by_the_server_and_gone_when_they_are(here: House) -> None:
    async def story() -> None:
        async with here.client("Olga", "owner") as olga, here.client("Ewa") as ewa:
            await ewa.say(7, 1, json.dumps({"user": {"name": "The boss", "role": "owner"}, "editing": True}))
            await seen(lambda: 7 in olga.states)
            said = json.loads(olga.states[7])
            assert said == {
                "user": {**said["user"], "id": here.people["Ewa"], "name": "Ewa", "role": "editor"},
                "editing": True,
            }
            ewa.die()
            await seen(lambda: 7 not in olga.states, 1)

    asyncio.run(story())


def test_nobody_speaks_for_another(here: House) -> None:
    async def story() -> None:
        async with here.client("Olga", "owner") as olga, here.client("Ewa") as ewa:
            await olga.say(8, 1, '{"idle": false}')
            await seen(lambda: 8 in ewa.states)
            await ewa.say(8, 9, "null")
            await ewa.say(8, 10, '{"idle": true}')
            await ewa.acknowledged()
            assert json.loads(olga.states[8])["idle"] is False

    asyncio.run(story())


def test_edits_of_the_server_are_seen_in_the_room(here: House) -> None:
    async def story() -> None:
        async with here.client("Ewa") as ewa:
            await asyncio.to_thread(here.edit, reworded(ewa.map().cards[0].id, "by the server"))
            await seen(lambda: "by the server" in [one.body for one in ewa.map().cards])

    asyncio.run(story())


def lead(here: House, change: Change) -> None:
    """Lock something, as the route does."""
    assert here.studio is not None
    with here.database.session() as session:
        leader = Caller(here.people["Olga"], "Olga", "#112233", "owner")
        workshop.change(session, here.studio.rooms.read(MAP), leader, change)
        locked = workshop.locks(session, MAP)
    here.studio.rooms.lock(MAP, locked)


def body_of(client: Client, lane: str) -> XmlText:
    """The words of the first card in a kind of lane."""
    document = client.map()
    kinds = {one.id: one.kind for one in document.lanes}
    card = next(one.id for one in document.cards if kinds[one.lane] == lane)
    words = client.doc.get("cards", type=Shared)[card]["body"].children[0].children[0]
    assert isinstance(words, XmlText)
    return words


@pytest.mark.parametrize("what", ["words", "move", "new", "gone", "stage", "point"])
def test_what_a_workshop_locks_is_not_written_by_others(here: House, what: str) -> None:
    async def story() -> None:
        async with here.client("Olga", "owner") as olga, here.client("Ewa") as ewa:
            lane = next(one.id for one in ewa.map().lanes if one.kind == "barriers")
            emotion = next(one.id for one in ewa.map().lanes if one.kind == "emotion")
            lanes = (lane, emotion)
            await asyncio.to_thread(lead, here, Change(locked_lanes=lanes, structure_locked=what == "stage"))
            before = olga.map()
            body_of(ewa, "quotes").insert(0, "free ")
            await ewa.acknowledged()
            await seen(lambda: olga.map() != before)
            before = olga.map()
            write_locked(ewa, what, lane)
            await ewa.send()
            assert await ewa.closed() == LOCKED
            assert ewa.refused == 1
            body_of(olga, "barriers").insert(0, "led ")
            await olga.acknowledged()
            assert [one.body for one in before.cards if one.lane == lane] == ["Слишком **много** фильмов"]
            changed = [one for one in olga.map().cards if one not in before.cards]
            assert [one.body for one in changed] == ["led Слишком **много** фильмов"]
            assert (olga.map().stages, olga.map().curve) == (before.stages, before.curve)

    asyncio.run(story())


def test_what_is_unlocked_is_written_again(here: House) -> None:
    async def story() -> None:
        async with here.client("Olga", "owner") as olga, here.client("Ewa") as ewa:
            lane = next(one.id for one in ewa.map().lanes if one.kind == "barriers")
            await asyncio.to_thread(lead, here, Change(locked_lanes=(lane,), structure_locked=True))
            body_of(ewa, "quotes").insert(0, "tried ")
            await ewa.acknowledged()
            body_of(olga, "barriers").insert(0, "led ")
            await olga.acknowledged()
            await asyncio.to_thread(lead, here, Change(locked_lanes=(), structure_locked=False))
            await seen(lambda: "led" in str(body_of(ewa, "barriers")))
            body_of(ewa, "barriers").insert(0, "free ")
            await ewa.acknowledged()
            await seen(lambda: str(body_of(olga, "barriers")).startswith("free led"))

    asyncio.run(story())


def test_who_is_not_shown_all_of_a_map_is_no_guest_of_its_room(tmp_path: Path) -> None:
    class Closed:
        code = 0

        async def receive_bytes(self) -> bytes:
            raise AssertionError("nothing is read")

        async def send_bytes(self, data: bytes) -> None:
            raise AssertionError("nothing is sent")

        async def close(self, code: int = 1000, reason: str | None = None) -> None:
            self.code = code

    async def story(database: Database) -> int:
        guest = Caller(None, "Guest", "#111111", None, {MAP: "viewer"}, hidden=frozenset({"backstage"}))
        closed, rooms = Closed(), Rooms(database)
        async with rooms.use(MAP) as room:
            await room.serve(closed, guest)
        await rooms.close()
        return closed.code

    with house(tmp_path) as made:
        assert asyncio.run(story(made.database)) == REFUSED


def write_locked(client: Client, what: str, lane: str) -> None:
    """Write something into a locked lane or the structure."""
    cards = client.doc.get("cards", type=Shared)
    free = next(one.id for one in client.map().cards if one.body.startswith("free "))
    locked = next(one.id for one in client.map().cards if one.lane == lane)
    if what == "words":
        body_of(client, "barriers").insert(0, "x")
    elif what == "move":
        cards[free]["lane"] = lane
    elif what == "new":
        cards["card_new"] = Shared({"stage": client.map().stages[0].id, "lane": lane, "rank": "V"})
    elif what == "gone":
        del cards[locked]
    elif what == "stage":
        client.doc.get("stages", type=Shared)[client.map().stages[0].id]["title"] = "x"
    else:
        [point] = client.map().curve
        client.doc.get("curve", type=Shared)[point_key(point)] = {"value": 2}


def test_a_map_is_the_same_after_many_snapshots(here: House) -> None:
    async def story() -> None:
        for life in range(4):
            async with here.client() as client:
                for place in range(8):
                    await client.put("test", f"{life}.{place}", "x" * place)
                    await client.acknowledged()
            await asyncio.sleep(0.3)  # the room is let go and loaded anew
        async with here.client() as client:
            assert client.keys() == {f"{life}.{place}": "x" * place for life in range(4) for place in range(8)}

    asyncio.run(story())


def test_rubbish_in_the_document_never_closes_the_map(here: House) -> None:
    async def story() -> None:
        async with here.client("Mal") as mal:
            for root in ("map", "cards", "stages", "curve"):
                for key, value in (("title", 7), ("stages", {}), ("", [1]), ("a/b", None), ("emotion/x/y", "z")):
                    await mal.put(root, key, value)
            await mal.acknowledged()
            assert len(mal.map().cards) == 3

    asyncio.run(story())
    assert len(here.kept().cards) == 3
