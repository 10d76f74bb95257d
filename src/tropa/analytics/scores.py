"""NPS, CSAT and CES of each stage, with intervals that hold at few answers, and who did not answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.analytics.answer import TableAnswer, sentences
from tropa.analytics.emotion import HIGHEST, LOWEST, rating_values
from tropa.journeys.block import F64, I64
from tropa.kit.locale import Language
from tropa.statistics.customer_sums import ratio, sums_of
from tropa.statistics.interval import Estimate
from tropa.statistics.nps import net_promoter_score
from tropa.statistics.proportion import wilson

ScoreMetric = Literal["nps", "csat", "ces"]
METRICS: tuple[ScoreMetric, ...] = ("nps", "csat", "ces")
ENOUGH = 30  # customers below which a movement of the score means nothing
SATISFIED = 0.75  # of the scale: the upper two of five
DETRACTOR, PROMOTER = 0.65, 0.85  # of the scale 0–10: up to 6, from 9


@dataclass(frozen=True)
class StageScore:
    """One metric of one stage (`stage` None: answers that name no stage). Everything is counted over customers.

    `value` is −1…1 for NPS (promoters less detractors), the share of satisfied customers for CSAT, the mean share of
    the scale 0…1 for CES. `response` is the share of the journeys that reached the stage whose customers answered;
    those who are silent may feel otherwise. `enough` is False below 30 customers.
    """

    stage: str | None
    metric: ScoreMetric
    value: Estimate
    customers: int
    answers: int
    response: Estimate | None
    enough: bool


@dataclass(frozen=True)
class ScoresDefinition:
    """How answers become scores; says so in a language."""

    def definition_in(self, language: Language) -> str:
        """What is counted and how."""
        keys = ("latest", "nps", "csat", "ces", "response")
        return sentences(language, *((f"scores.{key}", {"n": ENOUGH}) for key in keys))


@dataclass(frozen=True)
class ScoresAnswer(TableAnswer):
    """Scores by stage and metric, in their order; `journeys` counts the customers who answered."""

    scores: tuple[StageScore, ...]

    def rows(self) -> list[dict[str, Any]]:
        """One row a stage and metric."""
        return [
            {
                "stage": one.stage,
                "metric": one.metric,
                "value": one.value.value,
                "low": one.value.low,
                "high": one.value.high,
                "customers": one.customers,
                "answers": one.answers,
                "response": one.response.value if one.response else None,
                "enough": one.enough,
            }
            for one in self.scores
        ]


def scores(ratings: pa.Table, stages: Sequence[str], reached: Mapping[str, int] | None = None) -> ScoresAnswer:
    """NPS, CSAT and CES of each stage that has answers of the kind, and of all answers that name no stage.

    `ratings` has the columns of `emotion`, and kind; with a time the latest answer of a customer counts, else the last
    row. `reached` is the number of journeys that reached each stage. Raises InputError as `emotion` does.
    """
    value = (rating_values(ratings) - LOWEST) / (HIGHEST - LOWEST)
    own = pa.array([f"\0{row}" for row in range(ratings.num_rows)], pa.string())
    who = np.array(pc.coalesce(ratings["customer"].cast(pa.string()), own).to_pylist(), object)
    stage = np.array(ratings["stage"].to_pylist(), object)
    kind = np.array(ratings["kind"].to_pylist(), object)
    order = _order(ratings)
    found = []
    for name in (*stages, None):
        for metric in METRICS:
            rows = order[(kind[order] == metric) & (stage[order] == name) & ~np.isnan(value[order])]
            if len(rows):
                found.append(_score(name, metric, who[rows].tolist(), value[rows], (reached or {}).get(name or "")))
    answered = np.isin(kind, METRICS) & ~np.isnan(value)
    definition = ScoresDefinition()
    return ScoresAnswer(len(set(who[answered].tolist())), definition.definition_in("en"), definition, tuple(found))


def _order(ratings: pa.Table) -> I64:
    if "time" not in ratings.column_names:
        return np.arange(ratings.num_rows)
    time = ratings["time"].cast(pa.int64()).fill_null(np.iinfo(np.int64).min).to_numpy()
    return np.argsort(time, kind="stable").astype(np.int64)


def _score(stage: str | None, metric: ScoreMetric, who: list[str], value: F64, reached: int | None) -> StageScore:
    latest = np.array(list(dict(zip(who, value.tolist(), strict=True)).values()), np.float64)
    people = len(latest)
    response = wilson(people, reached) if reached is not None and people <= reached else None
    return StageScore(stage, metric, _estimate(metric, latest), people, len(who), response, people >= ENOUGH)


def _estimate(metric: ScoreMetric, latest: F64) -> Estimate:
    found: Estimate | None
    if metric == "nps":
        promoters, detractors = int((latest > PROMOTER).sum()), int((latest < DETRACTOR).sum())
        found = net_promoter_score(promoters, len(latest) - promoters - detractors, detractors)
    elif metric == "csat":
        found = wilson(int((latest >= SATISFIED - 1e-9).sum()), len(latest))
    else:
        found = ratio(sums_of(latest, np.ones(len(latest))))
    assert found is not None  # somebody answered
    return found
