"""Segments against each other."""

import numpy as np
import pyarrow as pa
import pytest

from tests.journey_builder import journeys
from tropa.analytics.comparison import ComparisonAnswer, SegmentDifference, compare, subtract, together
from tropa.analytics.emotion import EmotionAnswer, emotion
from tropa.analytics.stage_summary import StageSummaryAnswer, StageSummaryQuestion
from tropa.engines.threads import ask
from tropa.errors import QuestionError
from tropa.statistics.interval import Estimate

STAGES = ("look", "buy")


def segment(seed: int, gets_on: float, n: int = 400) -> StageSummaryAnswer:
    random = np.random.default_rng(seed)
    written = [[("ad", 0), ("cart", 60)] if random.random() < gets_on else [("ad", 0)] for _ in range(n)]
    stage_of = {"ad": "look", "cart": "buy"}
    built = journeys(written, stage_of=stage_of, stages=STAGES, goal=["cart"], observed_until=90 * 86_400)
    return ask(StageSummaryQuestion(), built)


def feeling(rating: float, n: int = 60) -> EmotionAnswer:
    table = pa.table(
        {
            "customer": [f"c{number}" for number in range(n)],
            "stage": ["look"] * n,
            "rating": [rating - number % 2 for number in range(n)],
            "scale_low": [1.0] * n,
            "scale_high": [5.0] * n,
        }
    )
    return emotion(table, STAGES)


def of(answer: ComparisonAnswer, name: str, stage: str, metric: str) -> SegmentDifference:
    return next(d for d in answer.differences if (d.segment, d.stage, d.metric) == (name, stage, metric))


def test_a_segment_that_gets_on_more_seldom_is_notable() -> None:
    answer = compare({"a": segment(1, 0.3), "b": segment(2, 0.6), "c": segment(3, 0.6)})
    for stage, metric, sign in (("look", "conversion", -1), ("buy", "reach", -1), ("look", "exit", 1)):
        found = of(answer, "a", stage, metric)
        assert found.notable
        assert found.difference.value == pytest.approx(0.3 * sign, abs=0.08)
        assert found.difference.low <= 0.3 * sign <= found.difference.high
    assert not of(answer, "a", "look", "reach").notable
    assert answer.journeys == 1200


def test_equal_segments_hardly_ever_differ() -> None:
    found = [
        d for seed in range(30) for d in compare({str(n): segment(3 * seed + n, 0.5) for n in range(3)}).differences
    ]
    assert np.mean([difference.notable for difference in found]) < 0.03


def test_emotions_are_compared_where_both_sides_have_them() -> None:
    answer = compare({"a": segment(1, 0.5), "b": segment(2, 0.5)}, {"a": feeling(2), "b": feeling(5)})
    found = of(answer, "a", "look", "emotion")
    assert found.notable
    assert found.difference.high < -2
    assert not [d for d in answer.differences if d.stage == "buy" and d.metric in ("conversion", "emotion")]
    assert len(answer.rows()) == len(answer.differences)


def test_estimates_are_weighted_by_their_numbers_and_independent_errors_add_in_squares() -> None:
    pooled = together([Estimate(0.2, 0.1, 0.3, 300), Estimate(0.6, 0.5, 0.7, 100)])
    assert pooled.value == pytest.approx(0.3)
    difference, p_value = subtract(Estimate(0.5, 0.47, 0.53, 10), Estimate(0.4, 0.36, 0.44, 10))
    assert (difference.low, difference.high) == pytest.approx((0.05, 0.15))
    assert p_value == pytest.approx(8.9e-5, rel=0.01)


def test_one_segment_has_nothing_to_be_compared_with() -> None:
    with pytest.raises(QuestionError, match="at least two"):
        compare({"a": segment(1, 0.5, n=5)})
