"""Who did what in the workspace."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel

from tropa.server.asked import Here, Who
from tropa.server.routes.maps import PLAIN, need_scope
from tropa.studio import activity

router = APIRouter(prefix="/api/activity", tags=["maps"])


class ActivityItem(BaseModel):
    """One thing somebody did; `kind` is what, `facts` hold the title of the map and the like."""

    id: int
    at: datetime
    kind: str
    map_id: str | None
    project: str | None
    person: str | None
    name: str
    facts: dict[str, Any]


@router.get("")
def list_activity(
    here: Here,
    who: Who,
    map_id: Annotated[str | None, Query(alias="map", max_length=80, pattern=PLAIN)] = None,
    before: Annotated[int | None, Query(ge=1, lt=2**63)] = None,
    most: Annotated[int, Query(ge=1, le=200)] = 50,
) -> list[ActivityItem]:
    """The newest first; `before` is the id of the last one shown."""
    if map_id is not None:
        who.need("viewer", map_id, "maps:read")
    need_scope(who, "maps:read")
    with here.database.session() as session:
        rows = activity.listed(session, who, map_id=map_id, before=before, most=most)
        return [ActivityItem.model_validate(row, from_attributes=True) for row in rows]
