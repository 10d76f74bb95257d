"""Segments: rules with their live size, portraits, two side by side, and the definition's own, changed."""

from typing import Annotated, Literal, Self

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field, model_validator

from tropa.definition.model import COMPARISONS, Condition, Definition, Segment, text_in
from tropa.drawing.scene import Scene
from tropa.errors import NotFoundError
from tropa.journeys.people import sizes_by_segment
from tropa.kit.locale import Language
from tropa.library.definition_edit import read_definition, with_segment, write_definition
from tropa.library.journey_set import JourneySet
from tropa.library.portraits import portrait_of, trait_sources
from tropa.library.segment_rules import rule_size
from tropa.model.persona import Persona
from tropa.pictures.page import draw
from tropa.pictures.picture import picture_of
from tropa.server.answers import question_named
from tropa.server.asked import Here, Reader, Who
from tropa.server.kept_journeys import kept_in
from tropa.server.parameters import Compare
from tropa.server.routes.ask import AnswerTable, QuestionAnswer, shown, table_of
from tropa.server.scene_json import SceneJson, scene_json

router = APIRouter(prefix="/api/segments", tags=["questions"])

SegmentId = Annotated[str, Path(pattern=r"^[\w][\w\-]*$", max_length=64)]
Title = Annotated[str, Field(min_length=1, max_length=200)]


class RuleCondition(BaseModel):
    """A condition on one trait; exactly one comparison."""

    model_config = ConfigDict(extra="forbid")

    trait: Annotated[str, Field(min_length=1, max_length=200)]
    equals: Annotated[str, Field(max_length=300)] | float | bool | None = None
    any_of: Annotated[list[Annotated[str, Field(max_length=300)] | float], Field(max_length=200)] | None = None
    at_least: float | None = None
    below: float | None = None
    known: bool | None = None

    @model_validator(mode="after")
    def _compares_once(self) -> Self:
        if sum(getattr(self, name) is not None for name in COMPARISONS) != 1:
            raise ValueError(f"exactly one of {', '.join(COMPARISONS)}")
        return self


Rule = Annotated[list[RuleCondition], Field(max_length=30)]


class SegmentSummary(BaseModel):
    """A segment of the definition, its rule, and how many customers with a journey are in it."""

    id: str
    title: str
    where: list[RuleCondition]
    customers: int
    share: float | None
    persona: str


class RuleRequest(BaseModel):
    """A rule being written; `segment` is the segment in whose place it stands (none: after all others)."""

    model_config = ConfigDict(extra="forbid")

    rule: Rule
    segment: Annotated[str, Field(max_length=64)] | None = None


class RuleSizeAnswer(BaseModel):
    """How many customers a rule takes; `taken` of them belong to segments ahead of it."""

    customers: int
    of: int
    share: float
    taken: int
    taken_by: list[tuple[str, int]]


class SegmentChange(BaseModel):
    """What a segment is to be; a segment that is not there is added last."""

    model_config = ConfigDict(extra="forbid")

    title: Title
    rule: Rule


class TraitUsual(BaseModel):
    """What is usual of a trait in the segment: the middle half, or the most common value and its share."""

    trait: str
    known: int
    value: str | float
    low: float | None
    high: float | None
    share: float | None
    sources: list["TraitSourceCount"]


class TraitSourceCount(BaseModel):
    """A source that says a trait, in how many records, the newest day."""

    source: str
    records: int
    newest: str | None


class TraitMask(BaseModel):
    """What is shown of the typical customer: a value at least five have, or the bounds of a number."""

    trait: str
    value: str | None
    low: float | None
    high: float | None


class SegmentPortrait(BaseModel):
    """Who a segment's customers are; with fewer than 20 nothing but their number is shown."""

    segment: str
    title: str
    customers: int
    share: float
    shown: bool
    definition: str
    traits: list[TraitUsual]
    differences: AnswerTable
    typical: list[TraitMask]
    path: list[str]
    persona: Persona
    picture: SceneJson


@router.get("", response_model=list[SegmentSummary])
def segments(here: Here, who: Who, language: Reader) -> list[SegmentSummary]:
    """The segments of the definition with their sizes."""
    who.need("viewer", scope="data:read")
    return _summaries(kept_in(here.folder).journeys(), language)


@router.post("/size", response_model=RuleSizeAnswer)
def size(here: Here, who: Who, asked: RuleRequest) -> RuleSizeAnswer:
    """The live size of a rule."""
    who.need("viewer", scope="data:read")
    material = kept_in(here.folder).journeys().material
    found = rule_size(material.customers, _conditions(asked.rule), material.definition, asked.segment)
    return RuleSizeAnswer(
        customers=found.customers, of=found.of, share=found.share, taken=found.taken, taken_by=list(found.taken_by)
    )


@router.get("/compare", response_model=QuestionAnswer, response_model_exclude_none=True)
def compare(
    here: Here,
    who: Who,
    language: Reader,
    a: str,
    b: str,
    question: Literal["flow", "variants", "stages", "reach", "sessions", "outcome"] = "stages",
) -> QuestionAnswer:
    """Two segments side by side, number by number."""
    who.need("viewer", scope="data:read")
    given = Compare(a=a, b=b, question=question)
    answer = question_named("compare").ask(kept_in(here.folder).journeys(), given)
    return shown("compare", given, answer, language)


@router.get("/{segment}/portrait", response_model=SegmentPortrait)
def portrait(here: Here, who: Who, language: Reader, segment: SegmentId) -> SegmentPortrait:
    """The portrait of a segment, where each trait is known from, and the persona it draws."""
    who.need("viewer", scope="data:read")
    kept = kept_in(here.folder)
    journeys = kept.journeys()
    found = portrait_of(journeys, segment, language)
    sources: dict[str, list[TraitSourceCount]] = {}
    for one in trait_sources(kept.workspace().lake):
        told = TraitSourceCount(source=one.source, records=one.records, newest=one.newest)
        sources.setdefault(one.trait, []).append(told)
    answer = found.answer
    return SegmentPortrait(
        segment=segment,
        title=found.persona.segment,
        customers=answer.journeys,
        share=answer.share,
        shown=answer.shown,
        definition=answer.definition_in(language),
        traits=[
            TraitUsual(
                trait=one.trait,
                known=one.known,
                value=one.value,
                low=one.low,
                high=one.high,
                share=None if one.share is None else one.share.value,
                sources=sources.get(one.trait, []),
            )
            for one in answer.traits
        ],
        differences=table_of(answer),
        typical=[TraitMask(**vars(one)) for one in answer.medoid],
        path=[] if answer.path is None else list(answer.path.path),
        persona=found.persona,
        picture=scene_json(_drawn(journeys, segment, language)),
    )


@router.put("/{segment}", response_model=list[SegmentSummary])
def change(here: Here, who: Who, language: Reader, segment: SegmentId, asked: SegmentChange) -> list[SegmentSummary]:
    """Write a segment's title and rule into the definition; journeys are gathered anew."""
    who.need("editor", scope="data:write")
    there = read_definition(here.folder)
    if there is None:
        raise NotFoundError("evidence.no_definition")
    changed = with_segment(there.text, segment, asked.title, _conditions(asked.rule), language)
    write_definition(here.folder, changed, there.digest)
    kept = kept_in(here.folder)
    here.live.publish("data", "definition")
    return _summaries(kept.journeys(), language)


def _drawn(journeys: JourneySet, segment: str, language: Language) -> Scene:
    return draw(picture_of(journeys.portrait(segment), language))


def _conditions(rule: Rule) -> tuple[Condition, ...]:
    return tuple(Condition.model_validate(one.model_dump(exclude_none=True)) for one in rule)


def _summaries(journeys: JourneySet, language: Language) -> list[SegmentSummary]:
    definition = journeys.material.definition
    sizes = sizes_by_segment(journeys.journeys)
    everybody = sum(sizes.values())
    return [_summary(one, definition, sizes.get(one.id, 0), everybody, language) for one in definition.segments]


def _summary(
    one: Segment, definition: Definition, customers: int, everybody: int, language: Language
) -> SegmentSummary:
    told = next((persona for persona in definition.personas if persona.segment == one.id), None)
    return SegmentSummary(
        id=one.id,
        title=text_in(one.title, language),
        where=[RuleCondition(**condition.model_dump()) for condition in one.where],
        customers=customers,
        share=customers / everybody if everybody else None,
        persona="" if told is None else text_in(told.name, language),
    )
