"""Planned looks at an experiment."""

import numpy as np
import pytest
from scipy.stats import norm

from tropa.statistics.interval import Estimate
from tropa.statistics.sequential import (
    Spending,
    classical_bounds,
    crossing,
    inflation,
    repeated_interval,
    sequential_p,
    spending_bounds,
    spent,
)

FIVE = [0.2, 0.4, 0.6, 0.8, 1.0]


@pytest.mark.parametrize(
    ("shape", "looks", "published"),  # Jennison & Turnbull 2000, tables 2.1 and 2.3, α = .05
    [(0.0, 2, 1.977), (0.0, 5, 2.040), (0.0, 10, 2.087), (0.5, 2, 2.178), (0.5, 5, 2.413), (0.5, 10, 2.555)],
)
def test_classical_bounds_are_the_published_ones(shape: float, looks: int, published: float) -> None:
    assert classical_bounds(looks, shape=shape)[-1] == pytest.approx(published, abs=6e-4)


def test_spending_bounds_are_the_published_ones() -> None:
    """Lan & DeMets's program (Reboussin et al. 2000), five equal looks, α = .05."""
    assert spending_bounds(FIVE) == pytest.approx((4.8769, 3.3569, 2.6803, 2.2898, 2.0310), abs=2e-4)
    assert spending_bounds(FIVE, spending="pocock") == pytest.approx((2.4380, 2.4268, 2.4101, 2.3966, 2.3859), abs=2e-4)


def test_one_look_is_the_fixed_test() -> None:
    assert spending_bounds([1.0]) == pytest.approx([norm.ppf(0.975)])
    assert sequential_p(2.1, [1.0], [1.96]) == pytest.approx(2 * norm.sf(2.1))


def test_later_looks_do_not_change_earlier_bounds() -> None:
    assert spending_bounds([0.3, 0.5]) == pytest.approx(spending_bounds([0.3, 0.5, 0.9, 1.0])[:2])


@pytest.mark.parametrize("spending", ["obrien_fleming", "pocock"])
def test_the_error_of_peeking_is_the_one_stated(spending: Spending) -> None:
    """Shares of .1, looks at uneven times: simulated, not from normal theory."""
    fractions = np.array([0.1, 0.35, 0.5, 0.9, 1.0])
    bounds = spending_bounds(list(fractions), spending=spending)
    customers = (fractions * 5000).astype(int)
    random = np.random.default_rng(3)
    steps = np.diff(customers, prepend=0)
    a, b = (random.binomial(steps, 0.1, (20_000, 5)).cumsum(1) / customers for _ in range(2))
    z = np.abs(a - b) / np.sqrt(2 * (a + b) / 2 * (1 - (a + b) / 2) / customers)
    assert (z > bounds).any(1).mean() == pytest.approx(0.05, abs=0.005)


def test_the_chance_to_stop_is_what_a_simulation_finds() -> None:
    bounds, drift = classical_bounds(5), 3.0
    random = np.random.default_rng(4)
    score = (random.normal(drift * 0.2, np.sqrt(0.2), (40_000, 5))).cumsum(1)
    out = np.abs(score / np.sqrt(FIVE)) > bounds
    first = np.where(out.any(1), out.argmax(1), 9)
    assert crossing(FIVE, bounds, drift) == pytest.approx([(first == k).mean() for k in range(5)], abs=0.008)


def test_looks_cost_few_customers() -> None:
    """Jennison & Turnbull 2000, tables 2.2 and 2.4: inflation factors for power .8 and five looks."""
    assert inflation(FIVE, classical_bounds(5)) == pytest.approx(1.028, abs=1e-3)
    assert inflation(FIVE, classical_bounds(5, shape=0.5)) == pytest.approx(1.229, abs=1e-3)


def test_the_error_spent_is_all_of_it_at_the_end() -> None:
    spendings: tuple[Spending, ...] = ("obrien_fleming", "pocock")
    for spending in spendings:
        bounds = spending_bounds(FIVE, 0.05, spending)
        assert sum(crossing(FIVE, bounds)) == pytest.approx(0.05)
        assert spent(0.5, 0.05, spending) < spent(0.9, 0.05, spending) < 0.05


def test_stopping_early_is_stronger_evidence() -> None:
    bounds = spending_bounds(FIVE)
    early, late = sequential_p(3.4, FIVE[:2], bounds), sequential_p(3.4, FIVE, bounds)
    assert early < 0.001 < late < 0.05
    assert sequential_p(bounds[-1], FIVE, bounds) == pytest.approx(0.05)


def test_repeated_intervals_hold_the_truth_at_all_looks() -> None:
    bounds = spending_bounds(FIVE)
    random = np.random.default_rng(5)
    held = 0
    for _ in range(1000):
        score = random.normal(0.3 * 0.2, np.sqrt(0.2), 5).cumsum()
        estimates = [
            repeated_interval(Estimate(s / t, s / t - 1.96 / t**0.5, s / t + 1.96 / t**0.5, 1), bound)
            for s, t, bound in zip(score, FIVE, bounds, strict=True)
        ]
        held += all(found.low <= 0.3 <= found.high for found in estimates)
    assert 0.935 < held / 1000 < 0.968


def test_looks_that_do_not_rise_are_refused() -> None:
    for fractions in ([], [0.5, 0.5], [0.0, 1.0], [0.5, 1.2]):
        with pytest.raises(ValueError, match="rise"):
            spending_bounds(fractions)
    with pytest.raises(ValueError, match="every look"):
        crossing([0.5, 1.0], [2.0])
