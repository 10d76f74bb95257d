"""Edits happen: a map and an edit give the map after it. Rules E1… are those of `spec/edits/SPEC.md`."""

from collections.abc import Iterable
from functools import reduce
from typing import Any

from tropa.errors import MapError
from tropa.model.curve import CurvePoint
from tropa.model.edit import Add, AnyEdit, Members, Move, Point, Remove, Restore, Set, checked
from tropa.model.map import Map
from tropa.model.part import (
    COLLECTION,
    MODEL,
    PLACE,
    RESTORABLE,
    SETS,
    TOGETHER,
    holders,
    named,
    point_key,
    settable,
)


def apply(map_: Map, edit: AnyEdit) -> Map:
    """The map after the edit. MapError where the edit breaks a rule; the map given stays as it was.

    >>> from tropa.model.edit import parse_edit
    >>> map_ = Map.new("I choose a film", language="en", stages=["Need"])
    >>> apply(map_, parse_edit({"kind": "set", "id": "e1", "target": {"object": "map", "id": map_.id},
    ...                         "fields": {"goal": "rest in the evening"}})).goal
    'rest in the evening'
    """
    match edit:
        case Add():
            return _added(map_, edit)
        case Set():
            return _set(map_, edit)
        case Move():
            return _with(map_, edit.target.object, changed(map_, edit))
        case Members():
            return _members(map_, edit)
        case Remove():
            return _removed(map_, edit)
        case Restore():
            return _with(map_, edit.target.object, find(map_, edit).model_copy(update={"deleted": False}))
        case Point():
            return _pointed(map_, edit)


def apply_all(map_: Map, edits: Iterable[AnyEdit]) -> Map:
    """The map after all edits, one after another."""
    return reduce(apply, edits, map_)


def place(edit: Add | Set | Move | Members | Remove | Restore) -> str:
    """Where an edit acts, for errors."""
    return f"edit {edit.id}, {edit.target.object} {edit.target.id}"


def find(map_: Map, edit: Set | Move | Members | Remove | Restore) -> Any:
    """The object an edit is about; MapError names those there are."""
    there = named(map_, edit.target.object)
    if edit.target.id not in there:
        allowed = ", ".join(sorted(there)[:12]) or "—"
        raise MapError(
            "model.no_such", place=f"edit {edit.id}", kind=edit.target.object, id=edit.target.id, allowed=allowed
        )
    return there[edit.target.id]


def changed(map_: Map, edit: Set | Move) -> Any:
    """The object as an edit of its fields leaves it; MapError for a field the edit may not change or a bad value."""
    one, part = find(map_, edit), edit.target.object
    _allow(edit, PLACE[part] if isinstance(edit, Move) else settable(part), edit.fields)
    held = {name: getattr(one, name) for name in type(one).model_fields}
    return checked(type(one), held | edit.fields, place(edit))


def point_of(edit: Point) -> CurvePoint:
    """The point an edit sets; one that takes a point away gives an empty one."""
    whose = {"kind": edit.curve, "persona": edit.persona, "stage": edit.stage, "future": edit.future}
    where = f"edit {edit.id}, curve {edit.persona}/{edit.stage}"
    for name in whose:
        if edit.value is not None and name in edit.value:
            allowed = ", ".join(field for field in CurvePoint.model_fields if field not in whose)
            raise MapError("model.edit_field", place=where, kind="point", field=name, allowed=allowed)
    new: CurvePoint = checked(CurvePoint, ({"value": None} if edit.value is None else edit.value) | whose, where)
    return new


def _with(map_: Map, part: str, new: Any) -> Map:
    """The map with the new object in the place of the one with its id, checked as a whole."""
    if part == "map":
        return map_.with_fields(**{name: getattr(new, name) for name in (*settable(part), *SETS[part])})
    collection = COLLECTION[part]
    return map_.with_fields(
        **{collection: tuple(new if one.id == new.id else one for one in getattr(map_, collection))}
    )


def _added(map_: Map, edit: Add) -> Map:
    part, name = edit.target.object, edit.target.id
    if name in named(map_, part):
        raise MapError("model.id_twice", kind=part, id=name)
    _allow(edit, (*settable(part), *PLACE.get(part, ()), *SETS.get(part, ())), edit.fields)
    new = checked(MODEL[part], edit.fields | {"id": name}, place(edit))
    return map_.with_fields(**{COLLECTION[part]: (*getattr(map_, COLLECTION[part]), new)})


def _set(map_: Map, edit: Set) -> Map:
    pair = TOGETHER.get(edit.target.object, ())
    given = [name for name in pair if name in edit.fields]
    if given and len(given) < len(pair):
        raise MapError("model.edit_together", place=place(edit), field=given[0], allowed=", ".join(pair))
    return _with(map_, edit.target.object, changed(map_, edit))


def _allow(edit: Add | Set | Move | Members, allowed: tuple[str, ...], fields: Iterable[str]) -> None:
    for name in fields:
        if name not in allowed:
            raise MapError(
                "model.edit_field", place=place(edit), kind=edit.kind, field=name, allowed=", ".join(allowed) or "—"
            )


def _members(map_: Map, edit: Members) -> Map:
    part, one = edit.target.object, find(map_, edit)
    _allow(edit, SETS.get(part, ()), [edit.field])
    left = [name for name in getattr(one, edit.field) if name not in edit.remove]
    new = tuple(dict.fromkeys([*left, *edit.add]))
    held = {name: getattr(one, name) for name in type(one).model_fields}
    return _with(map_, part, checked(type(one), held | {edit.field: new}, place(edit)))


def _removed(map_: Map, edit: Remove) -> Map:
    part, one = edit.target.object, find(map_, edit)
    if part in RESTORABLE:
        return _with(map_, part, one.model_copy(update={"deleted": True}))
    users = sorted(
        f"{reference.holder} {getattr(holder, 'id', None) or point_key(holder)}"
        for reference, holder in holders(map_, part, one.id)
    )
    if users:
        raise MapError("model.edit_in_use", place=place(edit), users=", ".join(users[:12]))
    collection = COLLECTION[part]
    return map_.with_fields(**{collection: tuple(other for other in getattr(map_, collection) if other.id != one.id)})


def _pointed(map_: Map, edit: Point) -> Map:
    new, there = point_of(edit), named(map_, "point")
    if edit.value is None:
        there.pop(point_key(new), None)
    else:
        there[point_key(new)] = new
    return map_.with_fields(curve=tuple(there.values()))
