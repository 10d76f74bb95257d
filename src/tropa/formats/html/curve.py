"""The geometry of the emotion line: where points stand, smooth monotone paths, the band of the interval.

Paths are drawn in a box one unit wide a stage and `Frame.height` pixels high; the page stretches it sideways.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tropa.model.curve import CurvePoint

Point = tuple[float, float]
UNIT = 54.0  # pixels per step of emotion
LABEL_LINE = 18.0
LABEL_WIDTH = 22  # letters a line of a label holds
DOT = 20.0


@dataclass(frozen=True)
class Frame:
    """The drawing box: pixels above +2 and below −2."""

    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Pixels of the whole box."""
        return self.top + 4 * UNIT + self.bottom

    def y(self, value: float) -> float:
        """Pixels from the top of the box; +2 is high."""
        return self.top + (2 - value) * UNIT


def frame_for(points: Sequence[CurvePoint], labelled: set[str]) -> Frame:
    """A box just high enough for the labels of the stages in `labelled`."""
    top = bottom = 26.0 - UNIT
    for point in points:
        if point.value is None:
            continue
        need = 26.0 + (label_height(point) if point.stage in labelled else LABEL_LINE)
        if point.value >= 0:
            top = max(top, need - (2 - point.value) * UNIT)
        else:
            bottom = max(bottom, need - (2 + point.value) * UNIT)
    return Frame(top, bottom)


def label_height(point: CurvePoint) -> float:
    """Pixels a label takes: its words in lines, the value line, what is added for a lowest or a decisive point."""
    lines = min(6, math.ceil(len(point.label) / LABEL_WIDTH)) if point.label else 0
    extra = int(point.moment_of_truth) + 2 * int((point.probability_lowest or 0) >= 0.5)
    return LABEL_LINE * (lines + 1 + extra)


def extremes(points: Mapping[str, CurvePoint], stages: Sequence[str]) -> set[str]:
    """The stages where the line turns: lows and highs against known neighbours, ends included."""
    found: set[str] = set()
    for run in runs([_value(points.get(stage)) for stage in stages]):
        for place in run:
            here = _value(points[stages[place]])
            around = [_value(points[stages[other]]) for other in (place - 1, place + 1) if other in run]
            higher = [here is not None and other is not None and here > other for other in around]
            if all(higher) or not any(higher):
                found.add(stages[place])
    return found


def runs(values: Sequence[object | None]) -> list[list[int]]:
    """Positions of unbroken stretches of known values; a gap separates, nothing is drawn across it.

    >>> runs([1, 2, None, 3])
    [[0, 1], [3]]
    """
    found: list[list[int]] = [[]]
    for position, value in enumerate(values):
        if value is None:
            found.append([])
        else:
            found[-1].append(position)
    return [run for run in found if run]


def line_path(points: Sequence[Point]) -> str:
    """An SVG path through the points: cubic, monotone between neighbours (Fritsch and Carlson 1980), no overshoot.

    Slopes inside are harmonic means of the two steps, flat at turns and at both ends.

    >>> line_path([(0, 0), (1, 1)])
    'M0 0C0.33 0 0.67 1 1 1'
    """
    if not points:
        return ""
    return f"M{_xy(points[0])}" + _curves(points)


def band_path(lows: Sequence[Point], highs: Sequence[Point]) -> str:
    """The closed area between two smooth lines."""
    if len(lows) < 2:
        return ""
    back = list(reversed(lows))
    return f"M{_xy(highs[0])}{_curves(highs)}L{_xy(back[0])}{_curves(back)}Z"


def series_paths(points: Mapping[str, CurvePoint], stages: Sequence[str], frame: Frame) -> tuple[str, str]:
    """The line and the band of one persona over the stages, broken at gaps."""
    placed = [points.get(stage) for stage in stages]
    line = band = ""
    for run in runs([_value(point) for point in placed]):
        line += line_path([(place + 0.5, frame.y(_value(placed[place]) or 0.0)) for place in run])
    for run in runs([_interval(point) for point in placed]):
        ends = [(place + 0.5, _interval(placed[place]) or (0.0, 0.0)) for place in run]
        band += band_path([(x, frame.y(low)) for x, (low, _) in ends], [(x, frame.y(high)) for x, (_, high) in ends])
    return line, band


def spaced(wanted: Sequence[float], gap: float) -> list[float]:
    """Positions pushed down until neighbours are at least `gap` apart; their order stays."""
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    placed = list(wanted)
    for before, after in pairwise(order):
        placed[after] = max(placed[after], placed[before] + gap)
    return placed


def _curves(points: Sequence[Point]) -> str:
    slopes = monotone_slopes(points)
    path = ""
    for (x0, y0), (x1, y1), m0, m1 in zip(points, points[1:], slopes, slopes[1:], strict=False):
        third = (x1 - x0) / 3
        path += f"C{_xy((x0 + third, y0 + m0 * third))} {_xy((x1 - third, y1 - m1 * third))} {_xy((x1, y1))}"
    return path


def monotone_slopes(points: Sequence[Point]) -> list[float]:
    """The slope of the smooth line at each point: harmonic means of the two steps, flat at turns and at both ends."""
    steps = [(y1 - y0) / (x1 - x0) for (x0, y0), (x1, y1) in pairwise(points)]
    if not steps:
        return [0.0]
    inner = [0.0 if before * after <= 0 else 2 * before * after / (before + after) for before, after in pairwise(steps)]
    return [0.0, *inner, 0.0]


def _value(point: CurvePoint | None) -> float | None:
    return None if point is None else point.value


def _interval(point: CurvePoint | None) -> tuple[float, float] | None:
    if point is None or point.value is None or point.low is None or point.high is None:
        return None
    return point.low, point.high


def _xy(point: Point) -> str:
    return f"{point[0]:.2f}".rstrip("0").rstrip(".") + " " + f"{point[1]:.2f}".rstrip("0").rstrip(".")
