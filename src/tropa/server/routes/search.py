"""Search over maps, stages, cards, personas and quotes."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel

from tropa.server.asked import Here, Who
from tropa.server.routes.maps import PLAIN, need_scope
from tropa.studio.search import search

router = APIRouter(prefix="/api/search", tags=["maps"])
FoundKind = Literal["map", "stage", "card", "persona", "quote"]


class SearchHit(BaseModel):
    """One thing found: which map, what, in which stage (or segment) and kind of lane, its words."""

    map_id: str
    map_title: str
    kind: FoundKind
    object_id: str
    place: str
    lane: str
    words: str


@router.get("")
def find(
    here: Here,
    who: Who,
    q: Annotated[str, Query(max_length=200, pattern=PLAIN)] = "",
    kind: Annotated[list[FoundKind] | None, Query(max_length=5)] = None,
    most: Annotated[int, Query(ge=1, le=200)] = 50,
) -> list[SearchHit]:
    """What holds all the words, whatever their case and accents."""
    need_scope(who, "maps:read")
    with here.database.session() as session:
        found = search(session, who, q, kinds=kind or (), most=most)
    return [SearchHit.model_validate(one, from_attributes=True) for one in found]
