"""Hypothesis strategies for edits: any sequence that the rules of a map allow, each drawn for the map as it is then."""

from typing import Any

from hypothesis import strategies as st

from tests.model.strategies import numbers, ranks, words
from tropa.errors import MapError
from tropa.model.apply import apply
from tropa.model.edit import AnyEdit, parse_edit
from tropa.model.map import Map
from tropa.model.part import COLLECTION, PLACE, RESTORABLE, SETS, named

_TITLES = {"persona": "name", "card": "body", "link": "label", "arrow": "label", "evidence": "definition"}
_OTHER: dict[str, tuple[str, st.SearchStrategy[Any]]] = {
    "card": ("status", st.sampled_from([None, "open", "done"])),
    "stage": ("goal", words),
    "lane": ("hidden", st.booleans()),
    "persona": ("goals", st.lists(words, max_size=2)),
    "metric": ("target", st.none() | numbers),
    "link": ("share", st.none() | st.floats(0, 1)),
    "map": ("customers", st.none() | st.integers(0, 99)),
}
_POINTS = st.none() | st.fixed_dictionaries({"value": st.none() | st.floats(-2, 2), "label": words})


@st.composite
def edits(draw: st.DrawFn, map_: Map, name: str) -> AnyEdit | None:
    """An edit with this id, or None where what was drawn breaks a rule."""
    part = draw(st.sampled_from(["card", "card", "card", "map", *(one for one in COLLECTION)]))
    there = sorted(named(map_, part))
    kind = draw(st.sampled_from(_kinds(part, bool(there))))
    target = {"object": part, "id": draw(st.sampled_from(there)) if kind not in ("add", "point") else f"{name}x"}
    head: dict[str, Any] = {"kind": kind, "id": name, "who": draw(st.sampled_from(["ann", "bob"]))}
    try:
        edit = parse_edit(head | draw(_payload(map_, kind, part, target)))
        apply(map_, edit)
    except MapError:
        return None
    return edit


def _kinds(part: str, there: bool) -> list[str]:
    """The kinds of edit that can be done to a part, a point of the curve among them."""
    kinds = ["add"] if part != "map" else []
    if there:
        kinds += ["set", "set", "set"] + ["move"] * (part in PLACE) + ["members"] * (part in SETS)
        kinds += ["remove"] * (part != "map") + ["restore"] * (part in RESTORABLE)
    return [*kinds, "point"]


@st.composite
def _payload(draw: st.DrawFn, map_: Map, kind: str, part: str, target: dict[str, Any]) -> dict[str, Any]:
    stages, lanes = sorted(named(map_, "stage")), sorted(named(map_, "lane"))
    if kind == "point":
        people = sorted(named(map_, "persona")) or ["nobody"]
        whose = {"persona": draw(st.sampled_from(people)), "stage": draw(st.sampled_from(stages))}
        return whose | {"value": draw(_POINTS), "future": draw(st.booleans())}
    places: dict[str, dict[str, Any]] = {
        "card": {"stage": draw(st.sampled_from(stages)), "lane": draw(st.sampled_from(lanes)), "rank": draw(ranks)},
        "stage": {"parent": draw(st.none() | st.sampled_from(stages)), "rank": draw(ranks)},
        "lane": {"rank": draw(ranks)},
        "arrow": {"rank": draw(ranks)},
    }
    place = places.get(part, {})
    title: dict[str, Any] = {_TITLES.get(part, "title"): draw(words)}
    if kind == "add":
        return {"target": target, "fields": place | title | ({"kind": "text"} if part == "lane" else {})}
    if kind == "move":
        return {"target": target, "fields": place}
    if kind == "set":
        other, values = _OTHER.get(part, (next(iter(title)), words))
        return {"target": target, "fields": title | ({other: draw(values)} if draw(st.booleans()) else {})}
    if kind == "members":
        field = draw(st.sampled_from(SETS.get(part, ("none",))))
        pool = {"about": "card", "evidence": "evidence", "personas": "persona"}.get(field)
        member = st.sampled_from(sorted(named(map_, pool)) or ["x"]) if pool else words
        chosen = st.lists(member, max_size=2)
        return {"target": target, "field": field, "add": draw(chosen), "remove": draw(chosen)}
    return {"target": target}


@st.composite
def edited(draw: st.DrawFn, map_: Map, most: int = 8, prefix: str = "e") -> tuple[tuple[AnyEdit, ...], Map]:
    """A sequence of edits that the rules allow, and the map after it."""
    done: list[AnyEdit] = []
    for place in range(draw(st.integers(1, most))):
        edit = draw(edits(map_, f"{prefix}{place}"))
        if edit is not None:
            done.append(edit)
            map_ = apply(map_, edit)
    return tuple(done), map_


def without_new_tombstones(map_: Map, before: Map) -> Map:
    """The map without what was added since `before` and removed again."""
    fields = {}
    for part in RESTORABLE:
        known, there = named(before, part), named(map_, part).values()
        fields[COLLECTION[part]] = tuple(one for one in there if not one.deleted or one.id in known)
    return map_.model_copy(update=fields)
