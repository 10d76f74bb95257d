"""The e-mail digest: what waits unread for a person, in their language, once."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tropa.kit.locale import Language, text
from tropa.studio.summaries import plain
from tropa.studio.tables.base import now
from tropa.studio.tables.maps import MapRow
from tropa.studio.tables.talk import NotificationRow

_SHOWN = 20


@dataclass(frozen=True)
class Digest:
    """A message: its subject and its text."""

    subject: str
    text: str


def build(session: Session, person: str, name: str, language: Language, address: str) -> Digest | None:
    """What a person has neither read nor been mailed, by map; None where nothing waits. `address` is the studio's."""
    waiting = _waiting(session, person)
    if not waiting:
        return None
    lines = [text("talk", "digest.hello", language, name=name), "", text("talk", "digest.intro", language)]
    title = ""
    for row, map_title in waiting[:_SHOWN]:
        if map_title != title:
            title = map_title
            lines += ["", _line(title), "-" * min(60, len(title))]
        lines.append(text("talk", f"digest.{row.kind}", language, name=_line(row.name)))
        lines.append(f"  {_line(plain(row.text))}")
        lines.append(f"  {address.rstrip('/')}/maps/{row.map_id}?comment={row.comment}")
    if len(waiting) > _SHOWN:
        lines += ["", text("talk", "digest.more", language, n=len(waiting) - _SHOWN)]
    lines += ["", text("talk", "digest.bye", language), address]
    return Digest(text("talk", "digest.subject", language, n=len(waiting)), "\n".join(lines))


def mark_mailed(session: Session, person: str) -> None:
    """Note that a person has been mailed what waits for them."""
    for row, _ in _waiting(session, person):
        row.mailed = now()


def takers(session: Session) -> Sequence[str]:
    """The people for whom something waits."""
    asked = select(NotificationRow.person).where(NotificationRow.read.is_(None), NotificationRow.mailed.is_(None))
    return session.scalars(asked.distinct()).all()


def _waiting(session: Session, person: str) -> Sequence[tuple[NotificationRow, str]]:
    asked = (
        select(NotificationRow, MapRow.title)
        .join(MapRow, MapRow.id == NotificationRow.map_id)
        .where(
            NotificationRow.person == person,
            NotificationRow.read.is_(None),
            NotificationRow.mailed.is_(None),
            MapRow.deleted_at.is_(None),
        )
        .order_by(MapRow.title, NotificationRow.id)
    )
    return [(row, title) for row, title in session.execute(asked)]


def _line(words: str) -> str:
    """Words in one line, so that nobody's words look like a line of ours."""
    return " ".join(words.split())
