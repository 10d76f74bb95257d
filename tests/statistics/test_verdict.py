"""Four verdicts."""

from collections import Counter

import numpy as np
import pytest

from tropa.statistics.interval import Estimate
from tropa.statistics.proportion import newcombe
from tropa.statistics.verdict import verdict


def shares_of_verdicts(effect: float, n: int) -> Counter[str]:
    random = np.random.default_rng(7)
    found: Counter[str] = Counter()
    for _ in range(600):
        difference = newcombe(int(random.binomial(n, 0.1 + effect)), n, int(random.binomial(n, 0.1)), n)
        assert difference is not None
        found[verdict(difference, 0.01)] += 1
    return found


def test_too_few_customers_is_an_answer_and_no_effect_is_another() -> None:
    assert shares_of_verdicts(0.0, 3000)["not_enough_data"] > 0.93 * 600
    assert shares_of_verdicts(0.0, 30_000)["no_effect"] > 0.95 * 600
    assert shares_of_verdicts(0.03, 3000)["positive"] > 0.92 * 600
    assert shares_of_verdicts(-0.03, 3000)["negative"] > 0.92 * 600


def test_a_proved_but_tiny_effect_is_no_effect_of_interest() -> None:
    assert verdict(Estimate(0.002, 0.001, 0.003, 10), 0.01) == "no_effect"
    assert verdict(Estimate(0.002, 0.001, 0.003, 10), 0.0) == "positive"


def test_where_lower_is_better_a_fall_is_positive() -> None:
    assert verdict(Estimate(-3, -4, -2, 10), 1, lower_is_better=True) == "positive"
    assert verdict(Estimate(3, 2, 4, 10), 1, lower_is_better=True) == "negative"


def test_a_negative_smallest_effect_is_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        verdict(Estimate(0, -1, 1, 10), -0.1)
