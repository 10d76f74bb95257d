"""Means of many groups drawn together."""

import numpy as np
import pytest

from tropa.statistics.shrinkage import shrink


def test_small_groups_move_far_and_large_ones_hardly() -> None:
    small, large, other = shrink([-1.0, -1.0, 1.0], [0.5, 0.001, 0.01], [3, 900, 90])
    assert small is not None
    assert large is not None
    assert other is not None
    assert small.estimate.value > -0.9
    assert large.estimate.value == pytest.approx(-1.0, abs=0.01)
    assert other.probability_lowest < 0.001


def test_a_single_group_keeps_its_mean_and_its_own_interval() -> None:
    (only,) = shrink([0.4], [0.04], [25])
    assert only is not None
    assert only.estimate.value == pytest.approx(0.4)
    assert (only.estimate.low, only.estimate.high) == pytest.approx((0.4 - 1.96 * 0.2, 0.4 + 1.96 * 0.2), abs=1e-3)
    assert only.probability_lowest == 1.0


def test_intervals_cover_the_groups_truths() -> None:
    covered = 0
    for seed in range(120):
        random = np.random.default_rng(seed)
        truth, sizes = random.normal(0.1, 0.35, 8), np.array([3, 5, 8, 15, 40, 120, 300, 600])
        variances = 0.5 / sizes
        for found, true in zip(shrink(random.normal(truth, np.sqrt(variances)), variances, sizes), truth, strict=True):
            assert found is not None
            covered += found.estimate.low <= true <= found.estimate.high
    assert 0.92 < covered / 960 < 0.98


def test_the_same_numbers_give_the_same_answer() -> None:
    assert shrink([0.1, 0.2], [0.1, 0.1], [5, 5]) == shrink([0.1, 0.2], [0.1, 0.1], [5, 5])


def test_probabilities_of_being_lowest_make_one_and_an_empty_group_has_none() -> None:
    found = shrink([0.1, float("nan"), 0.2], [0.1, float("nan"), 0.1], [5, 0, 5])
    assert found[1] is None
    assert sum(group.probability_lowest for group in found if group) == pytest.approx(1)
    assert shrink([float("nan")], [float("nan")], [0]) == [None]


def test_a_mean_without_spread_is_refused() -> None:
    with pytest.raises(ValueError, match="positive"):
        shrink([0.1], [0.0], [5])
