"""Sizes of arms against the plan."""

import numpy as np
import pytest
from scipy.stats import chisquare

from tropa.statistics.sample_ratio import LIMIT, sample_ratio_p


def test_a_mismatch_is_seen_and_planned_shares_are_respected() -> None:
    assert sample_ratio_p([5000, 5300]) == pytest.approx(0.003, abs=5e-4)
    assert sample_ratio_p([1000, 9000], [1, 9]) == pytest.approx(1, abs=0.02)
    assert sample_ratio_p([1000, 9000]) < 1e-9


def test_more_than_two_arms_are_tested_together() -> None:
    assert sample_ratio_p([100, 120, 80]) == pytest.approx(chisquare([100, 120, 80]).pvalue)


def test_false_alarms_are_as_rare_as_said() -> None:
    ones = np.random.default_rng(0).binomial(400, 0.5, 3000)
    assert np.mean([sample_ratio_p([int(n), 400 - int(n)]) < LIMIT for n in ones]) <= 0.012


def test_nobody_is_no_mismatch_and_a_single_arm_is_refused() -> None:
    assert sample_ratio_p([0, 0]) == 1
    for counts, planned in (([5], None), ([5, 5], [1.0]), ([5, 5], [1.0, 0.0])):
        with pytest.raises(ValueError, match="two arms"):
            sample_ratio_p(counts, planned)
