"""The bootstrap by groups of customers: how often its interval holds the truth."""

import numpy as np

from tropa.statistics.bootstrap import GROUPS, draws, percentile


def test_the_interval_of_a_ratio_covers_as_often_as_it_says() -> None:
    """400 samples of 3,000 customers; a ratio of sums with heavy-tailed, correlated parts."""
    random = np.random.default_rng(7)
    weights = draws(300)
    held = 0
    for _ in range(400):
        size = random.poisson(3, 3_000) + 1
        money = size * random.exponential(2.0, 3_000)
        group = random.integers(0, GROUPS, 3_000)
        sums = np.array([np.bincount(group, column, GROUPS) for column in (money, size)])
        top, bottom = sums @ weights
        found = percentile(money.sum() / size.sum(), top / bottom, 3_000)
        assert found is not None
        held += found.low <= 2.0 <= found.high
    assert 0.92 <= held / 400 <= 0.98


def test_repeated_answers_of_a_customer_widen_the_interval() -> None:
    random = np.random.default_rng(8)
    person = random.normal(size=500)
    group = random.integers(0, GROUPS, 500)
    one, ten = (np.bincount(group, person * times, GROUPS) @ draws() for times in (1, 10))
    assert np.std(ten) / np.std(one) > 9.9


def test_no_value_gives_no_interval() -> None:
    assert percentile(float("nan"), np.ones(10), 3) is None
    assert percentile(1.0, np.full(10, np.nan), 3) is None
