"""A workshop at a map: locks, private writing, dot voting, a timer."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from tropa.errors import RefusedError
from tropa.kit.ids import random_id
from tropa.server.asked import Here, Who
from tropa.server.opened import opened
from tropa.server.routes.comments import Name
from tropa.server.routes.maps import PLAIN
from tropa.studio import activity, votes, workshop
from tropa.studio.caller import Caller
from tropa.studio.studio import Studio
from tropa.studio.tables.base import now
from tropa.studio.workshop import Change, SeenBy, TimerDeed

router = APIRouter(prefix="/api/maps/{map_id}", tags=["talk"])


class VotingState(BaseModel):
    """A vote: the caller's own dots by card, and everybody's where the caller may see them."""

    open: bool
    limit: int
    seen_by: SeenBy
    mine: dict[str, int]
    left: int
    all: dict[str, int] | None
    voters: int


class TimerState(BaseModel):
    """A timer: running until `ends`, or paused with `left` seconds; `now` is the server's clock."""

    seconds: int
    ends: datetime | None
    left: float | None
    now: datetime


class WorkshopState(BaseModel):
    """The workshop as the caller sees it; `leads`: locks do not bind them."""

    facilitator: str | None
    leads: bool
    structure_locked: bool
    locked_lanes: list[str]
    private_writing: bool
    private_waiting: int = Field(description="private cards of everybody that wait to be shown")
    voting: VotingState
    timer: TimerState | None


class VotingChange(BaseModel):
    """A vote as it shall be."""

    open: bool
    limit: Annotated[int, Field(ge=1, le=100)] = 3
    seen_by: SeenBy = "everybody_when_closed"


class TimerChange(BaseModel):
    """What to do with the timer; `seconds` where it is started."""

    deed: TimerDeed
    seconds: Annotated[int, Field(ge=1, le=86_400)] = 300


class WorkshopChange(BaseModel):
    """What is to change; what is left out stays. `leads`: take the workshop over, or hand it on."""

    structure_locked: bool | None = None
    locked_lanes: Annotated[list[Name], Field(max_length=200)] | None = None
    private_writing: bool | None = None
    voting: VotingChange | None = None
    clear_votes: bool = False
    timer: TimerChange | None = None
    leads: bool | None = None


class Dots(BaseModel):
    """How many dots the caller puts on a card."""

    dots: Annotated[int, Field(ge=0, le=100)] = 1


class PrivateCard(BaseModel):
    """A card only its writer sees."""

    id: str
    stage: str
    lane: str
    body: str
    created: datetime


class NewPrivateCard(BaseModel):
    """A private card to be written; with an `id`, other words or another place for one's own."""

    id: Name | None = None
    stage: Name
    lane: Name
    body: Annotated[str, Field(min_length=1, max_length=10_000, pattern=PLAIN)]


class Revealed(BaseModel):
    """How many cards were shown."""

    cards: int


@router.get("/workshop")
def read_workshop(here: Here, who: Who, map_id: str) -> WorkshopState:
    """The workshop."""
    opened(here, who, map_id)
    with here.database.session() as session:
        return _state(session, map_id, who)


@router.put("/workshop")
def change_workshop(here: Here, who: Who, map_id: str, wanted: WorkshopChange) -> WorkshopState:
    """Lead the workshop."""
    document = opened(here, who, map_id, "editor", "maps:write")
    change = Change(
        structure_locked=wanted.structure_locked,
        locked_lanes=tuple(wanted.locked_lanes) if wanted.locked_lanes is not None else None,
        private_writing=wanted.private_writing,
        voting=workshop.Voting(**wanted.voting.model_dump()) if wanted.voting else None,
        clear_votes=wanted.clear_votes,
        timer=(wanted.timer.deed, wanted.timer.seconds) if wanted.timer else None,
        leads=wanted.leads,
    )
    with here.database.session() as session:
        fresh = workshop.locks(session, map_id).facilitator is None
        workshop.change(session, document, who, change)
        if fresh:
            activity.note(session, "workshop", who, map_id=map_id, title=document.title)
        state, locked = _state(session, map_id, who), workshop.locks(session, map_id)
    here.rooms.lock(map_id, locked)
    _tell(here, map_id)
    return state


@router.put("/votes/{card}")
def vote(here: Here, who: Who, map_id: str, card: str, wanted: Dots) -> VotingState:
    """Put dots on a card."""
    return _vote(here, who, map_id, card, wanted.dots)


@router.delete("/votes/{card}")
def unvote(here: Here, who: Who, map_id: str, card: str) -> VotingState:
    """Take one's dots off a card."""
    return _vote(here, who, map_id, card, 0)


@router.get("/workshop/private")
def list_private_cards(here: Here, who: Who, map_id: str) -> list[PrivateCard]:
    """The caller's own private cards."""
    opened(here, who, map_id, "commenter")
    with here.database.session() as session:
        rows = workshop.private_cards(session, map_id, who)
        return [PrivateCard.model_validate(row, from_attributes=True) for row in rows]


@router.put("/workshop/private")
def write_private_card(here: Here, who: Who, map_id: str, wanted: NewPrivateCard) -> PrivateCard:
    """Write a private card."""
    document = opened(here, who, map_id, "commenter", "maps:write")
    with here.database.session() as session:
        row = workshop.write_private(session, document, who, wanted.stage, wanted.lane, wanted.body, wanted.id)
        session.flush()
        written = PrivateCard.model_validate(row, from_attributes=True)
    _tell(here, map_id)
    return written


@router.delete("/workshop/private/{card}", status_code=204)
def remove_private_card(here: Here, who: Who, map_id: str, card: str) -> None:
    """Take a private card away."""
    opened(here, who, map_id, "commenter", "maps:write")
    with here.database.session() as session:
        workshop.remove_private(session, map_id, who, card)
    _tell(here, map_id)


@router.post("/workshop/reveal")
def reveal_private_cards(here: Here, who: Who, map_id: str) -> Revealed:
    """Show everybody's private cards: they become ordinary cards, and private writing ends."""
    document = opened(here, who, map_id, "editor", "maps:write")
    with here.database.session() as session:
        if not workshop.locks(session, map_id).free(who, map_id):
            raise RefusedError("talk.led_by_another")
        edits = workshop.reveal(session, document, random_id("event"))
    if edits:
        here.rooms.edit_from_thread(map_id, edits, who)
    there = {card.id for card in document.cards} | {edit.target.id for edit in edits if edit.kind == "add"}
    with here.database.session() as session:
        workshop.revealed(session, map_id, there)
    _tell(here, map_id)
    return Revealed(cards=len(edits))


def _vote(here: Studio, who: Caller, map_id: str, card: str, dots: int) -> VotingState:
    document = opened(here, who, map_id, "commenter", "maps:write")
    with here.database.session() as session:
        votes.put(session, document, who, card, dots)
        state = _voting(session, map_id, who)
    here.live.publish(f"map:{map_id}", "votes")
    return state


def _voting(session: Session, map_id: str, who: Caller) -> VotingState:
    voting, tally = workshop.voting_of(session, map_id), votes.tally(session, map_id, who)
    return VotingState(
        open=voting.open, limit=voting.limit, seen_by=voting.seen_by, mine=tally.mine, left=tally.left, all=tally.all,
        voters=tally.voters,
    )  # fmt: skip


def _state(session: Session, map_id: str, who: Caller) -> WorkshopState:
    locks, timer = workshop.locks(session, map_id), workshop.timer_of(session, map_id)
    return WorkshopState(
        facilitator=locks.facilitator,
        leads=locks.free(who, map_id),
        structure_locked=locks.structure,
        locked_lanes=sorted(locks.lanes),
        private_writing=locks.private_writing,
        private_waiting=workshop.waiting(session, map_id),
        voting=_voting(session, map_id, who),
        timer=TimerState(seconds=timer.seconds, ends=timer.ends, left=timer.left, now=now()) if timer else None,
    )


def _tell(here: Studio, map_id: str) -> None:
    here.live.publish(f"map:{map_id}", "workshop")
