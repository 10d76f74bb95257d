"""The parts of a map: kinds of object, which field is what, who refers to whom. Edits, diff and merge rest on it.

In a shared document each part lies in a map by id. A field is written last-write-wins, but two kinds of field are not:
the place of an object (stage, lane, parent, rank) is one thing, and a set (tags, evidence…) has members, not a value.
"""

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple, get_args

from tropa.model.actor import Actor, Arrow
from tropa.model.card import Card
from tropa.model.catalogue import Channel, Metric, Touchpoint
from tropa.model.curve import CurvePoint
from tropa.model.evidence import Evidence
from tropa.model.lane import Lane
from tropa.model.map import Map
from tropa.model.persona import Persona
from tropa.model.stage import Link, Stage
from tropa.model.value import Value

Removable = Literal[
    "stage", "link", "lane", "persona", "card", "actor", "arrow", "touchpoint", "channel", "metric", "evidence"
]
Restorable = Literal["stage", "link", "lane", "card", "arrow"]
Movable = Literal["stage", "lane", "card", "arrow"]
Part = Literal["map", Removable]
RESTORABLE: tuple[str, ...] = get_args(Restorable)

COLLECTION: dict[str, str] = {
    "stage": "stages", "link": "links", "lane": "lanes", "persona": "personas", "card": "cards", "actor": "actors",
    "arrow": "arrows", "touchpoint": "touchpoints", "channel": "channels", "metric": "metrics", "evidence": "evidence",
}  # fmt: skip
MODEL: dict[str, type[Value]] = {
    "map": Map, "stage": Stage, "link": Link, "lane": Lane, "persona": Persona, "card": Card, "actor": Actor,
    "arrow": Arrow, "touchpoint": Touchpoint, "channel": Channel, "metric": Metric, "evidence": Evidence,
}  # fmt: skip
PLACE: dict[str, tuple[str, ...]] = {
    "stage": ("parent", "rank"), "lane": ("rank",), "card": ("stage", "lane", "rank"), "arrow": ("stage", "rank"),
}  # fmt: skip
SETS: dict[str, tuple[str, ...]] = {
    "map": ("tags", "segments", "channels_seen"), "link": ("evidence",), "lane": ("personas",),
    "card": ("tags", "about", "evidence"), "point": ("evidence",),
}  # fmt: skip
TOGETHER: dict[str, tuple[str, ...]] = {"card": ("emotion", "scale")}
"""Fields that mean nothing without each other: who sets one sets the other."""


class Reference(NamedTuple):
    """A field of one kind of part that names parts of another kind; `many`: it is a set of ids."""

    holder: str
    field: str
    target: str
    many: bool = False


REFERENCES: tuple[Reference, ...] = (
    Reference("stage", "parent", "stage"),
    Reference("link", "source", "stage"),
    Reference("link", "target", "stage"),
    Reference("link", "evidence", "evidence", many=True),
    Reference("lane", "personas", "persona", many=True),
    Reference("card", "stage", "stage"),
    Reference("card", "lane", "lane"),
    Reference("card", "span_to", "stage"),
    Reference("card", "persona", "persona"),
    Reference("card", "touchpoint", "touchpoint"),
    Reference("card", "metric", "metric"),
    Reference("card", "about", "card", many=True),
    Reference("card", "evidence", "evidence", many=True),
    Reference("actor", "persona", "persona"),
    Reference("arrow", "stage", "stage"),
    Reference("arrow", "source", "actor"),
    Reference("arrow", "target", "actor"),
    Reference("point", "persona", "persona"),
    Reference("point", "stage", "stage"),
    Reference("point", "evidence", "evidence", many=True),
)


def settable(part: str) -> tuple[str, ...]:
    """The fields of a part that are plain values: neither its id, nor its place, nor a set, nor the tombstone.

    >>> settable("lane")
    ('kind', 'title', 'colour', 'icon', 'hidden')
    """
    other = {"id", "deleted", "version", *PLACE.get(part, ()), *SETS.get(part, ())}
    if part == "map":
        other |= {*COLLECTION.values(), "curve"}
    return tuple(name for name in MODEL[part].model_fields if name not in other)


def named(map_: Map, part: str) -> dict[str, Any]:
    """The objects of a part by id; of "map" the map itself, of "point" the curve points by `point_key`."""
    if part == "map":
        return {map_.id: map_}
    if part == "point":
        return {point_key(point): point for point in map_.curve}
    return {one.id: one for one in getattr(map_, COLLECTION[part])}


def point_key(point: CurvePoint) -> str:
    """What makes a curve point the one it is: the curve, whose, where, and `future` where it is as it is to be.

    >>> point_key(CurvePoint(persona="anna", stage="pay", value=1, future=True))
    'emotion/anna/pay/future'
    """
    return "/".join([point.kind, point.persona, point.stage, *(["future"] if point.future else [])])


def written(part: str, one: Any) -> dict[str, Any]:
    """The fields of an object as JSON, as an edit that adds it says them: without its id and what is at its default."""
    fields: dict[str, Any] = one.model_dump(mode="json", exclude={"id", "deleted"}, exclude_defaults=True)
    required = {name for name, field in MODEL[part].model_fields.items() if field.is_required()} - {"id"}
    return fields | one.model_dump(mode="json", include=required)


def point_edit(point: CurvePoint, *, taken: bool = False) -> dict[str, Any]:
    """The kind and payload of the edit that sets this point, or takes it away."""
    whose = {"kind", "persona", "stage", "future"}
    value = {"value": None} | point.model_dump(mode="json", exclude=whose, exclude_defaults=True)
    place = {"curve": point.kind, "persona": point.persona, "stage": point.stage, "future": point.future}
    return {"kind": "point", **place, "value": None if taken else value}


def title_of(one: Any) -> str:
    """What people call an object: its title, name, words or label; its id where it has none."""
    for name in ("title", "name", "body", "label", "question"):
        if found := getattr(one, name, ""):
            return str(found)
    return str(getattr(one, "id", ""))


def references(part: str, one: Any) -> Iterator[tuple[Reference, str]]:
    """Whom an object refers to, as (reference, id)."""
    for reference in REFERENCES:
        if reference.holder == part:
            held = getattr(one, reference.field)
            for name in held if reference.many else (held,):
                if name is not None:
                    yield reference, name


def holders(map_: Map, part: str, name: str) -> Iterator[tuple[Reference, Any]]:
    """The living objects that refer to one, as (reference, who refers)."""
    for reference in REFERENCES:
        if reference.target == part:
            for one in named(map_, reference.holder).values():
                held = getattr(one, reference.field)
                if not getattr(one, "deleted", False) and (name in held if reference.many else held == name):
                    yield reference, one


def canonical(map_: Map) -> Map:
    """The map with everything whose order means nothing in order: objects by id, sets sorted and each member once.

    Two maps are the same document when these are equal; what people see in order is ordered by rank, then by id.
    """
    fields = _sorted_sets("map", map_)
    for part, collection in COLLECTION.items():
        ordered = sorted(getattr(map_, collection), key=lambda one: str(one.id))
        fields[collection] = tuple(one.model_copy(update=_sorted_sets(part, one)) for one in ordered)
    points = sorted(map_.curve, key=point_key)
    fields["curve"] = tuple(one.model_copy(update=_sorted_sets("point", one)) for one in points)
    return map_.model_copy(update=fields)


def _sorted_sets(part: str, one: Any) -> dict[str, Any]:
    return {name: tuple(sorted(set(getattr(one, name)))) for name in SETS.get(part, ())}
