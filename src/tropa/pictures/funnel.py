"""Funnel: how many come to each step, how many drop off before it, and how long the step takes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from tropa.drawing.scene import Group, Item, Path, Rect
from tropa.drawing.text import wrap
from tropa.pictures.bars import LINE, interval
from tropa.pictures.page import MARGIN, TOP, WIDTH, Geometry, Heading, label, page_of
from tropa.pictures.scale import Scale
from tropa.pictures.tokens import BAR, BODY, FAINT_BAR, INK, MUTED, SMALL, TEXT

NAMES = 200.0
NUMBERS = 200.0
HIGH, BETWEEN = 34.0, 40.0


@dataclass(frozen=True)
class Level:
    """One step as it is asked for: `from_low` and `from_high` bound the number that reach it.

    `text` stands beside the bar, `between` in the gap above it.
    """

    name: str
    reached: int
    text: str
    between: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class FunnelBar:
    """A step's bar; `before` is as long as the bar of the step before, so that the drop is seen."""

    id: str
    lines: tuple[str, ...]
    text: str
    between: str
    reached: int
    x: float
    y: float
    width: float
    height: float
    before: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Funnel(Geometry):
    """Steps from top to bottom; lengths are proportional to counts, from zero."""

    kind: ClassVar[str] = "funnel"
    bars: tuple[FunnelBar, ...]
    text_x: float

    def items(self) -> Iterator[Item]:
        """Bars, the slopes between them, and the numbers."""
        for above, bar in zip(self.bars, self.bars[1:], strict=False):
            yield _slope(above, bar)
        for bar in self.bars:
            yield Group(tuple(_step(bar, self.text_x)), title=f"{' '.join(bar.lines)}: {bar.text}", kind="step")


def funnel(levels: Sequence[Level], heading: Heading) -> Funnel:
    """The picture of steps in their order."""
    x = MARGIN + NAMES + 12
    most = max([1, *(level.reached for level in levels)])
    scale = Scale(0.0, float(most), x, WIDTH - MARGIN - NUMBERS - 12)
    y, before, found = TOP, 0, []
    for number, level in enumerate(levels):
        low, high = (None if bound is None else scale.at(bound) for bound in (level.low, level.high))
        lines = wrap(level.name, BODY, NAMES, 600, lines=2)
        long, lost = scale.at(level.reached) - x, scale.at(max(before, level.reached)) - x
        found.append(
            FunnelBar(
                f"step{number}", lines, level.text, level.between, level.reached, x, y, long, HIGH, lost, low, high
            )
        )
        y += HIGH + BETWEEN
        before = level.reached
    return Funnel(page_of(heading, max(y - BETWEEN, TOP)), tuple(found), WIDTH - MARGIN - NUMBERS)


def _slope(above: FunnelBar, bar: FunnelBar) -> Path:
    """From one bar's end to the next one's."""
    top, low = above.y + above.height, bar.y
    corners = ((bar.x, top), (above.x + above.width, top), (bar.x + bar.width, low), (bar.x, low))
    return Path(corners, fill=FAINT_BAR, closed=True, opacity=0.6, role="slope")


def _step(bar: FunnelBar, text_x: float) -> Iterator[Item]:
    middle = bar.y + bar.height / 2
    y = middle - LINE * (len(bar.lines) - 1) / 2
    for line in bar.lines:
        yield label(MARGIN + NAMES, y, line, INK, weight=600, anchor="end")
        y += LINE
    if bar.before > bar.width:
        yield Rect(bar.x, bar.y, bar.before, bar.height, fill=FAINT_BAR, radius=2, role="dropped")
    yield Rect(bar.x, bar.y, bar.width, bar.height, fill=BAR, radius=2, role="bar")
    if bar.low is not None and bar.high is not None:
        yield from interval(bar.low, bar.high, middle)
    yield label(text_x, middle, bar.text, TEXT)
    if bar.between:
        yield label(bar.x + 12, bar.y - BETWEEN / 2, bar.between, MUTED, size=SMALL)
