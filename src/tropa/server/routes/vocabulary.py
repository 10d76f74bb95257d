"""What can be named in a question: touchpoints, channels, stages, segments, goals, the period, traits, properties."""

from datetime import date
from typing import Literal

import pyarrow.compute as pc
from fastapi import APIRouter
from pydantic import BaseModel

from tropa.binding.scene import channel_name
from tropa.definition.model import text_in
from tropa.kit.locale import Language
from tropa.kit.time import moment
from tropa.library.journey_set import JourneySet
from tropa.library.segment_rules import trait_values
from tropa.server.asked import Here, Reader, Who
from tropa.server.kept_journeys import kept_in

router = APIRouter(prefix="/api", tags=["questions"])


class NamedThing(BaseModel):
    """An id and what people call it."""

    id: str
    title: str


class VocabularyTouchpoint(BaseModel):
    """A touchpoint, its stage, what it is evidence of, and whether reaching it is the goal."""

    name: str
    stage: str | None
    signal: str
    goal: bool
    journeys: int


class VocabularyTrait(BaseModel):
    """A trait of customers and what it can be."""

    trait: str
    kind: Literal["number", "text", "truth", "day"]
    known: int
    values: list[tuple[str, int]]
    low: float | None
    high: float | None


class Vocabulary(BaseModel):
    """All names of a workspace's questions."""

    touchpoints: list[VocabularyTouchpoint]
    channels: list[NamedThing]
    stages: list[NamedThing]
    segments: list[NamedThing]
    goal: str
    start: date | None
    end: date | None
    journeys: int
    customers: int
    events: int
    traits: list[VocabularyTrait]
    properties: list[str]
    series: list[str]


@router.get("/vocabulary", response_model=Vocabulary)
def vocabulary(here: Here, who: Who, language: Reader) -> Vocabulary:
    """The names that questions are made of."""
    who.need("viewer", scope="data:read")
    kept = kept_in(here.folder)
    return _vocabulary(kept.journeys(), kept.properties(), language)


def _vocabulary(journeys: JourneySet, properties: list[str], language: Language) -> Vocabulary:
    material, words = journeys.material, journeys.journeys.vocabulary
    definition = material.definition
    met = {one.touchpoint: one.journeys for one in journeys.reach().touchpoints}
    blocks = [block for block in journeys.journeys.blocks if block.events]
    stages = {one.id: text_in(one.title, language) for one in definition.stages}
    segments = {one.id: text_in(one.title, language) for one in definition.segments}
    return Vocabulary(
        touchpoints=[
            VocabularyTouchpoint(
                name=name,
                stage=words.stages[words.stage_of[code]] if words.stage_of and words.stage_of[code] >= 0 else None,
                signal=words.signals[code] if words.signals else "",
                goal=code in words.goal,
                journeys=met.get(name, 0),
            )
            for code, name in enumerate(words.touchpoints)
        ],
        channels=[NamedThing(id=name, title=channel_name(name, language)) for name in words.channels],
        stages=[NamedThing(id=name, title=stages.get(name, name)) for name in words.stages],
        segments=[NamedThing(id=name, title=segments.get(name, name)) for name in words.segments],
        goal=text_in(definition.goal.title, language) if definition.goal else "",
        start=min((moment(int(block.time.min())).date() for block in blocks), default=None),
        end=max((moment(int(block.time.max())).date() for block in blocks), default=None),
        journeys=journeys.count,
        customers=material.customers.num_rows,
        events=journeys.journeys.events,
        traits=[
            VocabularyTrait(**{**vars(one), "values": list(one.values)}) for one in trait_values(material.customers)
        ],
        properties=properties,
        series=sorted(pc.unique(material.series["metric"]).to_pylist()),
    )
