"""A difference as edits: what makes one version of a map into another while others go on working.

An old version is brought back, a merge or a changed file brought in, by ordinary edits and never by exchanging the
document under people's hands.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from tropa.model.edit import AnyEdit, parse_edit
from tropa.model.map import Map
from tropa.model.part import COLLECTION, PLACE, SETS, TOGETHER, named, point_edit, references, settable, written

_FIRST = ("persona", "touchpoint", "channel", "metric", "evidence", "actor", "stage", "lane", "card", "arrow", "link")
_Payload = dict[str, Any]


def diff_edits(
    before: Map, after: Map, *, event: str, who: str = "", when: datetime | None = None
) -> tuple[AnyEdit, ...]:
    """The edits that make `before` into `after`, each allowed when its turn comes; all of one `event`, ids `event.n`.

    The id of the map stays. What `after` does not have leaves a tombstone where its kind has one; tombstones that only
    `after` has are made where something refers to them.

    >>> from tropa.model.apply import apply_all
    >>> old = Map.new("Films", language="en", stages=["Need", "Choice"])
    >>> new = old.with_card("Need", "actions", "asks a friend").with_fields(goal="rest")
    >>> [edit.kind for edit in diff_edits(old, new, event="restore1")]
    ['add', 'set']
    >>> apply_all(old, diff_edits(old, new, event="restore1")) == new
    True
    """
    both = {part: (named(before, part), named(after, part)) for part in COLLECTION}
    payloads = [
        *_additions(both),
        *_changes(both),
        *_fields("map", before, after),
        *_points(before, after),
        *_removals(both),
    ]
    head = {"who": who, "when": when, "event": event}
    return tuple(parse_edit({"id": f"{event}.{n}", **head, **payload}) for n, payload in enumerate(payloads))


_Both = dict[str, tuple[dict[str, Any], dict[str, Any]]]


def _additions(both: _Both) -> Iterator[_Payload]:
    """New objects, those first that others refer to; stages from the top down; who answers whom when all are there."""
    used = {(reference.target, name) for part in both for one in both[part][1].values()
            for reference, name in references(part, one)}  # fmt: skip
    late: list[_Payload] = []
    for part in _FIRST:
        old, new = both[part]
        for one in _from_the_top(part, new):
            gone = getattr(one, "deleted", False)
            if one.id in old or (gone and (part, one.id) not in used):
                continue
            fields = written(part, one)
            about = fields.pop("about", None) if part == "card" else None
            yield {"kind": "add", "target": {"object": part, "id": one.id}, "fields": fields}
            if about:
                late.append(_members(part, one.id, "about", about, []))
            if gone:
                late.append({"kind": "remove", "target": {"object": part, "id": one.id}})
    yield from late


def _from_the_top(part: str, objects: dict[str, Any]) -> list[Any]:
    """The objects in their order, stages by depth: a step never comes before its stage."""
    if part != "stage":
        return list(objects.values())

    def depth(name: str | None) -> int:
        return 0 if name is None else 1 + depth(objects[name].parent)

    return sorted(objects.values(), key=lambda one: depth(one.id))


def _changes(both: _Both) -> Iterator[_Payload]:
    """What changed in objects that both versions have: removed first, restored last, so that each step is allowed."""
    for part, (old, new) in both.items():
        for one in _from_the_top(part, new):
            was = old.get(one.id)
            if was is None or was == one:
                continue
            target = {"object": part, "id": one.id}
            gone, came = getattr(was, "deleted", False), getattr(one, "deleted", False)
            if came and not gone:
                yield {"kind": "remove", "target": target}
            yield from _fields(part, was, one)
            if gone and not came:
                yield {"kind": "restore", "target": target}


def _fields(part: str, was: Any, one: Any) -> Iterator[_Payload]:
    target = {"object": part, "id": was.id}
    for kind, names in (("move", PLACE.get(part, ())), ("set", settable(part))):
        changed = {name for name in names if getattr(was, name) != getattr(one, name)}
        if kind == "set" and changed & set(TOGETHER.get(part, ())):
            changed |= set(TOGETHER[part])
        if changed:
            yield {"kind": kind, "target": target, "fields": one.model_dump(mode="json", include=changed)}
    for field in SETS.get(part, ()):
        held, holds = getattr(was, field), getattr(one, field)
        if set(held) != set(holds):
            new = [name for name in holds if name not in held]
            yield _members(part, was.id, field, new, [name for name in held if name not in holds])


def _points(before: Map, after: Map) -> Iterator[_Payload]:
    old, new = named(before, "point"), named(after, "point")
    yield from (point_edit(old[key], taken=True) for key in old if key not in new)
    yield from (point_edit(new[key]) for key in new if old.get(key) != new[key])


def _removals(both: _Both) -> Iterator[_Payload]:
    """What is no more, those first that refer to others."""
    for part in reversed(_FIRST):
        old, new = both[part]
        for name, one in old.items():
            if name not in new and not getattr(one, "deleted", False):
                yield {"kind": "remove", "target": {"object": part, "id": name}}


def _members(part: str, name: str, field: str, add: Iterable[str], remove: Iterable[str]) -> _Payload:
    target = {"object": part, "id": name}
    return {"kind": "members", "target": target, "field": field, "add": list(add), "remove": list(remove)}
