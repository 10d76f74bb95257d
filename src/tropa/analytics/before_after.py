"""Before and after a change without a random control: how far a metric moved from where it was heading."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from tropa.analytics.answer import TableAnswer, sentences
from tropa.analytics.effect_metrics import EffectMetric
from tropa.analytics.judgement import Grade, Judgement, Reason
from tropa.errors import QuestionError
from tropa.kit.locale import Language, date_text
from tropa.statistics.before_after import placebos, shift
from tropa.statistics.customer_sums import F64
from tropa.statistics.interval import Estimate
from tropa.statistics.verdict import verdict

Days = Sequence[tuple[date, float | None]]
MOST_FILLED = 0.1


@dataclass(frozen=True)
class BeforeAfterDefinition:
    """How the time after is compared with the time before; says so in a language."""

    metric: EffectMetric
    change: date
    compared: bool

    def definition_in(self, language: Language) -> str:
        """What is compared and how it is judged."""
        key = "before_after.compared" if self.compared else "before_after.alone"
        told = sentences(
            language,
            ("before_after.shift", {"day": date_text(self.change, language)}),
            (key, {}),
            ("before_after.widest", {}),
            ("before_after.placebo", {}),
        )
        return f"{self.metric.definition_in(language)} {told}"


@dataclass(frozen=True)
class PlaceboDay:
    """What the same estimate finds at a day when nothing happened."""

    day: date
    effect: float


@dataclass(frozen=True)
class BeforeAfterAnswer(TableAnswer):
    """The effect by a model with a steady level and one with a trend, the more cautious one being the one judged.

    `journeys` counts the days. `filled` are days without a value that were given the mean of their weekday.
    """

    metric: str
    before: float | None
    after: float | None
    effect: Estimate | None
    steady: Estimate | None
    trending: Estimate | None
    placebos: tuple[PlaceboDay, ...]
    filled: int
    judgement: Judgement

    def rows(self) -> list[dict[str, Any]]:
        """One row: means before and after, the effect with its interval, the largest placebo, the verdict."""
        largest = max((abs(one.effect) for one in self.placebos), default=None)
        return [
            {
                "before": self.before,
                "after": self.after,
                "effect": self.effect and self.effect.value,
                "low": self.effect and self.effect.low,
                "high": self.effect and self.effect.high,
                "largest_placebo": largest,
                "verdict": self.judgement.verdict,
                "grade": self.judgement.grade,
            }
        ]


def before_after(
    metric: EffectMetric,
    days: Days,
    change: date,
    *,
    least_effect: float,
    comparison: Days | None = None,
) -> BeforeAfterAnswer:
    """The effect of a change on `change` and the days after, from a metric's value on each day.

    Grade C; with a `comparison`, the same metric of a group the change did not reach on the same days, grade B. No
    verdict where at an earlier day, when nothing happened, as much is found. QuestionError `analytics.days_missing`
    where more than a tenth of the days have no value.
    """
    dates, values, filled = _series(days, change)
    other = None if comparison is None else _aligned(comparison, dates, change)
    at = sum(day < change for day in dates)
    found = shift(values, at, other)
    effect = None if found is None else found.widest
    tried = [] if effect is None else placebos(values, at, other)
    definition = BeforeAfterDefinition(metric, change, other is not None)
    return BeforeAfterAnswer(
        journeys=len(dates),
        definition=definition.definition_in("en"),
        question=definition,
        metric=metric.key,
        before=float(values[:at].mean()) if at else None,
        after=float(values[at:].mean()) if at < len(values) else None,
        effect=effect,
        steady=None if found is None else found.steady,
        trending=None if found is None else found.trending,
        placebos=tuple(PlaceboDay(dates[one.change], one.effect) for one in tried),
        filled=filled,
        judgement=_judged(metric, effect, [one.effect for one in tried], least_effect, "C" if other is None else "B"),
    )


def _judged(metric: EffectMetric, effect: Estimate | None, tried: list[float], least: float, grade: Grade) -> Judgement:
    if effect is None:
        return Judgement("not_enough_data", "too_few", grade)
    found = verdict(effect, least, lower_is_better=metric.lower_is_better)
    reason: Reason = "interval"
    if found in ("positive", "negative") and any(abs(one) >= abs(effect.value) for one in tried):
        found, reason = "not_enough_data", "placebo"
    return Judgement(found, reason, grade)


def _series(days: Days, change: date) -> tuple[list[date], F64, int]:
    """All days from the first to the last, and their values, holes filled."""
    known = {day: value for day, value in days if value is not None and np.isfinite(value)}
    if not known:
        raise QuestionError("analytics.days_missing", missing=len(days), total=len(days))
    first, last = min(known), max(known)
    dates = [first + timedelta(days=k) for k in range((last - first).days + 1)]
    return dates, *_filled(known, dates, change)


def _aligned(comparison: Days, dates: list[date], change: date) -> F64:
    known = {day: value for day, value in comparison if value is not None and np.isfinite(value)}
    return _filled(known, dates, change)[0]


def _filled(known: dict[date, float], dates: list[date], change: date) -> tuple[F64, int]:
    """The values of the days; a day without one gets the mean of its weekday on the same side of the change."""
    missing = [day for day in dates if day not in known]
    if len(missing) > MOST_FILLED * len(dates):
        raise QuestionError("analytics.days_missing", missing=len(missing), total=len(dates))
    values = np.array([known.get(day, np.nan) for day in dates])
    side, weekday = np.array([day < change for day in dates]), np.array([day.weekday() for day in dates])
    for position in np.flatnonzero(np.isnan(values)):
        alike = (side == side[position]) & ~np.isnan(values)
        same = alike & (weekday == weekday[position])
        chosen = same if same.any() else alike if alike.any() else ~np.isnan(values)
        values[position] = values[chosen].mean()
    return values, len(missing)
