"""What people write while a workshop has locked something: tried on a copy before anybody else sees it."""

from functools import partial
from typing import Any

from pycrdt import Doc, MapEvent
from pycrdt import Map as Shared

from tropa.studio.workshop import Locks

_STRUCTURE = ("stages", "lanes", "links")
_WATCHED = (*_STRUCTURE, "cards", "curve")


class Trial:
    """A copy of a room's document that finds out which objects an update touches.

    The rules are those of `Locks.refuse`: the structure is stages, lanes and links; a lane is itself, the cards
    that are in it before or after, and the curve it shows.
    """

    def __init__(self, room: Doc[Any], locks: Locks) -> None:
        self._room, self._locks = room, locks
        self._copy: Doc[Any] = Doc()
        self._copy.apply_update(room.get_update())
        self._touched: set[tuple[str, str]] = set()
        self._watched = [
            self._copy.get(root, type=Shared).observe_deep(partial(self._touch, root)) for root in _WATCHED
        ]

    def allows(self, update: bytes) -> bool:
        """Whether an update touches nothing that is locked; after a refusal the copy is of no more use.

        ValueError or RuntimeError where it is no update.
        """
        self._touched.clear()
        self._copy.apply_update(update)
        return not any(self._locked(root, key) for root, key in self._touched)

    def follow(self, update: bytes) -> None:
        """Take over what the room has taken in already."""
        self._copy.apply_update(update)

    def _touch(self, root: str, events: list[Any]) -> None:
        for event in events:
            if event.path:
                self._touched.add((root, str(event.path[0])))
            elif isinstance(event, MapEvent):
                self._touched |= {(root, str(key)) for key in event.keys}  # type: ignore[attr-defined]

    def _locked(self, root: str, key: str) -> bool:
        if root in _STRUCTURE and self._locks.structure:
            return True
        if root == "lanes":
            return key in self._locks.lanes
        if root == "curve":
            shown = "emotion" if key.startswith("emotion/") else "arc"
            return any(_field(self._room, "lanes", lane, "kind") == shown for lane in self._locks.lanes)
        lanes = {_field(doc, "cards", key, "lane") for doc in (self._room, self._copy)}
        return root == "cards" and not lanes.isdisjoint(self._locks.lanes)


def _field(doc: Doc[Any], root: str, name: str, field: str) -> str:
    held = doc.get(root, type=Shared).get(name)
    value = held.get(field) if isinstance(held, Shared) else None
    return value if isinstance(value, str) else ""
