"""Standardised mean differences: coverage, and what cannot be compared."""

import numpy as np
import pytest

from tropa.statistics.standardised import standardised_difference


def test_the_interval_covers_the_truth_in_95_percent() -> None:
    random = np.random.default_rng(1)
    covered = 0
    for _ in range(1000):
        found = standardised_difference(random.normal(0.5, 1, 40), random.normal(0, 1, 120))
        assert found is not None
        covered += found[0].low <= 0.5 <= found[0].high
    assert 930 <= covered <= 970


def test_false_alarms_come_at_the_stated_rate_also_with_skewed_numbers() -> None:
    random = np.random.default_rng(2)
    p = [standardised_difference(random.lognormal(size=60), random.lognormal(size=200)) for _ in range(1000)]
    assert sum(found is not None and found[1] < 0.05 for found in p) < 70


def test_nothing_is_said_where_nothing_varies_or_nobody_is() -> None:
    assert standardised_difference(np.array([1.0]), np.array([1.0, 2.0])) is None
    assert standardised_difference(np.ones(5), np.ones(9)) is None


def test_the_sign_is_that_of_the_first_less_the_second() -> None:
    found = standardised_difference(np.array([0.0, 1.0]), np.array([5.0, 6.0]))
    assert found is not None
    assert found[0].value == pytest.approx(-5 / np.sqrt(0.5))
