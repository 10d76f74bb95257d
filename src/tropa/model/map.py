"""The map document: stages × lanes of cards for one persona, with the evidence each claim rests on."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tropa.errors import MapError
from tropa.kit.locale import Language
from tropa.model.evidence import Evidence
from tropa.model.persona import Persona

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.:\-]{1,80}$")]
Day = date  # a field called `date` hides the type inside its class
Rank = Annotated[str, Field(pattern=r"^[0-9A-Za-z]+$", description="fractional rank: sorts as text")]

LaneKind = Literal[
    "actions", "thoughts", "needs", "emotion", "touchpoints", "channels", "barriers", "opportunities", "solutions",
    "metrics", "backstage", "images", "storyline", "text",
]  # fmt: skip


class Value(BaseModel):
    """A piece of a map; frozen, unknown fields and numbers that are none (NaN, infinity) refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


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
    date: Day | None = None
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
    """A journey map. Cards, stages and lanes are sets ordered by rank; ids are unique within their kind.

    Building one that contradicts itself raises MapError: an id used twice, a card, curve point or sub-stage that
    refers to what is not there, a cycle of sub-stages, an emotion outside −2…+2. A deleted card may refer to a stage
    or lane that is gone.
    """

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

    @model_validator(mode="after")
    def _hold_together(self) -> Self:
        kinds: dict[str, Iterable[str]] = {
            "stage": (stage.id for stage in self.stages),
            "lane": (lane.id for lane in self.lanes),
            "persona": (persona.id for persona in self.personas),
            "card": (card.id for card in self.cards),
            "evidence": (record.id for record in self.evidence),
        }
        known = {kind: unique(kind, ids) for kind, ids in kinds.items()}
        _refuse_cycles(self.stages, known["stage"])
        for card in self.cards:
            if not card.deleted:
                _check_card(card, known)
        check_curve(self.curve, known)
        return self


def unique(kind: str, ids: Iterable[str]) -> frozenset[str]:
    """The ids as a set; MapError where one occurs twice."""
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            raise MapError("model.id_twice", kind=kind, id=name)
        seen.add(name)
    return frozenset(seen)


def check_reference(place: str, kind: str, name: str, known: dict[str, frozenset[str]]) -> None:
    """Raise MapError unless `name` is among the known ids of its kind; `place` says who refers to it."""
    if name not in known[kind]:
        allowed = ", ".join(sorted(known[kind])[:12]) or "—"
        raise MapError("model.no_such", place=place, kind=kind, id=name, allowed=allowed)


def check_curve(curve: Iterable[CurvePoint], known: dict[str, frozenset[str]]) -> None:
    """Raise MapError for a curve point of nobody, nowhere, stated twice or outside −2…+2."""
    seen: set[tuple[str, str, bool]] = set()
    for point in curve:
        place = f"curve {point.persona}/{point.stage}"
        check_reference(place, "persona", point.persona, known)
        check_reference(place, "stage", point.stage, known)
        for name in point.evidence:
            check_reference(place, "evidence", name, known)
        for value in (point.value, point.low, point.high):
            if value is not None and not -2 <= value <= 2:
                raise MapError("model.emotion_range", place=place, value=value)
        key = (point.persona, point.stage, point.future)
        if key in seen:
            raise MapError("model.point_twice", persona=point.persona, stage=point.stage)
        seen.add(key)


def _check_card(card: Card, known: dict[str, frozenset[str]]) -> None:
    place = f"card {card.id}"
    check_reference(place, "stage", card.stage, known)
    check_reference(place, "lane", card.lane, known)
    if card.span_to is not None:
        check_reference(place, "stage", card.span_to, known)
    for name in card.about:
        check_reference(place, "card", name, known)
    for name in card.evidence:
        check_reference(place, "evidence", name, known)


def _refuse_cycles(stages: tuple[Stage, ...], known: frozenset[str]) -> None:
    parent = {stage.id: stage.parent for stage in stages}
    for stage in stages:
        if stage.parent is not None:
            check_reference(f"stage {stage.id}", "stage", stage.parent, {"stage": known})
    for stage in stages:
        walked = {stage.id}
        above = stage.parent
        while above is not None:
            if above in walked:
                raise MapError("model.stage_cycle", id=stage.id, parent=above)
            walked.add(above)
            above = parent[above]
