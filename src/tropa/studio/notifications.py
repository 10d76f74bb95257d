"""What a person is told: they were named, answered, or their comment was resolved."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from tropa.studio.caller import Caller
from tropa.studio.tables.base import now
from tropa.studio.tables.maps import MapRow
from tropa.studio.tables.talk import CommentRow, NotificationRow

_SHORT = 200


def tell(
    session: Session, kind: str, comment: CommentRow, people: Collection[str], *, by: Caller | None = None
) -> list[str]:
    """Note for these people that something happened with the comment; who did it is not told. Those who are."""
    doer, name = (by.person, by.name) if by is not None else (comment.person, comment.name)
    takers = [person for person in dict.fromkeys(people) if person != doer]
    for person in takers:
        session.add(
            NotificationRow(
                person=person, kind=kind, map_id=comment.map_id, comment=comment.id, name=name,
                text=comment.text[:_SHORT], created=now(),
            )
        )  # fmt: skip
    return takers


def listed(session: Session, person: str, *, most: int = 100) -> Sequence[tuple[NotificationRow, str]]:
    """A person's notifications with the titles of their maps, the newest first; none of maps in the trash."""
    asked = (
        select(NotificationRow, MapRow.title)
        .join(MapRow, MapRow.id == NotificationRow.map_id)
        .where(NotificationRow.person == person, MapRow.deleted_at.is_(None))
        .order_by(NotificationRow.id.desc())
    )
    return [(row, title) for row, title in session.execute(asked.limit(most))]


def unread(session: Session, person: str) -> int:
    """How many a person has not read."""
    asked = (
        select(func.count())
        .select_from(NotificationRow)
        .join(MapRow, MapRow.id == NotificationRow.map_id)
        .where(NotificationRow.person == person, NotificationRow.read.is_(None), MapRow.deleted_at.is_(None))
    )
    return session.scalar(asked) or 0


def mark_read(session: Session, person: str, *, ids: Collection[int] | None = None, map_id: str | None = None) -> None:
    """Mark notifications as read: these, those of a map, or all."""
    asked = update(NotificationRow).where(NotificationRow.person == person, NotificationRow.read.is_(None))
    if ids is not None:
        asked = asked.where(NotificationRow.id.in_(ids))
    if map_id is not None:
        asked = asked.where(NotificationRow.map_id == map_id)
    session.execute(asked.values(read=now()))
