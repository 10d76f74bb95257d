"""The emotion line and the dramatic arc as the template needs them: paths, marks, labels, and where they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tropa.formats.html.card_view import Reader
from tropa.formats.html.curve import Frame, extremes, frame_for, series_paths
from tropa.formats.html.face import face
from tropa.formats.html.mark_view import MarkView
from tropa.formats.html.persona_view import PersonaMark, persona_marks
from tropa.formats.wording import Said, emotion_support, emotion_text, likelihood_text, quoted
from tropa.kit.locale import Language, number_text
from tropa.model.curve import CurveKind, CurvePoint
from tropa.model.map import Map
from tropa.model.view import columns, curve_of

_NEAR, _STEP = 24.0, 24  # pixels: marks nearer than this stand beside each other
_LEAST = 14.0  # pixels above +2 and below −2: half a line of the axis


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
class Line:
    """One persona's points as they are or are to be; `mark` only where several personas are drawn.

    `same` are the stages where what is to be is what is: their points are not drawn twice.
    """

    name: str
    look: str
    points: Mapping[str, CurvePoint]
    future: bool
    mark: PersonaMark | None
    same: frozenset[str] = frozenset()


@dataclass(frozen=True)
class SeriesView:
    """One persona's line."""

    name: str
    look: str
    line: str
    band: str
    future: bool
    mark: PersonaMark | None
    points: tuple[PointView | None, ...]


@dataclass(frozen=True)
class CurveView:
    """A whole curve; `axis` are its highest, middle and lowest step with what they mean, `rules` place its points."""

    kind: CurveKind
    frame: Frame
    columns: int
    series: tuple[SeriesView, ...]
    axis: tuple[tuple[str, str], ...]
    prefix: str
    rules: str

    @property
    def several(self) -> bool:
        """Whether there are several lines; then what they say stands below them, by stage."""
        return len(self.series) > 1


def curve_view(
    map_: Map, stages: Sequence[str], reader: Reader, prefix: str = "", kind: CurveKind = "emotion"
) -> CurveView:
    """The curve of every persona over these stages; `prefix` keeps places of several curves on a page apart."""
    lines = curve_lines(map_, kind)
    labelled = _labelled(lines, stages, kind)
    here = [p for line in lines for p in line.points.values() if p.stage in stages]
    fitting = frame_for([_unlabelled(p) if len(lines) > 1 else p for p in here], labelled)
    frame = Frame(max(fitting.top, _LEAST), max(fitting.bottom, _LEAST))
    series = []
    for number, line in enumerate(lines):
        path, band = series_paths(line.points, stages, frame)
        views = []
        for place, stage in enumerate(stages):
            point = line.points.get(stage)
            height = frame.y(_height(point))
            x, y = (place + 0.5) / len(stages) * 100, height / frame.height * 100
            at = (f"{prefix}{number}-{place}", round(x, 2), round(y, 2))
            views.append(None if stage in line.same else _point(point, at, stage in labelled, reader, kind))
        shown = band if number == 0 or len(lines) < 4 else ""
        series.append(SeriesView(line.name, line.look, path, shown, line.future, line.mark, tuple(views)))
    rules = _rules(lines, stages, frame, prefix)
    return CurveView(kind, frame, len(stages), tuple(series), _axis(kind, reader.said), prefix, rules)


def curve_rows(map_: Map, kind: CurveKind = "emotion") -> list[tuple[str, str, str, str, str]]:
    """The curve as a table: persona, stage, value, support, words."""
    said, language = Said(map_.language), map_.language
    titles = {stage.id: stage.title for stage in map_.stages}
    return [
        (
            f"{line.name} · {said('curve.tobe')}" if line.future else line.name,
            titles[stage.id],
            *_row(line.points.get(stage.id), said, language, kind),
        )
        for line in curve_lines(map_, kind)
        for stage in columns(map_)
        if not line.future or (stage.id in line.points and stage.id not in line.same)
    ]


def curve_lines(map_: Map, kind: CurveKind = "emotion") -> list[Line]:
    """The lines of every persona, as it is before as it is to be, on −2…2."""
    found, marks = [], persona_marks(map_)
    several = len({point.persona for point in map_.curve if point.kind == kind}) > 1
    for number, persona in enumerate(map_.personas):
        mark = marks[persona.id] if several else None
        now, to_be = (curve_of(map_.curve, persona.id, future=future, kind=kind) for future in (False, True))
        look = f"by who{number}" if several else "solo"
        if now:
            found.append(Line(persona.name, look, _drawn(now), False, mark))
        if to_be:
            same = frozenset(name for name, point in to_be.items() if _says_the_same(point, now.get(name)))
            found.append(Line(persona.name, f"{look} tobe", _drawn(to_be), True, mark, same))
    return found


def _drawn(points: Mapping[str, CurvePoint]) -> dict[str, CurvePoint]:
    return {name: point.on("-2..2") for name, point in points.items()}


def _says_the_same(point: CurvePoint, now: CurvePoint | None) -> bool:
    return now is not None and now.value == point.value and not (point.label or point.moment_of_truth)


def _unlabelled(point: CurvePoint) -> CurvePoint:
    return point.model_copy(update={"label": "", "moment_of_truth": False, "probability_lowest": None})


def _labelled(lines: Sequence[Line], stages: Sequence[str], kind: CurveKind) -> set[str]:
    """The stages where words stand at the point: turns and decisive ones of the only line."""
    if len(lines) != 1:
        return set()
    points = lines[0].points
    told = {stage for stage, point in points.items() if point.moment_of_truth or (kind == "arc" and point.label)}
    return told | (extremes(points, stages) if kind == "emotion" else set())


def _axis(kind: CurveKind, said: Said) -> tuple[tuple[str, str], ...]:
    if kind == "arc":
        return ("5", said("page.arc_high")), ("3", ""), ("1", said("page.arc_low"))
    return ("+2", said("curve.good")), ("0", ""), ("−2", said("curve.bad"))


def _rules(lines: Sequence[Line], stages: Sequence[str], frame: Frame, prefix: str) -> str:
    """CSS that puts every point at its height, and beside those it would cover; numbers only."""
    rules = [f".{prefix or 'f'}-frame{{--h:{frame.height:.0f}px;--zero:{frame.y(0):.1f}px}}"]
    for place, stage in enumerate(stages):
        heights = [frame.y(_height(line.points.get(stage))) for line in lines]
        there = [stage in line.points and stage not in line.same for line in lines]
        aside = _aside(heights, there)
        for number, height in enumerate(heights):
            shift = f";--x:{aside[number]:.0f}px" if aside[number] else ""
            rules.append(f".y{prefix}{number}-{place}{{--y:{height:.1f}px{shift}}}")
    return "".join(rules)


def _aside(heights: Sequence[float], there: Sequence[bool]) -> list[float]:
    """How far each mark stands beside its place, so that none covers another."""
    moved = [0.0] * len(heights)
    order = sorted((n for n, known in enumerate(there) if known), key=lambda n: (heights[n], n))
    while order:
        near = [order[0]]
        while len(near) < len(order) and heights[order[len(near)]] - heights[near[-1]] < _NEAR:
            near.append(order[len(near)])
        for place, number in enumerate(sorted(near)):
            moved[number] = (place - (len(near) - 1) / 2) * _STEP
        order = order[len(near) :]
    return moved


def _height(point: CurvePoint | None) -> float:
    return 0.0 if point is None or point.value is None else point.value


def _value_text(point: CurvePoint, kind: CurveKind, said: Said) -> str:
    if point.value is None:
        return said("measure.none")
    if kind == "arc":
        return number_text(round(point.on("1..5").value or 0.0, 1), said.language)
    return emotion_text(point.value, said.language)


def _support(point: CurvePoint, kind: CurveKind, language: Language) -> str:
    given = point if kind == "emotion" else _bare(point)
    return emotion_support(given.n, given.low, given.high, language)


def _bare(point: CurvePoint) -> CurvePoint:
    return point.model_copy(update={"low": None, "high": None})


def _point(
    point: CurvePoint | None, at: tuple[str, float, float], labelled: bool, reader: Reader, kind: CurveKind
) -> PointView | None:
    if point is None:
        return None
    said, language = reader.said, reader.language
    return PointView(
        *at,
        face="" if point.value is None else face(point.value) if kind == "emotion" else "arc",
        value=_value_text(point, kind, said),
        support=_support(point, kind, language),
        words=quoted(point.label, language) if point.label else "",
        lowest=_lowest(point, said, language) if point.value is not None else "",
        star=point.moment_of_truth,
        above=point.value is None or point.value >= 0,
        labelled=labelled,
        marks=reader.marks(point.evidence),
    )


def _lowest(point: CurvePoint, said: Said, language: Language) -> str:
    if point.probability_lowest is None or point.probability_lowest < 0.5:
        return ""
    return said("curve.lowest", probability=likelihood_text(point.probability_lowest, language))


def _row(point: CurvePoint | None, said: Said, language: Language, kind: CurveKind) -> tuple[str, str, str]:
    if point is None:
        return said("measure.none"), "", ""
    words = [quoted(point.label, language)] if point.label else []
    words += [said("curve.truth")] if point.moment_of_truth else []
    words += [written] if point.value is not None and (written := _lowest(point, said, language)) else []
    return _value_text(point, kind, said), _support(point, kind, language), "; ".join(words)
