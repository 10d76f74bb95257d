"""A shared document read as a map, where edits of several people met that no one of them could have made (E20).

Each edit was allowed where it was made; together they may leave a card with a persona that somebody removed meanwhile,
or two stages inside each other. Everybody who reads the document settles it the same way, so everybody sees one map.
"""

from collections.abc import Mapping
from typing import Any

from tropa.model.curve import CurvePoint
from tropa.model.edit import checked
from tropa.model.emotion import within
from tropa.model.map import Map
from tropa.model.part import COLLECTION, MODEL, RESTORABLE, Reference, references

_Ids = dict[str, set[str]]


def settle(fields: Mapping[str, Any]) -> Map:
    """The map in these JSON values, in which what two people's edits left unfit together is settled.

    A reference to what is gone is no reference; an object that cannot be without it is removed, a curve point of
    nobody or nowhere is not there. Where stages are inside each other, the one with the greatest id stands alone. An
    emotion outside its scale is none. MapError where a value is none that the schema allows.

    >>> head = {"id": "m", "title": "Films", "language": "en", "created": "2026-11-24", "lanes": []}
    >>> stages = [{"id": name, "title": name, "rank": "V", "parent": parent} for name, parent in ("ab", "ba")]
    >>> [stage.parent for stage in settle({**head, "stages": stages}).stages]
    ['b', None]
    """
    place = f"map {fields.get('id', '?')}"
    parts = {
        part: [checked(MODEL[part], one, f"{place}, {part}") for one in fields.get(collection, ())]
        for part, collection in COLLECTION.items()
    }
    points = [checked(CurvePoint, one, f"{place}, curve") for one in fields.get("curve", ())]
    known = {part: {one.id for one in objects} for part, objects in parts.items()}
    settled: dict[str, Any] = {
        COLLECTION[part]: [_fit(part, one, known) for one in objects] for part, objects in parts.items()
    }
    settled["stages"] = _without_circles(settled["stages"])
    settled["curve"] = [
        _fit("point", one, known) for one in points if one.persona in known["persona"] and one.stage in known["stage"]
    ]
    new: Map = checked(Map, {**fields, **settled}, place)
    return new


def _fit(part: str, one: Any, known: _Ids) -> Any:
    """The object without references to what is gone; a tombstone where it cannot be without one."""
    if getattr(one, "deleted", False) and part != "stage":
        return one
    update: dict[str, Any] = {}
    for reference, name in references(part, one):
        if name in known[reference.target]:
            continue
        if reference.many:
            held = getattr(one, reference.field)
            update[reference.field] = tuple(other for other in held if other in known[reference.target])
        elif _required(part, reference):
            assert part in RESTORABLE, part
            update["deleted"] = True
        else:
            update[reference.field] = None
    if part == "card" and one.emotion is not None and not within(one.emotion, one.scale):
        update["emotion"] = None
    return one.model_copy(update=update) if update else one


def _required(part: str, reference: Reference) -> bool:
    return MODEL[part].model_fields[reference.field].is_required()


def _without_circles(stages: list[Any]) -> list[Any]:
    there = {stage.id: stage for stage in stages}
    for name in sorted(there):
        walked: list[str] = []
        above: str | None = name
        while above is not None and above not in walked:
            walked.append(above)
            above = there[above].parent
        if above is not None:
            last = max(walked[walked.index(above) :])
            there[last] = there[last].model_copy(update={"parent": None})
    return list(there.values())
