"""The map document: stages × lanes of cards for one persona, with the evidence each claim rests on."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from tropa.kit.locale import Language
from tropa.model.evidence import Evidence
from tropa.model.persona import Persona

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.:\-]{1,80}$")]
Rank = Annotated[str, Field(pattern=r"^[0-9A-Za-z]+$", description="fractional rank: sorts as text")]

LaneKind = Literal[
    "actions", "thoughts", "needs", "emotion", "touchpoints", "channels", "barriers", "opportunities", "solutions",
    "metrics", "backstage", "images", "storyline", "text",
]  # fmt: skip


class Value(BaseModel):
    """A piece of a map; frozen, unknown fields refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Stage(Value):
    """One ordered phase; `parent` makes it a sub-stage."""

    id: Id
    title: str
    rank: Rank
    parent: Id | None = None
    description: str = ""


class Lane(Value):
    """One row of a kind."""

    id: Id
    kind: LaneKind
    title: str
    rank: Rank


class Measure(Value):
    """A number on a card as people read it: value, unit, n and the interval where it is an estimate."""

    value: float | None = Field(description="None: not enough data")
    unit: Literal["share", "count", "seconds", "money", "score", "points"]
    n: int | None = None
    low: float | None = None
    high: float | None = None
    currency: str | None = None


class Quote(Value):
    """A customer's own words, as they said them (masked)."""

    verbatim_id: str
    source: str
    date: date | None = None
    rating: float | None = None
    scale: tuple[float, float] | None = None
    valence: Literal["positive", "negative", "neutral"] | None = None
    speaker_role: Literal["customer", "staff"] = "customer"


class Card(Value):
    """One note in a cell. `deleted` keeps its place for whoever still refers to it."""

    id: Id
    stage: Id
    lane: Id
    rank: Rank
    body: str
    detail: str = ""
    tags: tuple[str, ...] = ()
    colour: str | None = None
    span_to: Id | None = Field(None, description="last stage of a card that spans stages")
    channel: str | None = None
    measure: Measure | None = None
    quote: Quote | None = None
    about: tuple[Id, ...] = Field((), description="cards this one answers: an opportunity its barrier")
    evidence: tuple[Id, ...] = ()
    state: Literal["proposed", "accepted"] = "accepted"
    deleted: bool = False


class CurvePoint(Value):
    """The emotion of a persona in a stage, −2…+2; None where nothing is known."""

    persona: Id
    stage: Id
    value: float | None
    low: float | None = None
    high: float | None = None
    n: int = 0
    label: str = ""
    probability_lowest: float | None = None
    moment_of_truth: bool = False
    future: bool = False
    evidence: tuple[Id, ...] = ()


class Horizon(Value):
    """The period the map's data covers."""

    start: date
    end: date


class Map(Value):
    """A journey map. Cards, stages and lanes are sets ordered by rank; ids are unique over the document."""

    version: Literal[1] = 1
    id: Id
    title: str
    goal: str = ""
    company: str = ""
    state: Literal["current", "future"] = "current"
    language: Language
    horizon: Horizon | None = None
    created: date
    refreshed: date | None = None
    personas: tuple[Persona, ...] = ()
    segments: tuple[str, ...] = ()
    parent_map: Id | None = None
    stages: tuple[Stage, ...]
    lanes: tuple[Lane, ...]
    cards: tuple[Card, ...] = ()
    curve: tuple[CurvePoint, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    channels_seen: tuple[str, ...] = Field((), description="channels the data shows for these customers")
    customers: int | None = Field(None, description="customers behind the map")
    customers_total: int | None = None
