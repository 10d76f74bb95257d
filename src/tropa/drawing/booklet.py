"""Several scenes as the pages of one PDF, each at its own size."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from tropa.drawing.scene import Scene
from tropa.drawing.text import clean
from tropa.drawing.typeset import MOST_BYTES, MOST_POINTS, page_links, render
from tropa.drawing.typst_items import PROGRAM, typst_items
from tropa.errors import MapError

_SOURCE = (
    PROGRAM
    + """
#set document(title: sys.inputs.title, author: "Tropa", description: sys.inputs.description, date: none)
#set text(lang: sys.inputs.language)
#for sheet in json(bytes(sys.inputs.sheets)) {
  page(width: sheet.width * 1pt, height: sheet.height * 1pt, margin: 0pt, {
    place(top + left, dx: sheet.left * 1pt, draw(sheet.unit * 1pt, sheet.items))
    for (to, x, y, w, h) in sheet.links {
      place(top + left, dx: (sheet.left + x) * 1pt, dy: y * 1pt, link(to, box(width: w * 1pt, height: h * 1pt)))
    }
  })
}
"""
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A scene on a page of so many points; it is shrunk where the page is smaller than it would be at `unit`."""

    scene: Scene
    width: float
    height: float
    unit: float

    @property
    def fitted(self) -> float:
        """Points a pixel."""
        return min(self.unit, self.width / self.scene.width, self.height / self.scene.height)


def sheet_of(scene: Scene, unit: float = 0.75) -> Sheet:
    """A page of the scene's own size."""
    return Sheet(scene, scene.width * unit, scene.height * unit, unit)


def write_booklet(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as one PDF with searchable text; title and language are those of the first.

    MapError for a page larger than readers open, and for more shapes and text than are set.
    """
    first = sheets[0].scene
    for sheet in sheets:
        if max(sheet.width, sheet.height) > MOST_POINTS:
            width, height, allowed = (round(side / 72 * 0.0254, 1) for side in (sheet.width, sheet.height, MOST_POINTS))
            raise MapError("drawing.page_too_large", width=width, height=height, allowed=allowed)
    written = f"[{','.join(map(_written, sheets))}]"
    if len(written) > MOST_BYTES:
        allowed = MOST_BYTES // 1_000_000
        raise MapError("drawing.drawing_too_long", value=len(written) // 1_000_000, allowed=allowed)
    told = {"title": clean(first.title), "description": clean(first.description), "language": first.language}
    return render(_SOURCE, {"sheets": written, **told}, "pdf", 72.0)


def _written(sheet: Sheet) -> str:
    unit = sheet.fitted
    head = {
        "width": sheet.width,
        "height": sheet.height,
        "left": (sheet.width - sheet.scene.width * unit) / 2,
        "unit": unit,
    }
    packed = json.dumps(head)[:-1]
    return f'{packed},"items":{typst_items(sheet.scene)},"links":{page_links(sheet.scene, unit)}}}'
