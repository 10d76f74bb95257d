"""Other views of a map's objects: empathy map, service blueprint, impact map, stakeholder map."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from tropa.errors import MapError
from tropa.formats.registry import format_named
from tropa.library.siblings import write_view
from tropa.server.asked import Here, Who
from tropa.server.opened import opened

router = APIRouter(prefix="/api/views", tags=["questions"])

ViewName = Literal["empathy", "blueprint", "impact", "stakeholders"]
ViewFormat = Literal["html", "svg", "json", "markdown", "pdf", "png"]
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; sandbox"


@router.get("/{map_id}/{view}", response_class=Response)
def sibling_view(
    here: Here,
    who: Who,
    map_id: str,
    view: ViewName,
    form: Annotated[ViewFormat, Query(alias="format")] = "html",
    persona: Annotated[str, Query(max_length=80)] = "",
) -> Response:
    """A view of the map; `persona` (an id) chooses whose empathy map it is."""
    document = opened(here, who, map_id)
    if view == "empathy" and not document.personas:
        raise MapError("model.no_such", place="map", kind="persona", id=persona, allowed="—")
    known = format_named(form)
    content = write_view(document, view, known, persona or None)
    headers = {"Content-Security-Policy": _POLICY, "X-Content-Type-Options": "nosniff"}
    return Response(content, media_type=known.media_type, headers=headers)
