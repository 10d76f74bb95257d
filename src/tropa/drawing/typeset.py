"""A scene on paper and as pixels: PDF with searchable text, PNG at one to four times its size, both set by typst.

Nothing is written to disk and no font of the machine is used, so that the same scene gives the same file anywhere.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tropa.drawing.fonts import DIRECTORY
from tropa.drawing.scene import Scene, Text
from tropa.drawing.svg import safe_link
from tropa.drawing.text import clean, width
from tropa.drawing.typst_items import PROGRAM, typst_items
from tropa.errors import MapError, needed

with needed("typst", "export"):
    import typst

Paper = Literal["poster", "a4", "a3", "a2", "a4-tiles", "a3-tiles"]
PAPERS: tuple[Paper, ...] = ("poster", "a4", "a3", "a2", "a4-tiles", "a3-tiles")

PIXEL = 0.75  # points
MOST_PIXELS = 60_000_000
MOST_BYTES = 24_000_000  # of shapes and text
MOST_POINTS = 14_400.0  # the longest page side that PDF readers open
MOST_TILES = 120
MARGIN = 24.0  # points of white around a drawing on a sheet
OVERLAP = 28.0  # points that two neighbouring tiles both show, to glue them

_SHEETS: Mapping[str, tuple[float, float]] = {
    "a4": (841.89, 595.28),
    "a3": (1190.55, 841.89),
    "a2": (1683.78, 1190.55),
}
_SETUP = (
    PROGRAM
    + """
#let given(key) = float(sys.inputs.at(key)) * 1pt
#set document(title: sys.inputs.title, author: "Tropa", description: sys.inputs.description, date: none)
#set text(lang: sys.inputs.language)
#let paper = sys.inputs.background
#set page(width: given("page-width"), height: given("page-height"), margin: 0pt,
  fill: if paper == "" { none } else { rgb(paper) })
#let unit = given("width") / float(sys.inputs.pixels)
#let drawing = block(width: given("width"), height: given("height"), draw(unit, json(bytes(sys.inputs.items))))
#let links = json(bytes(sys.inputs.links))
"""
)
_SINGLE = """
#place(top + left, dx: given("left"), dy: given("top"), drawing)
#for (to, x, y, w, h) in links {
  let target = box(width: w * 1pt, height: h * 1pt)
  place(top + left, dx: given("left") + x * 1pt, dy: given("top") + y * 1pt, link(to, target))
}
"""
_TILES = """
#let columns = int(sys.inputs.columns)
#let rows = int(sys.inputs.rows)
#let margin = given("margin")
#let thin = 0.4pt + rgb("#5F6C7B")
#let mark(x, y, angle) = place(top + left, dx: x, dy: y, line(length: 8pt, angle: angle, stroke: thin))
#for row in range(rows) { for column in range(columns) {
  page({
    let (w, h) = (given("tile-width"), given("tile-height"))
    place(top + left, dx: margin, dy: margin, box(width: w, height: h, clip: true, place(top + left,
      dx: -column * given("step-x"), dy: -row * given("step-y"), drawing)))
    for x in (margin, margin + w) {
      mark(x, margin - 12pt, 90deg)
      mark(x, margin + h + 4pt, 90deg)
    }
    for y in (margin, margin + h) {
      mark(margin - 12pt, y, 0deg)
      mark(margin + w + 4pt, y, 0deg)
    }
    place(bottom + right, dx: -margin - 14pt, dy: -7pt, text(font: "Inter", size: 7pt, fill: rgb("#5F6C7B"),
      [#(column + 1) · #(row + 1) / #columns × #rows]))
  })
} }
"""


@dataclass(frozen=True)
class _Page:
    """A page in points, where on it the drawing's top left corner comes and how wide the drawing becomes."""

    width: float
    height: float
    left: float
    top: float
    drawing: float

    def inputs(self, scene: Scene) -> dict[str, str]:
        return {
            "page-width": str(self.width),
            "page-height": str(self.height),
            "left": str(self.left),
            "top": str(self.top),
            "width": str(self.drawing),
            "height": str(self.drawing * scene.height / scene.width),
        }


def write_pdf(scene: Scene, paper: Paper = "poster") -> bytes:
    """The scene as PDF: `poster` is one page of its own size, a2…a4 fit it on a landscape sheet, tiles cut it up.

    The text is text (searched, copied, read aloud), fonts are embedded, title and language are in the file. Raises
    MapError for a paper that is none, a drawing too large for one page or too many tiles.
    """
    if paper not in PAPERS:
        raise MapError("drawing.unknown_paper", value=paper, allowed=", ".join(PAPERS))
    if paper.endswith("-tiles"):
        source, inputs = _SETUP + _TILES, _tiles(scene, *_SHEETS[paper.removesuffix("-tiles")])
    else:
        source, inputs = _SETUP + _SINGLE, _single(scene, paper)
    return _compiled(source, scene, inputs, "pdf", 72.0)


def write_png(scene: Scene, scale: float = 2.0) -> bytes:
    """The scene as PNG, `scale` times as many pixels as its size, 1…4; MapError above 60 million pixels.

    Rasterising and packing take about 20 ms a million pixels; where many are asked for, PDF is the quicker print.
    """
    if not 1 <= scale <= 4:
        raise MapError("drawing.png_scale", value=scale, allowed="1…4")
    pixels = scene.width * scene.height * scale * scale
    if pixels > MOST_PIXELS:
        raise MapError(
            "drawing.too_many_pixels",
            width=round(scene.width * scale),
            height=round(scene.height * scale),
            allowed=MOST_PIXELS // 1_000_000,
        )
    inputs = _own_size(scene).inputs(scene)
    return _compiled(_SETUP + _SINGLE, scene, inputs, "png", 72 / PIXEL * scale)


def _own_size(scene: Scene) -> _Page:
    return _Page(scene.width * PIXEL, scene.height * PIXEL, 0, 0, scene.width * PIXEL)


def _single(scene: Scene, paper: Paper) -> dict[str, str]:
    page = _own_size(scene)
    if paper != "poster":
        wide, high = _SHEETS[paper]
        scale = min((wide - 2 * MARGIN) / page.width, (high - 2 * MARGIN) / page.height)
        left, top = (wide - page.width * scale) / 2, (high - page.height * scale) / 2
        page = _Page(wide, high, left, top, page.width * scale)
    elif max(page.width, page.height) > MOST_POINTS:
        size = {"width": _metres(page.width), "height": _metres(page.height)}
        raise MapError("drawing.page_too_large", **size, allowed=_metres(MOST_POINTS))
    return page.inputs(scene) | {"links": page_links(scene, page.drawing / scene.width)}


def _tiles(scene: Scene, sheet_wide: float, sheet_high: float) -> dict[str, str]:
    """How many sheets a drawing at its own size takes, neighbours sharing `OVERLAP`."""
    tile = (sheet_wide - 2 * MARGIN, sheet_high - 2 * MARGIN)
    steps = tuple(side - OVERLAP for side in tile)
    whole = (scene.width * PIXEL, scene.height * PIXEL)
    columns, rows = (max(1, -int(-(side - OVERLAP) // step)) for side, step in zip(whole, steps, strict=True))
    if columns * rows > MOST_TILES:
        raise MapError("drawing.too_many_tiles", value=columns * rows, allowed=MOST_TILES)
    return _Page(sheet_wide, sheet_high, 0, 0, whole[0]).inputs(scene) | {
        "margin": str(MARGIN),
        "columns": str(columns),
        "rows": str(rows),
        "tile-width": str(tile[0]),
        "tile-height": str(tile[1]),
        "step-x": str(steps[0]),
        "step-y": str(steps[1]),
    }


def page_links(scene: Scene, points: float) -> str:
    """As JSON, address and box in points of every line that links somewhere."""
    found = [(safe_link(line.link), *_box(line, points)) for line in scene.lines() if safe_link(line.link)]
    return json.dumps(found)


def _box(line: Text, points: float) -> tuple[float, float, float, float]:
    wide = width(clean(line.words), line.size, line.weight, line.italic)
    left = line.x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[line.anchor]
    return left * points, (line.y - line.size) * points, wide * points, line.size * 1.3 * points


def _metres(points: float) -> float:
    return round(points / 72 * 0.0254, 1)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(DIRECTORY)])


def _compiled(source: str, scene: Scene, inputs: dict[str, str], kind: Literal["pdf", "png"], ppi: float) -> bytes:
    items = typst_items(scene)
    if len(items) > MOST_BYTES:
        raise MapError("drawing.drawing_too_long", value=len(items) // 1_000_000, allowed=MOST_BYTES // 1_000_000)
    told = {"title": clean(scene.title), "description": clean(scene.description), "language": scene.language}
    return render(
        source,
        {
            "items": items,
            "pixels": str(scene.width),
            "links": "[]",
            "background": scene.background or "",
            **told,
            **inputs,
        },
        kind,
        ppi,
    )


def render(source: str, inputs: dict[str, str], kind: Literal["pdf", "png"], ppi: float = 144.0) -> bytes:
    """A typst document with its `sys.inputs`, set with the shipped fonts only; MapError where typst gives up.

    A panic inside typst is a BaseException that `except Exception` lets through: it becomes the same MapError.
    """
    try:
        compiler = typst.Compiler(input=source.encode(), font_paths=_fonts(), sys_inputs=inputs)
        made = compiler.compile(format=kind, ppi=ppi)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as failure:
        raise MapError("drawing.render_failed", value=kind, reason=str(failure)[:200]) from failure
    return made if isinstance(made, bytes) else (made or [b""])[0]
