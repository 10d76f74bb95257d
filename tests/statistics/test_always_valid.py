"""Looking whenever one likes."""

import numpy as np
import pytest

from tropa.statistics.always_valid import always_valid_p, arm_size, confidence_sequence, e_values, radius
from tropa.statistics.interval import Estimate
from tropa.statistics.proportion import newcombe


def looks(p: float, q: float, runs: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Shares of two arms every 50 of 4,000 customers an arm."""
    random = np.random.default_rng(seed)
    customers = np.arange(50, 4001, 50)
    a, b = (random.binomial(50, share, (runs, len(customers))).cumsum(1) for share in (p, q))
    return customers, a, b


@pytest.mark.parametrize("share", [0.03, 0.1, 0.5])
def test_peeking_all_the_time_errs_less_often_than_stated(share: float) -> None:
    n, a, b = looks(share, share, 2000, 1)
    spread = (a * (1 - a / n) + b * (1 - b / n)) / n
    z = np.abs(a - b) / np.sqrt(n * np.maximum(spread, 1e-3))
    false = (z > [radius(size, 1000) for size in n]).any(1).mean()
    assert 0.005 < false < 0.05
    assert (z > 1.96).any(1).mean() > 0.25  # what always_valid protects from


def test_sequences_hold_the_truth_at_all_times() -> None:
    n, a, b = looks(0.13, 0.10, 150, 2)
    held = 0
    for run in range(150):
        found = [newcombe(int(x), int(k), int(y), int(k)) for x, y, k in zip(a[run], b[run], n, strict=True)]
        sequence = [confidence_sequence(one, int(k), 1000) for one, k in zip(found, n, strict=True) if one]
        held += all(one.low <= 0.03 <= one.high for one in sequence)
    assert held / 150 > 0.94


def test_the_p_value_and_the_interval_agree() -> None:
    edge = radius(800, 1000)
    assert always_valid_p(edge, 800, 1000) == pytest.approx(0.05)
    sequence = confidence_sequence(Estimate(edge, edge - 1.959964, edge + 1.959964, 1600), 800, 1000)
    assert sequence.low == pytest.approx(0, abs=1e-5)


def test_the_sequence_is_narrowest_about_where_it_is_planned() -> None:
    width = {size: radius(size, 1000) for size in (100, 1000, 10_000)}
    assert min(width, key=lambda size: width[size]) == 1000


@pytest.mark.parametrize("share", [0.03, 0.5])
def test_the_exact_process_errs_less_often_than_stated_from_the_first_customer(share: float) -> None:
    random = np.random.default_rng(3)
    false = 0
    for _ in range(400):
        sizes = random.integers(0, 20, (60, 2))
        counts = random.binomial(sizes, share)
        found = e_values([(int(a), int(n), int(b), int(m)) for (a, b), (n, m) in zip(counts, sizes, strict=True)])
        false += max(found) >= 20
    assert false / 400 <= 0.05


def test_the_exact_process_finds_a_real_difference() -> None:
    random = np.random.default_rng(4)
    found = 0
    for _ in range(200):
        a, b = random.binomial(20, 0.10, 100), random.binomial(20, 0.15, 100)
        found += max(e_values([(int(x), 20, int(y), 20) for x, y in zip(a, b, strict=True)])) >= 20
    assert found / 200 > 0.75


def test_unequal_arms_say_as_much_as_their_harmonic_mean() -> None:
    assert arm_size(100, 100) == 100
    assert arm_size(100, 1e9) == pytest.approx(200)


def test_impossible_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="positive"):
        radius(0, 100)
    with pytest.raises(ValueError, match="not shares"):
        e_values([(3, 2, 0, 1)])
