"""The maps of a workspace: which there are, how one begins, and what of it a guest is shown."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from tropa.errors import NotFoundError
from tropa.kit.ids import random_id
from tropa.kit.locale import text
from tropa.model.map import Map
from tropa.studio import activity
from tropa.studio.caller import Caller
from tropa.studio.studio import Studio
from tropa.studio.summaries import folded
from tropa.studio.tables.base import now
from tropa.studio.tables.maps import MapRow, ProjectRow

_HEAD = ("title", "kind", "state", "language")


def row_of(session: Session, map_id: str, *, trashed: bool | None = False) -> MapRow:
    """The map's row; NotFoundError `maps.no_map` where there is none (in the trash, where `trashed`; None: either)."""
    row = session.get(MapRow, map_id)
    if row is None or (trashed is not None and (row.deleted_at is not None) != trashed):
        raise NotFoundError("maps.no_map", id=map_id)
    return row


def project_row(session: Session, name: str) -> ProjectRow:
    """The project's row; NotFoundError `maps.no_project`."""
    row = session.get(ProjectRow, name)
    if row is None:
        raise NotFoundError("maps.no_project", id=name)
    return row


def listed(
    session: Session, caller: Caller, *, trash: bool = False, project: str | None = None, words: str = ""
) -> Sequence[MapRow]:
    """The maps the caller may see, the last changed first; `words` must all stand in the title, goal or personas."""
    asked = select(MapRow).order_by(MapRow.updated.desc(), MapRow.id)
    asked = asked.where(MapRow.deleted_at.is_not(None) if trash else MapRow.deleted_at.is_(None))
    if project is not None:
        asked = asked.where(MapRow.project == project)
    if caller.role is None:
        asked = asked.where(MapRow.id.in_(sorted(caller.maps)))
    wanted = folded(words).split()
    return [
        row
        for row in session.scalars(asked)
        if caller.may("viewer", row.id) and all(word in _said(row) for word in wanted)
    ]


def _said(row: MapRow) -> str:
    return folded(" ".join([row.title, row.goal, *(str(one.get("name", "")) for one in row.personas)]))


def create(studio: Studio, document: Map, caller: Caller, *, project: str | None = None, made_of: str = "") -> str:
    """A new map of this document under an id of its own, which is returned; with its room it comes into the search.

    NotFoundError where there is no such project.
    """
    name = random_id("map")
    document = document.with_fields(id=name)
    with studio.database.session() as session:
        if project is not None:
            project_row(session, project)
        head = {field: str(getattr(document, field)).replace("\x00", "") for field in _HEAD}
        session.add(MapRow(id=name, project=project, owner=caller.person, made_of=made_of, **head))
        activity.note(session, "map_made", caller, map_id=name, project=project, title=document.title)
    try:
        studio.rooms.create(name, document)
    except BaseException:
        with studio.database.session() as session:
            session.delete(row_of(session, name, trashed=None))
        raise
    studio.live.publish("maps", "made", map=name)
    return name


def copy(studio: Studio, map_id: str, caller: Caller) -> str:
    """A copy of a map in its project, called a copy; its id."""
    with studio.database.session() as session:
        row = row_of(session, map_id)
    document = shown(studio.rooms.read(map_id), caller)
    title = text("maps", "copy_of", document.language, title=document.title)
    return create(studio, document.with_fields(title=title), caller, project=row.project, made_of=f"map:{map_id}")


def place(session: Session, map_id: str, project: str | None, caller: Caller) -> MapRow:
    """Put a map into a project, or in none."""
    row = row_of(session, map_id)
    if project is not None:
        project_row(session, project)
    row.project, row.updated = project, now()
    activity.note(session, "map_placed", caller, map_id=map_id, project=project, title=row.title)
    return row


def shown(document: Map, caller: Caller) -> Map:
    """The map without what the caller is not shown: kinds of lanes with their cards, the evidence."""
    if not caller.hidden:
        return document
    lanes = tuple(lane for lane in document.lanes if lane.kind not in caller.hidden)
    kept = {lane.id for lane in lanes}
    cards = tuple(card for card in document.cards if card.lane in kept)
    there = {card.id for card in cards}
    without = "evidence" in caller.hidden
    cards = tuple(
        card.model_copy(
            update={
                "about": tuple(name for name in card.about if name in there),
                **({"evidence": ()} if without else {}),
            }
        )
        for card in cards
    )
    curve = tuple(point for point in document.curve if _lane_of(point.kind) not in caller.hidden)
    fields = {"lanes": lanes, "cards": cards, "curve": curve}
    if without:
        fields |= {
            "evidence": (),
            "curve": tuple(point.model_copy(update={"evidence": ()}) for point in curve),
            "links": tuple(link.model_copy(update={"evidence": ()}) for link in document.links),
        }
    return document.with_fields(**fields)


def _lane_of(curve: str) -> str:
    return "emotion" if curve == "emotion" else "arc"
