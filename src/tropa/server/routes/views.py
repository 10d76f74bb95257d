"""Saved views of a map."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field, field_validator

from tropa.server.asked import Here, Who
from tropa.server.opened import opened
from tropa.server.routes.maps import PLAIN
from tropa.studio import views

router = APIRouter(prefix="/api/maps/{map_id}/views", tags=["maps"])
_LETTERS = 20_000


class SavedView(BaseModel):
    """A saved view; `settings` are the browser's: filters, hidden lanes and personas, kind of view, zoom."""

    id: str
    title: str
    settings: dict[str, Any]
    shared: bool
    name: str
    person: str | None
    created: datetime


class NewView(BaseModel):
    """A view to be saved; `shared`: everybody at the map sees it (it takes an editor)."""

    title: Annotated[str, Field(min_length=1, max_length=200, pattern=PLAIN)]
    settings: dict[str, Any]
    shared: bool = False

    @field_validator("settings")
    @classmethod
    def _bounded(cls, value: dict[str, Any]) -> dict[str, Any]:
        if len(repr(value)) > _LETTERS:
            raise ValueError(f"settings may have {_LETTERS} letters")
        return value


@router.get("")
def list_views(here: Here, who: Who, map_id: str) -> list[SavedView]:
    """The caller's own views and those that are shared."""
    opened(here, who, map_id)
    with here.database.session() as session:
        return [SavedView.model_validate(row, from_attributes=True) for row in views.listed(session, map_id, who)]


@router.post("", status_code=201)
def save_view(here: Here, who: Who, map_id: str, wanted: NewView) -> SavedView:
    """Save a view."""
    opened(here, who, map_id, "editor" if wanted.shared else "commenter", "maps:write")
    with here.database.session() as session:
        row = views.save(session, map_id, who, wanted.title, wanted.settings, shared=wanted.shared)
        return SavedView.model_validate(row, from_attributes=True)


@router.delete("/{view_id}", status_code=204)
def remove_view(here: Here, who: Who, map_id: str, view_id: str) -> None:
    """Delete a view."""
    opened(here, who, map_id, "commenter", "maps:write")
    with here.database.session() as session:
        views.remove(session, map_id, view_id, who)
