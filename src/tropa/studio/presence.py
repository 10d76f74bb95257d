"""Who is in a room and where they point: the awareness of Yjs, with everybody's name written by the server.

A client says where it points; who that is (`user`: id, name, colour, role) the server says, whatever the client claims.
A client may speak for one number of its own, and clients that repeat what others said are not listened to.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pycrdt import Decoder, Encoder

_LARGEST = 4_096  # letters of one state
_MOST = 200  # entries of one message
_GREATEST = 2**53


@dataclass
class _State:
    clock: int
    said: dict[str, Any] | None
    peer: object | None
    user: dict[str, Any]


class Presence:
    """The states of all clients of a room, by the numbers they chose."""

    def __init__(self) -> None:
        self._states: dict[int, _State] = {}

    def hear(self, update: bytes, peer: object, user: dict[str, Any]) -> tuple[bytes, bytes]:
        """Take what a peer says of itself: the message for everybody, and one for the peer alone (each may be empty).

        ValueError where the bytes are none that Yjs would send.
        """
        changed: list[int] = []
        again: list[int] = []
        for number, clock, said in _decoded(update):
            known = self._states.get(number)
            if not self._may_speak(number, known, peer, user) or (said is None and known is None):
                continue
            if known is not None and known.peer is None and said is not None and clock <= known.clock:
                again.append(number)  # others have seen it go with this clock: it is asked for a newer one
            if known is not None and known.peer is peer and clock < known.clock:
                continue
            state = {**said, "user": user} if said is not None else None
            self._states[number] = _State(clock, state, peer if said is not None else None, user)
            changed.append(number)
        return self._encoded(changed), self._encoded(again, gone=True)

    def _may_speak(self, number: int, known: _State | None, peer: object, user: dict[str, Any]) -> bool:
        if known is not None and known.user["id"] != user["id"]:
            return False
        mine = [one for one, state in self._states.items() if state.peer is peer]
        return not mine or mine == [number]

    def rename(self, peer: object, user: dict[str, Any]) -> bytes:
        """Somebody is called or may do something else now: the message for everybody."""
        mine = [number for number, state in self._states.items() if state.peer is peer]
        for number in mine:
            state = self._states[number]
            state.user = user
            state.said = {**(state.said or {}), "user": user}
        return self._encoded(mine)

    def leave(self, peer: object) -> bytes:
        """A peer is gone: the message that tells it to everybody."""
        mine = [number for number, state in self._states.items() if state.peer is peer]
        for number in mine:
            self._states[number].said = self._states[number].peer = None
        return self._encoded(mine)

    def all(self) -> bytes:
        """Everybody who is here, for a newcomer; empty where nobody is."""
        return self._encoded(number for number, state in self._states.items() if state.said is not None)

    def users(self) -> list[dict[str, Any]]:
        """Who is here, as the server names them."""
        return [state.user for state in self._states.values() if state.said is not None]

    def _encoded(self, numbers: Iterable[int], *, gone: bool = False) -> bytes:
        named = list(numbers)
        if not named:
            return b""
        encoder = Encoder()
        encoder.write_var_uint(len(named))
        for number in named:
            state = self._states[number]
            encoder.write_var_uint(number)
            encoder.write_var_uint(state.clock)
            encoder.write_var_string(json.dumps(None if gone else state.said, ensure_ascii=True, allow_nan=False))
        return encoder.to_bytes()


def _decoded(update: bytes) -> list[tuple[int, int, dict[str, Any] | None]]:
    """Number, clock and state of each entry; ValueError where there is none."""
    decoder = Decoder(update)
    try:
        count = decoder.read_var_uint()
        if count > _MOST:
            raise ValueError(f"{count} states in one message")
        entries = [(decoder.read_var_uint(), decoder.read_var_uint(), decoder.read_var_string()) for _ in range(count)]
        states = [(number, clock, json.loads(said)) for number, clock, said in entries if len(said) <= _LARGEST]
    except (IndexError, RuntimeError, RecursionError, AssertionError) as error:
        raise ValueError("not an awareness update") from error
    for number, clock, said in states:
        if not (number < _GREATEST and clock < _GREATEST and (said is None or isinstance(said, dict))):
            raise ValueError("not a state")
    return states
