"""Curves of several maps or versions in one frame: smooth lines, dots of different shapes, labels beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from tropa.drawing.scene import Item, Line, Mark, MarkShape, Path, Rect, Text
from tropa.drawing.text import fit, width
from tropa.formats.html.curve import runs, spaced
from tropa.formats.layout.curve import smooth
from tropa.formats.layout.tokens import LINE, MUTED, PAPER, SMALL, readable

SHAPES: tuple[MarkShape, ...] = ("circle", "square", "diamond", "triangle", "star", "triangle_down")
UNIT = 40.0  # pixels a step of the scale
PAD = 34.0  # above the highest and below the lowest value: a label
_DASH = (6.0, 5.0)
_LABEL = 18.0


@dataclass(frozen=True)
class CurveLine:
    """A line: its value in each column (None: nothing is known), and how it looks."""

    name: str
    colour: str
    values: tuple[float | None, ...]
    shape: MarkShape = "circle"
    dashed: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class Panel:
    """The frame: the middle of each column, where it ends, its top, and the ends of the scale."""

    middles: tuple[float, ...]
    left: float
    right: float
    top: float
    low: float = -2.0
    high: float = 2.0

    @property
    def height(self) -> float:
        """Pixels of the whole frame."""
        return 2 * PAD + (self.high - self.low) * UNIT

    def y(self, value: float) -> float:
        """Where a value stands."""
        return self.top + PAD + (self.high - value) * UNIT


def frame_items(panel: Panel) -> list[Item]:
    """The ends of the scale as thin lines, its middle dotted."""
    middle = (panel.low + panel.high) / 2
    return [
        Line(panel.left, panel.y(panel.high), panel.right, panel.y(panel.high), LINE),
        Line(panel.left, panel.y(middle), panel.right, panel.y(middle), "#93A1B0", dash=(2.0, 4.0)),
        Line(panel.left, panel.y(panel.low), panel.right, panel.y(panel.low), LINE),
    ]


def line_items(panel: Panel, line: CurveLine) -> list[Item]:
    """A line with its dots, broken where nothing is known."""
    items: list[Item] = []
    thick = 1.5 if line.quiet else 2.5
    for run in runs(line.values):
        points = [(panel.middles[place], panel.y(line.values[place] or 0.0)) for place in run]
        dash = _DASH if line.dashed else ()
        items.append(Path(tuple(smooth(points)), stroke=line.colour, stroke_width=thick, dash=dash, role="curve"))
        hollow = line.quiet or line.dashed
        for x, y in points:
            fill = PAPER if hollow else line.colour
            items.append(Mark(x, y, 4 if line.quiet else 5, line.shape, fill, line.colour, 1.5))
    return items


def end_labels(panel: Panel, lines: Sequence[CurveLine], room: float) -> list[Item]:
    """The name of each line at its right end, pushed apart where lines end together."""
    known = [line for line in lines if is_known(line)]
    wanted = [panel.y(next(value for value in reversed(line.values) if value is not None)) for line in known]
    bottom = panel.y(panel.low) + PAD / 2
    placed = [-height for height in spaced([-min(one, bottom) for one in spaced(wanted, _LABEL)], _LABEL)]
    items: list[Item] = []
    for line, y in zip(known, placed, strict=True):
        items += sample(line, panel.right + 12, y)
        words = fit(line.name, SMALL, room - 48, 600)
        items.append(Text(panel.right + 46, y + 4, words, SMALL, 600, color=readable(line.colour), role="label"))
    return items


def is_known(line: CurveLine) -> bool:
    """Whether anything is known of a line."""
    return any(value is not None for value in line.values)


def sample(line: CurveLine, x: float, y: float) -> list[Item]:
    """A short piece of a line with its dot, 26 pixels wide."""
    dash = _DASH if line.dashed else ()
    fill = PAPER if line.quiet or line.dashed else line.colour
    return [
        Line(x, y, x + 26, y, line.colour, 1.5 if line.quiet else 2.5, dash),
        Mark(x + 13, y, 4, line.shape, fill, line.colour, 1.5),
    ]


def change_label(panel: Panel, place: int, words: str, lines: Sequence[CurveLine], colour: str) -> list[Item]:
    """What changed in a column, above or below the points that all lines have there: where the lines leave room."""
    here = [value for value in (line.values[place] for line in lines) if value is not None]
    heights = [panel.y(value) for value in here] or [panel.y((panel.low + panel.high) / 2)]
    y = min(heights) - 13 if _roomy_above(place, here, lines) else max(heights) + 22
    x = panel.middles[place]
    wide = width(words, SMALL, 600)
    ground = Rect(x - wide / 2 - 3, y - 12, wide + 6, 16, fill=PAPER, radius=3, opacity=0.85)
    return [ground, Text(x, y, words, SMALL, 600, color=colour, anchor="middle", role="change")]


def _roomy_above(place: int, here: Sequence[float], lines: Sequence[CurveLine]) -> bool:
    """Whether the points stand higher above what is beside them than lower below it."""
    beside = [other for other in (place - 1, place + 1) if 0 <= other < len(lines[0].values)]
    values = [[line.values[other] for line in lines] for other in beside]
    known = [[value for value in column if value is not None] for column in values]
    highs, lows = [max(column) for column in known if column], [min(column) for column in known if column]
    if not highs or not here:
        return True
    return max(here) - sum(highs) / len(highs) >= sum(lows) / len(lows) - min(here)


def scale_words(panel: Panel, good: str, bad: str, x: float) -> list[Item]:
    """What the ends of the scale mean, left of the frame."""
    return [
        Text(x, panel.y(panel.high) + 4, good, SMALL, color=MUTED, anchor="end"),
        Text(x, panel.y(panel.low) + 4, bad, SMALL, color=MUTED, anchor="end"),
    ]
