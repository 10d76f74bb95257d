"""Projects: maps of one undertaking that share personas, touchpoints, channels and metrics.

A shared object is described once; a change of it is written into every map of the project that has it, as ordinary
edits, so whoever has a map open sees it happen.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tropa.errors import MapError
from tropa.kit.ids import random_id
from tropa.kit.locale import Language
from tropa.model.diff_edits import diff_edits
from tropa.model.map import Map
from tropa.model.project import Project
from tropa.studio import activity
from tropa.studio.caller import Caller
from tropa.studio.maps import project_row
from tropa.studio.studio import Studio
from tropa.studio.tables.base import now
from tropa.studio.tables.maps import MapRow, ProjectRow

SHARED = ("personas", "touchpoints", "channels", "metrics")


def listed(session: Session) -> Sequence[tuple[ProjectRow, int]]:
    """All projects by title, each with the number of its maps."""
    counts = (
        select(MapRow.project, func.count().label("maps"))
        .where(MapRow.deleted_at.is_(None))
        .group_by(MapRow.project)
        .subquery()
    )
    asked = select(ProjectRow, func.coalesce(counts.c.maps, 0)).outerjoin(counts, counts.c.project == ProjectRow.id)
    return [(row, int(maps)) for row, maps in session.execute(asked.order_by(ProjectRow.title, ProjectRow.id))]


def create(session: Session, caller: Caller, title: str, description: str, language: Language) -> ProjectRow:
    """A new project."""
    row = ProjectRow(
        id=random_id("project"), title=title, description=description, language=language, owner=caller.person
    )
    session.add(row)
    session.flush()
    activity.note(session, "project_made", caller, project=row.id, title=title)
    return row


def change(studio: Studio, name: str, caller: Caller, fields: dict[str, Any]) -> tuple[str, ...]:
    """Change title, description or what is shared (lists as in `model/project.py`); the maps that changed with it.

    MapError names what is wrong with a shared object; then nothing is changed.
    """
    with studio.database.session() as session:
        row = project_row(session, name)
        shared = dict(row.shared) | {kind: fields[kind] for kind in SHARED if kind in fields}
        project = _project(row, shared, ())
        for field in ("title", "description"):
            if field in fields:
                setattr(row, field, fields[field])
        row.shared = {kind: [one.model_dump(mode="json") for one in getattr(project, kind)] for kind in SHARED}
        row.updated = now()
        activity.note(session, "project_changed", caller, project=name, title=row.title)
        ids = list(session.scalars(select(MapRow.id).where(MapRow.project == name, MapRow.deleted_at.is_(None))))
    return tuple(map_id for map_id in ids if link(studio, project, map_id, caller))


def link(studio: Studio, project: Project, map_id: str, caller: Caller) -> bool:
    """Bring the project's descriptions into a map; whether the map changed. A map the caller may not edit stays."""
    if not caller.may("editor", map_id):
        return False
    document = studio.rooms.read(map_id)
    linked = project.changed(maps=(document,)).maps[0]
    edits = diff_edits(document, linked, event=random_id("event"), who=caller.person or caller.name)
    if edits:
        studio.rooms.edit_from_thread(map_id, edits, caller)
    return bool(edits)


def document_of(session: Session, name: str) -> Project:
    """The project with what it shares, without its maps."""
    row = project_row(session, name)
    return _project(row, row.shared, ())


def remove(session: Session, name: str, caller: Caller) -> None:
    """Delete a project; its maps stay, in none."""
    row = project_row(session, name)
    for one in session.scalars(select(MapRow).where(MapRow.project == name)):
        one.project = None
    activity.note(session, "project_removed", caller, project=name, title=row.title)
    session.flush()
    session.delete(row)


def _project(row: ProjectRow, shared: dict[str, Any], maps: tuple[Map, ...]) -> Project:
    try:
        lists = {kind: shared.get(kind, ()) for kind in SHARED}
        return Project.model_validate(
            {"id": row.id, "title": row.title, "language": row.language, "maps": maps, **lists}
        )
    except ValueError as error:
        first = error.errors(include_url=False)[0] if hasattr(error, "errors") else {"loc": ("?",), "input": "?"}
        place = ".".join(str(step) for step in first["loc"])
        raise MapError("maps.bad_shared", place=place, value=repr(first["input"])[:80], message=first["msg"]) from None
