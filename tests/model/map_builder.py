"""Small maps written by hand for tests: `small_map(card("b1", lane="barriers"))`."""

from datetime import date
from typing import Any

from tropa.model.card import Card
from tropa.model.curve import CurvePoint
from tropa.model.lane import Lane, LaneKind
from tropa.model.map import Map
from tropa.model.persona import Persona
from tropa.model.stage import Stage

KINDS: tuple[LaneKind, ...] = (
    "actions", "thoughts", "emotion", "barriers", "opportunities", "solutions", "touchpoints", "channels", "metrics",
)  # fmt: skip


def card(name: str, *, lane: str = "actions", stage: str = "search", body: str = "", **fields: Any) -> Card:
    """A card; its body is its id unless told."""
    return Card(id=name, stage=stage, lane=lane, rank=fields.pop("rank", "V"), body=body or name, **fields)


def point(stage: str, value: float | None, **fields: Any) -> CurvePoint:
    """An emotion of the persona `anna`."""
    return CurvePoint(persona="anna", stage=stage, value=value, **fields)


def small_map(*cards: Card, **fields: Any) -> Map:
    """A map of three stages (search, payment, return) and nine lanes named by their kinds."""
    stages = tuple(
        Stage(id=name, title=name.capitalize(), rank=f"{n}5") for n, name in enumerate(("search", "payment", "return"))
    )
    lanes = tuple(Lane(id=kind, kind=kind, title=kind.capitalize(), rank=f"{n}5") for n, kind in enumerate(KINDS))
    given: dict[str, Any] = {
        "id": "map",
        "title": "I choose a film",
        "language": "en",
        "created": date(2026, 11, 24),
        "personas": (Persona(id="anna", name="Anna", goals=("rest",)),),
        "segments": ("evenings",),
        "customers": 100,
        "customers_total": 300,
        "stages": stages,
        "lanes": lanes,
        "cards": cards,
    }
    return Map(**(given | fields))
