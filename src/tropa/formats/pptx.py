"""A map as PowerPoint slides of native shapes: the map, then a portrait of each persona; evidence in the notes."""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from tropa.drawing.scene import Picture, Scene
from tropa.drawing.text import clean
from tropa.errors import MapError, needed
from tropa.formats.html.mark_view import claims, evidence_marks
from tropa.formats.layout.page import map_scene, page_scene
from tropa.formats.layout.paging import Sheets, map_pages
from tropa.formats.layout.persona import NARROW, persona_scene
from tropa.formats.layout.persona import WIDTH as PORTRAIT
from tropa.formats.slides.markup import NAMESPACES
from tropa.formats.slides.slide import PIXEL, Slide
from tropa.formats.wording import units_of
from tropa.model.map import Map

with needed("pptx", "export"):
    from pptx import Presentation
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.oxml import parse_xml
    from pptx.util import Emu

MOST = 51_206_400  # English metric units: 56 inches, the longest side PowerPoint opens
_SMALLEST = 8.0 / 9.0  # of the drawing's size: its smallest text, 9 points, becomes 8
_WIDE = Sheets(1680.0, 945.0)  # pixels of a slide 16:9
_SPLIT = Sheets(3200.0, 3200.0)  # pixels of one slide of a map that is too large for a single one
_TITLE_ONLY = 5
_MOST_NOTES = 60_000  # letters


def write_pptx(map_: Map, page: str = "slides", *, today: date | None = None) -> bytes:
    """The map as a presentation: slides 16:9 that go on by stages and lanes, or as a "poster" the whole on one slide.

    Every card, stage and lane is one shape with its text; curves are editable lines, arrows connectors. A poster whose
    text would fall under 8 points goes over several slides. Raises MapError for another page, MissingExtraError
    without python-pptx.
    """
    day = today or datetime.now(UTC).date()
    scenes = _scenes(map_, page, day)
    wide, high = _size(scenes, page)
    side = PORTRAIT if wide > high else NARROW
    portraits = [persona_scene(one, map_.language, map_=map_, width=side) for one in map_.personas]
    scale = min(PIXEL, MOST / wide, MOST / high)
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(round(wide * scale)), Emu(round(high * scale))
    for scene in scenes:
        _add(deck, scene, scale * min(1.0, wide / scene.width, high / scene.height))
    for scene in portraits:
        _add(deck, scene, scale * min(wide / scene.width, high / scene.height))
    _tell(deck, map_, day)
    deck.core_properties.title, deck.core_properties.author = clean(map_.title)[:250], "Tropa"
    deck.core_properties.language = map_.language
    written = io.BytesIO()
    deck.save(written)
    return written.getvalue()


def _scenes(map_: Map, page: str, day: date) -> list[Scene]:
    if page not in ("slides", "poster"):
        raise MapError("formats.unknown_page", value=page, allowed="slides, poster")
    if page == "slides":
        return [page_scene(map_, one, day) for one in map_pages(map_, _WIDE, day)]
    whole = map_scene(map_, day)
    if max(whole.width, whole.height) * PIXEL * _SMALLEST <= MOST:
        return [whole]
    return [page_scene(map_, one, day) for one in map_pages(map_, _SPLIT, day)]


def _size(scenes: list[Scene], page: str) -> tuple[float, float]:
    """Slides have one size; what is larger is drawn smaller on it."""
    if page == "slides":
        return _WIDE.width, _WIDE.height
    return max(scene.width for scene in scenes), max(scene.height for scene in scenes)


def _add(deck: Any, scene: Scene, scale: float) -> None:
    """One more slide with the scene in its middle, at the top."""
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    tree = slide.shapes._spTree
    for holder in list(slide.placeholders):
        tree.remove(holder._element)
    part = slide.part

    def image(picture: Picture) -> str:
        return str(part.get_or_add_image_part(io.BytesIO(picture.data))[1])

    def link(address: str) -> str:
        return str(part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    left = (deck.slide_width / scale - scene.width) / 2
    writer = Slide(scale, image, link, scene.title, left=max(left, 0.0))
    shapes = parse_xml(f"<p:spTree {NAMESPACES}>{writer.shapes(scene)}</p:spTree>")
    for shape in list(shapes):
        tree.append(shape)


def _tell(deck: Any, map_: Map, today: date) -> None:
    """The evidence of the map in the notes of its first slide."""
    lines = _evidence(map_, today)
    if lines:
        deck.slides[0].notes_slide.notes_text_frame.text = clean("\n".join(lines))[:_MOST_NOTES]


def _evidence(map_: Map, today: date) -> Sequence[str]:
    marks = evidence_marks(map_.evidence, map_.language, today, units_of(map_), claims(map_))
    found = []
    for mark in marks.values():
        told = [
            mark.claim,
            mark.cells["value"],
            mark.cells["interval"],
            mark.cells["question"],
            mark.cells["definition"],
        ]
        counted = f"n\xa0{mark.cells['n']}" if mark.cells["n"] else ""
        parts = [part for part in (*told, counted, mark.cells["asked"], mark.stale) if part]
        found.append(f"{mark.number}. {mark.letter}: " + " · ".join(parts))
    return found
