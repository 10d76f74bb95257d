"""What changed between two versions of a map: a semantic difference, by ids, the most important first.

A tombstone counts as gone, so an object is added, removed or changed as people see it. Order is compared, ranks are
not: a rank that leaves the order as it was is no change. The id of the map, its version and the order of objects in
the file are not compared. Versions without common ids are brought together first by `likeness.matched`.
"""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from tropa.model.change import Change, ChangeKind, Place, Places
from tropa.model.curve import CurvePoint
from tropa.model.emotion import on_scale
from tropa.model.map import Map
from tropa.model.part import COLLECTION, PLACE, SETS, named, settable, title_of
from tropa.model.view import stages_in_order

_TITLE = {"card": "body", "persona": "name", "link": "label", "arrow": "label"}
_ANSWERING = ("barriers", "opportunities", "solutions")


def diff(before: Map, after: Map) -> tuple[Change, ...]:
    """The changes from one version to another; none where both show the same.

    >>> old = Map.new("Films", language="en", stages=["Payment"]).with_card("Payment", "barriers", "no instalments")
    >>> new = old.with_fields(cards=(old.cards[0].model_copy(update={"status": "done"}),))
    >>> [(one.kind, one.title, one.place.stage_title) for one in diff(old, new)]
    [('solved', 'no instalments', 'Payment')]
    """
    versions = (Places(before), Places(after))
    found = list(_fields("map", before, after, versions))
    for part in COLLECTION:
        found += _part(part, _living(before, part), _living(after, part), versions)
    found += _points(named(before, "point"), named(after, "point"), versions)
    stages = {one.id: place for place, one in enumerate(stages_in_order(after.stages))}
    return tuple(sorted(found, key=lambda change: (*_weight(change), _column(change, stages), change.id)))


def _living(map_: Map, part: str) -> dict[str, Any]:
    return {name: one for name, one in named(map_, part).items() if not getattr(one, "deleted", False)}


def _part(
    part: str, before: dict[str, Any], after: dict[str, Any], versions: tuple[Places, Places]
) -> Iterator[Change]:
    for name in before.keys() - after.keys():
        yield _change("removed", part, before[name], versions[0].of(part, before[name]))
    for name in after.keys() - before.keys():
        yield _change("added", part, after[name], versions[1].of(part, after[name]))
    for name in before.keys() & after.keys():
        if before[name] != after[name]:
            yield from _fields(part, before[name], after[name], versions)
    if part in PLACE:
        for name in _reordered(part, before, after):
            yield _change("reordered", part, after[name], versions[1].of(part, after[name]))


def _change(kind: ChangeKind, part: str, one: Any, place: Place, **fields: Any) -> Change:
    facts = {"kind": kind, "object": part, "id": one.id, "title": title_of(one), "place": place}
    return Change.model_validate(facts | fields)


def _fields(part: str, old: Any, new: Any, versions: tuple[Places, Places]) -> Iterator[Change]:
    place = versions[1].of(part, new)
    where = [name for name in PLACE.get(part, ()) if name != "rank"]
    if any(getattr(old, name) != getattr(new, name) for name in where):
        ids = [{name: getattr(one, name) for name in where} for one in (old, new)]
        yield _change("moved", part, new, place, place_before=versions[0].of(part, old), before=ids[0], after=ids[1])
    for name in settable(part):
        if getattr(old, name) != getattr(new, name):
            change = _field(part, name, (old, new), place)
            yield _with_names(change, (old, new), versions)
    for name in SETS.get(part, ()):
        held, holds = sorted(set(getattr(old, name))), sorted(set(getattr(new, name)))
        if held != holds:
            change = _change("changed", part, new, place, field=name, before=held, after=holds)
            yield _with_names(change, (old, new), versions)


def _with_names(change: Change, both: tuple[Any, Any], versions: tuple[Places, Places]) -> Change:
    found: dict[str, str] = {}
    for one, places in zip(both, versions, strict=True):
        found |= places.names(change.object, change.field, getattr(one, change.field))
    return change.model_copy(update={"names": found}) if found else change


def _field(part: str, name: str, versions: tuple[Any, Any], place: Place) -> Change:
    values = [getattr(one, name) for one in versions]
    kind: ChangeKind = "changed"
    if name == _TITLE.get(part, "title"):
        kind = "renamed"
    elif part == "card" and name == "status" and place.lane_kind == "barriers" and "done" in values:
        kind = "solved" if values[1] == "done" else "reopened"
    elif part == "card" and name == "state" and values[1] == "accepted":
        kind = "accepted"
    before, after = (one.model_dump(mode="json", include={name})[name] for one in versions)
    return _change(kind, part, versions[1], place, field=name, before=before, after=after)


def _reordered(part: str, before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    """The fewest objects to have been moved among their siblings; those that changed their cell are not counted."""
    where = [name for name in PLACE[part] if name != "rank"]
    groups: dict[tuple[Any, ...], list[str]] = {}
    for name in before.keys() & after.keys():
        cells = [tuple(getattr(one, field) for field in where) for one in (before[name], after[name])]
        if cells[0] == cells[1]:
            groups.setdefault(cells[0], []).append(name)
    for names in groups.values():
        if len(names) > 1:
            place = {name: n for n, name in enumerate(sorted(names, key=lambda name: (before[name].rank, name)))}
            yield from _out_of_line(sorted(names, key=lambda name: (after[name].rank, name)), place)


def _out_of_line(names: list[str], place: dict[str, int]) -> set[str]:
    """All but a longest run of names whose old places grow (patience sorting)."""
    tops: list[int] = []
    at: list[str] = []
    below: dict[str, str | None] = {}
    for name in names:
        pile = bisect_left(tops, place[name])
        below[name] = at[pile - 1] if pile else None
        tops[pile:] = [place[name], *tops[pile + 1 :]]
        at[pile:] = [name, *at[pile + 1 :]]
    kept, one = set(), at[-1] if at else None
    while one is not None:
        kept.add(one)
        one = below[one]
    return set(names) - kept


def _points(
    before: dict[str, CurvePoint], after: dict[str, CurvePoint], versions: tuple[Places, Places]
) -> Iterator[Change]:
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        now = new or old
        assert now is not None
        place = versions[1 if new else 0].of("point", now)
        curve = now.kind + ("_future" if now.future else "")
        facts: dict[str, Any] = {
            "object": "point",
            "id": key,
            "title": place.stage_title,
            "place": place,
            "field": curve,
        }
        if old is None or new is None:
            kind: ChangeKind = "added" if old is None else "removed"
            values: dict[str, Any] = {"before": old and old.value, "after": new and new.value}
            yield Change(kind=kind, **facts, **values)
        else:
            yield from _point(old, new, facts)


def _point(old: CurvePoint, new: CurvePoint, facts: dict[str, Any]) -> Iterator[Change]:
    if (old.value is None) != (new.value is None):
        kind: ChangeKind = "added" if old.value is None else "removed"
        yield Change(kind=kind, **facts, before=old.value, after=new.value)
    elif old.value is not None and new.value is not None:
        was = on_scale(old.value, old.scale, new.scale)
        if was != new.value and (old.scale == new.scale or abs(was - new.value) > 1e-9):
            kind = "rose" if new.value > was else "fell"
            yield Change(kind=kind, **facts, before=was, after=new.value)
    for name in ("scale", "low", "high", "n", "label", "probability_lowest", "moment_of_truth"):
        held, holds = getattr(old, name), getattr(new, name)
        if held != holds:
            yield Change(kind="changed", **(facts | {"field": name}), before=held, after=holds)
    held, holds = sorted(set(old.evidence)), sorted(set(new.evidence))
    if held != holds:
        yield Change(kind="changed", **(facts | {"field": "evidence"}), before=held, after=holds)


def _column(change: Change, stages: dict[str, int]) -> int:
    return stages.get(change.id if change.object == "stage" else change.place.stage, -1)


def _weight(change: Change) -> tuple[int, float]:
    """How far down a change is told: feelings by how much they changed, barriers, stages, what people do, the rest."""
    if change.kind in ("rose", "fell"):
        return 0 if change.field == "emotion" else 1, -abs(change.after - change.before)
    if change.kind in ("solved", "reopened"):
        return 2, 0
    come_or_gone = change.kind in ("added", "removed", "moved", "accepted")
    if come_or_gone and change.object in ("stage", "lane", "persona"):
        return 3, 0
    if come_or_gone and change.object in ("card", "point"):
        return 4 if change.place.lane_kind in _ANSWERING else 5, 0
    if change.object in ("card", "stage", "lane", "persona") and change.kind != "reordered":
        return 6 if change.kind == "renamed" else 7, 0
    return {"evidence": 11, "map": 9}.get(change.object, 10 if change.kind == "reordered" else 8), 0
