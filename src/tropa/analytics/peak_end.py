"""Whether the whole is judged by its peak and its end, tested and not assumed (Kahneman et al. 1993).

Each customer's rating of the whole is correlated with four summaries of the ratings given on the way: the mean, the
last, the lowest, and the mean of the extreme and the last (peak–end). The rule is a rule only where the data say so.
"""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pyarrow as pa

from tropa.analytics.answer import TableAnswer, sentences
from tropa.analytics.emotion import rating_values
from tropa.journeys.block import F64
from tropa.kit.locale import Language
from tropa.statistics.interval import Estimate

Summary = Literal["peak_end", "mean", "end", "lowest"]
SUMMARIES: tuple[Summary, ...] = ("peak_end", "mean", "end", "lowest")
LEAST = 30  # customers with a rating of the whole and two on the way
DRAWS = 1000


@dataclass(frozen=True)
class PeakEndDefinition:
    """What is correlated with what; says so in a language."""

    def definition_in(self, language: Language) -> str:
        """What is compared and how."""
        return sentences(language, ("peak_end.compared", {"n": LEAST}), ("peak_end.best", {}))


@dataclass(frozen=True)
class PeakEndAnswer(TableAnswer):
    """Correlations, strongest first, with bootstrap intervals over customers; empty below 30 customers.

    `best` is the summary that goes with the whole more closely than every other, None where that is not sure.
    """

    correlations: tuple[tuple[Summary, Estimate], ...]
    best: Summary | None

    def rows(self) -> list[dict[str, Any]]:
        """One row a summary."""
        return [
            {"summary": name, "correlation": found.value, "low": found.low, "high": found.high, "customers": found.n}
            for name, found in self.correlations
        ]


def peak_end(ratings: pa.Table) -> PeakEndAnswer:
    """Which summary of the ratings on the way (those with a stage) the rating of the whole (NPS) goes with.

    `ratings` has the columns of `emotion`, kind and time; a customer's last NPS answer is the whole, CSAT, CES and
    reviews that name a stage are the way. The same numbers give the same answer.
    """
    whole, way = _whole_and_way(ratings)
    people = [who for who in whole if len(way.get(who, ())) >= 2]  # one rating has no peak
    definition = PeakEndDefinition()
    told = definition.definition_in("en")
    if len(people) < LEAST:
        return PeakEndAnswer(len(people), told, definition, (), None)
    numbers = np.array([[whole[who], *_summaries(way[who])] for who in people])
    drawn = _drawn(numbers)
    found = []
    for place, name in enumerate(SUMMARIES):
        low, high = np.nanquantile(drawn[:, place], [0.025, 0.975]).tolist()
        value = float(_correlations(numbers)[place])
        found.append((name, Estimate(value, min(low, value), max(high, value), len(people))))
    found.sort(key=lambda one: -one[1].value)
    first, rest = found[0][0], [SUMMARIES.index(name) for name, _ in found[1:]]
    ahead = (drawn[:, [SUMMARIES.index(first)]] > drawn[:, rest]).all(axis=1)
    return PeakEndAnswer(len(people), told, definition, tuple(found), first if ahead.mean() >= 0.95 else None)


def _whole_and_way(ratings: pa.Table) -> tuple[dict[str, float], dict[str, list[float]]]:
    value = rating_values(ratings).tolist()
    time = ratings["time"].cast(pa.int64()).fill_null(0).to_pylist()
    columns = (ratings[name].to_pylist() for name in ("customer", "stage", "kind"))
    rows = sorted(zip(time, value, *columns, strict=True), key=lambda row: row[0])
    whole: dict[str, float] = {}
    way: dict[str, list[float]] = {}
    for _, rating, customer, stage, kind in rows:
        if customer is None or rating != rating:  # NaN: outside its scale
            continue
        if kind == "nps":
            whole[customer] = rating
        elif stage is not None:
            way.setdefault(customer, []).append(rating)
    return whole, way


def _summaries(ratings: list[float]) -> tuple[float, float, float, float]:
    peak, end = max(ratings, key=abs), ratings[-1]
    return (peak + end) / 2, sum(ratings) / len(ratings), end, min(ratings)


def _correlations(numbers: F64) -> F64:
    with np.errstate(invalid="ignore", divide="ignore"):
        found = np.asarray(np.corrcoef(numbers.T), np.float64)[0, 1:]
    return np.nan_to_num(found)


def _drawn(numbers: F64) -> F64:
    random = np.random.Generator(np.random.PCG64(0))
    rows = random.integers(0, len(numbers), (DRAWS, len(numbers)))
    return np.stack([_correlations(numbers[some]) for some in rows])
