"""Bars: how much of each, from zero, with the interval at the end of the bar and the number beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from tropa.drawing.scene import Group, Item, Line, Rect
from tropa.drawing.text import fit, width, wrap
from tropa.pictures.page import MARGIN, TOP, WIDTH, Geometry, Heading, label, page_of
from tropa.pictures.scale import Scale, round_end
from tropa.pictures.tokens import BAR, BODY, FAINT_BAR, INK, MUTED, REST, SMALL, TEXT

NAMES, WIDE_NAMES = 220.0, 420.0
HIGH, APART = 20.0, 10.0
LINE = 17.0


@dataclass(frozen=True)
class Amount:
    """One bar as it is asked for: `low` and `high` are the interval's ends, `of` a fainter bar behind, from zero."""

    name: str
    value: float | None
    text: str
    low: float | None = None
    high: float | None = None
    of: float | None = None
    rest: bool = False
    group: str = ""


@dataclass(frozen=True)
class Bar:
    """A bar from `x` to the right, the lines of its name to the left, and its text right of everything drawn."""

    id: str
    lines: tuple[str, ...]
    text: str
    text_x: float
    x: float
    y: float
    width: float
    height: float
    behind: float | None
    low: float | None
    high: float | None
    rest: bool


@dataclass(frozen=True)
class Title:
    """The name of a group of bars."""

    y: float
    text: str


@dataclass(frozen=True)
class Bars(Geometry):
    """Bars from top to bottom; all lengths are from one zero."""

    kind: ClassVar[str] = "bars"
    names_width: float
    titles: tuple[Title, ...]
    bars: tuple[Bar, ...]

    def items(self) -> Iterator[Item]:
        """Names, bars, intervals and numbers."""
        for title in self.titles:
            yield label(MARGIN, title.y, title.text, INK, weight=600)
        for bar in self.bars:
            yield Group(tuple(_bar(bar, self.names_width)), title=f"{' '.join(bar.lines)}: {bar.text}", kind="bar")


def bars(amounts: Sequence[Amount], heading: Heading, *, wide: bool = False, end: float | None = None) -> Bars:
    """The picture of amounts in the order given; `wide` leaves more room for names, `end` is where the axis ends.

    Amounts of one `group` follow each other below its name.
    """
    names = WIDE_NAMES if wide else NAMES
    texts = max((width(one.text, BODY) for one in amounts), default=0.0)
    x = MARGIN + names + 12
    longest = max([0.0, *(v for one in amounts for v in (one.value, one.high, one.of) if v is not None)])
    scale = Scale(0.0, end or round_end(longest), x, WIDTH - MARGIN - 12 - min(texts, 300.0))
    y, group = TOP, ""
    titles, found = [], []
    for number, one in enumerate(amounts):
        if one.group != group:
            group = one.group
            y += LINE if number else 4.0
            titles.append(Title(y + 4, fit(group, BODY, WIDTH - 2 * MARGIN, 600)))
            y += LINE + 6
        lines = wrap(one.name, BODY, names, lines=3)
        high = max(HIGH, LINE * len(lines) + 3)
        found.append(_placed(number, one, lines, scale, (y, high)))
        y += high + APART
    return Bars(page_of(heading, y - APART), names, tuple(titles), tuple(found))


def _placed(number: int, one: Amount, lines: tuple[str, ...], scale: Scale, room: tuple[float, float]) -> Bar:
    y, high = room
    low_end, high_end = (None if bound is None else scale.at(bound) for bound in (one.low, one.high))
    long = scale.at(one.value or 0.0) - scale.start
    behind = None if one.of is None else scale.at(one.of) - scale.start
    last = max(scale.start + long, high_end or 0.0, scale.start + (behind or 0.0))
    return Bar(
        f"bar{number}", lines, one.text, last + 10, scale.start, y + (high - HIGH) / 2, long, HIGH, behind,
        low_end, high_end, one.rest,
    )  # fmt: skip


def _bar(bar: Bar, names: float) -> Iterator[Item]:
    middle = bar.y + bar.height / 2
    y = middle - LINE * (len(bar.lines) - 1) / 2
    for line in bar.lines:
        yield label(MARGIN + names, y, line, MUTED if bar.rest else TEXT, anchor="end")
        y += LINE
    if bar.behind is not None:
        yield Rect(bar.x, bar.y, bar.behind, bar.height, fill=FAINT_BAR, radius=2, role="behind")
    yield Rect(bar.x, bar.y, bar.width, bar.height, fill=REST if bar.rest else BAR, radius=2, role="bar")
    if bar.low is not None and bar.high is not None:
        yield from interval(bar.low, bar.high, middle)
    yield label(bar.text_x, middle, bar.text, MUTED if bar.rest else INK, size=BODY if not bar.rest else SMALL)


def interval(low: float, high: float, y: float, colour: str = INK, cap: float = 4.0) -> Iterator[Item]:
    """An interval as a thin line with caps."""
    yield Line(low, y, high, y, stroke=colour, role="interval")
    for x in (low, high):
        yield Line(x, y - cap, x, y + cap, stroke=colour, role="interval")
