"""Curve with a band: a share or a mean along time or stages, each line named at its end, numbers at risk below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from tropa.drawing.scene import Group, Item, Line, Mark, Path, Step
from tropa.drawing.text import fit, width
from tropa.pictures.page import MARGIN, TOP, WIDTH, Geometry, Heading, label, page_of
from tropa.pictures.placing import placed, within
from tropa.pictures.scale import Scale, Tick
from tropa.pictures.tokens import BODY, INK, MUTED, SERIES, SMALL, TEXT
from tropa.pictures.tokens import LINE as THIN

TALL = 320.0
AXIS = 58.0
END = 190.0
RISK_ROW = 20.0
Point = tuple[float, float]


@dataclass(frozen=True)
class Reading:
    """A point of a line as it is asked for: None where nothing is known, and then the line has a gap."""

    at: float
    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Series:
    """A line as it is asked for: `name` and `text` stand at its end, `at_risk` below the ticks of the axis."""

    name: str
    text: str
    readings: tuple[Reading, ...]
    at_risk: tuple[str, ...] = ()


@dataclass(frozen=True)
class Axes:
    """Both axes, in values; ticks are (value, text).

    `stepped` curves jump at a reading, others run straight or, `smooth`, bent. `marks` are moments on the
    first line, with their texts.
    """

    x: tuple[float, float]
    y: tuple[float, float]
    x_ticks: tuple[tuple[float, str], ...]
    y_ticks: tuple[tuple[float, str], ...]
    x_title: str = ""
    stepped: bool = True
    smooth: bool = False
    reference: float | None = None
    marks: tuple[tuple[float, str], ...] = ()
    risk_title: str = ""


@dataclass(frozen=True)
class CurveLine:
    """A line in its place: stretches without gaps, the outlines of its band, and its name where it ends."""

    name: str
    text: str
    colour: str
    dashed: bool
    stretches: tuple[tuple[Point, ...], ...]
    bands: tuple[tuple[Point, ...], ...]
    text_x: float
    text_y: float
    marked: bool
    smooth: bool


@dataclass(frozen=True)
class Sign:
    """A moment on the x axis with its text: a median, say."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Risk:
    """How many are still looked at, below a tick."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Curve(Geometry):
    """The plot lies in `left`…`right` × `top`…`bottom`."""

    kind: ClassVar[str] = "curve"
    left: float
    right: float
    top: float
    bottom: float
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    x_title: str
    reference_y: float | None
    lines: tuple[CurveLine, ...]
    signs: tuple[Sign, ...]
    risk_title: str
    risks: tuple[Risk, ...]

    def items(self) -> Iterator[Item]:
        """Axes, bands, lines, names, numbers at risk."""
        yield from self._axes()
        for line in self.lines:
            for band in line.bands:
                yield Path(band, fill=line.colour, closed=True, opacity=0.14, role="band")
        for line in self.lines:
            yield Group(tuple(_line(line)), title=f"{line.name}: {line.text}", kind="line")
        for sign in self.signs:
            yield Line(sign.x, sign.y, sign.x, self.bottom, stroke=MUTED, dash=(2, 3), role="sign")
            yield Mark(sign.x, sign.y, 4.5, "diamond", INK)
            y = sign.y + 22 if sign.y + 34 < self.bottom else sign.y - 18
            left = sign.x + 8 + width(sign.text, SMALL) > self.right
            yield label(
                sign.x - 8 if left else sign.x + 8, y, sign.text, INK, size=SMALL, anchor="end" if left else "start"
            )
        if self.risks:
            yield label(MARGIN, self.risks[0].y, self.risk_title, MUTED, size=SMALL)
        for risk in self.risks:
            yield label(risk.x, risk.y, risk.text, TEXT, size=SMALL, anchor="middle")

    def _axes(self) -> Iterator[Item]:
        for tick in self.y_ticks:
            yield Line(self.left, tick.at, self.right, tick.at, stroke=THIN, role="axis")
            yield label(self.left - 8, tick.at, tick.text, MUTED, size=SMALL, anchor="end")
        for tick in self.x_ticks:
            yield Line(tick.at, self.bottom, tick.at, self.bottom + 4, stroke=MUTED, role="axis")
            yield label(tick.at, self.bottom + 15, tick.text, MUTED, size=SMALL, anchor="middle")
        yield label((self.left + self.right) / 2, self.bottom + 34, self.x_title, MUTED, size=SMALL, anchor="middle")
        if self.reference_y is not None:
            y = self.reference_y
            yield Line(self.left, y, self.right, y, stroke=MUTED, dash=(2, 3), role="reference")


def curve(series: Sequence[Series], axes: Axes, heading: Heading) -> Curve:
    """The picture of lines over common axes."""
    room = max([width(words, BODY) for _, words in axes.y_ticks] or [30.0])
    risk = any(one.at_risk for one in series)
    left = MARGIN + max(room + 10, width(axes.risk_title, SMALL) + 24 if risk else 0)
    right, top, bottom = WIDTH - MARGIN - END, TOP + 6, TOP + 6 + TALL
    x, y = Scale(*axes.x, left, right), Scale(*axes.y, bottom, top)
    lines = _named([_placed(k, one, x, y, axes) for k, one in enumerate(series)], right, (top, bottom))
    low = bottom + (AXIS if axes.x_title else AXIS - 20)
    risks = [
        Risk(x.at(value), low + RISK_ROW * (row + 0.5), text)
        for row, one in enumerate(one for one in series if one.at_risk)
        for (value, _), text in zip(axes.x_ticks, one.at_risk, strict=False)
    ]
    low += RISK_ROW * sum(bool(one.at_risk) for one in series)
    signs = tuple(Sign(x.at(at), _height(series[0], at, y), text) for at, text in axes.marks) if series else ()
    return Curve(
        page_of(heading, low),
        *(left, right, top, bottom),
        tuple(Tick(x.at(value), text) for value, text in axes.x_ticks),
        tuple(Tick(y.at(value), text) for value, text in axes.y_ticks),
        axes.x_title,
        None if axes.reference is None else y.at(axes.reference),
        tuple(lines),
        signs,
        axes.risk_title,
        tuple(risks),
    )


def _height(one: Series, at: float, y: Scale) -> float:
    """Where a line is at a moment: at its last reading till then."""
    known = [reading.value for reading in one.readings if reading.value is not None and reading.at <= at + 1e-9]
    return y.at(known[-1] if known else y.low)


def _placed(number: int, one: Series, x: Scale, y: Scale, axes: Axes) -> CurveLine:
    stretches = [_corners([(x.at(r.at), y.at(v)) for r, v in held], axes.stepped) for held in _held(one, "value")]
    bands = []
    for held in _held(one, "low"):
        highs = [(x.at(r.at), y.at(r.high if r.high is not None else low)) for r, low in held]
        lows = [(x.at(r.at), y.at(low)) for r, low in held]
        bands.append((*_corners(highs, axes.stepped), *reversed(_corners(lows, axes.stepped))))
    last = stretches[-1][-1] if stretches else (x.end, y.end)
    return CurveLine(
        one.name, one.text, SERIES[number % len(SERIES)], number >= len(SERIES), tuple(stretches), tuple(bands),
        last[0], last[1], not axes.stepped, axes.smooth,
    )  # fmt: skip


def _held(one: Series, field: str) -> list[list[tuple[Reading, float]]]:
    """Stretches of readings in which the field is known."""
    found: list[list[tuple[Reading, float]]] = [[]]
    for reading in one.readings:
        value: float | None = getattr(reading, field)
        if value is None:
            found.append([])
        else:
            found[-1].append((reading, value))
    return [held for held in found if held]


def _corners(points: list[Point], stepped: bool) -> tuple[Point, ...]:
    if not stepped:
        return tuple(points)
    corners = points[:1]
    for point in points[1:]:
        if point[1] != corners[-1][1]:
            corners += [(point[0], corners[-1][1]), point]
    return tuple(corners if not points or corners[-1] == points[-1] else [*corners, points[-1]])


def _named(lines: list[CurveLine], right: float, room: tuple[float, float]) -> list[CurveLine]:
    """The lines with their names at the right edge, near their ends and not over each other."""
    order = sorted(range(len(lines)), key=lambda k: lines[k].text_y)
    wanted = [lines[k].text_y for k in order]
    places = within(placed(wanted, [1.0] * len(order), [36.0] * (len(order) - 1)), room[0] + 8, room[1] - 8)
    found = list(lines)
    for k, y in zip(order, places, strict=True):
        one = lines[k]
        name, text = fit(one.name, BODY, END - 14, 600), fit(one.text, SMALL, END - 14)
        found[k] = replace(one, name=name, text=text, text_x=right + 12, text_y=y)
    return found


def _line(line: CurveLine) -> Iterator[Item]:
    dash = (6.0, 4.0) if line.dashed else ()
    for stretch in line.stretches:
        steps: tuple[Step, ...] = tuple(_smooth(stretch)) if line.smooth else stretch
        yield Path(steps, stroke=line.colour, stroke_width=2.5, dash=dash, role="line")
        if line.marked and len(stretch) <= 40:
            for x, y in stretch:
                yield Mark(x, y, 3.5, "circle", line.colour)
    yield label(line.text_x, line.text_y - (8 if line.text else 0), line.name, line.colour, weight=600)
    yield label(line.text_x, line.text_y + 8, line.text, MUTED, size=SMALL)


def _smooth(points: Sequence[Point]) -> Iterator[Step]:
    """A cubic through the points that overshoots none of them: it is level at every peak and dip."""
    yield points[0]
    slopes = [0.0]
    for (x1, y1), (x2, y2), (x3, y3) in zip(points, points[1:], points[2:], strict=False):
        before, after = (y2 - y1) / (x2 - x1), (y3 - y2) / (x3 - x2)
        slopes.append(2 * before * after / (before + after) if before * after > 0 else 0.0)
    slopes.append(0.0)
    for k in range(1, len(points)):
        (x1, y1), (x2, y2) = points[k - 1], points[k]
        third = (x2 - x1) / 3
        yield (x1 + third, y1 + third * slopes[k - 1], x2 - third, y2 - third * slopes[k], x2, y2)
