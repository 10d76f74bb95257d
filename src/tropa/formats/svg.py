"""A map as one SVG: plain shapes and editable text."""

from datetime import date

from tropa.drawing import svg as drawing
from tropa.formats.layout.page import map_scene
from tropa.model.map import Map


def write_svg(map_: Map, *, today: date | None = None, embed_fonts: bool = False) -> str:
    """The map as one SVG; with `embed_fonts` it looks the same where Inter is not installed."""
    return drawing.write_svg(map_scene(map_, today), embed_fonts=embed_fonts)
