"""Cohort grid: which share of each cohort is there in each period after its first, all cohorts together on top.

The top row is drawn as a bar with its interval from zero; cells without anybody whose time is up stay empty.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from tropa.drawing.scene import Group, Item, Line, Rect
from tropa.drawing.text import fit
from tropa.pictures.heat_map import Cell, drawn_cell
from tropa.pictures.page import MARGIN, TOP, WIDTH, Geometry, Heading, label, page_of
from tropa.pictures.scale import Scale
from tropa.pictures.tokens import BAR, BODY, INK, MUTED, SMALL, TEXT, sequential, text_on

NAMES, SIZES = 138.0, 52.0
HIGH, GAP = 28.0, 2.0
NARROWEST, WIDEST = 56.0, 110.0
CURVE = 96.0
HEADER = 22.0


@dataclass(frozen=True)
class Share:
    """A cell as it is asked for; `partly` says that only some of the cohort's time is up."""

    value: float
    text: str
    partly: bool = False
    low: float | None = None
    high: float | None = None
    detail: str = ""


@dataclass(frozen=True)
class CohortRow:
    """A cohort as it is asked for: its name, its size and a share, or None, for each period."""

    name: str
    size: str
    shares: tuple[Share | None, ...]


@dataclass(frozen=True)
class Whole:
    """The bar of all cohorts in one period, with its interval (pixels) and two lines of text below its column."""

    x: float
    y: float
    width: float
    height: float
    share: float
    low: float | None
    high: float | None
    text: str
    detail: str


@dataclass(frozen=True)
class Side:
    """What stands left of a row."""

    y: float
    name: str
    size: str


@dataclass(frozen=True)
class Cohorts(Geometry):
    """Columns are periods; `base` is the zero line of the bars on top."""

    kind: ClassVar[str] = "cohorts"
    headers: tuple[tuple[float, str], ...]
    base: float
    sides: tuple[Side, ...]
    whole: tuple[Whole, ...]
    cells: tuple[Cell, ...]
    darkest: float

    def items(self) -> Iterator[Item]:
        """Bars of all, then the grid."""
        for one in self.whole:
            yield Group(tuple(_whole(one)), title=f"{one.text} {one.detail}", kind="all")
        for x, text in self.headers:
            yield label(x, self.base + 46, text, MUTED, size=SMALL, anchor="middle")
        for side in self.sides:
            yield label(MARGIN, side.y, side.name, TEXT)
            yield label(MARGIN + NAMES + SIZES, side.y, side.size, MUTED, size=SMALL, anchor="end")
        for cell in self.cells:
            yield Group(tuple(drawn_cell(cell)), title=f"{self.sides[cell.row + 1].name}: {cell.text}", kind="cell")


def cohorts(whole: CohortRow, rows: Sequence[CohortRow], headers: Sequence[str], heading: Heading) -> Cohorts:
    """The picture of all cohorts together and one by one."""
    shares = [share for row in (whole, *rows) for share in row.shares if share is not None]
    most = max([share.value for share in shares if not share.partly] or [1.0]) or 1.0
    top = max([most, *(share.high for share in whole.shares if share is not None and share.high is not None)])
    x = MARGIN + NAMES + SIZES + 14
    wide = min(max((WIDTH - MARGIN - x) / max(len(headers), 1), NARROWEST), WIDEST)
    base = TOP + CURVE
    scale = Scale(0.0, top, base, TOP + 8)
    bars = tuple(_bar(share, x + wide * k, wide, scale) for k, share in enumerate(whole.shares) if share is not None)
    y = base + 46 + HEADER / 2 + 4
    sides = [Side(base - 12, fit(whole.name, BODY, NAMES), fit(whole.size, SMALL, SIZES))]
    cells: list[Cell] = []
    for number, row in enumerate(rows):
        sides.append(Side(y + HIGH / 2, fit(row.name, BODY, NAMES), fit(row.size, SMALL, SIZES)))
        cells += _cells(number, row, (x, y, wide), most)
        y += HIGH
    heads = tuple((x + wide * (k + 0.5), text) for k, text in enumerate(headers))
    page = page_of(heading, y, max(WIDTH, x + wide * len(headers) + MARGIN))
    return Cohorts(page, heads, base, tuple(sides), bars, tuple(cells), most)


def _bar(share: Share, x: float, wide: float, scale: Scale) -> Whole:
    low, high = (None if bound is None else scale.at(bound) for bound in (share.low, share.high))
    top = scale.at(share.value)
    return Whole(x + 4, top, wide - 8, scale.start - top, share.value, low, high, share.text, share.detail)


def _cells(number: int, row: CohortRow, room: tuple[float, float, float], most: float) -> Iterator[Cell]:
    x, y, wide = room
    for column, share in enumerate(row.shares):
        if share is not None:
            fill = sequential(share.value / most)
            yield Cell(
                number, column, x + wide * column + GAP / 2, y + GAP / 2, wide - GAP, HIGH - GAP, share.value, fill,
                fit(share.text, SMALL, wide - GAP), text_on(fill), share.partly,
            )  # fmt: skip


def _whole(one: Whole) -> Iterator[Item]:
    middle = one.x + one.width / 2
    base = one.y + one.height
    yield Rect(one.x, one.y, one.width, one.height, fill=BAR, radius=2, role="bar")
    if one.low is not None and one.high is not None:
        yield from _upright(one.low, one.high, middle)
    yield label(middle, base + 13, one.text, INK, weight=600, anchor="middle")
    yield label(middle, base + 28, one.detail, MUTED, size=SMALL, anchor="middle")


def _upright(low: float, high: float, x: float) -> Iterator[Item]:
    yield Line(x, low, x, high, stroke=INK, role="interval")
    for y in (low, high):
        yield Line(x - 4, y, x + 4, y, stroke=INK, role="interval")
