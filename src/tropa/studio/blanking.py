"""A customer's words taken out of the studio: maps as their rooms hold them, versions, proposals, comments."""

import json
from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy import text as sql
from sqlalchemy.orm import Session

from tropa.kit.ids import random_id
from tropa.kit.locale import LANGUAGES, Language, text
from tropa.model.blanking import Blanking
from tropa.model.diff_edits import diff_edits
from tropa.model.map import Map
from tropa.studio import updates
from tropa.studio.database import Database
from tropa.studio.studio import Studio
from tropa.studio.tables.maps import MapRow
from tropa.studio.tables.proposals import ProposalRow
from tropa.studio.tables.talk import CommentRow, NotificationRow
from tropa.studio.tables.versions import MapVersion

_ERASED = "erasure"  # whose edits these are


def blank_studio(studio: Studio, verbatims: Collection[str], texts: Sequence[str]) -> list[str]:
    """Blank the words wherever they stand; the ids of the maps they stood in. May be done twice.

    Maps change by ordinary edits, so that whoever works in them goes on; then what the log of a map still held of the
    words is joined away.
    """
    with studio.database.session() as session:
        maps = [(row.id, row.language) for row in session.scalars(select(MapRow))]
    touched = [map_id for map_id, language in maps if _blank_map(studio, map_id, language, verbatims, texts)]
    with studio.database.session() as session:
        beside = _blank_rows(session, verbatims, texts)
    return sorted({*touched, *beside})


def overwrite_freed(database: Database) -> None:
    """Let nothing of what was deleted stay readable in SQLite's file; PostgreSQL does that by itself in time."""
    if database.engine.dialect.name != "sqlite":
        return
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sql("VACUUM"))
        connection.execute(sql("PRAGMA wal_checkpoint(TRUNCATE)"))


def _blank_map(studio: Studio, map_id: str, language: str, verbatims: Collection[str], texts: Sequence[str]) -> bool:
    document = studio.rooms.read(map_id)
    blanking = _blanking(language, verbatims, texts)
    blank = blanking(document.model_dump(mode="json"))
    if not blanking.places:
        return False
    edits = diff_edits(document, Map.model_validate(blank), event=random_id(_ERASED), who=_ERASED)
    studio.rooms.edit_from_thread(map_id, edits, _ERASED)
    with studio.database.session() as session:
        held, upto = updates.load_document(session, map_id)
        updates.compact(session, map_id, held.get_update(), upto)
    return True


def _blank_rows(session: Session, verbatims: Collection[str], texts: Sequence[str]) -> set[str]:
    blanking = _blanking("en", verbatims, texts)
    touched: set[str] = set()

    def noted(map_id: str, before: int) -> bool:
        if blanking.places > before:
            touched.add(map_id)
        return blanking.places > before

    for version in session.scalars(select(MapVersion)):
        before = blanking.places
        document, told = blanking(json.loads(version.document)), blanking(version.told)
        if noted(version.map, before):
            version.document, version.told = json.dumps(document, ensure_ascii=False), told
    for proposal in session.scalars(select(ProposalRow)):
        before = blanking.places
        said = blanking({"edits": proposal.edits, "changes": proposal.changes, "title": proposal.title})
        if noted(proposal.map_id, before):
            proposal.state = "rejected" if proposal.state == "open" else proposal.state
            proposal.edits, proposal.changes, proposal.title = said["edits"], said["changes"], said["title"]
    spoken: list[CommentRow | NotificationRow] = [
        *session.scalars(select(CommentRow)),
        *session.scalars(select(NotificationRow)),
    ]
    for row in spoken:
        before = blanking.places
        words = blanking(row.text)
        if noted(row.map_id, before):
            row.text = words
            if isinstance(row, CommentRow):
                row.words = ""
    return touched


def _blanking(language: str, verbatims: Collection[str], texts: Sequence[str]) -> Blanking:
    spoken: Language = next((one for one in LANGUAGES if one == language), "en")
    return Blanking(verbatims, texts, text("jobs", "blanked", spoken), datetime.now(UTC).date())
