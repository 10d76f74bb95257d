"""Figures: few numbers that stand for themselves, each with its interval and what it is of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from tropa.drawing.scene import Group, Item, Line
from tropa.drawing.text import fit, wrap
from tropa.pictures.page import MARGIN, TOP, WIDTH, Geometry, Heading, label, page_of
from tropa.pictures.tokens import INK, LARGE, MUTED, SMALL, TEXT
from tropa.pictures.tokens import LINE as THIN

ACROSS = 4
HIGH = 96.0


@dataclass(frozen=True)
class Number:
    """A number as it is asked for."""

    name: str
    value: str
    detail: str = ""


@dataclass(frozen=True)
class Figure:
    """A number in its place: its value large, its name above, its interval and n below."""

    id: str
    x: float
    y: float
    width: float
    lines: tuple[str, ...]
    value: str
    detail: str


@dataclass(frozen=True)
class Figures(Geometry):
    """Figures row by row."""

    kind: ClassVar[str] = "figures"
    figures: tuple[Figure, ...]

    def items(self) -> Iterator[Item]:
        """Each figure below a thin rule."""
        for one in self.figures:
            yield Group(tuple(_figure(one)), title=f"{' '.join(one.lines)}: {one.value}", kind="figure")


def figures(numbers: Sequence[Number], heading: Heading) -> Figures:
    """The picture of numbers in the order given."""
    wide = (WIDTH - 2 * MARGIN + 24) / ACROSS
    found = []
    for k, one in enumerate(numbers):
        x, y = MARGIN + wide * (k % ACROSS), TOP + HIGH * (k // ACROSS)
        lines = wrap(one.name, SMALL, wide - 24, lines=1)
        value, detail = fit(one.value, LARGE, wide - 24, 600), fit(one.detail, SMALL, wide - 24)
        found.append(Figure(f"figure{k}", x, y, wide - 24, lines, value, detail))
    rows = -(-len(numbers) // ACROSS)
    return Figures(page_of(heading, TOP + HIGH * rows - (16 if rows else 0)), tuple(found))


def _figure(one: Figure) -> Iterator[Item]:
    yield Line(one.x, one.y, one.x + one.width, one.y, stroke=THIN)
    yield label(one.x, one.y + 16, " ".join(one.lines), TEXT, size=SMALL)
    yield label(one.x, one.y + 42, one.value, INK, size=LARGE, weight=600)
    yield label(one.x, one.y + 66, one.detail, MUTED, size=SMALL)
