"""Means of daily series."""

import numpy as np
import pytest

from tropa.statistics.series_mean import mean_variance, series_mean


def series(seed: int, correlation: float, days: int) -> np.ndarray:
    random = np.random.default_rng(seed)
    noise = random.normal(0, 1, days + 100)
    for day in range(1, len(noise)):
        noise[day] += correlation * noise[day - 1]
    return 10 + 2 * np.sin(2 * np.pi * np.arange(days) / 7) + noise[100:]


@pytest.mark.parametrize("correlation", [0.0, 0.3, 0.6])
def test_the_mean_of_a_correlated_series_is_covered(correlation: float) -> None:
    covered = 0
    for seed in range(600):
        found = series_mean(series(seed, correlation, 84))
        assert found is not None
        covered += found.low <= 10 <= found.high
    assert 0.92 < covered / 600 < 0.98


def test_correlated_days_are_worth_fewer() -> None:
    assert mean_variance(series(1, 0.6, 400))[1] == pytest.approx(100, rel=0.35)
    assert mean_variance(series(1, 0.0, 400))[1] > 300


def test_few_days_know_little_and_none_nothing() -> None:
    found = series_mean([4.0, 6.0])
    assert found is not None
    assert (found.low, found.high) == (0.0, 10.0)
    assert series_mean([]) is None
