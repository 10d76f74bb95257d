"""Comments on a map, its cards, stages, lanes, cells and curve points; replies, resolving, mentions.

A comment names what it is about by ids and keeps its words: it moves with the card, and where the card is gone it
stands in the list of orphans.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tropa.errors import ConflictError, InputError, NotFoundError, RefusedError
from tropa.kit.ids import random_id
from tropa.model.map import Map
from tropa.model.view import live_cards, stages_in_order
from tropa.studio import activity, notifications
from tropa.studio.body import blocks_of
from tropa.studio.caller import Caller
from tropa.studio.summaries import plain
from tropa.studio.tables.base import now
from tropa.studio.tables.talk import CommentRow, SeenRow

AboutKind = Literal["map", "card", "stage", "lane", "cell", "point"]
NEEDED: dict[AboutKind, tuple[str, ...]] = {
    "map": (), "card": ("card",), "stage": ("stage",), "lane": ("lane",), "cell": ("stage", "lane"),
    "point": ("persona", "stage"),
}  # fmt: skip
_MOST = 5_000  # comments of one map


@dataclass(frozen=True)
class Thread:
    """A comment with its replies; `orphan`: what it is about is no longer there."""

    comment: CommentRow
    replies: tuple[CommentRow, ...]
    orphan: bool


def listed(session: Session, map_id: str, document: Map) -> list[Thread]:
    """All threads of a map, the oldest first."""
    asked = select(CommentRow).where(CommentRow.map_id == map_id).order_by(CommentRow.created, CommentRow.id)
    rows = session.scalars(asked).all()
    replies: dict[str, list[CommentRow]] = {}
    for row in rows:
        if row.parent is not None:
            replies.setdefault(row.parent, []).append(row)
    there = _there(document)
    return [
        Thread(row, tuple(replies.get(row.id, ())), _words(document, row.about, there) is None)
        for row in rows
        if row.parent is None
    ]


def unread(session: Session, map_id: str, caller: Caller) -> int:
    """How many comments and replies of others have come since the caller last read those of the map."""
    if caller.person is None:
        return 0
    seen = session.get(SeenRow, (caller.person, map_id))
    asked = select(func.count()).select_from(CommentRow).where(CommentRow.map_id == map_id)
    asked = asked.where(CommentRow.person.is_distinct_from(caller.person))
    if seen is not None:
        asked = asked.where(CommentRow.created > seen.at)
    return session.scalar(asked) or 0


def mark_seen(session: Session, map_id: str, caller: Caller) -> None:
    """Note that the caller has read the comments of a map, and what they were told of them."""
    if caller.person is None:
        return
    session.merge(SeenRow(person=caller.person, map_id=map_id, at=now()))
    notifications.mark_read(session, caller.person, map_id=map_id)


def add(
    session: Session, document: Map, caller: Caller, about: dict[str, str], text: str, *,
    mentions: Sequence[str] = (), name: str = "",
) -> tuple[CommentRow, list[str]]:  # fmt: skip
    """A new comment, and the people who are told of it; a guest is called what they typed as `name`.

    NotFoundError `talk.nothing_there` where the map has not (or no longer) what it is to be about.
    """
    words = _words(document, about, _there(document))
    if words is None:
        raise NotFoundError("talk.nothing_there", kind=about["kind"], id=about.get(about["kind"], ""))
    row = _written(session, document.id, caller, text, mentions, name)
    row.about, row.words = about, words[:400]
    session.add(row)
    session.flush()
    told = notifications.tell(session, "mention", row, row.mentions)
    activity.note(session, "commented", caller, map_id=document.id, title=document.title, comment=row.id)
    return row, told


def reply(
    session: Session, parent: CommentRow, caller: Caller, text: str, *, mentions: Sequence[str] = (), name: str = ""
) -> tuple[CommentRow, list[str]]:
    """A reply; who is named, who began the thread and who has answered in it are told."""
    row = _written(session, parent.map_id, caller, text, mentions, name)
    row.parent, row.about, row.words = parent.id, parent.about, parent.words
    session.add(row)
    session.flush()
    told = notifications.tell(session, "mention", row, row.mentions)
    others = session.scalars(select(CommentRow.person).where(CommentRow.parent == parent.id))
    takers = [one for one in (parent.person, *others) if one is not None and one not in row.mentions]
    return row, told + notifications.tell(session, "reply", row, takers)


def edit(row: CommentRow, caller: Caller, text: str) -> None:
    """Other words in one's own comment."""
    if caller.person is None or row.person != caller.person:
        raise RefusedError("talk.not_yours", name=row.name)
    row.text, row.edited = text, now()
    row.mentions = list(dict.fromkeys([*row.mentions, *mentioned(text)]))


def resolve(session: Session, row: CommentRow, caller: Caller, *, resolved: bool) -> list[str]:
    """Resolve a thread or open it again; who began it is told."""
    if row.parent is not None:
        raise ConflictError("talk.reply_not_resolved", id=row.id)
    row.resolved, row.resolved_by = (now(), caller.name) if resolved else (None, "")
    if not resolved or row.person is None or row.person == caller.person:
        return []
    return notifications.tell(session, "resolved", row, [row.person], by=caller)


def remove(session: Session, row: CommentRow, caller: Caller) -> None:
    """Delete a comment with its replies: one's own, or any where one owns the map."""
    mine = caller.person is not None and row.person == caller.person
    if not mine and not caller.may("owner", row.map_id):
        raise RefusedError("talk.not_yours", name=row.name)
    session.delete(row)


def mentioned(text: str) -> list[str]:
    """The people a text names.

    >>> mentioned("@[Anna](person:p1), look")
    ['p1']
    """
    return [run.mention for block in blocks_of(text) for run in block.runs if run.mention]


def row_of(session: Session, name: str) -> CommentRow:
    """The comment's row; NotFoundError `talk.no_comment`."""
    row = session.get(CommentRow, name)
    if row is None:
        raise NotFoundError("talk.no_comment", id=name)
    return row


def _written(
    session: Session, map_id: str, caller: Caller, text: str, mentions: Sequence[str], name: str
) -> CommentRow:
    there = session.scalar(select(func.count()).select_from(CommentRow).where(CommentRow.map_id == map_id))
    if (there or 0) >= _MOST:
        raise ConflictError("talk.too_many_comments", most=_MOST)
    called = caller.name if caller.person is not None else (name.strip() or caller.name)
    return CommentRow(
        id=random_id("comment"), map_id=map_id, parent=None, person=caller.person, name=called, colour=caller.colour,
        text=text, mentions=list(dict.fromkeys([*mentions, *mentioned(text)])), created=now(),
    )  # fmt: skip


def _there(document: Map) -> dict[str, dict[str, str]]:
    """Words of what is living in the map, by kind and id."""
    return {
        "card": {card.id: plain(card.body) for card in live_cards(document)},
        "stage": {stage.id: stage.title for stage in stages_in_order(document.stages)},
        "lane": {lane.id: lane.title for lane in document.lanes if not lane.deleted},
        "persona": {persona.id: persona.name for persona in document.personas},
    }


def _words(document: Map, about: dict[str, Any], there: dict[str, dict[str, str]]) -> str | None:
    """The words of what a comment is about; None where it is not there. InputError where an id is left out."""
    if about["kind"] == "map":
        return document.title
    found = []
    for field in NEEDED[about["kind"]]:
        if not about.get(field):
            raise InputError("talk.about_what", kind=about["kind"], field=field)
        found.append(there[field].get(about[field]))
    return None if any(words is None for words in found) else " · ".join(words or "" for words in found)
