"""A hypothesis in a few short lines: what should move, for whom, how it is tried and what came out."""

from collections.abc import Mapping

from tropa.formats.wording import Said, value_text
from tropa.kit.locale import Language, date_text, number_text
from tropa.model.card import Measure
from tropa.model.catalogue import Metric
from tropa.model.hypothesis import Hypothesis


def hypothesis_lines(one: Hypothesis, metrics: Mapping[str, Metric], language: Language) -> list[str]:
    """Its lines, only of what is told.

    >>> hypothesis_lines(Hypothesis(metric="orders", direction="up", audience="new customers"), {}, "en")
    ['↑ orders', 'For: new customers']
    """
    said = Said(language)
    found = [_moves(one, metrics.get(one.metric), said)]
    if one.audience:
        found.append(said("drawing.audience", who=one.audience))
    design = "" if one.design is None else said(f"drawing.design.{one.design}")
    days = "\xa0– ".join(date_text(day, language) for day in (one.start, one.end) if day is not None)
    found.append(", ".join(part for part in (design, days) if part))
    if one.verdict is not None:
        found.append(said("drawing.verdict_is", verdict=said(f"drawing.verdict.{one.verdict}")))
    return [line for line in found if line.strip()]


def _moves(one: Hypothesis, metric: Metric | None, said: Said) -> str:
    sign = {"up": "↑ ", "down": "↓ ", None: ""}[one.direction]
    title = one.metric if metric is None else metric.title
    if one.least is None:
        return (sign + title).strip()
    unit = None if metric is None else metric.unit
    least = number_text(one.least, said.language) if unit is None else _amount(one.least, unit, said.language)
    return f"{sign}{title}, {said('drawing.least', value=least)}".strip()


def _amount(value: float, unit: str, language: Language) -> str:
    return value_text(Measure.model_validate({"value": value, "unit": unit}), language)
