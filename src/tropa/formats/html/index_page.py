"""The landing page of a set of maps: one tile a map with its emotion line, and the way to the comparison."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from tropa.errors import MapError
from tropa.formats.html.curve import Frame, series_paths
from tropa.formats.html.face import face
from tropa.formats.html.page import render
from tropa.formats.wording import Said, size_text
from tropa.kit.locale import date_text
from tropa.model.comparison import Comparison
from tropa.model.curve import CurvePoint
from tropa.model.map import Map
from tropa.model.persona import Persona
from tropa.model.stage import Stage
from tropa.model.view import columns, curve_of, stages_in_order

_FRAME = Frame(10, 10)


@dataclass(frozen=True)
class Mini:
    """A small curve: paths with their look, and beads as (face, x, y) in per cent."""

    columns: int
    paths: tuple[tuple[str, str], ...]
    beads: tuple[tuple[str, float, float], ...]


def write_index_html(maps: Sequence[tuple[str, Map]], comparison: tuple[str, Comparison] | None = None) -> str:
    """The page that links maps and comparison; each comes with its file name relative to the page.

    In the language of the first map. MapError where there is nothing to link.
    """
    documents = [document for _, document in maps] + ([comparison[1]] if comparison else [])
    if not documents:
        raise MapError("formats.no_maps")
    first = documents[0]
    said = Said(first.language)
    tiles = [
        {
            "href": _address(name),
            "map": map_,
            "sizes": {p.id: size_text(p.size, p.share, map_.language) for p in map_.personas},
            "mini": _mini(map_.curve, map_.personas[:1], columns(map_)),
        }
        for name, map_ in maps
    ]
    side = None
    if comparison is not None:
        name, document = comparison
        curves = _mini(document.curve, document.personas, stages_in_order(document.stages))
        side = {"href": _address(name), "title": document.title, "mini": curves}
    company = next((map_.company for _, map_ in maps if map_.company), "")
    return render(
        "index",
        first.language,
        company or said("index.title"),
        company=company,
        tiles=tiles,
        comparison=side,
        height=_FRAME.height,
        top=_FRAME.y(2),
        zero=_FRAME.y(0),
        bottom=_FRAME.y(-2),
        created=date_text(first.created, first.language),
    )


def _address(name: str) -> str:
    """A relative address of a file; nothing in the name can make it another scheme or host."""
    return "./" + quote(name)


def _mini(curve: Sequence[CurvePoint], personas: Sequence[Persona], stages: Sequence[Stage]) -> Mini | None:
    if not curve or not personas:
        return None
    ids = [stage.id for stage in stages]
    several = len(personas) > 1
    paths, beads = [], []
    for number, persona in enumerate(personas):
        points = curve_of(curve, persona.id)
        paths.append((f"c{number % 6}" if several else "solo", series_paths(points, ids, _FRAME)[0]))
        for place, stage in enumerate(ids) if not several else ():
            value = points[stage].value if stage in points else None
            if value is not None:
                x, y = (place + 0.5) / len(ids) * 100, _FRAME.y(value) / _FRAME.height * 100
                beads.append((face(value), round(x, 1), round(y, 1)))
    return Mini(len(ids), tuple(paths), tuple(beads))
