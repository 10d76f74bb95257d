"""Sibling documents as bytes: JSON without loss, pictures, a page, Markdown."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from tropa.drawing.scene import Scene
from tropa.drawing.svg import write_svg
from tropa.drawing.typeset import Paper, write_pdf, write_png
from tropa.errors import MapError
from tropa.formats.markdown import escaped
from tropa.formats.siblings.empathy import empathy_scene
from tropa.formats.siblings.impact import impact_scene
from tropa.formats.siblings.page import write_page
from tropa.formats.siblings.stakeholders import stakeholder_scene
from tropa.kit.locale import text
from tropa.model.empathy import FIELDS, EmpathyMap
from tropa.model.impact import ImpactMap
from tropa.model.stakeholders import StakeholderMap

Sibling = EmpathyMap | ImpactMap | StakeholderMap
Outline = list[tuple[int, str]]  # depth and words

_PAPERS: Mapping[str, Paper] = {"poster": "poster", "a4": "a4", "a3": "a3", "a2": "a2", "tiles": "a3-tiles"}


def scene_of(document: Sibling) -> Scene:
    """The drawing of a sibling document."""
    if isinstance(document, EmpathyMap):
        return empathy_scene(document)
    return impact_scene(document) if isinstance(document, ImpactMap) else stakeholder_scene(document)


def outline(document: Sibling) -> Outline:
    """What the document says as an indented list, in reading order."""
    if isinstance(document, EmpathyMap):
        return _empathy_outline(document)
    return _impact_outline(document) if isinstance(document, ImpactMap) else _stakeholder_outline(document)


def write_sibling(document: Sibling, form: str, *, page: str = "poster", scale: float = 2.0) -> bytes:
    """The document in a format: json, svg, pdf, png, html or markdown; MapError names them for any other."""
    write = _WRITERS.get(form)
    if write is None:
        raise MapError("formats.no_sibling_format", value=form, allowed=", ".join(_WRITERS))
    if page not in _PAPERS:
        raise MapError("formats.unknown_page", value=page, allowed=", ".join(_PAPERS))
    written = write(document, page, scale)
    return written.encode() if isinstance(written, str) else written


def _markdown(document: Sibling) -> str:
    lines = [f"# {escaped(document.title)}", ""]
    for depth, words in outline(document):
        lines += ["", f"## {escaped(words)}", ""] if depth == 0 else ["  " * (depth - 1) + f"- {escaped(words)}"]
    return "\n".join(lines).rstrip() + "\n"


def _json(document: Sibling) -> str:
    fields = {"version": 1, **document.model_dump(mode="json", exclude_defaults=True)}
    return json.dumps(fields, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


_WRITERS: Mapping[str, Callable[[Any, str, float], str | bytes]] = {
    "json": lambda document, *_: _json(document),
    "svg": lambda document, *_: write_svg(scene_of(document), embed_fonts=True),
    "pdf": lambda document, page, _: write_pdf(scene_of(document), _PAPERS[page]),
    "png": lambda document, _, scale: write_png(scene_of(document), scale),
    "html": lambda document, *_: write_page(scene_of(document), outline(document)),
    "markdown": lambda document, *_: _markdown(document),
}


def _empathy_outline(document: EmpathyMap) -> Outline:
    found: Outline = []
    for field in FIELDS:
        notes = document.field(field)
        if notes:
            found.append((0, text("model", f"empathy.{field}", document.language)))
            found += [(1, note.body) for note in notes]
    return found


def _impact_outline(document: ImpactMap) -> Outline:
    found: Outline = [(0, document.goal)]

    def hang(parent: str | None, depth: int) -> None:
        for node in document.under(parent):
            found.append((depth, f"{node.body} ({node.owner})" if node.owner else node.body))
            hang(node.id, depth + 1)

    hang(None, 1)
    return found


def _stakeholder_outline(document: StakeholderMap) -> Outline:
    titles = {one.id: one.title for one in document.stakeholders}
    found: Outline = []
    for circle in ("essential", "important", "interesting"):
        people = [one for one in document.stakeholders if one.circle == circle]
        if people:
            found.append((0, text("model", f"circle.{circle}", document.language)))
        for one in people:
            found.append((1, one.title))
            for relation in document.relations:
                if relation.source == one.id:
                    arrow = "↔" if relation.both_ways else "→"
                    found.append((2, f"{arrow} {titles[relation.target]}: {relation.label}".rstrip(": ")))
    return found
