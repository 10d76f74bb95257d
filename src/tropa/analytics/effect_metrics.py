"""The metrics by which practitioners judge an effect: a catalogue with definitions, and one answer for all of them.

Metrics of journeys are asked by `journey_metrics`, those of ratings, advertising costs and outside series by
`table_metrics`; each on a segment and a period. Two answers to the same metric are subtracted here.
"""

from dataclasses import dataclass
from typing import Any, Literal

from tropa.analytics.answer import TableAnswer
from tropa.analytics.comparison import subtract
from tropa.errors import QuestionError
from tropa.kit.locale import Language, text
from tropa.statistics.customer_sums import Sums, ratio, ratio_difference, share
from tropa.statistics.interval import Estimate

Source = Literal["journeys", "ratings", "costs", "series"]
Unit = Literal["share", "seconds", "number", "score", "points", "money"]


@dataclass(frozen=True)
class EffectMetric:
    """A metric: what it is computed from, its unit, and whether a rise is good.

    `per_customer` metrics have one number of each customer, so that somebody who never came counts as 0.
    """

    key: str
    source: Source
    unit: Unit
    lower_is_better: bool = False
    per_customer: bool = False

    def name_in(self, language: Language) -> str:
        """The metric's name."""
        return text("analytics", f"metric.{self.key}", language)

    def definition_in(self, language: Language) -> str:
        """What is counted and how."""
        return text("analytics", f"definition.metric.{self.key}", language)

    def estimate(self, sums: Sums, confidence: float = 0.95) -> Estimate | None:
        """The metric from its customers' numbers (x, y): Wilson's interval for a share, Student's for the others."""
        return share(sums, confidence) if self.unit == "share" else ratio(sums, confidence)

    def difference(self, one: Sums, other: Sums, confidence: float = 0.95) -> tuple[Estimate, float] | None:
        """The metric of one group of customers less that of another, and p; None where either side has none.

        Shares are subtracted by Newcombe's method, others by Welch's.
        """
        if self.unit != "share":
            return ratio_difference(one, other, confidence)
        a, b = share(one, confidence), share(other, confidence)
        return None if a is None or b is None else subtract(a, b)


METRICS: tuple[EffectMetric, ...] = (
    EffectMetric("ctr", "costs", "share"),
    EffectMetric("click_rate", "journeys", "share"),
    EffectMetric("repeat_visits", "journeys", "share", per_customer=True),
    EffectMetric("time_on_site", "journeys", "seconds"),
    EffectMetric("pages_viewed", "journeys", "number"),
    EffectMetric("conversion", "journeys", "share", per_customer=True),
    EffectMetric("stage_conversion", "journeys", "share"),
    EffectMetric("revenue", "journeys", "money", per_customer=True),
    EffectMetric("positive_reviews", "ratings", "share"),
    EffectMetric("negative_reviews", "ratings", "share", lower_is_better=True),
    EffectMetric("nps", "ratings", "points"),
    EffectMetric("csat", "ratings", "share"),
    EffectMetric("ces", "ratings", "score"),
    EffectMetric("search_frequency", "series", "number"),
)


def effect_metric(key: str, source: Source | None = None) -> EffectMetric:
    """The metric of the catalogue; QuestionError `analytics.unknown_choice` that lists those there are.

    >>> effect_metric("ctr").name_in("en")
    'CTR'
    """
    known = {metric.key: metric for metric in METRICS if source in (None, metric.source)}
    if key not in known:
        raise QuestionError("analytics.unknown_choice", name="metric", value=key, allowed=", ".join(known))
    return known[key]


@dataclass(frozen=True)
class EffectMetricAnswer(TableAnswer):
    """One metric: its value with an interval, None where nothing was observed; `journeys` counts those asked of.

    `sums` are the numbers (x, y) of the customers (of the days for CTR) behind it, where it has any. `left_out` counts
    the rows of a table that could not be used.
    """

    metric: str
    value: Estimate | None
    sums: Sums | None = None
    left_out: int = 0

    def rows(self) -> list[dict[str, Any]]:
        """One row."""
        found = self.value
        return [
            {
                "metric": self.metric,
                "value": found and found.value,
                "low": found and found.low,
                "high": found and found.high,
                "n": found.n if found else 0,
            }
        ]

    def to_dict(self) -> dict[str, Any]:
        """The whole answer as plain JSON values, without the sums."""
        plain = super().to_dict()
        del plain["sums"]
        return plain


def metric_difference(one: EffectMetricAnswer, other: EffectMetricAnswer) -> tuple[Estimate, float] | None:
    """The metric of one side less that of the other, with its interval and p; None where a side has no value.

    The sides are independent groups of customers. QuestionError `analytics.different_metrics` for two metrics.
    """
    if one.metric != other.metric:
        raise QuestionError("analytics.different_metrics", one=one.metric, other=other.metric)
    metric = effect_metric(one.metric)
    if one.sums is not None and other.sums is not None and metric.unit != "points":
        return metric.difference(one.sums, other.sums)
    return None if one.value is None or other.value is None else subtract(one.value, other.value)
