"""A map as a PDF: one poster page, sheets of paper, or a poster cut into sheets; then a page for each persona."""

from datetime import UTC, date, datetime

from tropa.drawing import typeset
from tropa.drawing.booklet import Sheet, sheet_of, write_booklet
from tropa.errors import MapError
from tropa.formats.layout.page import map_scene, page_scene
from tropa.formats.layout.paging import POINTS, Sheets, map_pages
from tropa.formats.layout.persona import persona_scene
from tropa.model.map import Map

PAGES = ("poster", "a4", "a3", "a2", "tiles")
_SIZES = {"a4": (841.89, 595.28), "a3": (1190.55, 841.89), "a2": (1683.78, 1190.55)}


def write_pdf(map_: Map, page: str = "poster", *, today: date | None = None) -> bytes:
    """The map as a PDF with searchable text; MapError for a page that is none of `PAGES`.

    `poster` is one page of the map's own size; `a4`, `a3`, `a2` are landscape sheets with no text below 8 points, head
    and labels on each; `tiles` are A3 sheets to be glued to the poster. Personas follow, a page each; not tiles.
    """
    day = today or datetime.now(UTC).date()
    if page not in PAGES:
        raise MapError("drawing.unknown_paper", value=page, allowed=", ".join(PAGES))
    if page == "tiles":
        return typeset.write_pdf(map_scene(map_, day), "a3-tiles")
    portraits = [persona_scene(persona, map_.language, map_=map_) for persona in map_.personas]
    if page == "poster":
        return write_booklet([sheet_of(map_scene(map_, day)), *map(sheet_of, portraits)])
    wide, high = _SIZES[page]
    pages = [page_scene(map_, one, day) for one in map_pages(map_, Sheets.of(wide, high), day)]
    sheets = [Sheet(scene, wide, high, POINTS) for scene in pages]
    return write_booklet([*sheets, *(sheet_of(scene) for scene in portraits)])
