"""Evidence of a map: how each record stands, why it says what it says, and kept as it is."""

from datetime import UTC, date, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from tropa.binding.staleness import Standing, standing
from tropa.binding.why import behind
from tropa.errors import NotFoundError, TropaError
from tropa.kit.ids import random_id
from tropa.kit.locale import Language, date_text, text
from tropa.library.behind import Listed, listed, passages
from tropa.model.edit import parse_edit
from tropa.model.evidence import Evidence
from tropa.model.map import Map
from tropa.model.part import named, point_key
from tropa.server.answers import evidence_question, journeys_of, question_named
from tropa.server.asked import Here, Reader, Who
from tropa.server.kept_journeys import KeptJourneys, kept_in
from tropa.server.opened import opened
from tropa.server.routes.ask import QuestionAnswer, shown

router = APIRouter(prefix="/api/maps/{map_id}", tags=["questions"])


class EvidenceState(BaseModel):
    """A record of the map, how it stands today and why, and what shows it. `askable`: there is an answer behind it."""

    evidence: Evidence
    state: Literal["fresh", "stale", "frozen", "broken"]
    reason: str
    since: date | None
    cards: list[str]
    points: list[str]
    askable: bool


class CustomerBehind(BaseModel):
    """One of the counted, masked: whose, the touchpoint that counted and when, how many events the journey has."""

    customer: str
    touchpoint: str | None
    time: datetime | None
    events: int | None


class QuoteBehind(BaseModel):
    """A quoted passage, word for word."""

    verbatim: str
    text: str
    source: str
    time: datetime | None
    rating: float | None
    low: float | None
    high: float | None


class Why(BaseModel):
    """Why a number is what it is: the question asked again, and who is behind it.

    `counted` is the length of the whole list, of which `customers` is a page; `of` is what it is a part of; `said` is
    both in words.
    """

    evidence: Evidence
    state: Literal["fresh", "stale", "frozen", "broken"]
    reason: str
    definition: str
    unit: Literal["journeys", "steps", "customers", "texts", "none"]
    counted: int
    of: int | None
    said: str
    customers: list[CustomerBehind]
    quotes: list[QuoteBehind]
    answer: QuestionAnswer | None


class FreezeRequest(BaseModel):
    """Whether the record is kept as it was measured."""

    model_config = ConfigDict(extra="forbid")

    frozen: bool = True


@router.get("/evidence", response_model=list[EvidenceState])
def evidence(here: Here, who: Who, language: Reader, map_id: str) -> list[EvidenceState]:
    """All evidence of a map with its state."""
    document = opened(here, who, map_id)
    kept = kept_in(here.folder)
    present, today = kept.present(), datetime.now(UTC).date()
    cards: dict[str, list[str]] = {}
    points: dict[str, list[str]] = {}
    for card in document.cards:
        for name in card.evidence if not card.deleted else ():
            cards.setdefault(name, []).append(card.id)
    for point in document.curve:
        for name in point.evidence:
            points.setdefault(name, []).append(point_key(point))
    return [
        _state(one, standing(one, today, present), language, cards.get(one.id, []), points.get(one.id, []))
        for one in document.evidence
    ]


@router.get("/evidence/{evidence_id}/why", response_model=Why, response_model_exclude_none=True)
def why(
    here: Here,
    who: Who,
    language: Reader,
    map_id: str,
    evidence_id: str,
    start: Annotated[int, Query(ge=0)] = 0,
    most: Annotated[int, Query(ge=0, le=1000)] = 100,
) -> Why:
    """The question behind a record asked again, with its picture, the customers and the quotes behind the number."""
    document = opened(here, who, map_id)
    who.need("viewer", scope="data:read")
    record = record_of(document, evidence_id)
    kept = kept_in(here.folder)
    stands = standing(record, datetime.now(UTC).date(), kept.present())
    if stands.state == "broken" and stands.reason != "verbatim":
        return _why(record, stands, language, None, None, ([], []))
    journeys = kept.journeys() if record.question != "catalogue" else None
    if journeys is None:
        return _why(record, stands, language, None, None, ([], []))
    of_record = journeys_of(kept, record)
    found = behind(record, of_record.material)
    page = listed(found, of_record.material, kept.mask, start=start, most=most)
    quotes = [QuoteBehind(**vars(one)) for one in passages(record, journeys.material, language)]
    counted = (found.unit, found.counted, found.of)
    return _why(record, stands, language, counted, answer_of(kept, record, language), (page, quotes))


@router.post("/evidence/{evidence_id}/freeze", response_model=EvidenceState)
def freeze(
    here: Here, who: Who, language: Reader, map_id: str, evidence_id: str, asked: FreezeRequest
) -> EvidenceState:
    """Keep a record as it was measured, or let it be asked again."""
    document = opened(here, who, map_id, "editor", "maps:write")
    record = record_of(document, evidence_id)
    if record.frozen != asked.frozen:
        edit = {
            "kind": "set",
            "id": random_id("edit"),
            "who": who.person or who.name,
            "when": datetime.now(UTC),
            "target": {"object": "evidence", "id": record.id},
            "fields": {"frozen": asked.frozen},
        }
        here.rooms.edit_from_thread(map_id, [parse_edit(edit)], who)
        record = record.model_copy(update={"frozen": asked.frozen})
    stands = standing(record, datetime.now(UTC).date(), kept_in(here.folder).present())
    return _state(record, stands, language, [], [])


def record_of(document: Map, evidence_id: str) -> Evidence:
    """The record of this id; NotFoundError `evidence.no_evidence`."""
    found = named(document, "evidence").get(evidence_id)
    if not isinstance(found, Evidence):
        raise NotFoundError("evidence.no_evidence", id=evidence_id[:80])
    return found


def answer_of(kept: KeptJourneys, record: Evidence, language: Language) -> QuestionAnswer | None:
    """The answer behind a record; None where it was not asked of data, or cannot be asked any more."""
    try:
        name, given = evidence_question(record)
        asked = question_named(name)
        return shown(name, given, asked.ask(journeys_of(kept, record), given), language)
    except TropaError:
        return None


def _why(
    record: Evidence,
    stands: Standing,
    language: Language,
    counted: tuple[str, int, int | None] | None,
    answer: QuestionAnswer | None,
    lists: tuple[list[Listed], list[QuoteBehind]],
) -> Why:
    unit, number, of = counted or ("none", 0, None)
    return Why(
        evidence=record,
        state=stands.state,
        reason=told(stands, language),
        definition=record.definition,
        unit=unit,
        counted=number,
        of=of,
        said=_said(record, (unit, number, of), language),
        customers=[CustomerBehind(**vars(one)) for one in lists[0]],
        quotes=lists[1],
        answer=answer,
    )


def _said(record: Evidence, counts: tuple[str, int, int | None], language: Language) -> str:
    unit, number, of = counts
    if unit == "none":
        return text("evidence", "behind.none", language)
    counted = text("evidence", f"behind.{unit}", language, n=number)
    if of is None:
        return counted
    estimated = record.question == "stage_summary" and record.parameters.get("metric") in ("conversion", "goal")
    return text("evidence", "behind.so_far" if estimated else "behind.of", language, counted=counted, of=of)


def told(stands: Standing, language: Language) -> str:
    """Why a record stands as it does, in words; "" while it is fresh or frozen."""
    if not stands.reason:
        return ""
    day = "" if stands.since is None else date_text(stands.since, language)
    return text("evidence", f"standing.{stands.reason}", language, day=day, value=stands.value)


def _state(
    record: Evidence, stands: Standing, language: Language, cards: list[str], points: list[str]
) -> EvidenceState:
    return EvidenceState(
        evidence=record,
        state=stands.state,
        reason=told(stands, language),
        since=stands.since,
        cards=cards,
        points=points,
        askable=_askable(record),
    )


def _askable(record: Evidence) -> bool:
    try:
        evidence_question(record)
    except TropaError:
        return False
    return True
