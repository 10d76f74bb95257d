"""Differences freed of what was there before."""

import numpy as np
import pytest

from tropa.statistics.cuped import cuped
from tropa.statistics.customer_sums import Sums, ratio_difference, sums_of


def arms(seed: int, correlation: float, effect: float, n: int = 300) -> tuple[Sums, Sums]:
    random = np.random.default_rng(seed)
    found = []
    for add in (effect, 0.0):
        before = random.normal(5, 1, n)
        now = correlation * before + np.sqrt(1 - correlation**2) * random.normal(0, 1, n) + add
        found.append(sums_of(now, np.ones(n), before, np.ones(n)))
    return found[0], found[1]


@pytest.mark.parametrize("correlation", [0.3, 0.6, 0.8])
def test_variance_falls_by_the_square_of_the_correlation_without_bias(correlation: float) -> None:
    found = [cuped(*arms(seed, correlation, 0.2)) for seed in range(500)]
    values = np.array([one.difference.value for one in found if one])
    held = np.mean([one.difference.low <= 0.2 <= one.difference.high for one in found if one])
    assert values.mean() == pytest.approx(0.2, abs=0.015)
    assert np.mean([one.variance_ratio for one in found if one]) == pytest.approx(1 - correlation**2, abs=0.01)
    assert values.var() / (2 / 300) == pytest.approx(1 - correlation**2, abs=0.13)
    assert 0.93 < held < 0.975


def test_ratios_are_adjusted_too() -> None:
    held, ratios = 0, []
    for seed in range(500):
        random = np.random.default_rng(seed)
        sides = []
        for mean in (110.0, 100.0):
            own, visits, earlier = random.gamma(9, 1 / 9, 200), random.poisson(2, 200) + 1, random.poisson(2, 200) + 1
            now, before = own * visits * mean, own * earlier * 100
            noise = random.gamma(20, 1 / 20, (2, 200))
            sides.append(sums_of(now * noise[0], visits, before * noise[1], earlier))
        found = cuped(sides[0], sides[1])
        assert found is not None
        held += found.difference.low <= 10 <= found.difference.high
        ratios.append(found.variance_ratio)
    assert 0.93 < held / 500 < 0.975
    assert np.mean(ratios) < 0.75


def test_without_correlation_the_plain_difference_stays() -> None:
    one, other = arms(1, 0.0, 0.2, 20_000)
    found, plain = cuped(one, other), ratio_difference(one, other)
    assert found is not None
    assert plain is not None
    assert found.difference.value == pytest.approx(plain[0].value, abs=2e-3)
    assert found.variance_ratio == pytest.approx(1, abs=1e-3)


def test_nothing_known_of_the_time_before_adjusts_nothing() -> None:
    flat = sums_of([1, 2, 3], [1, 1, 1], [0, 0, 0], [1, 1, 1])
    assert cuped(flat, flat) is None
    assert cuped(sums_of([1, 2, 3], [1, 1, 1], [0, 0, 0], [0, 0, 0]), flat) is None
    assert cuped(sums_of([1], [1], [1], [1]), flat) is None
