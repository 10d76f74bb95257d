"""Maps side by side as bytes: a page that works offline, pictures, and data."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tropa.drawing.scene import Scene
from tropa.drawing.svg import write_svg
from tropa.drawing.typeset import MOST_PIXELS, write_pdf, write_png
from tropa.errors import MapError
from tropa.formats.siblings.page import Table, write_page
from tropa.formats.side_by_side.maps import maps_view
from tropa.formats.side_by_side.maps_drawing import maps_scene
from tropa.formats.side_by_side.maps_words import maps_data, maps_outline, maps_tables
from tropa.formats.side_by_side.version_drawing import versions_scene
from tropa.formats.side_by_side.version_words import versions_data, versions_outline, versions_tables
from tropa.formats.side_by_side.versions import versions_view
from tropa.model.map import Map

SUFFIXES = (".html", ".svg", ".pdf", ".png", ".json")


@dataclass(frozen=True)
class _Document:
    """What is written: each part is made when a format needs it."""

    scene: Callable[[], Scene]
    outline: Callable[[], list[tuple[int, str]]]
    tables: Callable[[], list[Table]]
    data: Callable[[], dict[str, Any]]


def write_diff(old: Map, new: Map, suffix: str) -> bytes:
    """Both versions side by side with all that changed, as `.html`, `.svg`, `.pdf`, `.png` or `.json`.

    Objects are the same by their ids; versions that share none are brought together first by `likeness.matched`.
    The language is that of the later version. MapError for any other suffix.

    >>> old = Map.new("Films", language="en", stages=["Need"])
    >>> b"Added: card" in write_diff(old, old.with_card("Need", "touchpoints", "site"), ".svg")
    True
    """
    _check(suffix)
    view = versions_view(old, new)
    return _written(
        suffix,
        _Document(
            lambda: versions_scene(view),
            lambda: versions_outline(view),
            lambda: versions_tables(view),
            lambda: versions_data(view),
        ),
    )


def write_side_by_side(maps: Sequence[Map], suffix: str) -> bytes:
    """Maps side by side, in the same formats as `write_diff`; the language is that of the first.

    Where one of them is to be and another of the same persona or segment as it is, or one tells a curve of both, the
    gap of each stage stands first. MapError for no map and for any other suffix.
    """
    _check(suffix)
    view = maps_view(maps)
    return _written(
        suffix,
        _Document(
            lambda: maps_scene(view), lambda: maps_outline(view), lambda: maps_tables(view), lambda: maps_data(view)
        ),
    )


def data_side_by_side(maps: Sequence[Map]) -> dict[str, Any]:
    """Maps side by side as the data of their `.json`: stages, lanes, cards by lane, stage and map, curves, gaps."""
    return maps_data(maps_view(maps))


def _check(suffix: str) -> None:
    if suffix.lower() not in SUFFIXES:
        raise MapError("formats.no_side_format", value=suffix or "—", allowed=", ".join(SUFFIXES))


def _written(suffix: str, document: _Document) -> bytes:
    made = _WRITERS[suffix.lower()](document)
    return made.encode() if isinstance(made, str) else made


def _png(document: _Document) -> bytes:
    """At twice its size where that many pixels may be drawn, else at its own."""
    scene = document.scene()
    return write_png(scene, 2.0 if scene.width * scene.height * 4 <= MOST_PIXELS else 1.0)


_WRITERS: Mapping[str, Callable[[_Document], str | bytes]] = {
    ".html": lambda document: write_page(document.scene(), document.outline(), document.tables()),
    ".svg": lambda document: write_svg(document.scene(), embed_fonts=True),
    ".pdf": lambda document: write_pdf(document.scene()),
    ".png": _png,
    ".json": lambda document: json.dumps(document.data(), ensure_ascii=False, indent=2, allow_nan=False) + "\n",
}
