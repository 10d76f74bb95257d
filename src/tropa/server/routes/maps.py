"""Maps: the gallery, one map, a new one, a copy, the trash."""

import asyncio
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request, Response, UploadFile
from pydantic import BaseModel, Field

from tropa.errors import InputError
from tropa.formats.registry import format_of
from tropa.kit.locale import Language, text
from tropa.model.map import Map
from tropa.server.asked import Here, Reader, Who
from tropa.server.opened import opened
from tropa.server.written_maps import written
from tropa.studio import maps, trash
from tropa.studio.caller import Caller, Role
from tropa.studio.studio import Studio
from tropa.studio.summaries import stale
from tropa.studio.tables.base import now
from tropa.studio.tables.maps import MapRow
from tropa.templates.load import template

router = APIRouter(prefix="/api/maps", tags=["maps"])
_MOST = 20_000_000  # bytes of a file with a map
PLAIN = r"^[^\x00]*$"  # no database keeps the letter 0
Words = Annotated[str, Field(min_length=1, max_length=300, pattern=PLAIN)]


class PersonaBrief(BaseModel):
    """A persona of a map, as a list shows it."""

    id: str
    name: str
    role: str = ""
    quote: str = ""
    colour: str | None = None
    seed: str = ""


class MapHealth(BaseModel):
    """What the checker found: warnings, and hints that are no faults."""

    warnings: int
    hints: int


class MapFreshness(BaseModel):
    """How many records of evidence there are, how many are past their day, and since when the oldest of them is."""

    evidence: int
    stale: int
    stale_since: date | None
    refreshed: date | None


class MapSummary(BaseModel):
    """A map in the gallery."""

    id: str
    title: str
    kind: str
    state: str
    language: Language
    goal: str
    project: str | None
    owner: str | None
    role: Role
    created: datetime
    updated: datetime
    deleted_at: datetime | None
    deleted_by: str | None
    gone_on: datetime | None = Field(description="when it leaves the trash for ever")
    stages: int
    cards: int
    customers: int | None
    personas: list[PersonaBrief]
    health: MapHealth
    freshness: MapFreshness


class NewMap(BaseModel):
    """A map to be made: of a template, or with stages, or blank."""

    title: Words | None = None
    language: Language
    template: Annotated[str, Field(max_length=80, pattern=PLAIN)] | None = None
    stages: Annotated[list[Words], Field(max_length=60)] = []
    project: Annotated[str, Field(max_length=80, pattern=PLAIN)] | None = None


class MapMade(BaseModel):
    """The map that was made, and what to know about the reading of its file."""

    map: MapSummary
    notices: list[str] = []


class MapPlace(BaseModel):
    """Where a map belongs."""

    project: Annotated[str, Field(max_length=80, pattern=PLAIN)] | None


def summary_of(row: MapRow, who: Caller) -> MapSummary:
    """The map's row as it is shown to the caller today."""
    past, since = stale(row.due, now().date())
    fields: dict[str, Any] = {name: getattr(row, name) for name in _SAME}
    return MapSummary(
        **fields,
        role=who.role_at(row.id) or "viewer",
        gone_on=row.deleted_at + trash.KEPT if row.deleted_at else None,
        personas=[PersonaBrief(**one) for one in row.personas],
        health=MapHealth(warnings=row.warnings, hints=row.hints),
        freshness=MapFreshness(
            evidence=row.evidence, stale=past, stale_since=date.fromisoformat(since) if since else None,
            refreshed=row.refreshed,
        ),
    )  # fmt: skip


_SAME = (
    "id", "title", "kind", "state", "language", "goal", "project", "owner", "created", "updated", "deleted_at",
    "deleted_by", "stages", "cards", "customers",
)  # fmt: skip


def _summary(here: Studio, who: Caller, map_id: str) -> MapSummary:
    with here.database.session() as session:
        return summary_of(maps.row_of(session, map_id, trashed=None), who)


@router.get("")
def list_maps(
    here: Here,
    who: Who,
    trashed: Annotated[bool, Query(alias="trash")] = False,
    project: Annotated[str | None, Query(max_length=80, pattern=PLAIN)] = None,
    q: Annotated[str, Query(max_length=200, pattern=PLAIN)] = "",
) -> list[MapSummary]:
    """The maps the caller may see, the last changed first; the trash where asked."""
    if who.role is None and not who.maps:
        who.need("viewer", None, "maps:read")
    need_scope(who, "maps:read")
    if trashed:
        trash.purge(here)
    with here.database.session() as session:
        rows = maps.listed(session, who, trash=trashed, project=project, words=q)
        return [summary_of(row, who) for row in rows]


def need_scope(who: Caller, scope: str) -> None:
    """RefusedError where a token has not this scope; for routes that show each caller what is theirs."""
    role = who.role or next(iter(who.maps.values()), None)
    who.need(role or "viewer", None if who.role else next(iter(who.maps), None), scope)


@router.post("", status_code=201)
def make_map(here: Here, who: Who, wanted: NewMap) -> MapMade:
    """Make a map."""
    who.need("editor", None, "maps:write")
    if wanted.template is not None:
        document = template(wanted.template, wanted.language, now().date())
        document = document.with_fields(title=wanted.title) if wanted.title else document
    else:
        titles = wanted.stages or [text("maps", "stage", wanted.language, place=place) for place in (1, 2, 3)]
        named = wanted.title or text("maps", "untitled", wanted.language)
        document = Map.new(named, language=wanted.language, stages=titles)
    made_of = f"template:{wanted.template}" if wanted.template else ""
    name = maps.create(here, document, who, project=wanted.project, made_of=made_of)
    return MapMade(map=_summary(here, who, name))


@router.post("/import", status_code=201)
def import_map(
    here: Here,
    who: Who,
    reader: Reader,
    file: UploadFile,
    project: Annotated[str | None, Form(max_length=80, pattern=PLAIN)] = None,
) -> MapMade:
    """Make a map of a file of any readable format; what could not be taken as it is comes back as notices."""
    who.need("editor", None, "maps:write")
    name = (file.filename or "")[-200:]
    content = file.file.read(_MOST + 1)
    if len(content) > _MOST:
        raise InputError("maps.file_too_large", most=_MOST // 1_000_000)
    read = format_of(name).read(content)
    made = maps.create(here, read.map, who, project=project, made_of="file")
    return MapMade(map=_summary(here, who, made), notices=[one.text(reader) for one in read.warnings[:200]])


@router.get("/{map_id}", response_model=Map)
def read_map(here: Here, who: Who, map_id: str, request: Request) -> Response:
    """The document of a map, as in map.json; 304 where the caller has it already."""
    content, tag = written(opened(here, who, map_id))
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/json", headers=headers)


@router.get("/{map_id}/summary")
def read_summary(here: Here, who: Who, map_id: str) -> MapSummary:
    """A map as the gallery shows it."""
    who.need("viewer", map_id, "maps:read")
    return _summary(here, who, map_id)


@router.patch("/{map_id}")
def place_map(here: Here, who: Who, map_id: str, wanted: MapPlace) -> MapSummary:
    """Put a map into a project or take it out."""
    who.need("editor", map_id, "maps:write")
    with here.database.session() as session:
        return summary_of(maps.place(session, map_id, wanted.project, who), who)


@router.delete("/{map_id}", status_code=204)
async def trash_map(here: Here, who: Who, map_id: str) -> None:
    """Put a map into the trash; it can be had back for 30 days. Whoever has it open is told."""
    who.need("editor", map_id, "maps:write")
    await asyncio.to_thread(trash.throw_away, here, map_id, who)
    await here.rooms.shut(map_id)


@router.post("/{map_id}/restore")
def restore_map(here: Here, who: Who, map_id: str) -> MapSummary:
    """Take a map out of the trash."""
    who.need("editor", map_id, "maps:write")
    trash.restore(here, map_id, who)
    return _summary(here, who, map_id)


@router.post("/{map_id}/copy", status_code=201)
def copy_map(here: Here, who: Who, map_id: str) -> MapMade:
    """A copy of a map, in the same project."""
    who.need("viewer", map_id, "maps:read")
    who.need("editor", None, "maps:write")
    return MapMade(map=_summary(here, who, maps.copy(here, map_id, who)))


@router.delete("/{map_id}/forever", status_code=204)
async def destroy_map(here: Here, who: Who, map_id: str) -> None:
    """Destroy a map that lies in the trash."""
    who.need("owner", map_id, "maps:write")
    await here.rooms.shut(map_id)
    await asyncio.to_thread(trash.destroy, here, map_id, who)
