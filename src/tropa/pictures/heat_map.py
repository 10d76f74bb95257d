"""Heat map: a table of shares, the number in every cell, its fill on a scale that differs in lightness alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from tropa.drawing.scene import Group, Item, Rect
from tropa.drawing.text import fit, width, wrap
from tropa.pictures.page import MARGIN, TOP, WIDTH, Geometry, Heading, label, page_of
from tropa.pictures.tokens import BODY, INK, MUTED, SMALL, TEXT, sequential, text_on
from tropa.pictures.tokens import LINE as THIN

NAMES = 190.0
HIGH, GAP = 26.0, 2.0
NARROWEST, WIDEST = 38.0, 96.0
HEADER, LINE = 22.0, 15.0


@dataclass(frozen=True)
class Row:
    """A row as it is asked for: a share (None: no cell) and a text for each column; `rest` rows are no touchpoints."""

    name: str
    detail: str
    shares: tuple[float | None, ...]
    texts: tuple[str, ...]
    rest: bool = False


@dataclass(frozen=True)
class Column:
    """A column's header in its middle; `marked` is the one everything is counted from."""

    x: float
    lines: tuple[str, ...]
    marked: bool


@dataclass(frozen=True)
class Name:
    """A row's name and, muted beside it, what it rests on."""

    y: float
    text: str
    detail: str
    rest: bool


@dataclass(frozen=True)
class Cell:
    """A cell: its share, its fill and the text in it, in a colour that is read on the fill.

    One that is `partly` observed has a dashed frame in place of a fill.
    """

    row: int
    column: int
    x: float
    y: float
    width: float
    height: float
    share: float
    fill: str
    text: str
    colour: str
    partly: bool = False


@dataclass(frozen=True)
class HeatMap(Geometry):
    """Cells row by row; `darkest` is the share with the darkest fill."""

    kind: ClassVar[str] = "heat_map"
    names_width: float
    corner: str
    columns: tuple[Column, ...]
    names: tuple[Name, ...]
    cells: tuple[Cell, ...]
    darkest: float

    def items(self) -> Iterator[Item]:
        """Headers, names, cells."""
        yield label(MARGIN + self.names_width, TOP + 6, self.corner, MUTED, size=SMALL, anchor="end")
        for column in self.columns:
            colour, weight = (INK, 600) if column.marked else (MUTED, 400)
            for k, line in enumerate(column.lines):
                yield label(column.x, TOP + 6 + LINE * k, line, colour, size=SMALL, weight=weight, anchor="middle")
        for name in self.names:
            yield from _name(name, self.names_width)
        for cell in self.cells:
            row = self.names[cell.row].text
            title = f"{row}, {' '.join(self.columns[cell.column].lines)}: {cell.text}" if cell.text else ""
            yield Group(tuple(drawn_cell(cell)), title=title, kind="cell")


def heat_map(
    rows: Sequence[Row],
    columns: Sequence[str],
    heading: Heading,
    *,
    corner: str = "",
    marked: int | None = None,
    darkest: float | None = None,
) -> HeatMap:
    """The picture of a table; the scale runs from 0 to the largest share, or to `darkest`."""
    most = darkest or max([s for row in rows for s in row.shares if s is not None and not row.rest], default=1.0) or 1.0
    names = min(max([NAMES, *(width(row.name, BODY) + width(row.detail, SMALL) + 18 for row in rows)]), 300.0)
    wide = (WIDTH - 2 * MARGIN - names - 12) / max(len(columns), 1)
    wide = min(max(wide, NARROWEST), WIDEST)
    x = MARGIN + names + 12
    written = [wrap(text, SMALL, wide - 4, lines=2) for text in columns]
    cells: list[Cell] = []
    labels: list[Name] = []
    y = TOP + HEADER + LINE * (max([len(lines) for lines in written] or [1]) - 1)
    for number, row in enumerate(rows):
        y += 8 if row.rest and number and not rows[number - 1].rest else 0
        detail = fit(row.detail, SMALL, 110)
        shown = fit(row.name, BODY, names - (width(detail, SMALL) + 8 if detail else 0))
        labels.append(Name(y + HIGH / 2, shown, detail, row.rest))
        cells += _cells(number, row, (x, y, wide), most)
        y += HIGH
    heads = tuple(Column(x + wide * (k + 0.5), lines, k == marked) for k, lines in enumerate(written))
    page = page_of(heading, y, max(WIDTH, x + wide * len(columns) + MARGIN))
    return HeatMap(page, names, corner, heads, tuple(labels), tuple(cells), most)


def _cells(number: int, row: Row, room: tuple[float, float, float], most: float) -> Iterator[Cell]:
    x, y, wide = room
    for column, (share, words) in enumerate(zip(row.shares, row.texts, strict=True)):
        if share is not None:
            fill = _grey(share) if row.rest else sequential(share / most)
            at = x + wide * column + GAP / 2
            yield Cell(
                number, column, at, y + GAP / 2, wide - GAP, HIGH - GAP, share, fill,
                fit(words, SMALL, wide - GAP), text_on(fill),
            )  # fmt: skip


def _grey(share: float) -> str:
    """Rows of the rest have greys, so that they are not taken for touchpoints."""
    level = round(247 - 70 * min(max(share, 0.0), 1.0))
    return f"#{level:02X}{level:02X}{min(level + 3, 255):02X}"


def _name(name: Name, names: float) -> Iterator[Item]:
    right = MARGIN + names
    if name.detail:
        yield label(right, name.y, name.detail, MUTED, size=SMALL, anchor="end")
        yield label(right - width(name.detail, SMALL) - 8, name.y, name.text, TEXT, anchor="end")
    else:
        yield label(right, name.y, name.text, MUTED if name.rest else TEXT, anchor="end")


def drawn_cell(cell: Cell) -> Iterator[Item]:
    """The cell's fill, or frame, and its text; nothing but the text where the share is 0."""
    x, y = cell.x + cell.width / 2, cell.y + cell.height / 2
    if cell.partly:
        frame = (cell.x + 0.5, cell.y + 0.5, cell.width - 1, cell.height - 1)
        yield Rect(*frame, stroke=THIN, dash=(3, 3), radius=3, role="cell")
    elif cell.share:
        yield Rect(cell.x, cell.y, cell.width, cell.height, fill=cell.fill, radius=3, role="cell")
    if cell.text:
        yield label(x, y, cell.text, MUTED if cell.partly else cell.colour, size=SMALL, anchor="middle")
