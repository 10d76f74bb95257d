"""One map that people edit together: its live document, who is there, and the way of every change to the disk.

A change is queued for the disk before anybody else hears of it; what is queued is merged and written in one transaction
every 50 ms. **A write is acknowledged to its sender by the reply to a sync step 1 sent after it**: that waits until
all that came before is on disk. An edit made on the server returns when it is on disk. All work on the document is done
on the loop.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from pycrdt import (
    Doc,
    TransactionEvent,
    create_awareness_message,
    create_sync_message,
    create_update_message,
    handle_sync_message,
    merge_updates,
    read_message,
    write_message,
)
from sqlalchemy.exc import IntegrityError

from tropa.model.apply import apply_all
from tropa.model.edit import AnyEdit
from tropa.model.map import Map
from tropa.studio import codec, projection, updates
from tropa.studio.caller import Caller
from tropa.studio.database import Database
from tropa.studio.edits import author_of, refuse_locked
from tropa.studio.peer import LOCKED, NO_MAP, REFUSED, RESTART, RUBBISH, SIGN_IN, TOO_LARGE, Limits, Peer, Socket
from tropa.studio.presence import Presence
from tropa.studio.trial import Trial
from tropa.studio.workshop import Locks, locks

_LOG = logging.getLogger("tropa.rooms")
_SYNC, _AWARENESS, _AUTH, _QUERY_AWARENESS = 0, 1, 2, 3
_STEP1, _STEP2, _UPDATE = 0, 1, 2
_NOTHING = b"\x00\x00"
_T = TypeVar("_T")
_REFUSED = bytes([_AUTH, 0]) + write_message(b"read-only")

_THREADS = ThreadPoolExecutor(4, "rooms")  # asyncio's own may all be taken by threads that wait for a room

Recheck = Callable[[], Awaitable[Caller | None]]


async def _aside(work: Callable[..., _T], *given: Any) -> _T:
    """What the work returns, done in a thread of the rooms."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, work, *given)


class Room:
    """A loaded map. Made by `Rooms`, which sees to it that there is one a map."""

    def __init__(self, map_id: str, database: Database, limits: Limits) -> None:
        self.map_id = map_id
        self.peers: set[Peer] = set()
        self.presence = Presence()
        self._database, self._limits = database, limits
        self._doc: Doc[Any] = Doc()
        self._locks = Locks()
        self._trial: Trial | None = None
        self._document: Map | None = None
        self._from: Peer | None = None
        self._remote = False
        self._pending: list[bytes] = []
        self._authors: set[str] = set()
        self._upto = 0
        self._parts = 0
        self._dirty = self._lost = False
        self._writing = asyncio.Lock()
        self._editing = asyncio.Lock()
        self._kick = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self) -> "Room":
        """Read the document from the disk; NotFoundError `rooms.no_room` where there is none."""
        state, self._upto, self._locks = await _aside(self._load)
        self._doc.apply_update(state)
        self._watched = self._doc.observe(self._on_change)
        self._tasks = [asyncio.create_task(self._write_on()), asyncio.create_task(self._project_on())]
        return self

    def lock(self, locked: Locks) -> None:
        """From now on only who leads the workshop may change what is locked. On the loop only."""
        self._locks, self._trial = locked, None

    def document(self) -> Map:
        """The map as it is now, settled. On the loop only."""
        if self._document is None:
            self._document = codec.read(self._doc, self.map_id)
        return self._document

    async def edit(self, edits: Sequence[AnyEdit], *, who: Caller | str) -> Map:
        """Make edits, all or none, seen by everybody here at once; the map after them, which is on disk by then.

        MapError where one of them breaks a rule, RefusedError where a workshop keeps the caller from it.
        """
        async with self._editing:
            before = self.document()
            if isinstance(who, Caller):
                refuse_locked(self._locks, before, edits, who)
            after = await _aside(apply_all, before, edits)
            self._authors.add(author_of(who))
            codec.write(self._doc, before, after)
        await self.flush()
        return self.document()

    async def serve(self, socket: Socket, caller: Caller, recheck: Recheck | None = None) -> None:
        """Serve an accepted socket until it closes. `recheck` says who calls now: asked every few seconds."""
        if not caller.may("viewer", self.map_id) or caller.hidden:
            await socket.close(REFUSED)  # a shared document cannot be shown in part
            return
        peer = Peer(socket, caller, self.map_id, self._limits)
        self.peers.add(peer)
        watch = asyncio.create_task(self._watch(peer, recheck)) if recheck is not None else None
        peer.put(create_sync_message(self._doc))
        self._show(self.presence.all(), [peer])
        try:
            while True:
                message = await socket.receive_bytes()
                if len(message) > self._limits.message:
                    peer.close(TOO_LARGE)
                    break
                await peer.pace(len(message))
                await self._hear(peer, message)
        except (ValueError, IndexError, AssertionError):
            peer.close(RUBBISH)
        except Exception as gone:  # noqa: BLE001 - sockets end in many ways; none may reach the others
            _LOG.debug("a peer is gone", extra={"map": self.map_id, "how": type(gone).__name__})
        finally:
            self.peers.discard(peer)
            if watch is not None:
                watch.cancel()
            self._show(self.presence.leave(peer), self.peers)
            await peer.gone()

    async def recheck(self, peer: Peer, asked: Recheck) -> None:
        """Ask who a peer is now: close it where they may not be here any more, show it where their role is another."""
        caller = await asked()
        if caller is None or not caller.may("viewer", self.map_id) or caller.hidden:
            peer.close(SIGN_IN if caller is None else REFUSED)
        elif caller != peer.caller:
            peer.caller, peer.told_refused = caller, False
            self._show(self.presence.rename(peer, peer.user), self.peers)

    async def flush(self) -> None:
        """Write to disk what is not there yet; returns when it is."""
        async with self._writing:
            if self._pending and not self._lost:
                batch, self._pending = self._pending, []
                data = batch[0] if len(batch) == 1 else merge_updates(*batch)
                try:
                    self._upto = await asyncio.shield(_aside(self._append, data))
                except IntegrityError:  # the map was destroyed meanwhile
                    self._lose()
                    return
                except BaseException:
                    self._pending = [data, *self._pending]
                    raise
                self._parts, self._dirty = self._parts + 1, True
            if self._parts >= self._limits.compact_after and not self._pending:
                state, upto = self._doc.get_update(), self._upto
                await _aside(self._compact, state, upto)
                self._parts = 0

    async def project(self) -> None:
        """Bring the rows in SQL to what the document says."""
        await self.flush()
        if self._dirty and not self._lost:
            self._dirty = False
            document, upto, authors = self.document(), self._upto, sorted(self._authors)
            self._authors.clear()
            await _aside(self._project, document, upto, authors)

    async def close(self, code: int = RESTART) -> None:
        """Write everything, close all sockets, let go of the document."""
        for peer in list(self.peers):
            peer.close(code)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.project()
        self._doc.unobserve(self._watched)

    def _lose(self) -> None:
        self._lost = True
        for peer in list(self.peers):
            peer.close(NO_MAP)

    async def _hear(self, peer: Peer, message: bytes) -> None:
        kind = message[0]
        if kind == _SYNC and message[1] == _STEP1:
            await self.flush()
            reply = handle_sync_message(message[1:], self._doc)
            if reply is not None:
                peer.put(reply)
        elif kind == _SYNC and message[1] in (_STEP2, _UPDATE):
            self._take(peer, read_message(message[2:]))
        elif kind == _AWARENESS:
            shown, again = self.presence.hear(read_message(message[1:]), peer, peer.user)
            self._show(again, [peer])
            self._show(shown, self.peers)  # the sender too: its own echo keeps y-websocket's connection alive
        elif kind == _QUERY_AWARENESS:
            self._show(self.presence.all(), [peer])

    def _take(self, peer: Peer, update: bytes) -> None:
        """Apply what a peer wrote. ValueError where it is no update; nothing of it is kept then."""
        if update == _NOTHING:
            return
        if not peer.may_write:
            if not peer.told_refused:
                peer.told_refused = True
                peer.put(_REFUSED)
            return
        if not self._allowed(peer, update):
            peer.refuse(_REFUSED, LOCKED)
            return
        self._from, self._remote = peer, True
        try:
            self._queue(update)
            self._doc.apply_update(update)
        except RuntimeError as error:  # some of it may have been taken in: the disk is given what there is now
            self._pending[-1] = self._doc.get_update()
            raise ValueError("not an update") from error
        except ValueError:
            self._pending.pop()
            raise
        finally:
            self._from, self._remote = None, False
        self._authors.add(peer.caller.name)

    def _allowed(self, peer: Peer, update: bytes) -> bool:
        """Whether a workshop lets a peer write this. ValueError where it is no update."""
        if not (self._locks.structure or self._locks.lanes) or self._locks.free(peer.caller, self.map_id):
            return True
        if self._trial is None:
            self._trial = Trial(self._doc, self._locks)
        try:
            allowed = self._trial.allows(update)
        except (RuntimeError, ValueError) as error:
            self._trial = None
            raise ValueError("not an update") from error
        if not allowed:
            self._trial = None
        return allowed

    def _on_change(self, event: TransactionEvent) -> None:
        update = bytes(event.update)
        if update == _NOTHING:
            return
        self._document = None
        if self._trial is not None:
            self._trial.follow(update)
        if not self._remote:
            self._queue(update)
        message = create_update_message(update)
        for peer in self.peers:
            if peer is not self._from:
                peer.put(message)

    def _queue(self, update: bytes) -> None:
        self._pending.append(update)
        self._kick.set()

    def _show(self, update: bytes, peers: "set[Peer] | list[Peer]") -> None:
        if update:
            message = create_awareness_message(update)
            for peer in peers:
                peer.put(message)

    async def _watch(self, peer: Peer, recheck: Recheck) -> None:
        while True:
            await asyncio.sleep(self._limits.recheck)
            with contextlib.suppress(Exception):
                await self.recheck(peer, recheck)

    async def _write_on(self) -> None:
        while True:
            await self._kick.wait()
            self._kick.clear()
            await asyncio.sleep(self._limits.flush)
            try:
                await self.flush()
            except Exception:  # noqa: BLE001 - the disk may come back; what is queued is kept
                _LOG.error("a room could not be written", exc_info=True, extra={"map": self.map_id})
                await asyncio.sleep(1)
                self._kick.set()

    async def _project_on(self) -> None:
        while True:
            await asyncio.sleep(self._limits.project)
            if self._dirty:
                try:
                    await self.project()
                except Exception:  # noqa: BLE001 - rows are behind until the next change; reading finds out
                    _LOG.error("rows of a map could not be written", exc_info=True, extra={"map": self.map_id})

    def _load(self) -> tuple[bytes, int, Locks]:
        with self._database.session() as session:
            return *updates.load(session, self.map_id), locks(session, self.map_id)

    def _append(self, data: bytes) -> int:
        with self._database.session() as session:
            return updates.append(session, self.map_id, data)

    def _compact(self, state: bytes, upto: int) -> None:
        with self._database.session() as session:
            updates.compact(session, self.map_id, state, upto)

    def _project(self, document: Map, upto: int, authors: Sequence[str]) -> None:
        with self._database.session() as session:
            projection.write(session, document, upto, authors)
