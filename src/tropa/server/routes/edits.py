"""Edits of a map from outside its live document: scripts, assistants, anything without a socket."""

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from tropa.server.asked import Here, Who
from tropa.server.opened import opened
from tropa.studio import edits

router = APIRouter(prefix="/api/maps/{map_id}/edits", tags=["maps"])


class NewEdits(BaseModel):
    """Edits as `spec/edits` says them; their author and moment are the caller's and now, whatever they say."""

    model_config = ConfigDict(extra="forbid")

    edits: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=edits.MOST)]


class EditsMade(BaseModel):
    """The edits that were made, by id, and the gesture of those that named none."""

    edits: list[str]
    events: list[str]


@router.post("", status_code=201)
def make_edits(here: Here, who: Who, map_id: str, wanted: NewEdits) -> EditsMade:
    """Make edits of a map, all or none; they are on disk, and everybody there has seen them, when this answers."""
    opened(here, who, map_id, "editor", "maps:write")
    made = edits.parsed(wanted.edits, who)
    here.rooms.edit_from_thread(map_id, made, who)
    return EditsMade(edits=[one.id for one in made], events=list(dict.fromkeys(one.event for one in made)))
