"""Effect metrics of tables: reviews, NPS, CSAT, CES from ratings; CTR from costs; search frequency from series."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.analytics.answer import sentences
from tropa.analytics.effect_metrics import EffectMetricAnswer, effect_metric
from tropa.analytics.emotion import rating_values
from tropa.analytics.low_ratings import LOW
from tropa.errors import InputError
from tropa.journeys.block import F64
from tropa.kit.locale import Language
from tropa.kit.time import moment
from tropa.statistics.customer_sums import Sums, sums_of
from tropa.statistics.interval import Estimate
from tropa.statistics.nps import net_promoter_score
from tropa.statistics.series_mean import series_mean

KIND = {"positive_reviews": "review", "negative_reviews": "review", "nps": "nps", "csat": "csat", "ces": "ces"}
HIGH = -LOW  # a review is positive from 60 % of its scale on, negative up to 40 %
CES_LOW, CES_HIGH = 1.0, 7.0
SHORT_SCALE = 3.0  # points between the ends: below, only the highest answer is satisfied


@dataclass(frozen=True)
class TableMetricDefinition:
    """A metric computed from a table; says so in a language."""

    metric: str

    def definition_in(self, language: Language) -> str:
        """What is counted and how."""
        interval = {"nps": "nps", "search_frequency": "series", "ces": "mean", "ctr": "days"}.get(self.metric, "share")
        return sentences(language, (f"metric.{self.metric}", {}), (f"metric.interval_{interval}", {}))


def rating_metric(
    metric: str, ratings: pa.Table, *, start: int | None = None, end: int | None = None
) -> EffectMetricAnswer:
    """Positive_reviews, negative_reviews, nps, csat or ces, of a slice of the verbatims table.

    Ratings of the metric's kind (column `kind`) given in the period (µs, end excluded; column `time`) count. A rating
    without a customer is a customer of its own. For a segment, hand over the rows of its customers. InputError
    `analytics.ratings_column` where a column is missing.
    """
    chosen, value, left_out = _rated(metric, ratings, start, end)
    customer = _customers(chosen)
    if metric == "nps":
        sums, found = _nps(chosen, value, customer)
    else:
        sums = _by_customer(customer, _SCORES[metric](chosen, value))
        found = effect_metric(metric).estimate(sums)
    return _answered(metric, sums.n, found, sums, left_out)


def rating_days(
    metric: str, ratings: pa.Table, *, start: int | None = None, end: int | None = None
) -> list[tuple[date, float]]:
    """The same metric on each day that has a rating, every rating counted, for `before_after`."""
    chosen, value, _ = _rated(metric, ratings, start, end)
    scores = _nps_scores(value) if metric == "nps" else _SCORES[metric](chosen, value)
    table = pa.table({"day": chosen["time"].cast(pa.timestamp("us")).cast(pa.date32(), safe=False), "score": scores})
    days = table.group_by("day", use_threads=False).aggregate([("score", "mean")]).drop_null().sort_by("day")
    return list(zip(days["day"].to_pylist(), days["score_mean"].to_pylist(), strict=True))


def click_through_rate(
    costs: pa.Table,
    *,
    start: int | None = None,
    end: int | None = None,
    channel: str | None = None,
    campaign: str | None = None,
) -> EffectMetricAnswer:
    """CTR, clicks / impressions, of a slice of the costs table; a day is one observation, as a customer elsewhere is.

    Rows without impressions, or with more clicks than impressions, are left out and counted.
    """
    days, left_out = _shown(costs, (start, end), {"channel": channel, "campaign": campaign})
    sums = sums_of(days["clicks_sum"].to_numpy(), days["impressions_sum"].to_numpy())
    return _answered("ctr", sums.n, effect_metric("ctr").estimate(sums), sums, left_out)


def click_through_days(
    costs: pa.Table,
    *,
    start: int | None = None,
    end: int | None = None,
    channel: str | None = None,
    campaign: str | None = None,
) -> list[tuple[date, float]]:
    """CTR on each day with impressions, for `before_after`."""
    days, _ = _shown(costs, (start, end), {"channel": channel, "campaign": campaign})
    rate = pc.divide(days["clicks_sum"].cast(pa.float64()), days["impressions_sum"])
    return list(zip(days["date"].to_pylist(), rate.to_pylist(), strict=True))


def search_frequency(
    series: pa.Table,
    name: str,
    *,
    dimension: str | None = None,
    start: int | None = None,
    end: int | None = None,
) -> EffectMetricAnswer:
    """The mean a day of the series `name` (column `metric`), summed over dimensions unless one is named."""
    days = search_days(series, name, dimension=dimension, start=start, end=end)
    return _answered("search_frequency", len(days), series_mean([value for _, value in days]), None, 0)


def search_days(
    series: pa.Table,
    name: str,
    *,
    dimension: str | None = None,
    start: int | None = None,
    end: int | None = None,
) -> list[tuple[date, float]]:
    """The series `name` on each day it has, for `before_after`."""
    chosen = _period(_with_columns(series, ("date", "metric", "dimension", "value")), "date", (start, end))
    chosen = chosen.filter(pc.equal(chosen["metric"], name))
    if dimension is not None:
        chosen = chosen.filter(pc.equal(chosen["dimension"], dimension))
    days = chosen.group_by("date", use_threads=False).aggregate([("value", "sum")]).sort_by("date")
    return list(zip(days["date"].to_pylist(), days["value_sum"].to_pylist(), strict=True))


def _rated(metric: str, ratings: pa.Table, start: int | None, end: int | None) -> tuple[pa.Table, F64, int]:
    """The ratings of the metric in the period, their values on −2…+2, and how many lie outside their scale."""
    effect_metric(metric, "ratings")
    chosen = _period(_with_columns(ratings, ("kind", "time")), "time", (start, end))
    chosen = chosen.filter(pc.equal(chosen["kind"], KIND[metric]))
    value = rating_values(chosen)
    usable = np.flatnonzero(~np.isnan(value))
    rated = len(chosen) - int(chosen["rating"].null_count)
    return chosen.take(usable), value[usable], rated - len(usable)


def _shown(
    costs: pa.Table, period: tuple[int | None, int | None], wanted: dict[str, str | None]
) -> tuple[pa.Table, int]:
    """Clicks and impressions by day, and how many rows cannot be."""
    chosen = _period(_with_columns(costs, ("date", "impressions", "clicks")), "date", period)
    for name, value in wanted.items():
        if value is not None:
            chosen = chosen.filter(pc.equal(_with_columns(chosen, (name,))[name], value))
    shown, clicks = chosen["impressions"], chosen["clicks"]
    possible = pc.and_(pc.greater(shown, 0), pc.greater_equal(shown, clicks))
    usable = chosen.filter(pc.fill_null(possible, False))
    days = usable.group_by("date", use_threads=False).aggregate([("clicks", "sum"), ("impressions", "sum")])
    return days.sort_by("date"), len(chosen) - len(usable)


def _answered(metric: str, n: int, value: Estimate | None, sums: Sums | None, left_out: int) -> EffectMetricAnswer:
    definition = TableMetricDefinition(metric)
    return EffectMetricAnswer(n, definition.definition_in("en"), definition, metric, value, sums, left_out)


def _with_columns(table: pa.Table, columns: tuple[str, ...]) -> pa.Table:
    for column in columns:
        if column not in table.column_names:
            raise InputError("analytics.table_column", column=column, allowed=", ".join(columns))
    return table


def _period(table: pa.Table, column: str, period: tuple[int | None, int | None]) -> pa.Table:
    """The rows from the start to before the end, µs; a day is its first moment."""
    kind = table.schema.field(column).type
    for limit, inside in zip(period, (pc.greater_equal, pc.less), strict=True):
        if limit is not None:
            edge: object = limit
            if pa.types.is_date(kind):
                edge = _first_day(limit)
            elif pa.types.is_timestamp(kind):
                edge = moment(limit)
            table = table.filter(inside(table[column], pa.scalar(edge, kind)))
    return table


def _first_day(limit: int) -> date:
    """The first day that does not begin before a moment."""
    at = moment(limit)
    whole = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return date.fromordinal(whole.toordinal() + (at != whole))


def _customers(ratings: pa.Table) -> pa.Array:
    own = pa.array([f"\0{row}" for row in range(len(ratings))], pa.string())
    return pc.coalesce(ratings["customer"].cast(pa.string()), own)


def _by_customer(customer: pa.Array, score: F64) -> Sums:
    grouped = pa.table({"customer": customer, "score": score}).group_by("customer", use_threads=False)
    found = grouped.aggregate([("score", "sum"), ("score", "count")])
    return sums_of(found["score_sum"].to_numpy(), found["score_count"].to_numpy())


def _nps(ratings: pa.Table, value: F64, customer: pa.Array) -> tuple[Sums, Estimate | None]:
    """The last answer of each customer."""
    table = pa.table({"customer": customer, "time": ratings["time"].cast(pa.int64()), "score": _nps_scores(value)})
    order = pc.sort_indices(table, sort_keys=[("time", "ascending", "at_start")])
    last = table.take(order).group_by("customer", use_threads=False).aggregate([("score", "last")])
    scores = last["score_last"].to_numpy()
    found = net_promoter_score(*(int((scores == kind).sum()) for kind in (1, 0, -1)))
    return sums_of(scores, np.ones(len(scores))), found


def _nps_scores(value: F64) -> F64:
    """1 for promoters, from 9 of 10, −1 for detractors, to 6, and 0."""
    points = (value + 2) / 4 * 10
    return np.where(points >= 9 - 1e-9, 1.0, np.where(points <= 6 + 1e-9, -1.0, 0.0))


def _satisfied(ratings: pa.Table) -> F64:
    """The two highest answers of the scale; of a short one the highest."""
    rating, low, high = (ratings[name].cast(pa.float64()).to_numpy() for name in ("rating", "scale_low", "scale_high"))
    return (rating >= np.where(high - low < SHORT_SCALE, high, high - 1)).astype(np.float64)


_SCORES: dict[str, Callable[[pa.Table, F64], F64]] = {
    "positive_reviews": lambda _, value: (value >= HIGH - 1e-9).astype(np.float64),
    "negative_reviews": lambda _, value: (value <= LOW + 1e-9).astype(np.float64),
    "csat": lambda ratings, _: _satisfied(ratings),
    "ces": lambda _, value: CES_LOW + (CES_HIGH - CES_LOW) * (value + 2) / 4,
}
