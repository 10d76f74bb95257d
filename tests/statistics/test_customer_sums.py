"""Means and ratios over customers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ttest_1samp, ttest_ind

from tropa.statistics.customer_sums import ratio, ratio_difference, ratio_variance, share, sums_of
from tropa.statistics.interval import Estimate
from tropa.statistics.proportion import wilson

NUMBERS = st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=30)


@given(NUMBERS, st.integers(0, 30))
def test_merged_parts_are_the_whole(values: list[float], cut: int) -> None:
    column = np.array(values)
    merged = sums_of(column[:cut], column[:cut] ** 2).merge(sums_of(column[cut:], column[cut:] ** 2))
    whole = sums_of(column, column**2)
    assert merged.n == whole.n
    assert np.allclose(merged.mean, whole.mean, rtol=1e-9)
    assert np.allclose(merged.scatter, whole.scatter, rtol=1e-6, atol=1e-6 * np.abs(whole.scatter).max())


def test_a_mean_has_student_s_interval() -> None:
    values = np.random.default_rng(1).exponential(3, 12)
    found = ratio(sums_of(values, np.ones(12)))
    assert found is not None
    expected = ttest_1samp(values, 0).confidence_interval()
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))


def test_a_difference_of_means_is_welch_s_test() -> None:
    random = np.random.default_rng(2)
    a, b = random.normal(1, 1, 20), random.normal(0, 3, 9)
    found = ratio_difference(sums_of(a, np.ones(20)), sums_of(b, np.ones(9)))
    assert found is not None
    expected = ttest_ind(a, b, equal_var=False)
    assert found[1] == pytest.approx(expected.pvalue)
    assert found[0].low == pytest.approx(expected.confidence_interval().low)


def test_customers_with_many_visits_do_not_make_a_ratio_seem_surer_than_it_is() -> None:
    covered = naive = 0
    for seed in range(1000):
        random = np.random.default_rng(seed)
        visits = random.poisson(3, 60) + 1
        own = random.gamma(2, 50, 60)  # a customer's own usual length of stay
        stays = [random.exponential(mean, count) for mean, count in zip(own, visits, strict=True)]
        found = ratio(sums_of([stay.sum() for stay in stays], visits))
        assert found is not None
        covered += found.low <= 100 <= found.high
        single = np.concatenate(stays)
        naive += abs(single.mean() - 100) <= 1.96 * single.std(ddof=1) / np.sqrt(len(single))
    assert 0.92 < covered / 1000 < 0.97
    assert naive / 1000 < 0.87


def test_differences_of_ratios_cover_the_truth() -> None:
    covered = 0
    for seed in range(1000):
        random = np.random.default_rng(seed)
        sides = []
        for mean in (120.0, 100.0):
            visits = random.poisson(2, 80) + 1
            sides.append(sums_of(random.gamma(2, mean / 2, 80) * visits, visits))
        found = ratio_difference(sides[0], sides[1])
        assert found is not None
        covered += found[0].low <= 20 <= found[0].high
    assert 0.93 < covered / 1000 < 0.97


def test_a_share_of_single_answers_is_wilson_s() -> None:
    found, expected = share(sums_of([1] * 3 + [0] * 17, [1] * 20)), wilson(3, 20)
    assert found is not None
    assert expected is not None
    assert (found.value, found.low, found.high) == pytest.approx((0.15, expected.low, expected.high))


def test_a_share_that_nobody_has_still_has_an_interval() -> None:
    found, expected = share(sums_of([0] * 20, [4] * 20)), wilson(0, 20)
    assert found is not None
    assert expected is not None
    assert (found.low, found.high) == (0.0, expected.high)


def test_clustered_shares_cover_the_truth() -> None:
    covered = 0
    for seed in range(1000):
        random = np.random.default_rng(seed)
        cases = random.integers(1, 8, 80)
        found = share(sums_of(random.binomial(cases, random.beta(1, 3, 80)), cases))
        assert found is not None
        covered += found.low <= 0.25 <= found.high
    assert 0.92 < covered / 1000 < 0.97


def test_more_customers_of_one_kind_are_added() -> None:
    found = sums_of([1, 0], [1, 1]).with_more(2, 0, 1)
    assert ratio_variance(found) == pytest.approx(ratio_variance(sums_of([1, 0, 0, 0], [1, 1, 1, 1])))


def test_nothing_observed_is_no_estimate() -> None:
    empty, one = sums_of([], []), sums_of([2], [1])
    assert ratio(empty) is None
    assert share(empty) is None
    assert ratio_difference(empty, one) is None
    assert ratio(sums_of([1, 1], [0, 0])) is None
    assert ratio(one) == Estimate(2.0, 0.0, 4.0, 1)
