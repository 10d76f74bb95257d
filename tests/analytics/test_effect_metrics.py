"""The catalogue of effect metrics."""

import pytest

from tests.journey_builder import journeys
from tropa.analytics.effect_metrics import METRICS, EffectMetric, effect_metric, metric_difference
from tropa.analytics.journey_metrics import JourneyMetricQuestion
from tropa.engines.threads import ask
from tropa.errors import QuestionError
from tropa.kit.locale import LANGUAGES
from tropa.statistics.customer_sums import sums_of
from tropa.statistics.proportion import newcombe

PRACTITIONERS = {
    "ctr", "repeat_visits", "time_on_site", "conversion", "stage_conversion", "pages_viewed", "positive_reviews",
    "negative_reviews", "search_frequency", "nps", "csat", "ces",
}  # fmt: skip


def test_the_catalogue_holds_what_practitioners_judge_by() -> None:
    assert {metric.key for metric in METRICS} >= PRACTITIONERS


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.key)
def test_every_metric_has_a_name_and_a_definition_in_three_languages(metric: EffectMetric) -> None:
    assert len({metric.definition_in(language) for language in LANGUAGES}) == 3
    assert all(metric.name_in(language) for language in LANGUAGES)


def test_an_unknown_metric_is_told_the_known_ones() -> None:
    with pytest.raises(QuestionError, match="conversion"):
        effect_metric("bounce")
    with pytest.raises(QuestionError, match="nps"):
        effect_metric("conversion", "ratings")


def test_shares_are_subtracted_by_newcombe() -> None:
    one, other = sums_of([1] * 30 + [0] * 70, [1] * 100), sums_of([1] * 20 + [0] * 80, [1] * 100)
    found, expected = effect_metric("conversion").difference(one, other), newcombe(30, 100, 20, 100)
    assert found is not None
    assert expected is not None
    assert (found[0].low, found[0].high) == pytest.approx((expected.low, expected.high))


def test_two_sides_of_one_metric_are_subtracted_and_of_two_are_not() -> None:
    one = journeys([[("pay", 0)], [("look", 0)]] * 30, goal=["pay"])
    other = journeys([[("pay", 0)], [("look", 0)], [("look", 0)]] * 30, goal=["pay"])
    sides = [ask(JourneyMetricQuestion(), side) for side in (one, other)]
    found = metric_difference(*sides)
    assert found is not None
    assert found[0].value == pytest.approx(1 / 2 - 1 / 3)
    with pytest.raises(QuestionError, match="different"):
        metric_difference(sides[0], ask(JourneyMetricQuestion("repeat_visits"), one))


def test_an_answer_prints_and_becomes_json() -> None:
    answer = ask(JourneyMetricQuestion(), journeys([[("pay", 0)], [("look", 0)]], goal=["pay"]))
    assert "conversion" in str(answer)
    assert answer.to_dict()["value"]["value"] == 0.5
