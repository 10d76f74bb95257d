"""The page around every picture: title, what it rests on, the picture, what it leaves out, and the definition below.

A `Geometry` is a picture as plain values: numbers in pixels of 1/96 inch from the page's top left corner, texts in one
language, ids. It is all that is needed to draw it, here as a scene, in a browser by something else.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from tropa.drawing.scene import LINE_HEIGHT, Anchor, Item, Paragraph, Scene, Text
from tropa.drawing.text import fit, wrap
from tropa.journeys.question import plain
from tropa.kit.locale import Language
from tropa.pictures.tokens import BODY, INK, MUTED, SMALL, TEXT, TITLE

MARGIN = 24.0
TOP = 92.0  # where the picture begins, below title and subtitle
WIDTH = 960.0
GAP = 16.0


@dataclass(frozen=True)
class Heading:
    """The words around a picture: `subtitle` says what it rests on (n), `notes` what it leaves out or warns of."""

    title: str
    subtitle: str
    notes: tuple[str, ...]
    definition: str
    language: Language


@dataclass(frozen=True)
class Page:
    """A page of `width` × `height`, whose picture ends at `bottom`, and its words."""

    width: float
    height: float
    bottom: float
    heading: Heading

    @property
    def language(self) -> Language:
        """The language of its words."""
        return self.heading.language


@dataclass(frozen=True)
class Geometry(ABC):
    """A picture as plain values on its page."""

    page: Page
    kind: ClassVar[str]

    @abstractmethod
    def items(self) -> Iterator[Item]:
        """The picture's shapes and texts from back to front, without the words around it."""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values: `kind`, `page` and the picture's own fields, numbers with at most four decimals."""
        values = {field.name: _rounded(plain(getattr(self, field.name))) for field in fields(self)}
        return {"kind": self.kind, **values}


def page_of(heading: Heading, bottom: float, width: float = WIDTH) -> Page:
    """The page of a picture that ends at `bottom`, as high as its notes and definition need."""
    lines = sum(len(wrap(words, SMALL, width - 2 * MARGIN)) for words in _below(heading))
    room = lines * SMALL * LINE_HEIGHT + (GAP if lines else 0.0)
    return Page(width, bottom + room + MARGIN, bottom, heading)


def draw(geometry: Geometry) -> Scene:
    """The picture as a scene, for SVG, PDF and PNG.

    Its description, for who listens to it, is its subtitle, notes and definition.
    """
    page = geometry.page
    heading, room = page.heading, page.width - 2 * MARGIN
    items: list[Item] = [
        Text(MARGIN, MARGIN + 18, fit(heading.title, TITLE, room, 600), TITLE, 600, color=INK, role="title"),
        Text(MARGIN, MARGIN + 40, fit(heading.subtitle, BODY, room), BODY, color=MUTED, role="n"),
        *geometry.items(),
    ]
    y = page.bottom + GAP
    for words in _below(heading):
        below = Paragraph(MARGIN, y, room, wrap(words, SMALL, room), words, SMALL, color=MUTED, role="definition")
        items.append(below)
        y += below.height
    described = " ".join(words for words in (heading.subtitle, *_below(heading)) if words)
    return Scene(page.width, page.height, tuple(items), heading.title, described, heading.language)


def label(
    x: float,
    y: float,
    words: str,
    colour: str = TEXT,
    *,
    size: float = BODY,
    weight: int = 400,
    anchor: Anchor = "start",
) -> Text:
    """A line of text in a picture; y is the middle of its lower-case letters' height, near enough for any size."""
    return Text(x, y + size * 0.36, words, size, weight, color=colour, anchor=anchor)


def _below(heading: Heading) -> tuple[str, ...]:
    return tuple(words for words in (*heading.notes, heading.definition) if words)


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: _rounded(held) for key, held in value.items()}
    return [_rounded(held) for held in value] if isinstance(value, list) else value
