"""A workshop at a map: structure and lanes locked, cards written in private, a timer (votes: `votes.py`)."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from tropa.errors import ConflictError, NotFoundError, RefusedError
from tropa.kit.ids import random_id
from tropa.model.edit import Add, AnyEdit, Move, parse_edit
from tropa.model.map import Map
from tropa.model.rank import between
from tropa.model.view import cards_in, lanes_in_order, stages_in_order
from tropa.studio.caller import Caller
from tropa.studio.tables.base import now
from tropa.studio.tables.workshop import PrivateCardRow, VoteRow, WorkshopRow

SeenBy = Literal["everybody", "everybody_when_closed", "facilitator"]
TimerDeed = Literal["start", "pause", "resume", "stop"]
_STRUCTURE = ("stage", "lane", "link")
_MOST = 200  # private cards of one writer


@dataclass(frozen=True)
class Locks:
    """What only the facilitator (and the owner) may change now: the structure, cards of these lanes."""

    structure: bool = False
    lanes: frozenset[str] = frozenset()
    facilitator: str | None = None
    private_writing: bool = False

    def free(self, caller: Caller, map_id: str) -> bool:
        """Whether the locks do not bind this caller: they lead the workshop, or own the map."""
        leads = caller.person is not None and caller.person == self.facilitator
        return leads or caller.may("owner", map_id)

    def refuse(self, document: Map, edit: AnyEdit) -> None:
        """RefusedError `talk.structure_locked` or `talk.lane_locked` where the edit touches what is locked."""
        part = "point" if edit.kind == "point" else edit.target.object
        if part in _STRUCTURE and self.structure:
            raise RefusedError("talk.structure_locked")
        touched = _lanes(document, edit) & self.lanes
        if touched:
            titles = [lane.title for lane in document.lanes if lane.id in touched]
            raise RefusedError("talk.lane_locked", lane=", ".join(titles))


def _lanes(document: Map, edit: AnyEdit) -> set[str]:
    """The lanes an edit touches: that of the card and the one it goes to, the lane itself, the curve's."""
    if edit.kind == "point":
        kind = "emotion" if edit.curve == "emotion" else "arc"
        return {lane.id for lane in document.lanes if lane.kind == kind}
    if edit.target.object == "lane":
        return {edit.target.id}
    if edit.target.object != "card":
        return set()
    lanes = {card.lane for card in document.cards if card.id == edit.target.id}
    if isinstance(edit, Add | Move):
        lanes |= {str(edit.fields["lane"])} if "lane" in edit.fields else set()
    return lanes


def locks(session: Session, map_id: str) -> Locks:
    """What is locked at a map now."""
    row = session.get(WorkshopRow, map_id)
    if row is None:
        return Locks()
    return Locks(row.structure_locked, frozenset(row.locked_lanes), row.facilitator, row.private_writing)


@dataclass(frozen=True)
class Voting:
    """A vote: whether it is open, how many dots each has, who sees everybody's dots."""

    open: bool = False
    limit: int = 3
    seen_by: SeenBy = "everybody_when_closed"


@dataclass(frozen=True)
class Timer:
    """A timer: of so many seconds, running until `ends`, or paused with `left` seconds."""

    seconds: int
    ends: datetime | None
    left: float | None


@dataclass(frozen=True)
class Change:
    """What a facilitator changes of a workshop; None: it stays. `clear_votes` takes all dots off."""

    structure_locked: bool | None = None
    locked_lanes: tuple[str, ...] | None = None
    private_writing: bool | None = None
    voting: Voting | None = None
    clear_votes: bool = False
    timer: tuple[TimerDeed, int] | None = None
    leads: bool | None = None


def who_is(caller: Caller) -> str:
    """Whose votes and private cards these are: the person, or the guest by their name."""
    return caller.person if caller.person is not None else f"guest:{caller.name}"


def voting_of(session: Session, map_id: str) -> Voting:
    """The vote at a map."""
    row = session.get(WorkshopRow, map_id, populate_existing=True)
    return Voting(**row.voting) if row is not None else Voting()


def timer_of(session: Session, map_id: str) -> Timer | None:
    """The timer at a map."""
    row = session.get(WorkshopRow, map_id)
    if row is None or not row.timer:
        return None
    ends = row.timer["ends"]
    return Timer(row.timer["seconds"], datetime.fromisoformat(ends) if ends else None, row.timer["left"])


def change(session: Session, document: Map, caller: Caller, wanted: Change) -> None:
    """Lead the workshop. Who changes it first is its facilitator; after that only they and the map's owner may, until
    they hand it over (`leads` false). RefusedError `talk.led_by_another`."""
    row = session.get(WorkshopRow, document.id)
    if row is None:
        row = WorkshopRow(map_id=document.id, facilitator=caller.person, voting=asdict(Voting()), timer={})
        row.locked_lanes = []
        session.add(row)
    if row.facilitator not in (None, caller.person) and not caller.may("owner", document.id):
        raise RefusedError("talk.led_by_another")
    row.facilitator = row.facilitator or caller.person
    if wanted.leads is not None:
        row.facilitator = caller.person if wanted.leads else None
    if wanted.structure_locked is not None:
        row.structure_locked = wanted.structure_locked
    if wanted.locked_lanes is not None:
        row.locked_lanes = _lanes_there(document, wanted.locked_lanes)
    if wanted.private_writing is not None:
        row.private_writing = wanted.private_writing
    if wanted.voting is not None:
        row.voting = asdict(wanted.voting)
    if wanted.clear_votes:
        session.execute(delete(VoteRow).where(VoteRow.map_id == document.id))
    if wanted.timer is not None:
        row.timer = _timed(row.timer, *wanted.timer)
    row.updated = now()
    session.flush()


def _lanes_there(document: Map, names: tuple[str, ...]) -> list[str]:
    there = {lane.id for lane in document.lanes if not lane.deleted}
    for name in names:
        if name not in there:
            raise NotFoundError("talk.nothing_there", kind="lane", id=name)
    return sorted(set(names))


def _timed(timer: dict[str, Any], deed: TimerDeed, seconds: int) -> dict[str, Any]:
    """The timer after it was started anew, paused, let go on, or taken away."""
    moment = now()
    if deed == "start":
        return {"seconds": seconds, "ends": (moment + timedelta(seconds=seconds)).isoformat(), "left": None}
    if deed == "stop" or not timer:
        return {}
    if deed == "pause" and timer["ends"]:
        left = max(0.0, (datetime.fromisoformat(timer["ends"]) - moment).total_seconds())
        return {**timer, "ends": None, "left": left}
    if deed == "resume" and timer["left"] is not None:
        return {**timer, "ends": (moment + timedelta(seconds=timer["left"])).isoformat(), "left": None}
    return timer


def private_cards(session: Session, map_id: str, caller: Caller) -> Sequence[PrivateCardRow]:
    """The caller's own private cards."""
    asked = select(PrivateCardRow).where(PrivateCardRow.map_id == map_id, PrivateCardRow.writer == who_is(caller))
    return session.scalars(asked.order_by(PrivateCardRow.created, PrivateCardRow.id)).all()


def waiting(session: Session, map_id: str) -> int:
    """How many private cards of everybody wait to be shown."""
    asked = select(func.count()).select_from(PrivateCardRow).where(PrivateCardRow.map_id == map_id)
    return session.scalar(asked) or 0


def write_private(
    session: Session, document: Map, caller: Caller, stage: str, lane: str, body: str, name: str | None = None
) -> PrivateCardRow:
    """Write a private card, or other words into one's own. ConflictError `talk.not_private` while it is not on."""
    state = locks(session, document.id)
    if not state.private_writing:
        raise ConflictError("talk.not_private")
    if lane in state.lanes and not state.free(caller, document.id):
        raise RefusedError("talk.lane_locked", lane=document.lane(lane).title)
    _lanes_there(document, (lane,))
    if all(one.id != stage or one.deleted for one in document.stages):
        raise NotFoundError("talk.nothing_there", kind="stage", id=stage)
    if name is not None:
        row = _own(session, document.id, caller, name)
        row.stage, row.lane, row.body = stage, lane, body
        return row
    if len(private_cards(session, document.id, caller)) >= _MOST:
        raise ConflictError("talk.too_many_private", most=_MOST)
    row = PrivateCardRow(
        id=random_id("card"), map_id=document.id, writer=who_is(caller), name=caller.name, stage=stage, lane=lane,
        body=body, created=now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def remove_private(session: Session, map_id: str, caller: Caller, name: str) -> None:
    """Take away one's own private card."""
    session.delete(_own(session, map_id, caller, name))


def _own(session: Session, map_id: str, caller: Caller, name: str) -> PrivateCardRow:
    row = session.get(PrivateCardRow, name)
    if row is None or (row.map_id, row.writer) != (map_id, who_is(caller)):
        raise NotFoundError("talk.no_private", id=name)
    return row


def reveal(session: Session, document: Map, event: str) -> tuple[AnyEdit, ...]:
    """The edits that make ordinary cards of all private ones, each behind the last of its cell.

    Cards whose stage or lane is gone meanwhile come into the first that is there: nobody's words are lost.
    """
    asked = select(PrivateCardRow).where(PrivateCardRow.map_id == document.id)
    rows = session.scalars(asked.order_by(PrivateCardRow.created, PrivateCardRow.id)).all()
    stages = [one.id for one in stages_in_order(document.stages)]
    lanes = [one.id for one in lanes_in_order(document)]
    last: dict[tuple[str, str], str | None] = {}
    edits: list[AnyEdit] = []
    taken = {card.id for card in document.cards}
    for row in rows:
        if not stages or not lanes or row.id in taken:  # a second showing after one that was cut off
            continue
        cell = (row.stage if row.stage in stages else stages[0], row.lane if row.lane in lanes else lanes[0])
        if cell not in last:
            there = cards_in(document, *cell)
            last[cell] = there[-1].rank if there else None
        last[cell] = between(last[cell], None)
        fields = {"stage": cell[0], "lane": cell[1], "rank": last[cell], "body": row.body}
        target = {"object": "card", "id": row.id}
        edits.append(parse_edit({"kind": "add", "id": f"{event}.{len(edits)}", "event": event, "who": row.name,
                                 "target": target, "fields": fields}))  # fmt: skip
    return tuple(edits)


def revealed(session: Session, map_id: str, there: Collection[str]) -> None:
    """End private writing and forget the private cards that are in the map now (`there` are ids of its cards)."""
    for row in session.scalars(select(PrivateCardRow).where(PrivateCardRow.map_id == map_id)):
        if row.id in there:
            session.delete(row)
    state = session.get(WorkshopRow, map_id)
    if state is not None:
        state.private_writing, state.updated = False, now()
