"""The emotion line of a map as the template needs it: paths, faces, labels, and the rules that place them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tropa.formats.html.card_view import MarkView, Reader
from tropa.formats.html.curve import Frame, extremes, frame_for, series_paths
from tropa.formats.wording import Said, emotion_support, emotion_text, likelihood_text, quoted
from tropa.kit.locale import Language
from tropa.model.curve import CurvePoint
from tropa.model.map import Map
from tropa.model.view import columns, curve_of


@dataclass(frozen=True)
class PointView:
    """One stage's emotion: where it stands, how it looks and what it says; `x` and `y` in per cent of the box."""

    place: str
    x: float
    y: float
    face: str
    value: str
    support: str
    words: str
    lowest: str
    star: bool
    above: bool
    labelled: bool
    marks: tuple[MarkView, ...]


@dataclass(frozen=True)
class Spot:
    """Where a point stands: the name of its place in the style, and per cents of the box."""

    place: str
    x: float
    y: float


@dataclass(frozen=True)
class SeriesView:
    """One persona's line."""

    name: str
    look: str
    line: str
    band: str
    points: tuple[PointView | None, ...]


@dataclass(frozen=True)
class CurveView:
    """The whole emotion line; `axis` are the steps −2…+2 with their places."""

    frame: Frame
    columns: int
    series: tuple[SeriesView, ...]
    axis: tuple[tuple[str, float], ...]


def curve_view(map_: Map, stages: Sequence[str], reader: Reader, prefix: str = "") -> CurveView:
    """The emotion of every persona over these stages; `prefix` keeps places of several curves on a page apart."""
    lines = _lines(map_)
    labelled = extremes(lines[0][2], stages) | _decisive(lines[0][2]) if lines else set()
    frame = frame_for([p for _, _, points in lines for p in points.values() if p.stage in stages], labelled)
    series = []

    def spot(number: int, place: int, point: CurvePoint | None) -> Spot:
        height = frame.y(point.value if point and point.value is not None else 0.0)
        x, y = (place + 0.5) / len(stages) * 100, height / frame.height * 100
        return Spot(f"{prefix}{number}-{place}", round(x, 2), round(y, 2))

    for number, (name, look, points) in enumerate(lines):
        line, band = series_paths(points, stages, frame)
        views = tuple(
            _point(
                points.get(stage), spot(number, place, points.get(stage)), labelled if number == 0 else set(), reader
            )
            for place, stage in enumerate(stages)
        )
        series.append(SeriesView(name, look, line, band if number == 0 or len(lines) < 4 else "", views))
    axis = tuple((name, frame.y(v)) for name, v in (("+2", 2), ("0", 0), ("−2", -2)))
    return CurveView(frame, len(stages), tuple(series), axis)


def place_rules(map_: Map, stages: Sequence[str], frame: Frame, prefix: str = "") -> str:
    """CSS that puts every point at its height; numbers only."""
    rules = [f".{prefix or 'f'}-frame{{--h:{frame.height:.0f}px;--zero:{frame.y(0):.1f}px}}"]
    for number, (_, _, points) in enumerate(_lines(map_)):
        for place, stage in enumerate(stages):
            point = points.get(stage)
            value = 0.0 if point is None or point.value is None else point.value
            rules.append(f".y{prefix}{number}-{place}{{--y:{frame.y(value):.1f}px}}")
    return "".join(rules)


def curve_rows(map_: Map) -> list[tuple[str, str, str, str, str]]:
    """The curve as a table: persona, stage, value, support, words."""
    said, language = Said(map_.language), map_.language
    titles = {stage.id: stage.title for stage in map_.stages}
    return [
        (name, titles[stage.id], *_row(points.get(stage.id), said, language))
        for name, _, points in _lines(map_)
        for stage in columns(map_)
    ]


def face(value: float) -> str:
    """Which of five faces an emotion wears; its class name also picks the colour.

    >>> face(-1.3), face(0.2)
    ('n1', 'z0')
    """
    names = ("n2", "n1", "z0", "p1", "p2")
    return names[sum(value >= limit for limit in (-1.5, -0.35, 0.35, 1.5))]


def _lines(map_: Map) -> list[tuple[str, str, dict[str, CurvePoint]]]:
    found = []
    several = len({point.persona for point in map_.curve}) > 1
    for number, persona in enumerate(map_.personas):
        for future in (False, True):
            points = curve_of(map_.curve, persona.id, future=future)
            if points:
                look = f"c{number % 6}" if several else "solo"
                found.append((persona.name, look + (" tobe" if future else ""), points))
    return found


def _decisive(points: Mapping[str, CurvePoint]) -> set[str]:
    return {stage for stage, point in points.items() if point.moment_of_truth}


def _point(point: CurvePoint | None, spot: Spot, labelled: set[str], reader: Reader) -> PointView | None:
    if point is None:
        return None
    said, language = reader.said, reader.language
    shown = point.stage in labelled
    return PointView(
        place=spot.place,
        x=spot.x,
        y=spot.y,
        face="" if point.value is None else face(point.value),
        value=said("measure.none") if point.value is None else emotion_text(point.value, language),
        support=emotion_support(point.n, point.low, point.high, language),
        words=quoted(point.label, language) if point.label else "",
        lowest=_lowest(point, said, language) if point.value is not None else "",
        star=point.moment_of_truth,
        above=point.value is None or point.value >= 0,
        labelled=shown,
        marks=reader.marks(point.evidence),
    )


def _lowest(point: CurvePoint, said: Said, language: Language) -> str:
    if point.probability_lowest is None or point.probability_lowest < 0.5:
        return ""
    return said("curve.lowest", probability=likelihood_text(point.probability_lowest, language))


def _row(point: CurvePoint | None, said: Said, language: Language) -> tuple[str, str, str]:
    if point is None or point.value is None:
        return said("measure.none"), "" if point is None else emotion_support(point.n, None, None, language), ""
    words = [quoted(point.label, language)] if point.label else []
    words += [said("curve.truth")] if point.moment_of_truth else []
    words += [written] if (written := _lowest(point, said, language)) else []
    return (
        emotion_text(point.value, language),
        emotion_support(point.n, point.low, point.high, language),
        "; ".join(words),
    )
