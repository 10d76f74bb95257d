"""The emotion line and the dramatic arc in a band: smooth lines with intervals, faces, words at lows and highs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tropa.drawing.scene import ASCENT, Group, Item, Line, Mark, Path, Rect, Step, Text
from tropa.drawing.text import width
from tropa.formats.html.curve import Point, extremes, monotone_slopes, runs, spaced
from tropa.formats.layout.column import Column
from tropa.formats.layout.content import QUIET, Chip, Content, Style, chips, content_items, height_of, trailing, words
from tropa.formats.layout.tokens import INK, LABEL, LINE, MUTED, PAPER, SMALL, STAR, readable, tint_of, valence
from tropa.formats.wording import Said, emotion_support, emotion_text, likelihood_text, quoted
from tropa.kit.locale import number_text, text
from tropa.model.curve import CurveKind, CurvePoint
from tropa.model.emotion import bounds
from tropa.model.lane import Lane
from tropa.model.map import Map
from tropa.model.view import curve_of

UNIT = 46.0  # pixels a step of the scale
_PAD, _FACE, _CLEAR = 18.0, 11.0, 17.0
_VALUE_GAP = 16.0
_FEW = 3  # more lines than this tell their values below
LEGEND = LABEL - 28.0  # pixels of its names


@dataclass(frozen=True, slots=True)
class Series:
    """The line of one persona, as is or to be."""

    name: str
    color: str
    future: bool
    points: Mapping[str, CurvePoint]


@dataclass(frozen=True, slots=True)
class Told:
    """The words at one point of a line that stands alone; `reach` is how far they go from the point."""

    contents: tuple[Content, ...]
    above: bool
    reach: float


@dataclass(frozen=True, slots=True)
class CurveFigure:
    """What a band of a curve shows: lines, words beside points, and words below where several lines meet."""

    kind: CurveKind
    series: tuple[Series, ...]
    columns: tuple[Column, ...]
    told: Mapping[str, Told]
    below: Mapping[str, tuple[Content, ...]]
    top: float
    bottom: float
    said: Said

    @property
    def plot(self) -> float:
        """Pixels of the lines' box."""
        return self.top + 4 * UNIT + self.bottom

    @property
    def height(self) -> float:
        """Pixels of the whole figure."""
        stack = max((height_of(contents) for contents in (self.legend, *self.below.values())), default=0.0)
        return self.plot + (stack + 8 if stack else 0.0)

    @property
    def legend(self) -> tuple[Content, ...]:
        """The lines by name, for the lane's label beside what is told below."""
        return tuple(part for chip in legend(self) for part in chips([chip], LEGEND, above=4))

    @property
    def crowded(self) -> bool:
        """Whether there are too many lines for their values to stand at the points."""
        return len(self.series) > _FEW

    def y(self, value: float) -> float:
        """Pixels from the top to a value."""
        return self.top + (self.highest - value) * UNIT

    @property
    def highest(self) -> float:
        """The upper end of the scale."""
        return 2.0 if self.kind == "emotion" else bounds("1..5")[1]

    @property
    def middle(self) -> float:
        """The middle of the scale, where its dotted line runs."""
        return self.highest - 2


def curve_figure(map_: Map, lane: Lane, columns: Sequence[Column], colours: Mapping[str, str]) -> CurveFigure | None:
    """The curve of a lane of emotion or arc; None where nothing is told in these columns."""
    kind: CurveKind = "emotion" if lane.kind == "emotion" else "arc"
    stages = [column.stage.id for column in columns]
    series = tuple(_series(map_, lane, kind, colours, stages))
    if not series:
        return None
    said = Said(map_.language)
    hero = len(series) == 1 or (len({one.name for one in series}) == 1 and not series[0].future)
    grades = {record.id: record.grade for record in map_.evidence}
    told: dict[str, Told] = {}
    below: dict[str, tuple[Content, ...]] = {}
    for column in columns:
        stage = column.stage.id
        point = series[0].points.get(stage) if hero else None
        if point is not None and not _in_the_way(point, series, stages):
            told[stage] = _told(point, series[0], stages, column, (said, grades))
        if rest := series[1:] if stage in told else series:
            below[stage] = tuple(_stacked(rest, column, series_names(series, said), (said, grades)))
    figure = CurveFigure(kind, series, tuple(columns), told, below, _PAD, _PAD, said)
    top, bottom = _margins(figure)
    return CurveFigure(kind, series, tuple(columns), told, below, top, bottom, said)


def legend(figure: CurveFigure) -> list[Chip]:
    """The lines by name, where there are several or one that is to be."""
    if len(figure.series) == 1 and not figure.series[0].future:
        return []
    names = series_names(figure.series, figure.said)
    return [Chip(names[one.name, one.future], "dashes" if one.future else "line", one.color) for one in figure.series]


def series_names(series: Sequence[Series], said: Said) -> dict[tuple[str, bool], str]:
    """What each line is called: by its persona, and "to be" for one that is not so yet."""
    to_be, as_is = (text("model", f"value.{state}", said.language) for state in ("future", "current"))
    if len({one.name for one in series}) == 1:
        return {(one.name, one.future): to_be if one.future else as_is for one in series}
    return {(one.name, one.future): f"{one.name}, {to_be}" if one.future else one.name for one in series}


def _series(
    map_: Map, lane: Lane, kind: CurveKind, colours: Mapping[str, str], stages: Sequence[str]
) -> Iterable[Series]:
    found = []
    for persona in map_.personas:
        if lane.personas and persona.id not in lane.personas:
            continue
        for future in (False, True):
            points = curve_of(map_.curve, persona.id, future=future, kind=kind)
            if any(stage in points for stage in stages):
                found.append(Series(persona.name, colours[persona.id], future, points))
    if len(found) == 1:  # a line alone needs no colour of its own
        color = INK if kind == "emotion" else tint_of("arc", lane.colour)
        return [Series(found[0].name, color, found[0].future, found[0].points)]
    return found


def _told(
    point: CurvePoint, series: Series, stages: Sequence[str], column: Column, known: tuple[Said, Mapping[str, str]]
) -> Told:
    """The words at a point: its value, what stands behind it, the customers' words; beyond the interval."""
    said, grades = known
    if point.value is None:
        contents: list[Content] = [words(_unknown(point, said), column.width - 16, QUIET)]
        return Told(tuple(contents), above=True, reach=0.0)
    above = _rises(point, series.points, stages)
    turn = point.stage in extremes(series.points, stages) or point.moment_of_truth
    contents = _lines(point, column.width - 16, said, grades, words_too=True)
    end = point.value if point.low is None or point.high is None else (point.high if above else point.low)
    return Told(tuple(contents), above, abs(end - point.value) * UNIT if turn else 0.0)


def _in_the_way(point: CurvePoint, series: Sequence[Series], stages: Sequence[str]) -> bool:
    """Whether a point to be lies where the words of the point as is would stand."""
    others = [one.points[point.stage].value for one in series[1:] if point.stage in one.points]
    if point.value is None:
        return any(value is not None for value in others)
    above = _rises(point, series[0].points, stages)
    return any(value is not None and (value > point.value if above else value < point.value) for value in others)


def _rises(point: CurvePoint, points: Mapping[str, CurvePoint], stages: Sequence[str]) -> bool:
    """Whether the words stand above the point: where it is not below the mean of its neighbours."""
    assert point.value is not None
    place = stages.index(point.stage)
    around = [points.get(stages[other]) for other in (place - 1, place + 1) if 0 <= other < len(stages)]
    values = [one.value for one in around if one is not None and one.value is not None]
    middle = 0.0 if point.kind == "emotion" else 3.0
    return point.value >= (sum(values) / len(values) if values else middle)


def _lines(point: CurvePoint, room: float, said: Said, grades: Mapping[str, str], *, words_too: bool) -> list[Content]:
    assert point.value is not None
    emotion, value = point.kind == "emotion", _value(point, said)
    color = readable(valence(point.value)) if emotion else INK
    found: list[Content] = []
    if words_too:
        found.append(words(value, room, Style(SMALL + 1, 600, color=color)))
    if point.label.strip():
        found.append(words(quoted(point.label, said.language), room, Style(SMALL, italic=True, color=INK), above=0))
    if point.n or point.low is not None:
        low, high = (point.low, point.high) if emotion else (None, None)
        found.append(words(emotion_support(point.n, low, high, said.language), room, QUIET, above=0))
    if point.probability_lowest is not None and point.probability_lowest >= 0.5:
        told = likelihood_text(point.probability_lowest, said.language)
        found.append(words(said("curve.lowest", probability=told), room, QUIET, above=0))
    marks = [Chip(said("curve.truth"), "star", STAR)] if point.moment_of_truth else []
    rings = [Chip(letter, "ring") for letter in sorted({grades[name] for name in point.evidence})]
    if words_too:
        return found + chips([*marks, *rings], room, above=3)
    found += chips(marks, room, above=3)
    return found + (trailing(rings, found, room) if found else [])


def _stacked(
    series: Sequence[Series],
    column: Column,
    names: Mapping[tuple[str, bool], str],
    known_by: tuple[Said, Mapping[str, str]],
) -> Iterable[Content]:
    (said, grades), room = known_by, column.width - 8
    for one in series:
        point = one.points.get(column.stage.id)
        if point is None:
            continue
        value = _value(point, said) if len(series) > _FEW else ""
        sign = Chip(f"{names[one.name, one.future]} {value}".strip(), "dashes" if one.future else "line", one.color)
        known = [] if point.value is None else _lines(point, room, said, grades, words_too=False)
        if point.value is None:
            known = [words(_unknown(point, said), room, QUIET, above=0)]
        if known or value:
            yield from chips([sign], room)
            yield from known


def _value(point: CurvePoint, said: Said) -> str:
    if point.value is None:
        return ""
    if point.kind == "emotion":
        return emotion_text(point.value, said.language)
    return number_text(round(point.value, 1), said.language)


def _unknown(point: CurvePoint, said: Said) -> str:
    return said("measure.none") + (f" · n\xa0{number_text(point.n, said.language)}" if point.n else "")


def _margins(figure: CurveFigure) -> tuple[float, float]:
    """Room above the highest and below the lowest value, for words beyond them."""
    top = bottom = _PAD
    for stage, told in figure.told.items():
        value = figure.series[0].points[stage].value
        if value is None:
            continue
        need = _CLEAR + told.reach + height_of(told.contents) + 4
        if told.above:
            top = max(top, need - (figure.highest - value) * UNIT)
        else:
            bottom = max(bottom, need - (value - figure.highest + 4) * UNIT)
    return top, bottom


def curve_items(figure: CurveFigure, y: float, axis_x: float) -> list[Item]:
    """The figure with its top at y; the steps of the scale stand left of `axis_x`."""
    left, right = figure.columns[0].x, figure.columns[-1].x + figure.columns[-1].width
    items: list[Item] = [*_axis(figure, y, axis_x, left, right)]
    items += content_items(figure.legend, axis_x + 8 - LABEL + 14, y + figure.plot + 6, LEGEND)
    for number, one in enumerate(figure.series):
        if number == 0 or len(figure.series) < 4:
            items += _bands(figure, one, y)
    for one in figure.series:
        items += _strokes(figure, one, y)
    items += _points(figure, y)
    for column in figure.columns:
        items += _words_at(figure, column, y)
    return [Group(tuple(items), title=figure.said("curve.title"), role="img", kind="curve")]


def _axis(figure: CurveFigure, y: float, axis_x: float, left: float, right: float) -> Iterable[Item]:
    low, middle, high = figure.highest - 4, figure.middle, figure.highest
    emotion = figure.kind == "emotion"
    for value in (high, middle, low):
        dash = (1.5, 4.0)
        at = y + figure.y(value)
        yield Line(left, at, right, at, MUTED if value == middle else LINE, 1, dash=dash, role="axis")
        label = f"{value:+g}".replace("-", "−") if emotion and value else f"{value:g}"
        if emotion and value != middle:
            label = f"{figure.said('curve.good' if value > 0 else 'curve.bad')} {label}"
        yield Text(axis_x, at + SMALL * (ASCENT - 0.7), label, SMALL, color=MUTED, anchor="end", role="axis")


def _xy(figure: CurveFigure, value: float, place: int, y: float) -> Point:
    return figure.columns[place].middle, y + figure.y(value)


def _bands(figure: CurveFigure, one: Series, y: float) -> Iterable[Item]:
    known = [one.points.get(column.stage.id) for column in figure.columns]
    both = [p if p is not None and None not in (p.value, p.low, p.high) else None for p in known]
    for run in runs(both):
        if len(run) < 2:
            continue
        lows, highs = [], []
        for place in run:
            point = both[place]
            assert point is not None
            assert point.low is not None
            assert point.high is not None
            lows.append(_xy(figure, point.low, place, y))
            highs.append(_xy(figure, point.high, place, y))
        steps: tuple[Step, ...] = (*smooth(highs), *_backwards(smooth(lows)))
        yield Path(steps, fill=one.color, opacity=0.12, closed=True, role="band")


def smooth(points: Sequence[Point]) -> list[Step]:
    """A smooth line through points: cubic, monotone between neighbours, never beyond them."""
    slopes = monotone_slopes(points)
    steps: list[Step] = [points[0]]
    for (start, end), (m0, m1) in zip(pairwise(points), pairwise(slopes), strict=True):
        (x0, y0), (x1, y1) = start, end
        third = (x1 - x0) / 3
        steps.append((x0 + third, y0 + m0 * third, x1 - third, y1 - m1 * third, x1, y1))
    return steps


def _backwards(steps: Sequence[Step]) -> list[Step]:
    """The same line from its end to its start, joined by a straight line."""
    found: list[Step] = [steps[-1][-2:]]
    for before, step in reversed(list(pairwise(steps))):
        c1x, c1y, c2x, c2y, _, _ = step  # type: ignore[misc]
        found.append((c2x, c2y, c1x, c1y, *before[-2:]))
    return found


def _strokes(figure: CurveFigure, one: Series, y: float) -> Iterable[Item]:
    values = [None if (point := one.points.get(column.stage.id)) is None else point.value for column in figure.columns]
    for run in runs(values):
        if len(run) > 1:
            steps = smooth([_xy(figure, values[place] or 0.0, place, y) for place in run])
            yield Path(tuple(steps), stroke=one.color, stroke_width=2.5, dash=(7, 5) if one.future else (), role="line")


def _points(figure: CurveFigure, y: float) -> Iterable[Item]:
    several = len({one.name for one in figure.series}) > 1
    for place, column in enumerate(figure.columns):
        known = [
            (one, point)
            for one in figure.series
            if (point := one.points.get(column.stage.id)) is not None and point.value is not None
        ]
        seen = [point for _, point in known]
        spots = [y + figure.y(point.value or 0.0) for point in seen]
        for (one, point), spot, at in zip(known, spots, spaced(spots, _VALUE_GAP), strict=True):
            assert point.value is not None
            x = figure.columns[place].middle
            if figure.kind == "emotion":
                small = 8.0 if one.future or several else _FACE
                yield from face(x, spot, point.value, small, one.color if one.future or several else None)
            else:
                yield Mark(x, spot, 6, fill=PAPER, stroke=one.color, stroke_width=2.5, role="point")
            if point.moment_of_truth and not any(other.moment_of_truth for _, other in known[: seen.index(point)]):
                yield Mark(x - 15, spot - 11, 7, "star", fill=STAR, stroke=PAPER, role="star")
            spoken = one is figure.series[0] and column.stage.id in figure.told
            if not spoken and not figure.crowded:
                told = _value(point, figure.said)
                wide = width(told, SMALL, 600)
                yield Rect(x + 13, at - 7, wide + 4, 14, fill=PAPER, opacity=0.85, radius=3, role="value")
                yield Text(x + 15, at + 4, told, SMALL, 600, color=readable(one.color), role="value")


def _words_at(figure: CurveFigure, column: Column, y: float) -> list[Item]:
    below = figure.below.get(column.stage.id, ())
    items = content_items(below, column.x + 4, y + figure.plot + 6, column.width - 8)
    told = figure.told.get(column.stage.id)
    if told is None:
        return items
    value = figure.series[0].points[column.stage.id].value
    high = height_of(told.contents)
    at = y + figure.y(figure.middle if value is None else value)
    if value is None:
        top = at - high - 2
    else:
        top = at - _CLEAR - told.reach - high if told.above else at + _CLEAR + told.reach - 2
    return items + content_items(told.contents, column.x + 8, top, column.width - 16, "middle")


def face(x: float, y: float, value: float, radius: float, ring: str | None = None) -> Iterable[Item]:
    """A face that feels so: filled with the colour of the feeling, its mouth bent by it."""
    yield Mark(x, y, radius, fill=valence(value), stroke=ring or PAPER, stroke_width=2, role="face")
    for side in (-1, 1):
        yield Mark(x + side * radius * 0.36, y - radius * 0.24, radius * 0.13, fill=PAPER, role="face")
    bend = max(-1.0, min(1.0, value / 1.6)) * radius * 0.42
    wide, base = radius * 0.46, y + radius * 0.36 - bend * 0.35
    mouth: tuple[Step, ...] = (
        (x - wide, base), (x - wide * 0.5, base + bend, x + wide * 0.5, base + bend, x + wide, base),
    )  # fmt: skip
    yield Path(mouth, stroke=PAPER, stroke_width=max(1.2, radius * 0.14), role="face")
