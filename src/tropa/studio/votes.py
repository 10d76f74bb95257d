"""Dot voting: each voter has so many dots, and puts them on cards."""

from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from tropa.errors import ConflictError, NotFoundError
from tropa.model.map import Map
from tropa.model.view import live_cards
from tropa.studio.caller import Caller
from tropa.studio.tables.base import now
from tropa.studio.tables.workshop import VoteRow, WorkshopRow
from tropa.studio.workshop import Voting, locks, voting_of, who_is


@dataclass(frozen=True)
class Tally:
    """How the vote stands for one who looks: their own dots by card, and everybody's where they may see them."""

    mine: dict[str, int]
    left: int
    all: dict[str, int] | None
    voters: int


def put(session: Session, document: Map, caller: Caller, card: str, dots: int) -> None:
    """Put so many dots on a card in place of one's earlier ones there (0: none).

    ConflictError `talk.no_vote` while no vote is open, `talk.no_dots_left` where they are more than one has left.
    """
    session.execute(update(WorkshopRow).where(WorkshopRow.map_id == document.id).values(updated=now()))  # one at a time
    voting = voting_of(session, document.id)
    if not voting.open:
        raise ConflictError("talk.no_vote")
    if dots and all(one.id != card for one in live_cards(document)):
        raise NotFoundError("talk.nothing_there", kind="card", id=card)
    voter = who_is(caller)
    mine = _mine(session, document.id, voter)
    others = sum(held for name, held in mine.items() if name != card)
    if dots and others + dots > voting.limit:
        raise ConflictError("talk.no_dots_left", n=voting.limit, left=max(0, voting.limit - others))
    row = session.scalars(
        select(VoteRow).where(VoteRow.map_id == document.id, VoteRow.voter == voter, VoteRow.card == card)
    ).first()
    if row is None and dots:
        session.add(VoteRow(map_id=document.id, voter=voter, card=card, dots=dots))
    elif row is not None and dots:
        row.dots = dots
    elif row is not None:
        session.delete(row)
    session.flush()


def tally(session: Session, map_id: str, caller: Caller) -> Tally:
    """How the vote stands. Everybody's dots are seen as the facilitator chose: by all at once, by all when it is
    closed, or by the facilitator alone."""
    voting = voting_of(session, map_id)
    mine = _mine(session, map_id, who_is(caller))
    everybody = None
    if _sees(voting, locks(session, map_id).free(caller, map_id)):
        asked = select(VoteRow.card, func.sum(VoteRow.dots)).where(VoteRow.map_id == map_id).group_by(VoteRow.card)
        everybody = {card: int(dots) for card, dots in session.execute(asked)}
    voters = session.scalar(select(func.count(VoteRow.voter.distinct())).where(VoteRow.map_id == map_id))
    return Tally(mine, max(0, voting.limit - sum(mine.values())), everybody, voters or 0)


def _sees(voting: Voting, leads: bool) -> bool:
    return leads or voting.seen_by == "everybody" or (voting.seen_by == "everybody_when_closed" and not voting.open)


def _mine(session: Session, map_id: str, voter: str) -> dict[str, int]:
    asked = select(VoteRow.card, VoteRow.dots).where(VoteRow.map_id == map_id, VoteRow.voter == voter)
    return {row.card: row.dots for row in session.execute(asked)}
