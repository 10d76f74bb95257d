"""Versions of a map: named by people, kept at the end of each day of work and before an old one is brought back."""

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer

from tropa.errors import NotFoundError
from tropa.kit.ids import random_id
from tropa.kit.locale import LANGUAGES
from tropa.model.diff import diff
from tropa.model.diff_edits import diff_edits
from tropa.model.diff_text import diff_text
from tropa.model.edit import AnyEdit
from tropa.model.map import Map
from tropa.studio.tables.base import now
from tropa.studio.tables.projection import MapDocumentRow
from tropa.studio.tables.versions import MapVersion

_TOLD = 6  # sentences that stand with a version in the list


def keep(session: Session, document: Map, kind: str, authors: Iterable[str], name: str = "") -> MapVersion:
    """Keep the document as a version of this kind (`named`, `day`, `restore`)."""
    session.flush()
    newest = _newest(session, document.id)
    before = document_of(newest) if newest is not None else None
    changes = diff(before, document) if before is not None else ()
    row = MapVersion(
        id=random_id("version"),
        map=document.id,
        number=newest.number + 1 if newest is not None else 1,
        kind=kind,
        name=name.replace("\x00", ""),
        authors=sorted({one for one in authors if one}),
        made=now(),
        document=document.model_dump_json(),
        told={language: list(diff_text(changes, language, most=_TOLD)) for language in LANGUAGES},
    )
    session.add(row)
    session.flush()
    return row


def keep_day(session: Session, row: MapDocumentRow) -> None:
    """Keep what a map said at the end of a day of work, unless the newest version says the same."""
    newest = _newest(session, row.map)
    if newest is not None and newest.document == row.json:
        return
    kept = keep(session, Map.model_validate_json(row.json), "day", row.authors)
    kept.made = row.updated


def listed(session: Session, map_id: str, *, before: int | None = None, most: int = 100) -> Sequence[MapVersion]:
    """The versions of a map without their documents, the newest first; `before` pages on."""
    asked = select(MapVersion).where(MapVersion.map == map_id).options(defer(MapVersion.document))
    if before is not None:
        asked = asked.where(MapVersion.number < before)
    return session.scalars(asked.order_by(MapVersion.number.desc()).limit(most)).all()


def find(session: Session, map_id: str, number: int) -> MapVersion:
    """One version; NotFoundError `rooms.no_version` says how many there are."""
    row = session.scalar(select(MapVersion).where(MapVersion.map == map_id, MapVersion.number == number))
    if row is None:
        there = session.scalar(select(func.max(MapVersion.number)).where(MapVersion.map == map_id)) or 0
        raise NotFoundError("rooms.no_version", number=number, there=there)
    return row


def document_of(row: MapVersion) -> Map:
    """The map as the version keeps it."""
    return Map.model_validate_json(row.document)


def restoring(now_: Map, wanted: Map, who: str) -> tuple[AnyEdit, ...]:
    """The ordinary edits, of one gesture, that bring a version back."""
    return diff_edits(now_, wanted, event=random_id("restore"), who=who, when=now())


def _newest(session: Session, map_id: str) -> MapVersion | None:
    asked = select(MapVersion).where(MapVersion.map == map_id).order_by(MapVersion.number.desc())
    return session.scalar(asked.limit(1))
