"""One client of a room: its socket, its outbox, what it may do, and how much it may send."""

import asyncio
import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Protocol

from pycrdt import create_update_message, merge_updates, read_message

from tropa.studio.caller import Caller

_UPDATE = b"\x00\x02"
RUBBISH, TOO_LARGE, RESTART, TRY_AGAIN = 1007, 1009, 1012, 1013
SIGN_IN, REFUSED, NO_MAP, LOCKED = 4401, 4403, 4404, 4409


class Socket(Protocol):
    """What a peer needs of a WebSocket (Starlette's has it)."""

    async def receive_bytes(self) -> bytes:
        """The next message."""

    async def send_bytes(self, data: bytes) -> None:
        """Send a message."""

    async def close(self, code: int = 1000, reason: str | None = None) -> None:
        """Close with a code."""


@dataclass(frozen=True)
class Limits:
    """What a room bears of one client, and its own pace (seconds)."""

    outbox: int = 2_000
    message: int = 8 * 2**20
    burst: float = 1_000.0
    a_second: float = 300.0
    flush: float = 0.05
    project: float = 1.0
    compact_after: int = 200
    linger: float = 30.0
    recheck: float = 15.0


class Peer:
    """A client. Messages to it wait in a bounded outbox that one task of its own sends; too slow a client is cut (1013)
    and fetches what it missed when it comes back."""

    def __init__(self, socket: Socket, caller: Caller, map_id: str, limits: Limits) -> None:
        self.socket = socket
        self.map_id = map_id
        self.caller = caller
        self.told_refused = False
        self._limits = limits
        self._outbox: asyncio.Queue[bytes] = asyncio.Queue(limits.outbox)
        self._allowance, self._counted = limits.burst, time.monotonic()
        self._closing: asyncio.Task[None] | None = None
        self._pump = asyncio.create_task(self._send())

    @property
    def user(self) -> dict[str, Any]:
        """How the client is shown to others."""
        one = self.caller
        return {
            "id": one.person or f"guest:{one.name}",
            "name": one.name,
            "colour": one.colour,
            "role": one.role_at(self.map_id),
        }

    @property
    def may_write(self) -> bool:
        """Whether what it writes is taken: editors and owners, with a token only where it may write maps."""
        scopes = self.caller.scopes
        return self.caller.may("editor", self.map_id) and (scopes is None or "maps:write" in scopes)

    def put(self, message: bytes) -> None:
        """Send it a message, soon; cut it where its outbox is full."""
        if self._closing is not None:
            return
        try:
            self._outbox.put_nowait(message)
        except asyncio.QueueFull:
            self.close(TRY_AGAIN)

    def close(self, code: int) -> None:
        """Close its socket, soon; what waits for it is not sent any more."""
        self.refuse(b"", code)

    def refuse(self, message: bytes, code: int) -> None:
        """Close its socket after one last message, soon; what else waits for it is not sent any more."""
        if self._closing is None:
            self._pump.cancel()
            self._closing = asyncio.create_task(self._close(code, message))

    async def pace(self, size: int) -> None:
        """Wait until it may send on: a message counts once and once more for every 4 KiB."""
        moment = time.monotonic()
        grown = self._allowance + (moment - self._counted) * self._limits.a_second
        self._allowance, self._counted = min(self._limits.burst, grown) - 1 - size / 4_096, moment
        if self._allowance < 0:
            await asyncio.sleep(min(5.0, -self._allowance / self._limits.a_second))

    async def gone(self) -> None:
        """Stop sending; wait until its socket is closed where that was asked for."""
        self._pump.cancel()
        if self._closing is not None:
            await self._closing

    async def _send(self) -> None:
        with contextlib.suppress(Exception):  # a socket that breaks ends this client and nothing else
            while True:
                waiting = [await self._outbox.get()]
                while not self._outbox.empty():
                    waiting.append(self._outbox.get_nowait())
                for message in _together(waiting):
                    await self.socket.send_bytes(message)

    async def _close(self, code: int, last: bytes = b"") -> None:
        with contextlib.suppress(Exception):
            if last:
                await asyncio.wait_for(self.socket.send_bytes(last), 5)
            await asyncio.wait_for(self.socket.close(code), 5)


def _together(messages: list[bytes]) -> Iterator[bytes]:
    """The messages in their order, updates that follow each other as one."""
    for is_update, group in groupby(messages, key=lambda message: message.startswith(_UPDATE)):
        alike = list(group)
        if not is_update or len(alike) == 1:
            yield from alike
        else:
            yield create_update_message(merge_updates(*(read_message(one[len(_UPDATE) :]) for one in alike)))
