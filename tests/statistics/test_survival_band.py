"""Bands along a whole curve, and times by which a share has ended."""

import numpy as np
import pandas as pd
import pytest
from lifelines import KaplanMeierFitter
from lifelines.utils import median_survival_times

from tropa.statistics.survival import Incidence, aalen_johansen, kaplan_meier
from tropa.statistics.survival_band import incidence_band, quantile_time


def followed(seed: int, n: int = 300) -> Incidence:
    random = np.random.default_rng(seed)
    ended, until = random.exponential(1 / 0.03, n), 90 - random.uniform(0, 90, n)
    status = np.where(ended <= until, np.where(random.random(n) < 2 / 3, 1, 2), 0)
    curve = aalen_johansen(np.minimum(ended, until), status, 2)
    assert curve is not None
    return curve


def test_the_band_holds_the_whole_truth_and_intervals_do_not() -> None:
    in_band = in_intervals = 0
    for seed in range(100):
        curve = followed(seed)
        band = incidence_band(curve, 0, draws=400)
        assert band is not None
        truth = 2 / 3 * (1 - np.exp(-0.03 * band.times))
        before_next = 2 / 3 * (1 - np.exp(-0.03 * np.append(band.times[1:], band.times[-1])))
        in_band += bool((truth >= band.low).all() and (before_next <= band.high).all())
        points = [curve.at(0, time) for time in band.times]
        lows, highs = np.array([p.low for p in points]), np.array([p.high for p in points])
        in_intervals += bool((truth >= lows).all() and (before_next <= highs).all())
    assert in_band >= 91
    assert in_intervals <= 80


def test_the_band_is_wider_than_any_interval_and_the_same_every_time() -> None:
    curve = followed(7)
    band, again = incidence_band(curve, 1), incidence_band(curve, 1)
    assert band is not None
    assert again is not None
    assert band.width == again.width > 2
    for time, low, high in zip(band.times, band.low, band.high, strict=True):
        assert low < curve.at(1, time).low < curve.at(1, time).high < high


def test_few_ends_have_no_band() -> None:
    curve = kaplan_meier(np.arange(1.0, 9.0), np.ones(8, bool))
    assert curve is not None
    assert incidence_band(curve) is None


def test_the_median_and_its_interval_agree_with_lifelines() -> None:
    random = np.random.default_rng(4)
    time, until = random.exponential(10, 200), random.uniform(5, 40, 200)
    curve = kaplan_meier(np.minimum(time, until), time <= until)
    assert curve is not None
    found = quantile_time(curve)
    fitted = KaplanMeierFitter().fit(pd.Series(np.minimum(time, until)), pd.Series(time <= until))
    low, high = median_survival_times(fitted.confidence_interval_).iloc[0]
    assert found is not None
    assert found.value == fitted.median_survival_time_
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.05)  # bent by the share ended, not staying


def test_the_interval_of_the_median_covers_it() -> None:
    covered = 0
    for seed in range(200):
        random = np.random.default_rng(seed)
        time, until = random.exponential(10, 100), random.uniform(5, 40, 100)
        curve = kaplan_meier(np.minimum(time, until), time <= until)
        assert curve is not None
        found = quantile_time(curve)
        assert found is not None
        covered += (found.low or 0) <= 10 * np.log(2) <= (found.high or 1e9)
    assert 184 <= covered <= 197


def test_a_share_the_curve_does_not_reach_has_no_time() -> None:
    curve = kaplan_meier(np.array([1.0, 2.0, 3.0]), np.array([True, False, False]))
    assert curve is not None
    assert quantile_time(curve, q=0.5) is None
    assert quantile_time(curve, q=0.2) is not None
