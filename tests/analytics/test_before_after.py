"""Before and after a change."""

from datetime import date, timedelta

import numpy as np
import pytest

from tropa.analytics.before_after import Days, before_after
from tropa.analytics.effect_metrics import effect_metric
from tropa.errors import QuestionError
from tropa.kit.locale import LANGUAGES

FIRST, CHANGE = date(2026, 1, 1), date(2026, 3, 26)  # 84 days before
METRIC = effect_metric("pages_viewed")


def days(effect: float, seed: int = 0) -> tuple[Days, Days]:
    random, day = np.random.default_rng(seed), np.arange(112)
    common = random.normal(0, 0.2, 112).cumsum() + np.sin(2 * np.pi * day / 7)
    values = 10 + common + random.normal(0, 0.5, 112) + effect * (day >= 84)
    other = 12 + common + random.normal(0, 0.5, 112)
    dates = [FIRST + timedelta(days=int(k)) for k in day]
    return list(zip(dates, values.tolist(), strict=True)), list(zip(dates, other.tolist(), strict=True))


def test_a_large_effect_is_positive_on_grade_c_and_with_a_comparison_on_grade_b() -> None:
    values, other = days(4.0)
    alone = before_after(METRIC, values, CHANGE, least_effect=0.5)
    compared = before_after(METRIC, values, CHANGE, least_effect=0.5, comparison=other)
    for answer, grade in ((alone, "C"), (compared, "B")):
        assert answer.judgement.verdict == "positive"
        assert answer.judgement.grade == grade
        assert answer.effect is not None
        assert answer.effect.low < 4 < answer.effect.high
    assert alone.effect in (alone.steady, alone.trending)
    assert alone.rows()[0]["verdict"] == "positive"


def test_no_effect_is_hardly_ever_called_one() -> None:
    found = [before_after(METRIC, days(0.0, seed)[0], CHANGE, least_effect=0.0).judgement.verdict for seed in range(30)]
    assert sum(one != "not_enough_data" for one in found) <= 3


def test_where_lower_is_better_a_fall_is_positive() -> None:
    values, other = days(-5.0)
    worse = effect_metric("negative_reviews")
    answer = before_after(worse, values, CHANGE, least_effect=0.1, comparison=other)
    assert answer.judgement.verdict == "positive"


def test_as_much_at_an_earlier_day_takes_the_verdict_away() -> None:
    random = np.random.default_rng(1)
    level = np.where(np.arange(168) >= 140, 3.0, np.where(np.arange(168) >= 112, 9.0, 0.0))
    dates = [FIRST + timedelta(days=k) for k in range(168)]
    values: Days = list(zip(dates, (10 + level + random.normal(0, 0.1, 168)).tolist(), strict=True))
    answer = before_after(METRIC, values, dates[140], least_effect=0.1)
    assert max(abs(one.effect) for one in answer.placebos) > 8
    assert answer.judgement.verdict == "not_enough_data"


def test_a_few_days_without_a_value_are_filled_and_many_refused() -> None:
    values, _ = days(3.0)
    holes: Days = [(day, None if k in (5, 100) else value) for k, (day, value) in enumerate(values)]
    answer = before_after(METRIC, holes, CHANGE, least_effect=0.5)
    assert answer.filled == 2
    with pytest.raises(QuestionError, match="nine days in ten"):
        before_after(METRIC, [*values[:1], *values[50:]], CHANGE, least_effect=0.5)
    with pytest.raises(QuestionError, match="days"):
        before_after(METRIC, [(FIRST, None)], CHANGE, least_effect=0.5)


def test_too_few_days_are_no_verdict() -> None:
    values, _ = days(3.0)
    answer = before_after(METRIC, values[:20], FIRST + timedelta(days=10), least_effect=0.5)
    assert (answer.judgement.verdict, answer.judgement.reason) == ("not_enough_data", "too_few")
    assert answer.effect is None


def test_the_judgement_is_told_in_three_languages() -> None:
    answer = before_after(METRIC, days(4.0)[0], CHANGE, least_effect=0.5)
    assert len({answer.judgement.told_in(language) for language in LANGUAGES}) == 3
    assert "26 March 2026" in answer.definition_in("en")
    assert "Evidence C" in answer.judgement.told_in("en")
