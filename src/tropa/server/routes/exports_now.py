"""A map as a file at once, and as a picture; what takes long is a job (`/api/exports`)."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from tropa.errors import InputError
from tropa.formats.registry import FORMATS, Format, format_named
from tropa.formats.svg import write_svg
from tropa.library.siblings import View, write_view
from tropa.server.asked import Here, Who
from tropa.server.opened import opened
from tropa.studio import activity

router = APIRouter(prefix="/api", tags=["maps"])
_MOST = 100_000_000  # bytes of a file
_SAFE = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}


class MapFormat(BaseModel):
    """A format a map can be written in, and read from where `readable`."""

    name: str
    suffixes: list[str]
    media_type: str
    readable: bool
    options: list[str]


class ExportOptions(BaseModel):
    """How a map is written: what of the format's options is given, which view of the objects, whose empathy map."""

    page: Annotated[str, Field(max_length=20)] | None = None
    scale: Annotated[float, Field(gt=0, le=4)] | None = None
    view: View = "journey"
    persona: Annotated[str, Field(max_length=80)] | None = None


@router.get("/formats")
def list_formats(who: Who) -> list[MapFormat]:
    """Every format a map can be written in or read from."""
    for map_id in [None] if who.role else [*who.maps][:1]:
        who.need("viewer", map_id)
    return [
        MapFormat(name=one.name, suffixes=list(one.suffixes), media_type=one.media_type,
                  readable=one.reader is not None, options=list(one.options))
        for one in FORMATS.values()
    ]  # fmt: skip


@router.get("/maps/{map_id}/export/{format_name}", response_class=Response)
def export_map(
    here: Here, who: Who, map_id: str, format_name: str, asked: Annotated[ExportOptions, Query()]
) -> Response:
    """The map, or a view of the same objects, as a file to download."""
    document = opened(here, who, map_id)
    form = format_named(format_name)
    options = asked.model_dump(include={"page", "scale"}, exclude_none=True)
    content = write_view(document, asked.view, form, asked.persona, **options)
    if len(content) > _MOST:
        raise InputError("maps.export_too_large", most=_MOST // 1_000_000)
    with here.database.session() as session:
        activity.note(session, "map_exported", who, map_id=map_id, title=document.title, format=form.name)
    # what is downloaded opens in no page of ours: no script of a map runs with our cookies
    headers = {"Content-Disposition": disposition(document.title, form), "Content-Security-Policy": "sandbox", **_SAFE}
    return Response(content, media_type=form.media_type, headers=headers)


@router.get("/maps/{map_id}/picture.svg", response_class=Response)
def read_picture(here: Here, who: Who, map_id: str) -> Response:
    """The map drawn as one SVG."""
    content = write_svg(opened(here, who, map_id))
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox"
    return Response(content, media_type="image/svg+xml", headers={"Content-Security-Policy": policy, **_SAFE})


def disposition(title: str, form: Format) -> str:
    """The header that names a download after its map, in any script (RFC 5987).

    >>> disposition("Выбор / кино", FORMATS["pdf"])
    "attachment; filename=map.pdf; filename*=UTF-8''%D0%92%D1%8B%D0%B1%D0%BE%D1%80%20%D0%BA%D0%B8%D0%BD%D0%BE.pdf"
    """
    letters = "".join(letter if letter.isalnum() or letter in " -_.,()" else " " for letter in title)
    name = " ".join(letters.split())[:120].strip(". ") or "map"
    return f"attachment; filename=map{form.suffix}; filename*=UTF-8''{quote(name + form.suffix, safe='')}"
