"""What a round trip through each format keeps of a map, tried on one that says something everywhere."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel

from tropa.formats.full_map import full_map
from tropa.formats.losses import HOMES
from tropa.formats.registry import FORMATS
from tropa.model.emotion import on_scale
from tropa.model.map import Map
from tropa.model.part import REFERENCES, point_key, title_of

Fate = Literal["kept", "partly", "changed", "lost"]
Fates = Mapping[str, Fate]
_HOMES = ("map", *HOMES)
_FEELINGS = {"card": ("emotion",), "point": ("value", "low", "high")}
_NOT_TOLD = frozenset({"map.version", "map.state"})
_NOTHING: tuple[Any, ...] = (None, "", (), {})
_REFERS = {(one.holder, one.field): one.target for one in REFERENCES}
_PLACED = {"stage": (), "lane": (), "card": ("stage", "lane"), "arrow": ("stage",)}
SUMMARIES: Mapping[str, str] = {
    "json": "Tropa's own document. Nothing is lost.",
    "xlsx": "A workbook to fill in. Pictures and the logo stay behind.",
    "csv": "One flat table. Pictures and the logo stay behind.",
    "mermaid": "The title and description, stages with one level of steps, what customers do (without actions: the "
    "cards of the first lane that has any), the personas' names, and one score a card, rounded to 1…5. A card that "
    "feels nothing known is written as 3, because Mermaid cannot draw it without a score, and comes back with 3. Runs "
    "of spaces become one. Ids and ranks are made anew, the language is told by the letters.",
    "cjml": "Stages as phases, actions of customers with their details, arrows as communication points, actors, the "
    "channels arrows use, and whether the journey is actual or planned; emotion at each action (actual journeys only), "
    "where nothing is told at the card that of the stage. Other lanes have no place. Personas keep their name.",
    "ojf": "Stages in one level, lanes by their titles (a kind is told by the title alone), cards with text, detail, "
    "icon, colour, tags, emotion and severity (as low, medium or high), the first persona's name and her emotion as it "
    "is, with words and moments of truth.",
    "ems": "Stages in one level, actions with a whole score −2…2 (0 where nothing is known), touchpoints and thoughts "
    "as texts at an action, lanes in front, behind and in support as a blueprint, the first persona's name and "
    "description. Other lanes have no place. A stage with something to hang on an action and no action gets one of its "
    "own title. The studio itself reads no title of a map; Tropa writes it beside the id.",
}


@cache
def fates(name: str) -> Fates:
    """What becomes of each field in a round trip through a format, by path, `card.quote.rating`.

    `kept`: comes back as it was, feelings perhaps on another scale; `partly`: of some objects only; `changed`: comes
    back otherwise; `lost`: does not. Objects are matched by id, then by their words, then by their place; a reference
    is kept where it still leads to the same object, a rank where the order is the same. What a map says about its state
    is tried on a map of what is to be.
    """
    found = _compared(full_map(), _back(name, full_map()))
    future = full_map().with_fields(state="future")
    return {**found, "map.state": "kept" if _back(name, future).state == "future" else "lost"}


def _back(name: str, map_: Map) -> Map:
    return FORMATS[name].read(FORMATS[name].write(map_)).map


def loss_page() -> str:
    """The page of the documentation: what each format is for, and the fate of every field in a table."""
    names = [known.name for known in FORMATS.values() if known.reader]
    found = {name: fates(name) for name in names}
    lines = ["# What a round trip loses", "", _INTRODUCTION, ""]
    for name in names:
        lines += [f"## {name}", "", SUMMARIES[name], "", _counted(found[name]), ""]
    for kind in _HOMES:
        paths = [path for path in found[names[0]] if path.startswith(f"{kind}.")]
        lines += [f"## Fields of {_TITLES.get(kind, kind)}", "", f"| field | {' | '.join(names)} |"]
        lines += ["|---|" + "---|" * len(names)]
        for path in paths:
            cells = " | ".join("·" if found[name][path] == "lost" else found[name][path] for name in names)
            lines.append(f"| `{path}` | {cells} |")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


_TITLES = {"map": "the map", "point": "a curve point", "actor": "an actor", "arrow": "an arrow", "evidence": "evidence"}
_INTRODUCTION = """Written by `make docs` from `tropa.formats.loss_table`; do not edit it.

A map in which every field of every object says something was written in each format that is read as well, read back
and compared, field by field. **kept**: it comes back as it was (feelings perhaps on another scale, order instead of
rank). **partly**: of some objects only, such as cards of one lane. **changed**: something else comes back. A dot: it
does not come back."""


def _counted(found: Fates) -> str:
    told = [(fate, sum(1 for one in found.values() if one == fate)) for fate in ("kept", "partly", "changed", "lost")]
    return f"Of {len(found)} fields: " + ", ".join(f"{n} {fate}" for fate, n in told if n) + "."


def _compared(before: Map, after: Map) -> Fates:
    pairs = {kind: _matched(kind, before, after) for kind in _HOMES}
    renamed = {
        kind: {there.id: one.id for one, there in matched if there is not None and hasattr(there, "id")}
        for kind, matched in pairs.items()
    }
    found: dict[str, list[Fate]] = {}
    for kind, matched in pairs.items():
        for one, there in matched:
            for path, value in _fields(kind, one, {}):
                default = _default(kind, path)
                if value not in (default, *_NOTHING):
                    back = dict(_fields(kind, there, renamed)).get(path) if there is not None else None
                    found.setdefault(path, []).append(_fate(value, back, default))
        if kind in _PLACED and f"{kind}.rank" in found:
            found[f"{kind}.rank"] = [_order(kind, matched, renamed)]
    return {path: _together(some) for path, some in found.items()}


def _matched(kind: str, before: Map, after: Map) -> list[tuple[Any, Any]]:
    """Each object with what came back of it, or None: by id, by words, by place."""
    if kind == "map":
        return [(before, after)]
    left = list(getattr(after, HOMES[kind]))
    pairs: dict[int, Any] = {}
    objects = list(getattr(before, HOMES[kind]))
    ways: list[Callable[[Any], object]] = [lambda one: _key(kind, one), lambda one: _words(kind, one)]
    for way in ways:
        for place, one in enumerate(objects):
            there = next((other for other in left if way(other) == way(one) and way(one)), None)
            if place not in pairs and there is not None:
                left.remove(there)
                pairs[place] = there
    return [(one, pairs.get(place)) for place, one in enumerate(objects)]


def _key(kind: str, one: Any) -> str:
    return point_key(one) if kind == "point" else str(one.id)


def _words(kind: str, one: Any) -> object:
    """What an object is known by where ids are made anew: its words; a curve point has none but its place."""
    if kind == "point":
        return (one.kind, one.future, one.label) if one.label else ""
    return title_of(one) if getattr(one, "deleted", False) is False else ""


def _fields(kind: str, one: Any, renamed: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, Any]]:
    """Every field of an object by path, as it can be compared."""
    for name in type(one).model_fields:
        path = f"{kind}.{name}"
        if path in _NOT_TOLD or (kind == "map" and name in (*HOMES.values(), "curve")):
            continue
        value = getattr(one, name)
        target = _REFERS.get((kind, name))
        if target is not None:
            names = renamed.get(target, {})
            value = (
                tuple(names.get(each, each) for each in value) if isinstance(value, tuple) else names.get(value, value)
            )
        if name in _FEELINGS.get(kind, ()) and value is not None:
            value = round(on_scale(value, one.scale, "-2..2"), 9)
        yield from _inner(path, value)


def _inner(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    first = value[0] if isinstance(value, tuple) and value else value
    if isinstance(first, BaseModel):
        for name in type(first).model_fields:
            yield from _inner(f"{path}.{name}", getattr(first, name))
    else:
        yield path, value


def _default(kind: str, path: str) -> Any:
    """What a field says where nothing is told."""
    model: Any = type(full_map()) if kind == "map" else type(getattr(full_map(), HOMES[kind])[0])
    name = path.split(".")[1]
    field = model.model_fields[name]
    return None if field.is_required() or path.count(".") > 1 else field.get_default(call_default_factory=True)


def _fate(value: Any, back: Any, default: Any) -> Fate:
    if value == back:
        return "kept"
    return "lost" if back in (default, *_NOTHING) else "changed"


def _order(kind: str, matched: list[tuple[Any, Any]], renamed: Mapping[str, Mapping[str, str]]) -> Fate:
    """Whether what came back stands in the order it had."""
    both = [(one, there) for one, there in matched if there is not None]
    if not both:
        return "lost"
    where = [(tuple(getattr(one, name) for name in _PLACED[kind]), one.rank, one.id) for one, _ in both]
    names = {name: renamed.get(name, {}) for name in _PLACED[kind]}
    back = [
        (tuple(names[name].get(getattr(there, name), "") for name in _PLACED[kind]), there.rank, one.id)
        for one, there in both
    ]
    return "kept" if [key[2] for key in sorted(where)] == [key[2] for key in sorted(back)] else "changed"


def _together(some: list[Fate]) -> Fate:
    """The fate of a field of all objects that say something in it."""
    told = set(some)
    if len(told) == 1:
        return some[0]
    return "partly" if "kept" in told else "changed"
