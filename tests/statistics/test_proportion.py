"""Shares and their differences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from tropa.statistics.proportion import newcombe, two_proportions_p, wilson

SHARES = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(SHARES)
def test_wilson_agrees_with_statsmodels(share: tuple[int, int]) -> None:
    found = wilson(*share)
    assert found is not None
    assert (found.low, found.high) == pytest.approx(proportion_confint(*share, method="wilson"), abs=1e-9)


@given(SHARES, SHARES)
def test_newcombe_agrees_with_statsmodels(one: tuple[int, int], other: tuple[int, int]) -> None:
    found = newcombe(*one, *other)
    assert found is not None
    expected = confint_proportions_2indep(*one, *other, method="newcomb", compare="diff")
    assert (found.low, found.high) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("n", "share"), [(10, 0.1), (30, 0.02), (100, 0.5)])
def test_wilson_covers_the_truth_at_small_numbers(n: int, share: float) -> None:
    covered = 0.0
    for successes in range(n + 1):
        found = wilson(successes, n)
        assert found is not None
        covered += binom.pmf(successes, n, share) * (found.low <= share <= found.high)
    assert covered > 0.92


def test_nothing_observed_is_no_estimate() -> None:
    assert wilson(0, 0) is None
    assert newcombe(0, 0, 1, 2) is None
    assert two_proportions_p(0, 0, 1, 2) is None


def test_a_small_table_is_tested_exactly() -> None:
    assert two_proportions_p(0, 20, 3, 20) == pytest.approx(0.2308, abs=1e-4)


def test_equal_shares_have_no_evidence_of_a_difference_and_far_ones_much() -> None:
    assert two_proportions_p(50, 100, 500, 1000) == pytest.approx(1.0)
    assert (two_proportions_p(30, 100, 500, 1000) or 0) < 0.001


def test_more_successes_than_observations_are_refused() -> None:
    with pytest.raises(ValueError, match="3 of 2"):
        wilson(3, 2)
