"""Cumulative incidence with competing ends."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lifelines import AalenJohansenFitter
from statsmodels.duration.survfunc import CumIncidenceRight

from tropa.statistics.survival import aalen_johansen, kaplan_meier_median

OBSERVED = st.lists(st.tuples(st.integers(1, 12), st.integers(0, 2)), min_size=2, max_size=60)


@given(OBSERVED)
def test_tied_times_agree_with_statsmodels(observed: list[tuple[int, int]]) -> None:
    time, status = np.array(observed).T
    curve = aalen_johansen(time.astype(float), status, kinds=2)
    assert curve is not None
    if status.max() == 0:
        assert not curve.share.any()
        return
    with np.errstate(all="ignore"):
        expected = CumIncidenceRight(time, status)
    at = np.searchsorted(curve.times, expected.times)
    for kind, (share, error) in enumerate(zip(expected.cinc, expected.cinc_se, strict=True)):
        known = np.isfinite(error)
        assert curve.share[kind, at] == pytest.approx(share)
        assert curve.variance[kind, at][known] == pytest.approx(error[known] ** 2, abs=1e-12)


def test_distinct_times_agree_with_lifelines() -> None:
    random = np.random.default_rng(3)
    time, status = random.exponential(10, 300), random.integers(0, 3, 300)
    curve = aalen_johansen(time, status)
    fitted = AalenJohansenFitter(calculate_variance=True).fit(pd.Series(time), pd.Series(status), event_of_interest=1)
    assert curve is not None
    for moment in (2.0, 8.0, 15.0):
        found = curve.at(0, moment)
        assert found.value == pytest.approx(float(fitted.predict(moment)))
        interval = fitted.confidence_interval_cumulative_density_
        low, high = interval[interval.index <= moment].iloc[-1]
        assert (found.low, found.high) == pytest.approx((low, high), abs=0.005)


def test_the_interval_covers_a_known_truth() -> None:
    truth = 0.02 / 0.03 * (1 - np.exp(-0.03 * 60))
    covered = 0
    for seed in range(200):
        random = np.random.default_rng(seed)
        ended, followed = random.exponential(1 / 0.03, 300), 90 - random.uniform(0, 90, 300)
        status = np.where(ended <= followed, np.where(random.random(300) < 2 / 3, 1, 2), 0)
        curve = aalen_johansen(np.minimum(ended, followed), status)
        assert curve is not None
        found = curve.at(0, 60)
        covered += found.low <= truth <= found.high
    assert covered >= 183


@given(OBSERVED)
def test_the_median_is_where_the_exact_curve_first_falls_to_a_half(observed: list[tuple[int, int]]) -> None:
    time, status = np.array(observed).T
    alive, expected = Fraction(1), None
    for moment in sorted({moment for moment, _ in observed}):
        at_risk = sum(other >= moment for other, _ in observed)
        alive *= 1 - Fraction(sum(other == moment and way > 0 for other, way in observed), at_risk)
        if expected is None and alive <= Fraction(1, 2):
            expected = float(moment)
    assert kaplan_meier_median(time.astype(float), status > 0) == expected


def test_nobody_observed_is_no_curve() -> None:
    assert aalen_johansen(np.array([]), np.array([], np.int64)) is None
    assert kaplan_meier_median(np.array([]), np.array([], np.bool_)) is None


def test_no_ends_leave_room_for_some() -> None:
    curve = aalen_johansen(np.full(20, 5.0), np.zeros(20, np.int64))
    assert curve is not None
    found = curve.at(0, 5)
    assert (found.value, found.low) == (0.0, 0.0)
    assert found.high == pytest.approx(0.161, abs=0.001)


def test_negative_times_are_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        aalen_johansen(np.array([-1.0]), np.array([1]))
