"""Refreshing a map: a job asks its evidence again, and what is new waits as proposals to be accepted or rejected."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, status
from pydantic import BaseModel, ConfigDict, Field

from tropa.kit.locale import Language, text
from tropa.server.asked import Here, Reader, Who
from tropa.server.opened import opened
from tropa.studio import proposals
from tropa.studio.tables.proposals import ProposalRow

router = APIRouter(prefix="/api/maps/{map_id}", tags=["questions"])

Ids = Annotated[list[Annotated[str, Field(max_length=80)]], Field(max_length=2_000)]


class RefreshStarted(BaseModel):
    """The job that asks the map's evidence again."""

    job: str


class ProposedChange(BaseModel):
    """One value that changes: of which object, which field ("" for the whole of it), before and after."""

    action: Literal["add", "set", "point"]
    object: str
    id: str
    field: str
    before: Any
    after: Any


class Proposal(BaseModel):
    """Changes that belong together; `card` is the card they show on, where there is one."""

    id: str
    kind: Literal["number", "unchanged", "card"]
    title: str
    card: str | None
    stage: str | None
    lane: str | None
    changes: list[ProposedChange]
    created: datetime


class ProposalDecision(BaseModel):
    """Which proposals to accept and which to reject."""

    model_config = ConfigDict(extra="forbid")

    accept: Ids = []
    reject: Ids = []


class ProposalOutcome(BaseModel):
    """What became of them; `outdated` show a value somebody has changed since, and are closed without a change."""

    accepted: list[str]
    rejected: list[str]
    outdated: list[str]
    open: list[Proposal]


@router.post("/refresh", response_model=RefreshStarted, status_code=status.HTTP_202_ACCEPTED)
def refresh(here: Here, who: Who, map_id: str) -> RefreshStarted:
    """Ask the map's evidence again, as a job."""
    opened(here, who, map_id, "editor", "maps:write")
    return RefreshStarted(job=here.jobs.start("refresh", {"map": map_id}, who.person))


@router.get("/proposals", response_model=list[Proposal])
def listed(here: Here, who: Who, language: Reader, map_id: str) -> list[Proposal]:
    """The open proposals of a map."""
    opened(here, who, map_id, "commenter")
    return _open(here, map_id, language)


@router.post("/proposals", response_model=ProposalOutcome)
def decide(here: Here, who: Who, language: Reader, map_id: str, asked: ProposalDecision) -> ProposalOutcome:
    """Accept and reject proposals, one by one or together; each accepted one is an undoable gesture of its own."""
    opened(here, who, map_id, "editor", "maps:write")
    found = proposals.decide(here, map_id, who, accept=asked.accept, reject=asked.reject)
    return ProposalOutcome(
        accepted=list(found.accepted),
        rejected=list(found.rejected),
        outdated=list(found.outdated),
        open=_open(here, map_id, language),
    )


def _open(here: Here, map_id: str, language: Language) -> list[Proposal]:
    with here.database.session() as session:
        return [_shown(row, language) for row in proposals.listed(session, map_id)]


def _shown(row: ProposalRow, language: Language) -> Proposal:
    card = next((one for one in row.changes if one["object"] == "card"), None)
    place = card["after"] if card is not None and card["action"] == "add" else {}
    return Proposal.model_validate(
        {
            "id": row.id,
            "kind": row.kind,
            "title": text("evidence", f"proposal.{row.kind}", language, title=row.title),
            "card": None if card is None else card["id"],
            "stage": place.get("stage"),
            "lane": place.get("lane"),
            "changes": row.changes,
            "created": row.created,
        }
    )
