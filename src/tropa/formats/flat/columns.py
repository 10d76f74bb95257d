"""Which columns each kind of row has: read off the model, so that a new field of the model is a new column."""

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from tropa.formats.flat.cells import Shape
from tropa.formats.losses import HOMES
from tropa.model.actor import Actor, Arrow
from tropa.model.card import Card
from tropa.model.catalogue import Channel, Metric, Touchpoint
from tropa.model.curve import CurvePoint
from tropa.model.evidence import Evidence
from tropa.model.lane import Lane
from tropa.model.map import Map
from tropa.model.persona import Persona, ScoredTrait, Trait
from tropa.model.stage import Link, Stage

KINDS: Mapping[str, type[BaseModel]] = {
    "map": Map, "persona": Persona, "trait": Trait, "scored": ScoredTrait, "stage": Stage, "lane": Lane,
    "touchpoint": Touchpoint, "channel": Channel, "metric": Metric, "actor": Actor, "evidence": Evidence, "card": Card,
    "point": CurvePoint, "link": Link, "arrow": Arrow,
}  # fmt: skip

LOSSES: tuple[str, ...] = ("map.logo", "card.picture", "persona.picture")

_NOT_COLUMNS = frozenset({*LOSSES, "map.version", "persona.traits", "persona.scored"})
_REFERENCES: Mapping[str, str] = {
    "stage.parent": "stage", "lane.personas": "persona", "actor.persona": "persona", "card.stage": "stage",
    "card.lane": "lane", "card.span_to": "stage", "card.persona": "persona", "card.touchpoint": "touchpoint",
    "card.metric": "metric", "point.persona": "persona", "point.stage": "stage", "link.source": "stage",
    "link.target": "stage", "arrow.stage": "stage", "arrow.source": "actor", "arrow.target": "actor",
    "trait.persona": "persona", "scored.persona": "persona",
}  # fmt: skip


@dataclass(frozen=True)
class Column:
    """One column: the field it holds (a path through values inside values) and how its cells are written."""

    name: str
    path: tuple[str, ...]
    shape: Shape
    nullable: bool = False
    required: bool = False
    default: Any = None
    allowed: tuple[Any, ...] = ()
    refers: str | None = None


@cache
def columns_of(kind: str) -> tuple[Column, ...]:
    """The columns of a kind of row, in the order of the model's fields.

    >>> [column.name for column in columns_of("trait")]
    ['persona', 'name', 'value', 'source', 'family']
    """
    of_whom: tuple[Column, ...] = ()
    if kind in ("trait", "scored"):
        of_whom = (Column("persona", ("persona",), "text", required=True, refers="persona"),)
    return (*of_whom, *_columns(kind, KINDS[kind], ()))


def _columns(kind: str, model: type[BaseModel], above: tuple[str, ...]) -> Iterator[Column]:
    for name, field in model.model_fields.items():
        path = (*above, name)
        dotted = f"{kind}.{'.'.join(path)}"
        if dotted in _NOT_COLUMNS or (kind == "map" and name in HOMES.values()):
            continue
        bare, nullable = _bare(field.annotation)
        if isinstance(bare, type) and issubclass(bare, BaseModel):
            yield from _columns(kind, bare, path)
            continue
        yield Column(
            name="type" if path == ("kind",) else ".".join(path),
            path=path,
            shape=_shape(bare),
            nullable=nullable,
            required=field.is_required(),
            default=None if field.is_required() else field.get_default(call_default_factory=True),
            allowed=get_args(bare) if get_origin(bare) is Literal else (),
            refers=_REFERENCES.get(dotted),
        )


def _bare(annotation: Any) -> tuple[Any, bool]:
    """The type without its constraints, and whether None is allowed."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _bare(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        inner = [one for one in get_args(annotation) if one is not type(None)]
        return _bare(inner[0])[0], True
    return annotation, False


def _shape(bare: Any) -> Shape:
    shapes: dict[Any, Shape] = {str: "text", bool: "flag", int: "whole", float: "number", date: "day"}
    if get_origin(bare) is Literal:
        return "code"
    if get_origin(bare) is tuple and _bare(get_args(bare)[0])[0] is str:
        return "texts"
    return shapes.get(bare, "json")
