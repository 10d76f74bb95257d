"""Projects: maps of one undertaking and what they share."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from tropa.kit.locale import Language
from tropa.model.catalogue import Channel, Metric, Touchpoint
from tropa.model.persona import Persona
from tropa.server.asked import Here, Who
from tropa.server.routes.maps import PLAIN, MapSummary, Words, summary_of
from tropa.studio import maps, projects
from tropa.studio.caller import Caller
from tropa.studio.studio import Studio

router = APIRouter(prefix="/api/projects", tags=["maps"])
About = Annotated[str, Field(max_length=4_000, pattern=PLAIN)]


class ProjectBrief(BaseModel):
    """A project in a list."""

    id: str
    title: str
    description: str
    language: Language
    owner: str | None
    created: datetime
    updated: datetime
    maps: int


class NewProject(BaseModel):
    """A project to be made."""

    title: Words
    description: About = ""
    language: Language


class ProjectChange(BaseModel):
    """What is to change; what is shared is written into every map of the project that has it."""

    title: Words | None = None
    description: About | None = None
    personas: Annotated[list[Persona], Field(max_length=200)] | None = None
    touchpoints: Annotated[list[Touchpoint], Field(max_length=1_000)] | None = None
    channels: Annotated[list[Channel], Field(max_length=500)] | None = None
    metrics: Annotated[list[Metric], Field(max_length=500)] | None = None


class ProjectDetail(BaseModel):
    """A project with its maps and what they share."""

    id: str
    title: str
    description: str
    language: Language
    owner: str | None
    personas: list[Persona]
    touchpoints: list[Touchpoint]
    channels: list[Channel]
    metrics: list[Metric]
    maps: list[MapSummary]


@router.get("")
def list_projects(here: Here, who: Who) -> list[ProjectBrief]:
    """All projects, by title."""
    who.need("viewer", None, "maps:read")
    with here.database.session() as session:
        return [
            ProjectBrief.model_validate({**_head(row), "created": row.created, "updated": row.updated, "maps": count})
            for row, count in projects.listed(session)
        ]


@router.post("", status_code=201)
def make_project(here: Here, who: Who, wanted: NewProject) -> ProjectDetail:
    """Make a project."""
    who.need("editor", None, "maps:write")
    with here.database.session() as session:
        name = projects.create(session, who, wanted.title, wanted.description, wanted.language).id
    return _detail(here, who, name)


@router.get("/{project_id}")
def read_project(here: Here, who: Who, project_id: str) -> ProjectDetail:
    """A project."""
    who.need("viewer", None, "maps:read")
    return _detail(here, who, project_id)


@router.patch("/{project_id}")
def change_project(here: Here, who: Who, project_id: str, wanted: ProjectChange) -> ProjectDetail:
    """Change a project; maps that carry what is shared change with it."""
    who.need("editor", None, "maps:write")
    projects.change(here, project_id, who, wanted.model_dump(mode="json", exclude_none=True))
    return _detail(here, who, project_id)


@router.post("/{project_id}/maps/{map_id}/link")
def link_map(here: Here, who: Who, project_id: str, map_id: str) -> ProjectDetail:
    """Bring the project's descriptions of what they share into one map of it."""
    who.need("editor", map_id, "maps:write")
    with here.database.session() as session:
        document = projects.document_of(session, project_id)
        maps.place(session, map_id, project_id, who)
    projects.link(here, document, map_id, who)
    return _detail(here, who, project_id)


@router.delete("/{project_id}", status_code=204)
def remove_project(here: Here, who: Who, project_id: str) -> None:
    """Delete a project; its maps stay."""
    who.need("owner", None, "maps:write")
    with here.database.session() as session:
        projects.remove(session, project_id, who)


def _detail(here: Studio, who: Caller, name: str) -> ProjectDetail:
    with here.database.session() as session:
        row, document = maps.project_row(session, name), projects.document_of(session, name)
        shared = {kind: list(getattr(document, kind)) for kind in projects.SHARED}
        there = [summary_of(one, who) for one in maps.listed(session, who, project=name)]
        return ProjectDetail.model_validate({**_head(row), **shared, "maps": there})


def _head(row: object) -> dict[str, object]:
    return {name: getattr(row, name) for name in ("id", "title", "description", "language", "owner")}
