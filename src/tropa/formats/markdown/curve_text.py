"""The emotion line and the dramatic arc as tables, one a persona, as it is and as it is to be."""

from collections.abc import Callable, Iterable, Sequence

from tropa.formats.markdown.escaping import escaped, row
from tropa.formats.shown import drawn_lanes
from tropa.formats.wording import Said, emotion_support, emotion_text, likelihood_text, quoted
from tropa.kit.locale import number_text
from tropa.model.curve import CurveKind, CurvePoint
from tropa.model.map import Map
from tropa.model.persona import Persona
from tropa.model.stage import Stage
from tropa.model.view import columns, curve_of

Refer = Callable[[Iterable[str]], str]


def curve_lines(map_: Map, said: Said, refer: Refer) -> list[str]:
    """All tables with their headings; `refer` writes footnotes."""
    stages = columns(map_)
    several = len(map_.personas) > 1
    lines = []
    for kind in ("emotion", "arc"):
        for persona in map_.personas:
            for future in (False, True):
                lines += _table(map_, (kind, persona, future), stages, said, refer, several=several)
    return lines


def _table(
    map_: Map,
    which: tuple[CurveKind, Persona, bool],
    stages: Sequence[Stage],
    said: Said,
    refer: Refer,
    *,
    several: bool,
) -> list[str]:
    kind, persona, future = which
    points = curve_of(map_.curve, persona.id, future=future, kind=kind)
    if not points:
        return []
    title = next(escaped(lane.title) for lane in drawn_lanes(map_) if lane.kind == kind)
    parts = [escaped(persona.name) if several else "", said("curve.tobe") if future else ""]
    told = ", ".join(part for part in parts if part)
    value = "curve.value" if kind == "emotion" else "page.arc_value"
    heads = [said(key) for key in ("compare.stage", value, "curve.support", "curve.words")]
    lines = [f"## {title}: {told}" if told else f"## {title}", "", row(heads), row(["---", "--:", "---", "---"])]
    there = [stage for stage in stages if stage.id in points or not future]
    return [*lines, *(_row(stage, points.get(stage.id), said, refer) for stage in there), ""]


def _row(stage: Stage, point: CurvePoint | None, said: Said, refer: Refer) -> str:
    if point is None:
        return row([escaped(stage.title), said("measure.none"), "", ""])
    words = [escaped(quoted(point.label, said.language))] if point.label else []
    words += ["★ " + said("curve.truth")] if point.moment_of_truth else []
    if (point.probability_lowest or 0) >= 0.5 and point.value is not None:
        probability = likelihood_text(point.probability_lowest or 0, said.language)
        words.append(said("curve.lowest", probability=probability))
    return row(
        [escaped(stage.title), _value(point, said), _support(point, said) + refer(point.evidence), "; ".join(words)]
    )


def _value(point: CurvePoint, said: Said) -> str:
    if point.value is None:
        return said("measure.none")
    if point.kind == "arc":
        return number_text(round(point.value, 1), said.language)
    return emotion_text(point.value, said.language)


def _support(point: CurvePoint, said: Said) -> str:
    low, high = (point.low, point.high) if point.kind == "emotion" else (None, None)
    return emotion_support(point.n, low, high, said.language)
