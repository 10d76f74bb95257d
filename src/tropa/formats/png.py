"""A map as a PNG, one to four times its size on a screen."""

from datetime import date

from tropa.drawing import typeset
from tropa.formats.layout.page import map_scene
from tropa.model.map import Map


def write_png(map_: Map, scale: float = 2.0, *, today: date | None = None) -> bytes:
    """The map as PNG; MapError for a scale outside 1…4 and above 60 million pixels."""
    return typeset.write_png(map_scene(map_, today), scale)
