"""What takes an edit back, and what frees an object before it is removed: edits again, as every change is."""

from collections.abc import Iterable
from typing import Any

from tropa.kit.ids import stable_id
from tropa.model.apply import changed, find, point_of
from tropa.model.edit import Add, AnyEdit, Members, Move, Point, Remove, Restore, Set, parse_edit
from tropa.model.map import Map
from tropa.model.part import RESTORABLE, TOGETHER, holders, named, point_edit, point_key, written


def inverse(map_: Map, edit: AnyEdit) -> tuple[AnyEdit, ...]:
    """The edits that, applied after `edit`, bring back what `map_` says; none where the edit changes nothing.

    An object that the edit adds leaves a tombstone where its kind has one, so that what others did to it meanwhile is
    kept; everything else comes back exactly (`part.canonical`). MapError where the edit is about what is not there.

    >>> map_ = Map.new("I choose a film", language="en")
    >>> target = {"object": "map", "id": map_.id}
    >>> edit = parse_edit({"kind": "set", "id": "e1", "target": target, "fields": {"goal": "rest"}})
    >>> inverse(map_, edit)[0].fields
    {'goal': ''}
    """
    match edit:
        case Add():
            return _stamped(edit, {"kind": "remove", "target": _target(edit)})
        case Set() | Move():
            return _fields_back(map_, edit)
        case Members():
            held = set(getattr(find(map_, edit), edit.field))
            after = (held - set(edit.remove)) | set(edit.add)
            swapped = {"add": sorted(held - after), "remove": sorted(after - held)}
            back = {"kind": "members", "target": _target(edit), "field": edit.field, **swapped}
            return _stamped(edit, back) if after != held else ()
        case Remove():
            return _removal_back(edit, find(map_, edit))
        case Restore():
            was = find(map_, edit).deleted
            return _stamped(edit, {"kind": "remove", "target": _target(edit)}) if was else ()
        case Point():
            return _point_back(map_, edit)


def removal(map_: Map, edit: Remove) -> tuple[AnyEdit, ...]:
    """The edit with those before it that free its object: references to it are cleared, its points and arrows removed.

    One gesture: all have the `event` of the edit (its id, where it has none). What leaves a tombstone needs no freeing.
    """
    part, name = edit.target.object, edit.target.id
    freeing: list[dict[str, Any]] = []
    for reference, one in holders(map_, part, name) if part not in RESTORABLE else ():
        target = {"object": reference.holder, "id": getattr(one, "id", "")}
        if reference.holder == "point" and reference.many:
            left = tuple(other for other in one.evidence if other != name)
            freeing.append(point_edit(one.model_copy(update={"evidence": left})))
        elif reference.holder == "point":
            freeing.append(point_edit(one, taken=True))
        elif reference.holder == "arrow":
            freeing.append({"kind": "remove", "target": target})
        elif reference.many:
            freeing.append({"kind": "members", "target": target, "field": reference.field, "remove": [name]})
        else:
            freeing.append({"kind": "set", "target": target, "fields": {reference.field: None}})
    whole = edit.model_copy(update={"event": edit.event or edit.id})
    return (*(_one_stamped(whole, f"free{n}", fields) for n, fields in enumerate(freeing)), whole)


def _fields_back(map_: Map, edit: Set | Move) -> tuple[AnyEdit, ...]:
    held, after = (_written(one, edit.fields) for one in (find(map_, edit), changed(map_, edit)))
    different = {name for name in edit.fields if held[name] != after[name]}
    if different & set(pair := TOGETHER.get(edit.target.object, ())):
        different |= set(pair)
    back = {name: value for name, value in held.items() if name in different}
    return _stamped(edit, {"kind": edit.kind, "target": _target(edit), "fields": back}) if back else ()


def _written(one: Any, fields: Iterable[str]) -> dict[str, Any]:
    written: dict[str, Any] = one.model_dump(mode="json", include=set(fields))
    return written


def _removal_back(edit: Remove, one: Any) -> tuple[AnyEdit, ...]:
    part = edit.target.object
    if part in RESTORABLE:
        return () if one.deleted else _stamped(edit, {"kind": "restore", "target": _target(edit)})
    return _stamped(edit, {"kind": "add", "target": _target(edit), "fields": written(part, one)})


def _point_back(map_: Map, edit: Point) -> tuple[AnyEdit, ...]:
    new = point_of(edit)
    held = named(map_, "point").get(point_key(new))
    same = held is None if edit.value is None else held == new
    return () if same else _stamped(edit, point_edit(held or new, taken=held is None))


def _target(edit: Add | Set | Move | Members | Remove | Restore) -> dict[str, str]:
    return {"object": edit.target.object, "id": edit.target.id}


def _stamped(edit: AnyEdit, fields: dict[str, Any]) -> tuple[AnyEdit, ...]:
    return (_one_stamped(edit, "undo", fields),)


def _one_stamped(edit: AnyEdit, suffix: str, fields: dict[str, Any]) -> AnyEdit:
    """An edit of the same person, time and gesture; its id follows from the edit's."""
    name = f"{edit.id}.{suffix}"
    name = name if len(name) <= 80 else stable_id([name])
    return parse_edit(
        {"id": name, "who": edit.who, "when": edit.when, "event": edit.event, "undoable": edit.undoable, **fields}
    )
