"""Rooms and what they leave on disk, in SQLite and PostgreSQL: edits, snapshots, rows, versions, restoring."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.server.maps_builder import cinema
from tropa.errors import ConflictError, MapError, NotFoundError, RefusedError
from tropa.model.edit import AnyEdit, parse_edit
from tropa.model.map import Map
from tropa.studio import updates, versions, workshop
from tropa.studio.caller import Caller
from tropa.studio.database import Database, connect
from tropa.studio.peer import Limits
from tropa.studio.rooms import Rooms
from tropa.studio.tables import Base
from tropa.studio.tables.base import now
from tropa.studio.tables.maps import MapRow
from tropa.studio.tables.projection import MapCardRow, MapDocumentRow
from tropa.studio.tables.updates import MapSnapshot, MapUpdate

FAST = Limits(flush=0.01, compact_after=5, linger=0.05)
EWA = Caller("p_ewa", "Ewa", "#223344", "editor")
OLGA = Caller("p_olga", "Olga", "#112233", "owner")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else ""
    made = connect(tmp_path, url)
    Base.metadata.create_all(made.engine)
    with made.session() as session:
        session.add(MapRow(id="m", title="Films", kind="map", state="as_is", language="en", owner=None))
    Rooms(made).create("m", cinema())
    yield made
    made.close()


def reworded(rooms: Rooms, body: str, name: str = "e1") -> AnyEdit:
    """An edit of the card about films."""
    card = next(one.id for one in rooms.read("m").cards if kinds(rooms)[one.lane] == "barriers")
    return parse_edit({"kind": "set", "id": name, "target": {"object": "card", "id": card}, "fields": {"body": body}})


def kinds(rooms: Rooms) -> dict[str, str]:
    """The kinds of the map's lanes."""
    return {lane.id: lane.kind for lane in rooms.read("m").lanes}


def test_an_edit_is_on_disk_when_it_is_answered(database: Database) -> None:
    rooms = Rooms(database, FAST)
    after = rooms.edit_from_thread("m", [reworded(rooms, "few")], EWA)
    assert "few" in [card.body for card in after.cards]
    assert sorted(Rooms(database).read("m").cards, key=repr) == sorted(after.cards, key=repr)


def test_edits_from_many_threads_are_all_made(database: Database) -> None:
    rooms = Rooms(database, FAST)
    stages = [parse_edit({"kind": "add", "id": f"e{n}", "target": {"object": "stage", "id": f"s{n}"},
                          "fields": {"title": f"{n}", "rank": "V"}}) for n in range(8)]  # fmt: skip

    async def story() -> None:
        async with rooms.use("m"):
            await asyncio.gather(*(asyncio.to_thread(rooms.edit_from_thread, "m", [one], EWA) for one in stages))
        await rooms.close()

    asyncio.run(story())
    assert {f"s{n}" for n in range(8)} <= {stage.id for stage in Rooms(database).read("m").stages}


def test_many_updates_become_one_snapshot_that_says_the_same(database: Database) -> None:
    rooms = Rooms(database, FAST)

    async def story() -> None:
        async with rooms.use("m") as room:
            for place in range(12):
                await room.edit([reworded_in(room.document(), f"{place}")], who="Ewa")
        await rooms.close()

    asyncio.run(story())
    with database.session() as session:
        left = session.scalar(select(func.count()).select_from(MapUpdate))
        snapshot = session.get_one(MapSnapshot, "m")
        assert left is not None
        assert left < 5
        assert snapshot.upto > 0
        assert updates.last(session, "m") >= snapshot.upto
    assert "11" in [card.body for card in Rooms(database).read("m").cards]


def reworded_in(document: Map, body: str) -> AnyEdit:
    """An edit of the first card of a map."""
    card = document.cards[0].id
    return parse_edit({"kind": "set", "id": "e", "target": {"object": "card", "id": card}, "fields": {"body": body}})


def test_rows_follow_the_document(database: Database) -> None:
    rooms = Rooms(database, FAST)
    rooms.edit_from_thread("m", [reworded(rooms, "nul \x00 stays out")], EWA)
    with database.session() as session:
        assert "nul  stays out" in session.scalars(select(MapCardRow.body).where(MapCardRow.map == "m")).all()


def test_of_edits_with_a_bad_one_none_is_made(database: Database) -> None:
    rooms = Rooms(database, FAST)
    before = rooms.read("m")
    bad = parse_edit({"kind": "remove", "id": "e2", "target": {"object": "card", "id": "nobody"}})
    with pytest.raises(MapError):
        rooms.edit_from_thread("m", [reworded(rooms, "x"), bad], EWA)
    assert Rooms(database).read("m") == before


def test_a_workshop_binds_people_and_not_its_leader(database: Database) -> None:
    rooms = Rooms(database, FAST)
    edit = reworded(rooms, "x")
    lane = next(name for name, kind in kinds(rooms).items() if kind == "barriers")
    with database.session() as session:
        workshop.change(session, rooms.read("m"), OLGA, workshop.Change(locked_lanes=(lane,)))
    with pytest.raises(RefusedError):
        rooms.edit_from_thread("m", [edit], EWA)
    rooms.edit_from_thread("m", [edit], OLGA)


def test_there_is_one_first_state_and_none_of_a_map_that_is_not(database: Database) -> None:
    rooms = Rooms(database)
    with pytest.raises(ConflictError):
        rooms.create("m", cinema())
    with pytest.raises(NotFoundError):
        rooms.read("map_none")


def test_a_version_is_restored_in_the_room_and_undone_by_the_next(database: Database) -> None:
    rooms = Rooms(database, FAST)
    start = rooms.read("m")
    with database.session() as session:
        versions.keep(session, start, "named", ["Ewa"], "start")
    rooms.edit_from_thread("m", [reworded(rooms, "changed")], EWA)
    with database.session() as session:
        wanted = versions.document_of(versions.find(session, "m", 1))
    edits = versions.restoring(rooms.read("m"), wanted, "p_ewa")
    assert len({edit.event for edit in edits}) == 1
    restored = rooms.edit_from_thread("m", edits, EWA)
    assert sorted(restored.cards, key=repr) == sorted(start.cards, key=repr)


def test_the_first_change_of_a_day_keeps_what_yesterday_said(database: Database) -> None:
    rooms = Rooms(database, FAST)
    rooms.edit_from_thread("m", [reworded(rooms, "yesterday")], EWA)
    with database.session() as session:
        row = session.get_one(MapDocumentRow, "m")
        row.updated = now() - timedelta(days=1)
    rooms.edit_from_thread("m", [reworded(rooms, "today", "e2")], OLGA)
    with database.session() as session:
        [kept] = versions.listed(session, "m")
        assert (kept.number, kept.kind, kept.authors) == (1, "day", ["Ewa"])
        assert "yesterday" in [card.body for card in versions.document_of(versions.find(session, "m", 1)).cards]


def test_a_room_that_nobody_needs_is_let_go(database: Database) -> None:
    rooms = Rooms(database, FAST)

    async def story() -> None:
        async with rooms.use("m"):
            assert len(rooms) == 1
        await asyncio.sleep(0.5)
        assert len(rooms) == 0
        async with rooms.use("m") as room:
            assert room.document().id == "m"
        await rooms.close()

    asyncio.run(story())
