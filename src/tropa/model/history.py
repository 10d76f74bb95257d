"""Undo and redo: each person's own, a gesture at a time, never over what somebody else did since (E14…E17)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tropa.errors import MapError
from tropa.model.apply import apply
from tropa.model.edit import Add, AnyEdit, Members, Move, Point, Remove, Restore, Set
from tropa.model.inverse import inverse
from tropa.model.map import Map
from tropa.model.part import TOGETHER, named


@dataclass(frozen=True)
class Step:
    """One gesture of a person: its edits, each with those that take it back."""

    who: str
    event: str
    edits: tuple[tuple[AnyEdit, tuple[AnyEdit, ...]], ...]


@dataclass(frozen=True)
class History:
    """What can be undone and redone, as a value: the latest step last.

    >>> from tropa.model.edit import parse_edit
    >>> map_ = Map.new("Films", language="en")
    >>> target = {"object": "map", "id": map_.id}
    >>> edit = parse_edit({"kind": "set", "id": "1", "who": "ann", "target": target, "fields": {"goal": "rest"}})
    >>> history = History().record(map_, edit)
    >>> history, edits = history.undo(apply(map_, edit), "ann", event="u1")
    >>> [one.fields for one in edits], history.undo(map_, "ann", event="u2")[1]
    ([{'goal': ''}], ())
    """

    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()

    def record(self, before: Map, edit: AnyEdit) -> "History":
        """The history with an edit of the map `before`; what its person had undone can no longer be redone.

        Edits of the same person with the same event, one after another, are one step; an edit that is not undoable
        is none.
        """
        if not edit.undoable:
            return self
        pair, event = (edit, inverse(before, edit)), edit.event or edit.id
        undone = tuple(step for step in self.undone if step.who != edit.who)
        last = next((n for n in reversed(range(len(self.done))) if self.done[n].who == edit.who), None)
        if last is not None and self.done[last].event == event:
            grown = replace(self.done[last], edits=(*self.done[last].edits, pair))
            return History((*self.done[:last], grown, *self.done[last + 1 :]), undone)
        return History((*self.done, Step(edit.who, event, (pair,))), undone)

    def undo(
        self, map_: Map, who: str, *, event: str, when: datetime | None = None
    ) -> tuple["History", tuple[AnyEdit, ...]]:
        """The history after, and the edits that undo the person's last step on this map; none where there is nothing.

        Only what still is as the step left it is put back. `event` names the new gesture; its edits are `event.0`…
        """
        done, step, edits = _taken(self.done, map_, who, (event, when))
        return (self, ()) if step is None else (History(done, (*self.undone, step) if edits else self.undone), edits)

    def redo(
        self, map_: Map, who: str, *, event: str, when: datetime | None = None
    ) -> tuple["History", tuple[AnyEdit, ...]]:
        """The history after, and the edits that do again what the person undid last."""
        undone, step, edits = _taken(self.undone, map_, who, (event, when))
        return (self, ()) if step is None else (History((*self.done, step) if edits else self.done, undone), edits)


def _taken(
    steps: tuple[Step, ...], map_: Map, who: str, stamp: tuple[str, datetime | None]
) -> tuple[tuple[Step, ...], Step | None, tuple[AnyEdit, ...]]:
    last = next((n for n in reversed(range(len(steps))) if steps[n].who == who), None)
    if last is None:
        return steps, None, ()
    pairs: list[tuple[AnyEdit, tuple[AnyEdit, ...]]] = []
    for edit, back in reversed(steps[last].edits):
        for one in still_mine(map_, edit, back):
            named_ = {"id": f"{stamp[0]}.{len(pairs)}", "who": who, "event": stamp[0], "when": stamp[1]}
            fresh = one.model_copy(update=named_)
            try:
                after = apply(map_, fresh)
            except MapError:
                continue  # others use it by now, or it is gone: theirs stays
            if undoing := inverse(map_, fresh):
                pairs.append((fresh, undoing))
                map_ = after
    rest = (*steps[:last], *steps[last + 1 :])
    return rest, Step(who, stamp[0], tuple(pairs)), tuple(edit for edit, _ in pairs)


def still_mine(map_: Map, edit: AnyEdit, back: tuple[AnyEdit, ...]) -> tuple[AnyEdit, ...]:
    """Those of the edits `back`, and those fields of them, that put back what the map still has as `edit` left it.

    A place is one thing and goes back whole or not at all; so do fields that stand together, and a curve point.
    """
    kept: list[AnyEdit] = []
    for one in back:
        match edit, one:
            case (Set(), Set()):
                fields = _unchanged(map_, edit, one.fields)
                pair = set(TOGETHER.get(edit.target.object, ()))
                if not pair <= set(fields):
                    fields = {name: value for name, value in fields.items() if name not in pair}
                if fields:
                    kept.append(one.model_copy(update={"fields": fields}))
            case (Move(), Move()):
                if _unchanged(map_, edit, one.fields) == one.fields:
                    kept.append(one)
            case (Point(), Point()):
                if not inverse(map_, edit):
                    kept.append(one)
            case (Members() | Add() | Remove() | Restore(), _):
                kept.append(one)
    return tuple(kept)


def _unchanged(map_: Map, edit: Set | Move, back: dict[str, Any]) -> dict[str, Any]:
    """Of the fields to put back, those whose value is still what `edit` wrote."""
    one = named(map_, edit.target.object).get(edit.target.id)
    if one is None:
        return {}
    kept = {}
    for name, value in back.items():
        wrote = edit.model_copy(update={"fields": {name: edit.fields[name]}})
        if not inverse(map_, wrote):
            kept[name] = value
    return kept
