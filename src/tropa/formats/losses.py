"""What a round trip through a format loses, as a list of fields that a test and the documentation both read.

A path names a kind of object and a field of it, `card.picture`; or deeper, `card.quote.rating`, `persona.traits.name`.
A lost field comes back with its default. Where `deleted` is lost, what is deleted does not come back at all. Every
format module states its own paths in `LOSSES`, and `read(write(map)).map == kept(map, LOSSES)` holds for every map.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from tropa.model.map import Map

HOMES: Mapping[str, str] = {
    "card": "cards", "stage": "stages", "lane": "lanes", "persona": "personas", "point": "curve", "link": "links",
    "actor": "actors", "arrow": "arrows", "touchpoint": "touchpoints", "channel": "channels", "metric": "metrics",
    "evidence": "evidence",
}  # fmt: skip


def kept(map_: Map, lost: Iterable[str]) -> Map:
    """The map with the lost fields set to their defaults: what a round trip gives back.

    LookupError for a path that names no field, or one without a default; MapError where the rest contradicts itself.

    >>> map_ = Map.new("I choose", language="en", stages=["Need"]).with_card("Need", "actions", "Look", owner="Ann")
    >>> kept(map_, ["card.owner"]).cards[0].owner
    ''
    """
    fields = {name: getattr(map_, name) for name in Map.model_fields}
    for path in sorted(lost, key=lambda path: not path.endswith(".deleted")):
        kind, *steps = path.split(".")
        if kind == "map":
            fields |= {steps[0]: getattr(_without(map_.model_copy(update=fields), steps), steps[0])}
        elif steps == ["deleted"]:
            fields[HOMES[kind]] = tuple(one for one in fields[HOMES[kind]] if not one.deleted)
        else:
            fields[HOMES[kind]] = tuple(_without(one, steps) for one in fields[HOMES[kind]])
    return Map(**fields)


def _without(value: Any, steps: list[str]) -> Any:
    if value is None or not steps:
        return value
    if isinstance(value, tuple):
        return tuple(_without(one, steps) for one in value)
    if not isinstance(value, BaseModel) or steps[0] not in type(value).model_fields:
        raise LookupError(steps[0])
    field = type(value).model_fields[steps[0]]
    if len(steps) > 1:
        return value.model_copy(update={steps[0]: _without(getattr(value, steps[0]), steps[1:])})
    if field.is_required():
        raise LookupError(f"{type(value).__name__}.{steps[0]} has no default")
    return value.model_copy(update={steps[0]: field.get_default(call_default_factory=True)})
