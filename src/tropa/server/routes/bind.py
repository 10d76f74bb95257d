""" "Add to map": a number of an answer becomes a card that can be asked again."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, status
from pydantic import BaseModel, ConfigDict, Field

from tropa.binding.bound import Measured, measure_named, record_of
from tropa.kit.ids import random_id
from tropa.model.edit import AnyEdit, parse_edit
from tropa.model.evidence import Evidence
from tropa.model.lane import LANE_KINDS
from tropa.model.map import Map
from tropa.model.part import written
from tropa.model.rank import between
from tropa.server.answers import chosen, question_named, read
from tropa.server.asked import Here, Who
from tropa.server.kept_journeys import kept_in
from tropa.server.opened import opened
from tropa.studio.caller import Caller

router = APIRouter(prefix="/api/maps/{map_id}", tags=["questions"])

Short = Annotated[str, Field(max_length=300)]
Value = Short | int | float | bool | Annotated[list[Short | int | float], Field(max_length=50)] | None


class BindRequest(BaseModel):
    """Which number of which question becomes a card, and where. `measure` left out is the answer's main number."""

    model_config = ConfigDict(extra="forbid")

    question: Annotated[str, Field(max_length=60)]
    parameters: Annotated[dict[Annotated[str, Field(max_length=60)], Value], Field(max_length=40)] = {}
    measure: Annotated[str, Field(max_length=1000)] = ""
    stage: Annotated[str, Field(max_length=80)]
    lane: Annotated[str, Field(max_length=80)]
    body: Annotated[str, Field(max_length=2000)] = ""


class BoundCard(BaseModel):
    """The card that was made and its evidence."""

    card: str
    evidence: Evidence


@router.post("/bind", response_model=BoundCard, status_code=status.HTTP_201_CREATED)
def bind(here: Here, who: Who, map_id: str, asked: BindRequest) -> BoundCard:
    """Ask the question, and put a card with its number and its evidence last in a cell. A kind of lane that the map has
    not yet gets a lane."""
    document = opened(here, who, map_id, "editor", "maps:write")
    who.need("viewer", scope="data:read")
    kept, question = kept_in(here.folder), question_named(asked.question)
    given = read(asked.question, asked.parameters)
    journeys = chosen(kept.journeys(question.kept(given), tuple(given.goal)), given)
    answer = question.ask(journeys, given)
    number = measure_named(answer, asked.measure, document.language)
    record = record_of(
        asked.question,
        given.given(),
        answer,
        number,
        language=document.language,
        today=datetime.now(UTC).date(),
        table_version=journeys.journeys.lake_version,
    )
    card = random_id("card")
    here.rooms.edit_from_thread(map_id, _edits(document, asked, record, number, (card, who)), who)
    return BoundCard(card=card, evidence=record)


def _edits(
    document: Map, asked: BindRequest, record: Evidence, number: Measured, made: tuple[str, Caller]
) -> list[AnyEdit]:
    card, who = made
    grown = document
    if asked.lane in LANE_KINDS and all(asked.lane not in (one.kind, one.id) for one in _living(document)):
        grown = document.with_lane(asked.lane)
    stage, lane = grown.stage(asked.stage), grown.lane(asked.lane)
    last = max((one.rank for one in document.cards if (one.stage, one.lane) == (stage.id, lane.id)), default=None)
    fields: dict[str, Any] = {
        "stage": stage.id,
        "lane": lane.id,
        "rank": between(last, None),
        "body": asked.body or number.title,
        "measure": number.as_measure().model_dump(mode="json", exclude_defaults=True) | {"value": number.value},
        "evidence": [record.id],
    }
    edits = [] if lane in document.lanes else [_add("lane", lane.id, written("lane", lane))]
    edits.append(_recorded(document, record))
    edits.append(_add("card", card, fields))
    stamp = {"event": random_id("event"), "who": who.person or who.name, "when": datetime.now(UTC)}
    return [parse_edit({**edit, **stamp, "id": random_id("edit")}) for edit in edits]


def _living(document: Map) -> list[Any]:
    return [one for one in document.lanes if not one.deleted]


def _recorded(document: Map, record: Evidence) -> dict[str, Any]:
    """The record added, or brought up to date where the map has it."""
    fields = written("evidence", record)
    if any(one.id == record.id for one in document.evidence):
        return {"kind": "set", "target": {"object": "evidence", "id": record.id}, "fields": fields}
    return _add("evidence", record.id, fields)


def _add(part: str, name: str, fields: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "add", "target": {"object": part, "id": name}, "fields": fields}
