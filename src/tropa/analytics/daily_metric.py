"""An effect metric day by day, for watching it and for before and after."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np

from tropa.analytics.answer import TableAnswer, sentences
from tropa.analytics.customer_numbers import customer_numbers
from tropa.analytics.effect_metrics import EffectMetric
from tropa.analytics.journey_metrics import JourneyMetricQuestion
from tropa.errors import QuestionError
from tropa.journeys.block import F64, I64, Block, Journeys
from tropa.journeys.cut import divided
from tropa.kit.locale import Language
from tropa.kit.time import DAY, HOUR

_FIRST = date(1970, 1, 1)


@dataclass(frozen=True)
class DayValue:
    """The metric of one day, Σx / Σy over its customers; None where there was nothing to measure."""

    day: date
    value: float | None
    customers: int


@dataclass(frozen=True)
class DailyMetricAnswer(TableAnswer):
    """Every day from the first with an event to the last, in order."""

    metric: str
    days: tuple[DayValue, ...]

    def rows(self) -> list[dict[str, Any]]:
        """One row a day."""
        return [{"day": str(one.day), "value": one.value, "customers": one.customers} for one in self.days]


@dataclass(frozen=True)
class DailyMetricPartial:
    """By day (days since 1970, ascending): Σx, Σy and how many customers."""

    day: I64
    sums: F64  # 3 × days

    def plus(self, other: "DailyMetricPartial") -> "DailyMetricPartial":
        """Both together."""
        day, place = np.unique(np.concatenate([self.day, other.day]), return_inverse=True)
        both = np.concatenate([self.sums, other.sums], axis=1)
        return DailyMetricPartial(day, np.stack([np.bincount(place, row, len(day)).astype(np.float64) for row in both]))


@dataclass(frozen=True)
class DailyMetricQuestion:
    """A metric of journeys on each day, of those with an event on it.

    metric: what is measured; of a day only its own events count, so conversion is the share of the day's customers
        who reached the goal on it.
    zone: how far the days are ahead of UTC, µs, within a day.
    """

    metric: JourneyMetricQuestion = field(default_factory=JourneyMetricQuestion)
    zone: int = 0

    def __post_init__(self) -> None:
        if abs(self.zone) >= DAY:
            raise QuestionError("analytics.zone", value=self.zone / HOUR)

    @property
    def effect_metric(self) -> EffectMetric:
        """The metric's entry in the catalogue."""
        return self.metric.effect_metric

    def definition_in(self, language: Language) -> str:
        """What is counted, in a language."""
        return f"{self.metric.definition_in(language)} {sentences(language, ('daily_metric.day', {}))}"

    def partial(self, block: Block, journeys: Journeys) -> DailyMetricPartial:
        """The sums of one block: its journeys are cut at midnight."""
        day_of = (block.time + self.zone) // DAY
        begins = np.zeros(block.events, np.bool_)
        begins[1:] = np.diff(day_of) != 0
        cut = divided(block, begins, journeys)
        person = customer_numbers(block)[np.searchsorted(block.offsets, cut.offsets[:-1], side="right") - 1]
        day_of = day_of[cut.offsets[:-1]]
        first = int(day_of.min(initial=0))
        width = int(day_of.max(initial=0)) - first + 1
        pairs, unit = np.unique(person * width + (day_of - first), return_inverse=True)
        x, y = self.metric.counted(cut, journeys, unit, len(pairs))
        day, place = np.unique(pairs % width + first, return_inverse=True)
        sums = [np.bincount(place, column, len(day)).astype(np.float64) for column in (x, y, np.ones(len(x)))]
        return DailyMetricPartial(day, np.stack(sums))

    def merge(self, left: DailyMetricPartial, right: DailyMetricPartial) -> DailyMetricPartial:
        """Both together."""
        return left.plus(right)

    def answer(self, partial: DailyMetricPartial, journeys: Journeys) -> DailyMetricAnswer:
        """The days, those without an event too."""
        known = {int(day): sums for day, sums in zip(partial.day, partial.sums.T, strict=True)}
        span = range(int(partial.day[0]), int(partial.day[-1]) + 1) if len(partial.day) else range(0)
        days = []
        for day in span:
            x, y, customers = known.get(day, (0.0, 0.0, 0.0))
            days.append(DayValue(_FIRST + timedelta(days=day), float(x / y) if y else None, int(customers)))
        return DailyMetricAnswer(journeys.count, self.definition_in("en"), self, self.effect_metric.key, tuple(days))


def day_of(micros: int, zone: int = 0) -> date:
    """The day of a moment, `zone` µs ahead of UTC.

    >>> day_of(86_399_999_999)
    datetime.date(1970, 1, 1)
    """
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=micros + zone)).date()
