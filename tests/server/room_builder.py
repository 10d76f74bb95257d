"""Rooms behind a real server and real sockets: a server in a thread or in a process of its own, and clients of it."""

import asyncio
import contextlib
import socket
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import uvicorn
from pycrdt import (
    Decoder,
    Doc,
    TransactionEvent,
    create_awareness_message,
    create_sync_message,
    create_update_message,
    handle_sync_message,
    read_message,
)
from pycrdt import Map as Shared
from sqlalchemy import select
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.server.maps_builder import cinema
from tropa.model.edit import AnyEdit
from tropa.model.map import Map
from tropa.server.app import create_app
from tropa.server.cookies import cookie_name
from tropa.server.settings import Settings
from tropa.studio import codec, sessions
from tropa.studio import database as databases
from tropa.studio.accounts import new_person
from tropa.studio.caller import Role
from tropa.studio.database import Database
from tropa.studio.migrations import migrate
from tropa.studio.rooms import Rooms
from tropa.studio.studio import Studio
from tropa.studio.tables.maps import MapRow
from tropa.studio.tables.people import PersonRow

MAP = "map_films"
_CODE = """
import sys
from pathlib import Path
from tropa.server.app import run
from tropa.server.settings import Settings
run(Settings(Path(sys.argv[1])), "127.0.0.1", int(sys.argv[2]), False, lambda link: print(link, flush=True))
"""


@dataclass
class House:
    """A workspace with one map and its people, whether or not a server is up."""

    settings: Settings
    database: Database
    port: int = 0
    studio: Studio | None = None
    people: dict[str, str] = field(default_factory=dict)

    def secret(self, name: str, role: Role) -> str:
        """The session of a person, who is made where there is none."""
        with self.database.session() as session:
            person = session.scalar(select(PersonRow).where(PersonRow.name == name))
            person = person or new_person(session, name, role)
            self.people[name] = person.id
            return sessions.begin(session, person, "link", sessions.Device())

    def headers(self, secret: str) -> dict[str, str]:
        """What the browser of a person sends along."""
        return {"Cookie": f"{cookie_name(self.settings, 'session')}={secret}", "Origin": self.base}

    @property
    def base(self) -> str:
        """The server's address."""
        return f"http://127.0.0.1:{self.port}"

    def kept(self) -> Map:
        """The map as it is on disk."""
        return Rooms(self.database).read(MAP)

    def edit(self, edit: AnyEdit) -> Map:
        """Make an edit from a thread of the server."""
        assert self.studio is not None
        return self.studio.rooms.edit_from_thread(MAP, [edit], "server")

    @contextlib.asynccontextmanager
    async def client(self, name: str = "Ewa", role: Role = "editor", map_id: str = MAP) -> AsyncIterator["Client"]:
        """A person in the room."""
        secret = await asyncio.to_thread(self.secret, name, role)
        async with connect(
            f"ws://127.0.0.1:{self.port}/api/maps/{map_id}/room",
            additional_headers=self.headers(secret),
            max_size=None,
            proxy=None,
        ) as opened:
            yield await Client(opened, secret).begin()


@contextlib.contextmanager
def house(folder: Path, document: Map | None = None, url: str = "") -> Iterator[House]:
    """A workspace without a server."""
    settings = Settings(folder, database_url=url)
    database = databases.connect(folder, url)
    migrate(database, folder)
    with database.session() as session:
        session.add(MapRow(id=MAP, title="Films", kind="map", state="as_is", language="en", owner=None))
    Rooms(database).create(MAP, document or cinema())
    try:
        yield House(settings, database)
    finally:
        database.close()


@contextlib.contextmanager
def served(here: House) -> Iterator[House]:
    """The workspace served by a thread."""
    listening = _listening()
    app = create_app(here.settings)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=3))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    until(lambda: server.started)
    here.port, here.studio = listening.getsockname()[1], app.state.studio
    try:
        yield here
    finally:
        server.should_exit = True
        thread.join(20)
        listening.close()


@contextlib.contextmanager
def process(here: House) -> Iterator[subprocess.Popen[str]]:
    """The workspace served by a process of its own, which the test may kill."""
    with _listening() as free:
        here.port = free.getsockname()[1]
    words = [sys.executable, "-c", _CODE, str(here.settings.folder), str(here.port)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
        try:
            until(lambda: _answers(here.port), 30)
            yield running
        finally:
            running.kill()


@dataclass
class Client:
    """One client of a room, which speaks the protocol of y-websocket over a real socket."""

    socket: ClientConnection
    secret: str
    doc: Doc[Any] = field(default_factory=Doc)
    refused: int = 0
    states: dict[int, str] = field(default_factory=dict)

    async def begin(self) -> Self:
        """Listen and fetch what there is."""
        self._synced = asyncio.Event()
        self._remote = False
        self._outgoing: list[bytes] = []
        self._watched = self.doc.observe(self._changed)
        self._listening = asyncio.create_task(self._listen())
        await self.acknowledged()
        return self

    async def acknowledged(self) -> None:
        """Send what was written here and wait until the server says that it is on disk."""
        await self.send()
        self._synced.clear()
        with contextlib.suppress(ConnectionClosed):  # closed meanwhile: told below by its code
            await self.socket.send(create_sync_message(self.doc))
        waiting = asyncio.create_task(self._synced.wait())
        await asyncio.wait([waiting, self._listening], return_when=asyncio.FIRST_COMPLETED, timeout=20)
        waiting.cancel()
        if not self._synced.is_set():
            raise ConnectionError(f"closed with {self.socket.close_code}")

    async def send(self) -> None:
        """Send what was written here."""
        outgoing, self._outgoing = self._outgoing, []
        for update in outgoing:
            await self.socket.send(create_update_message(update))

    async def put(self, root: str, key: str, value: Any) -> None:
        """Write one key and send it; it is not acknowledged by that."""
        self.doc.get(root, type=Shared)[key] = value
        await self.send()

    async def say(self, number: int, clock: int, state: str) -> None:
        """Say an awareness state in JSON."""
        words = state.encode()
        inner = b"\x01" + _number(number) + _number(clock) + _number(len(words)) + words
        await self.socket.send(create_awareness_message(inner))

    async def closed(self) -> int | None:
        """The code with which the server closes; waits for it."""
        await asyncio.wait_for(self.socket.wait_closed(), 10)
        return self.socket.close_code

    def die(self) -> None:
        """Be gone without a word."""
        self.socket.transport.abort()

    def map(self) -> Map:
        """The map as this client sees it."""
        return codec.read(self.doc, MAP)

    def keys(self, root: str = "test") -> dict[str, Any]:
        """The plain values under a root."""
        return dict(self.doc.get(root, type=Shared).to_py() or {})

    def _changed(self, event: TransactionEvent) -> None:
        if not self._remote and bytes(event.update) != b"\x00\x00":
            self._outgoing.append(bytes(event.update))

    async def _listen(self) -> None:
        with contextlib.suppress(ConnectionClosed):
            async for message in self.socket:
                assert isinstance(message, bytes)
                await self._hear(message)

    async def _hear(self, message: bytes) -> None:
        if message[0] == 0:
            self._remote = True
            reply = handle_sync_message(message[1:], self.doc)
            self._remote = False
            if reply is not None:
                await self.socket.send(reply)
            if message[1] == 1:
                self._synced.set()
        elif message[0] == 1:
            decoder = Decoder(read_message(message[1:]))
            for _ in range(decoder.read_var_uint()):
                number, _clock, said = decoder.read_var_uint(), decoder.read_var_uint(), decoder.read_var_string()
                self.states.pop(number, None)
                if said != "null":
                    self.states[number] = said
        elif message[0] == 2:
            self.refused += 1


async def seen(condition: Callable[[], Any], seconds: float = 10) -> None:
    """Wait until something is seen."""
    for _ in range(int(seconds * 100)):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it was not seen in time")


def until(condition: Callable[[], Any], seconds: float = 20) -> None:
    """Wait in a thread until something holds."""
    for _ in range(int(seconds * 100)):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("it did not hold in time")


def _listening() -> socket.socket:
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", 0))
    return listening


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def _number(value: int) -> bytes:
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])
