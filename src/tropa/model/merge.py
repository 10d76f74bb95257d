"""Two people changed the same map apart: both changes in one, field by field, and a name for what cannot be both."""

from collections.abc import Iterator
from typing import Any, Literal

from tropa.model.map import Map
from tropa.model.part import COLLECTION, PLACE, SETS, TOGETHER, Part, named, references, settable, title_of
from tropa.model.value import Value

ConflictKind = Literal["both_changed", "both_moved", "both_added", "removed_changed", "removed_used"]


class Conflict(Value):
    """Both sides cannot be had. `ours` is what the merged map has, unless the kind is "removed_used".

    * both_changed: both changed `field` differently; both_moved: the same for a place (or together stages make a
      circle); both_added: two objects with one id differ in `field`;
    * removed_changed: one side removed what the other changed (None is the side that removed);
    * removed_used: one side removed what the other began to use, by `field`. What others refer to comes back; a stage
      or lane is as ours has it.
    """

    kind: ConflictKind
    object: Part | Literal["point"]
    id: str
    title: str
    field: str = ""
    base: Any = None
    ours: Any = None
    theirs: Any = None


class Merged(Value):
    """The merged map, and what could not be both."""

    map: Map
    conflicts: tuple[Conflict, ...]


def merge(base: Map, ours: Map, theirs: Map) -> Merged:
    """Both changes of `base` in one map; where they contradict each other ours wins and a conflict says both values.

    A field that one side changed is taken from it; sets (tags, about, evidence…) get what either side put in and lose
    what either took out; places, and emotion with its scale, are one thing; a curve point is one thing. Without
    conflicts, `merge(base, theirs, ours)` gives the same document (`part.canonical`).

    >>> base = Map.new("Films", language="en", stages=["Need"])
    >>> merged = merge(base, base.with_fields(goal="rest"), base.with_fields(owner="Anna"))
    >>> merged.map.goal, merged.map.owner, merged.conflicts
    ('rest', 'Anna', ())
    """
    sides = (base, ours, theirs)
    conflicts: list[Conflict] = []
    header = _object("map", sides, conflicts)
    parts = {part: _part(part, sides, conflicts) for part in (*COLLECTION, "point")}
    _refuse_circles(parts["stage"], sides, conflicts)
    _bring_back(parts, sides, conflicts)
    conflicts += _filled(parts, sides)
    collections = {COLLECTION.get(part, "curve"): tuple(objects.values()) for part, objects in parts.items()}
    fields = {name: getattr(header, name) for name in (*settable("map"), *SETS["map"])}
    ordered = sorted(conflicts, key=lambda one: (one.kind, one.object, one.id, one.field))
    return Merged(map=ours.with_fields(**fields, **collections), conflicts=tuple(ordered))


Sides = tuple[Map, Map, Map]


def _part(part: str, sides: Sides, conflicts: list[Conflict]) -> dict[str, Any]:
    base, ours, theirs = (named(side, part) for side in sides)
    first, second = (theirs, ours) if list(ours) == list(base) else (ours, theirs)
    merged = {}
    for name in dict.fromkeys([*first, *second]):
        one = _one(part, name, (base.get(name), ours.get(name), theirs.get(name)), conflicts)
        if one is not None:
            merged[name] = one
    return merged


def _one(part: str, name: str, three: tuple[Any, Any, Any], conflicts: list[Conflict]) -> Any:
    base, ours, theirs = three
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    if ours is None or theirs is None:
        left = ours or theirs
        if base is not None and getattr(left, "deleted", False) and not base.deleted:
            return left
        conflicts.append(_conflict("removed_changed", part, name, three))
        return ours
    if part == "point":
        conflicts.append(_conflict("both_changed" if base is not None else "both_added", part, name, three))
        return ours
    return _object_of(part, name, three, conflicts)


def _object(part: str, sides: Sides, conflicts: list[Conflict]) -> Any:
    return _object_of(part, sides[1].id, sides, conflicts)


def _object_of(part: str, name: str, three: tuple[Any, Any, Any], conflicts: list[Conflict]) -> Any:
    """The object with the fields of both sides; units (a place, emotion with scale) are taken whole."""
    base, ours, theirs = three
    update: dict[str, Any] = {}
    for unit in _units(part):
        was, mine, other = (None if one is None else tuple(getattr(one, field) for field in unit) for one in three)
        if mine == other or other == was:
            continue
        if mine == was and other is not None:
            update |= dict(zip(unit, other, strict=True))
        elif unit[0] in SETS.get(part, ()):
            update[unit[0]] = _together(() if base is None else was[0], mine[0], other[0])  # type: ignore[index]
        else:
            kind = _kind(part, unit, base)
            conflicts.append(_conflict(kind, part, name, three, unit))
    merged = ours.model_copy(update=update) if update else ours
    if base is not None and getattr(ours, "deleted", False) != getattr(theirs, "deleted", False):
        gone, left = (ours, theirs) if ours.deleted != base.deleted else (theirs, ours)
        if gone.deleted and left.model_copy(update={"deleted": gone.deleted}) != base.model_copy(
            update={"deleted": gone.deleted}
        ):
            conflicts.append(_conflict("removed_changed", part, name, three))
            merged = merged.model_copy(update={"deleted": ours.deleted})
    return merged


def _kind(part: str, unit: tuple[str, ...], base: Any) -> ConflictKind:
    if base is None:
        return "both_added"
    return "both_moved" if unit == PLACE.get(part) else "both_changed"


def _units(part: str) -> Iterator[tuple[str, ...]]:
    """The fields of a part that change as one: its place, fields that stand together, each other field by itself."""
    together = TOGETHER.get(part, ())
    if part in PLACE:
        yield PLACE[part]
    if together:
        yield together
    for name in (*settable(part), *SETS.get(part, ())):
        if name not in together:
            yield (name,)
    if part in ("stage", "link", "lane", "card", "arrow"):
        yield ("deleted",)


def _together(base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    left = [name for name in ours if name in theirs or name not in base]
    return tuple(dict.fromkeys([*left, *(name for name in theirs if name not in ours and name not in base)]))


def _conflict(
    kind: ConflictKind, part: str, name: str, three: tuple[Any, Any, Any], unit: tuple[str, ...] = ()
) -> Conflict:
    values = [_written(part, one, unit) for one in three]
    title = next((title_of(one) for one in (three[1], three[2], three[0]) if one is not None), name)
    if part == "point":
        title = name
    facts = {"kind": kind, "object": part, "id": name, "title": title, "field": "+".join(unit)}
    return Conflict.model_validate(facts | dict(zip(("base", "ours", "theirs"), values, strict=True)))


def _written(part: str, one: Any, unit: tuple[str, ...]) -> Any:
    """The fields of a conflict as JSON: one value, or a table of several; of a whole object, what is not default."""
    if one is None or (not unit and getattr(one, "deleted", False)):
        return None
    if not unit:
        return one.value if part == "point" else one.model_dump(mode="json", exclude_defaults=True)
    held = one.model_dump(mode="json", include=set(unit))
    return held if len(unit) > 1 else held[unit[0]]


def _refuse_circles(stages: dict[str, Any], sides: Sides, conflicts: list[Conflict]) -> None:
    """Where the moves of both sides make stages parts of themselves, theirs do not happen."""
    base, ours, theirs = (named(side, "stage") for side in sides)
    while circle := _circle(stages):
        moved = [name for name in sorted(circle) if name in ours and stages[name].parent != ours[name].parent]
        for name in moved:
            three = (base.get(name), ours[name], theirs.get(name))
            conflicts.append(_conflict("both_moved", "stage", name, three, PLACE["stage"]))
            place = {field: getattr(ours[name], field) for field in PLACE["stage"]}
            stages[name] = stages[name].model_copy(update=place)


def _circle(stages: dict[str, Any]) -> set[str]:
    for name in stages:
        walked: list[str] = []
        above = name
        while above in stages and above not in walked:
            walked.append(above)
            above = stages[above].parent
        if above in walked:
            return set(walked[walked.index(above) :])
    return set()


def _bring_back(parts: dict[str, dict[str, Any]], sides: Sides, conflicts: list[Conflict]) -> None:
    """What one side took away altogether and something living refers to comes back."""
    again = True
    while again:
        again = False
        for part, objects in parts.items():
            for one in list(objects.values()):
                if getattr(one, "deleted", False) and part != "stage":
                    continue
                for reference, name in references(part, one):
                    if name not in parts[reference.target]:
                        three = tuple(named(side, reference.target).get(name) for side in sides)
                        parts[reference.target][name] = three[1] or three[2] or three[0]
                        used = f"{part}.{reference.field}"
                        found = _conflict("removed_used", reference.target, name, three)  # type: ignore[arg-type]
                        conflicts.append(found.model_copy(update={"field": used}))
                        again = True


def _filled(parts: dict[str, dict[str, Any]], sides: Sides) -> Iterator[Conflict]:
    """Stages and lanes that one side removed while the other put or changed a card in them."""
    cards = tuple(named(side, "card") for side in sides)
    for part in ("stage", "lane"):
        base, ours, theirs = (named(side, part) for side in sides)
        for name in parts[part].keys() & base.keys() & ours.keys() & theirs.keys():
            if base[name].deleted or ours[name].deleted == theirs[name].deleted:
                continue
            other = 2 if ours[name].deleted else 1
            new = [
                one
                for one in cards[other].values()
                if getattr(one, part) == name and not one.deleted and cards[0].get(one.id) != one
            ]
            if new:
                parts[part][name] = parts[part][name].model_copy(update={"deleted": ours[name].deleted})
                three = (base[name], ours[name], theirs[name])
                yield _conflict("removed_used", part, name, three).model_copy(update={"field": f"card.{part}"})
