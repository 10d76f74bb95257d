"""All rooms of a studio: a map is loaded once, serves everybody, and is let go when nobody has needed it for a while.

There is one process that serves rooms of a database. Documents live on one event loop; what is called from threads
(`read`, `create`, `edit_from_thread`, `lock`) is safe from any of them.
"""

import asyncio
import contextlib
import ctypes
import threading
from collections.abc import AsyncIterator, Coroutine, Sequence
from typing import Any, TypeVar

from tropa.errors import ConflictError
from tropa.model.edit import AnyEdit
from tropa.model.map import Map
from tropa.studio import codec, projection, updates
from tropa.studio.caller import Caller
from tropa.studio.database import Database
from tropa.studio.peer import NO_MAP, RESTART, Limits
from tropa.studio.room import Room
from tropa.studio.tables.updates import MapSnapshot
from tropa.studio.workshop import Locks

_T = TypeVar("_T")
_HELD = 32  # documents kept for who reads without editing


class Rooms:
    """The rooms of a database.

    Inside a coroutine: `async with rooms.use(map_id) as room: …`. From a thread: `rooms.read(map_id)`,
    `rooms.edit_from_thread(map_id, edits, who)`.
    """

    def __init__(self, database: Database, limits: Limits | None = None) -> None:
        self._database = database
        self._limits = limits or Limits()
        self._rooms: dict[str, Room] = {}
        self._users: dict[str, int] = {}
        self._locks: dict[str, asyncio.Lock] = {}
        self._evicting: set[asyncio.Task[None]] = set()
        self._held: dict[str, tuple[Map, int]] = {}  # documents read lately, and the last update in them
        self._holding = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: int | None = None
        self._alone = threading.Lock()

    def create(self, map_id: str, document: Map) -> None:
        """Write the first state of a map's document; its row in `maps` must be there. From any thread.

        ConflictError `rooms.exists` where the map has a document.
        """
        document = document.with_fields(id=map_id)
        doc = codec.new_document(document)
        with self._database.session() as session:
            if session.get(MapSnapshot, map_id) is not None:
                raise ConflictError("rooms.exists", id=map_id)
            updates.begin(session, map_id, doc.get_update())
            projection.write(session, codec.read(doc, map_id), 0)

    def read(self, map_id: str) -> Map:
        """The map as it is now: from its room where that is loaded, else from the rows. From any thread.

        NotFoundError `rooms.no_room` where there is none.
        """
        if map_id in self._rooms and self._running():
            if threading.get_ident() == self._thread:
                return self._rooms[map_id].document()
            found = self._wait(self._live(map_id))
            if found is not None:
                return found
        with self._database.session() as session:
            last = updates.last(session, map_id)
            held = self._held.get(map_id)
            if held is not None and held[1] == last:
                return held[0]
            kept = projection.read(session, map_id)
            if kept is not None and kept[1] >= last:
                self._hold(map_id, kept[0], last)
                return kept[0]
            doc, upto = updates.load_document(session, map_id)
            document = codec.read(doc, map_id)
            projection.write(session, document, upto)
            return document

    def _hold(self, map_id: str, document: Map, last: int) -> None:
        """Keep what was read: many read a map between two changes of it."""
        with self._holding:
            self._held.pop(map_id, None)
            while len(self._held) >= _HELD:
                del self._held[next(iter(self._held))]
            self._held[map_id] = (document, last)

    def edit_from_thread(self, map_id: str, edits: Sequence[AnyEdit], who: Caller | str) -> Map:
        """Make edits from a thread; the map after them, which is on disk by then. MapError as `Room.edit`."""
        if self._running():
            assert threading.get_ident() != self._thread, "on the loop: use `Room.edit`"
            return self._wait(self._edit(map_id, edits, who))
        with self._alone:  # nobody serves rooms: the edit gets a loop of its own
            return asyncio.run(Rooms(self._database, self._limits)._edit_alone(map_id, edits, who))

    def lock(self, map_id: str, locked: Locks) -> None:
        """Let the room of a map know what a workshop has locked now. From a thread; returns when it holds."""
        if map_id in self._rooms and self._running():
            self._wait(self._lock(map_id, locked))

    @contextlib.asynccontextmanager
    async def use(self, map_id: str) -> AsyncIterator[Room]:
        """The room of a map, loaded; it stays while somebody uses it and lingers a little after.

        NotFoundError `rooms.no_room` where the map has no document.
        """
        self._here()
        async with self._locks.setdefault(map_id, asyncio.Lock()):
            if map_id not in self._rooms:
                self._rooms[map_id] = await Room(map_id, self._database, self._limits).open()
            room = self._rooms[map_id]
            self._users[map_id] = self._users.get(map_id, 0) + 1
        try:
            yield room
        finally:
            self._users[map_id] -= 1
            if not self._users[map_id]:
                task = asyncio.create_task(self._evict(map_id))
                self._evicting.add(task)
                task.add_done_callback(self._evicting.discard)

    async def shut(self, map_id: str, code: int = NO_MAP) -> None:
        """Close the room of a map that is no more: everybody there is told (4404)."""
        with self._holding:
            self._held.pop(map_id, None)
        room = self._rooms.pop(map_id, None)
        if room is not None:
            await room.close(code)

    async def close(self) -> None:
        """Write everything and close all rooms; clients come back when the server does (1012)."""
        for task in list(self._evicting):
            task.cancel()
        rooms, self._rooms = list(self._rooms.values()), {}
        await asyncio.gather(*(room.close(RESTART) for room in rooms))
        self._loop = self._thread = None

    def __len__(self) -> int:
        return len(self._rooms)

    def _here(self) -> None:
        """Take the running loop for the rooms'; rooms of a loop that is no more are forgotten."""
        loop = asyncio.get_running_loop()
        if loop is not self._loop:
            if self._running():
                raise RuntimeError("rooms live on one event loop")
            self._rooms, self._users, self._locks = {}, {}, {}
            self._loop, self._thread = loop, threading.get_ident()

    def _running(self) -> bool:
        return self._loop is not None and self._loop.is_running()

    def _wait(self, work: Coroutine[Any, Any, _T]) -> _T:
        assert self._loop is not None
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    async def _live(self, map_id: str) -> Map | None:
        room = self._rooms.get(map_id)
        return room.document() if room is not None else None

    async def _lock(self, map_id: str, locked: Locks) -> None:
        room = self._rooms.get(map_id)
        if room is not None:
            room.lock(locked)

    async def _edit(self, map_id: str, edits: Sequence[AnyEdit], who: Caller | str) -> Map:
        async with self.use(map_id) as room:
            return await room.edit(edits, who=who)

    async def _edit_alone(self, map_id: str, edits: Sequence[AnyEdit], who: Caller | str) -> Map:
        try:
            return await self._edit(map_id, edits, who)
        finally:
            await self.close()

    async def _evict(self, map_id: str) -> None:
        await asyncio.sleep(self._limits.linger)
        async with self._locks[map_id]:
            if not self._users.get(map_id) and map_id in self._rooms:
                await self._rooms[map_id].close()
                del self._rooms[map_id], self._users[map_id]
        if not self._rooms:
            await asyncio.to_thread(_give_memory_back)


def _give_memory_back() -> None:
    """glibc keeps the pages of freed documents (250 MB after 200 maps) until it is asked for them."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
