"""Effects on metrics that no journey holds."""

import pytest

from tests.analytics.test_table_metrics import ratings
from tropa.analytics.effect_metrics import EffectMetricAnswer
from tropa.analytics.metric_effect import metric_effect
from tropa.analytics.table_metrics import rating_metric
from tropa.errors import QuestionError
from tropa.kit.locale import LANGUAGES


def reviews(bad: int, good: int, metric: str = "negative_reviews") -> EffectMetricAnswer:
    return rating_metric(metric, ratings("review", [(None, 1)] * bad + [(None, 5)] * good))


def test_fewer_negative_reviews_are_a_positive_effect() -> None:
    answer = metric_effect(reviews(20, 180), reviews(60, 140), least_effect=0.05, grade="A")
    assert answer.judgement.verdict == "positive"
    assert answer.judgement.grade == "A"
    assert answer.difference is not None
    assert answer.corrected is not None
    assert answer.difference.value == pytest.approx(-0.2)
    assert answer.difference.value < answer.corrected.value < 0
    assert answer.rows()[0]["verdict"] == "positive"
    assert len({answer.definition_in(language) for language in LANGUAGES}) == 3


def test_nps_of_two_groups_is_judged_too() -> None:
    sides = [rating_metric("nps", ratings("nps", [(None, low)] * 50 + [(None, 10)] * 50, 0, 10)) for low in (8, 2)]
    assert metric_effect(*sides, least_effect=0.1).judgement.verdict == "positive"


def test_nothing_on_one_side_is_not_enough() -> None:
    answer = metric_effect(reviews(0, 0), reviews(6, 14), least_effect=0.05)
    assert (answer.judgement.verdict, answer.judgement.reason) == ("not_enough_data", "too_few")


def test_periods_have_no_grade_here_and_effects_of_interest_are_not_negative() -> None:
    with pytest.raises(QuestionError, match="A, B, D"):
        metric_effect(reviews(1, 2), reviews(1, 2), least_effect=0.1, grade="C")
    with pytest.raises(QuestionError, match="negative"):
        metric_effect(reviews(1, 2), reviews(1, 2), least_effect=-0.1)
    with pytest.raises(QuestionError, match="different"):
        metric_effect(reviews(1, 2), reviews(1, 2, "positive_reviews"), least_effect=0.1)
