"""Segments side by side as one page: their emotion lines overlaid, a matrix of measures, their barriers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from tropa.formats.html.curve import Frame, series_paths, spaced
from tropa.formats.html.mark_view import MarkView, evidence_marks, shortened
from tropa.formats.html.page import render
from tropa.formats.wording import (
    Said,
    difference_text,
    emotion_support,
    emotion_text,
    range_text,
    size_text,
    support_text,
    value_text,
)
from tropa.kit.locale import date_text
from tropa.model.comparison import Comparison, ComparisonCell
from tropa.model.curve import CurvePoint
from tropa.model.stage import Stage
from tropa.model.view import curve_of, stages_in_order

COLOURS = 6
_FRAME = Frame(22, 22)
_END_GAP = 34.0  # pixels between two direct labels, which may take two lines


@dataclass(frozen=True)
class LineView:
    """One segment's line: `places` are the stages where a marker stands, `end` whether it has a label at its end."""

    name: str
    size: str
    seed: str
    look: int
    line: str
    band: str
    places: tuple[str | None, ...]
    barriers: tuple[str, ...]
    end: bool


@dataclass(frozen=True)
class CellView:
    """One measure of one segment in one stage."""

    value: str
    unknown: bool
    support: str
    sign: str
    notable: str
    interval: str
    marks: tuple[MarkView, ...]


def write_comparison_html(comparison: Comparison, *, today: date | None = None) -> str:
    """The comparison as one HTML file that works offline; `today` decides what is stale, by default now."""
    day = today or datetime.now(UTC).date()
    language = comparison.language
    stages = stages_in_order(comparison.stages)
    units = {name: cell.measure for cell in comparison.cells for name in cell.evidence}
    marks = evidence_marks(comparison.evidence, language, day, units, _claims(comparison))
    lines = [_line(comparison, number, stages) for number in range(len(comparison.personas))]
    return render(
        "comparison",
        language,
        comparison.title,
        _rules(comparison, stages),
        comparison=comparison,
        stages=stages,
        lines=lines,
        height=_FRAME.height,
        zero=_FRAME.y(0),
        curve_rows=_curve_rows(comparison, stages) if comparison.curve else [],
        metrics=_matrix(comparison, stages, marks),
        marks=list(marks.values()),
        created=date_text(comparison.created, language),
    )


def _line(comparison: Comparison, number: int, stages: Sequence[Stage]) -> LineView:
    persona = comparison.personas[number]
    points = curve_of(comparison.curve, persona.id)
    line, band = series_paths(points, [stage.id for stage in stages], _FRAME)
    known = [stage.id in points and points[stage.id].value is not None for stage in stages]
    return LineView(
        name=persona.name,
        size=size_text(persona.size, persona.share, comparison.language),
        seed=persona.seed or persona.id,
        look=number % COLOURS,
        line=line,
        band=band if len(comparison.personas) <= 3 else "",
        places=tuple(f"{number}-{place}" if there else None for place, there in enumerate(known)),
        barriers=comparison.barriers.get(persona.id, ()),
        end=any(known),
    )


def _rules(comparison: Comparison, stages: Sequence[Stage]) -> str:
    rules = [f":root{{--n:{max(1, len(stages))}}}.f-frame{{--h:{_FRAME.height:.0f}px;--zero:{_FRAME.y(0):.1f}px}}"]
    ends: dict[int, float] = {}
    for number, persona in enumerate(comparison.personas):
        points = curve_of(comparison.curve, persona.id)
        for place, stage in enumerate(stages):
            value = points[stage.id].value if stage.id in points else None
            if value is not None:
                ends[number] = _FRAME.y(value)
                rules.append(f".y{number}-{place}{{--y:{ends[number]:.1f}px}}")
    placed = spaced(list(ends.values()), _END_GAP)
    rules += [f".end-{number}{{--y:{height:.1f}px}}" for number, height in zip(ends, placed, strict=True)]
    return "".join(rules)


def _curve_rows(comparison: Comparison, stages: Sequence[Stage]) -> list[tuple[str, list[tuple[str, str]]]]:
    said, language = Said(comparison.language), comparison.language

    def cell(point: CurvePoint | None) -> tuple[str, str]:
        if point is None or point.value is None:
            return said("measure.none"), ""
        return emotion_text(point.value, language), emotion_support(point.n, point.low, point.high, language)

    curves = [curve_of(comparison.curve, persona.id) for persona in comparison.personas]
    return [(stage.title, [cell(points.get(stage.id)) for points in curves]) for stage in stages]


def _matrix(
    comparison: Comparison, stages: Sequence[Stage], marks: dict[str, MarkView]
) -> list[tuple[str, list[tuple[str, list[CellView | None]]]]]:
    said = Said(comparison.language)
    cells = {(cell.metric, cell.stage, cell.persona): cell for cell in comparison.cells}
    metrics = list(dict.fromkeys(cell.metric for cell in comparison.cells))
    return [
        (
            said(f"metric.{metric}"),
            [
                (
                    stage.title,
                    [
                        _cell(cells.get((metric, stage.id, persona.id)), comparison, marks)
                        for persona in comparison.personas
                    ],
                )
                for stage in stages
                if any((metric, stage.id, persona.id) in cells for persona in comparison.personas)
            ],
        )
        for metric in metrics
    ]


def _cell(cell: ComparisonCell | None, comparison: Comparison, marks: dict[str, MarkView]) -> CellView | None:
    if cell is None:
        return None
    said, language, measure = Said(comparison.language), comparison.language, cell.measure
    sign = notable = interval = ""
    difference = cell.difference
    if difference is not None and difference.notable:
        higher = difference.value >= 0
        size = difference_text(abs(difference.value), measure.unit, language).lstrip("+")
        sign, notable = ("▲" if higher else "▼"), said("compare.higher" if higher else "compare.lower", value=size)
        interval = said(
            "compare.interval", interval=range_text(difference.low, difference.high, measure.unit, language)
        )
    signed = cell.metric == "emotion" and measure.value is not None
    return CellView(
        value=emotion_text(measure.value or 0.0, language) if signed else value_text(measure, language),
        unknown=measure.value is None,
        support=emotion_support(measure.n or 0, measure.low, measure.high, language)
        if signed
        else support_text(measure, language),
        sign=sign,
        notable=notable,
        interval=interval,
        marks=tuple(marks[name] for name in cell.evidence),
    )


def _claims(comparison: Comparison) -> dict[str, str]:
    said = Said(comparison.language)
    titles = {stage.id: stage.title for stage in comparison.stages}
    names = {persona.id: persona.name for persona in comparison.personas}
    found: dict[str, str] = {}
    for cell in comparison.cells:
        claim = f"{names[cell.persona]} · {titles[cell.stage]} · {said(f'metric.{cell.metric}')}"
        for name in cell.evidence:
            found.setdefault(name, shortened(claim))
    for point in comparison.curve:
        for name in point.evidence:
            found.setdefault(name, shortened(f"{names[point.persona]} · {titles[point.stage]}"))
    return found
