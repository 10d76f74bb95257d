"""Before and after without a random control."""

from time import perf_counter

import numpy as np
import pytest
from statsmodels.tsa.statespace.structural import UnobservedComponents

from tropa.statistics.before_after import _forecasts, placebos, shift
from tropa.statistics.customer_sums import F64

CHANGE, DAYS = 84, 112


def wandering(seed: int, effect: float = 0.0) -> tuple[F64, F64]:
    """A random walk with a trend and weekdays, and a comparison series with the same; the effect from day 84."""
    random, day = np.random.default_rng(seed), np.arange(DAYS)
    common = random.normal(0, 0.25, DAYS).cumsum() + 0.03 * day + 2 * np.sin(2 * np.pi * day / 7)
    comparison = 50 + common + random.normal(0, 1, DAYS)
    values = 30 + 0.9 * common + random.normal(0, 1, DAYS)
    values[CHANGE:] += effect
    return values, comparison


@pytest.mark.parametrize("compared", [False, True])
def test_a_change_without_effect_hardly_ever_looks_like_one(compared: bool) -> None:
    false = 0
    for seed in range(40):
        values, comparison = wandering(seed)
        found = shift(values, CHANGE, comparison if compared else None)
        assert found is not None
        false += not found.widest.low <= 0 <= found.widest.high
    assert false <= 4  # a t-test errs in 25 of 40, interrupted time series in 12


def test_a_real_effect_is_estimated_without_bias_and_found_with_a_comparison() -> None:
    found = [shift(*_with_change(wandering(seed, 3.0))) for seed in range(25)]
    values = [one.widest.value for one in found if one]
    assert np.mean(values) == pytest.approx(3, abs=0.5)
    assert np.mean([one.widest.low > 0 for one in found if one]) > 0.6


def _with_change(series: tuple[F64, F64]) -> tuple[F64, int, F64]:
    return series[0], CHANGE, series[1]


def test_plain_noise_is_as_narrow_as_it_may_be() -> None:
    random = np.random.default_rng(0)
    covered, widths = 0, []
    for _ in range(40):
        values = random.normal(10, 1, 70)
        values[56:] += 1
        found = shift(values, 56, season=1)
        assert found is not None
        covered += found.steady.low <= 1 <= found.steady.high
        widths.append(found.steady.high - found.steady.low)
    assert covered >= 36
    assert np.median(widths) < 3


def test_placebos_show_what_comes_from_nothing() -> None:
    values, comparison = wandering(3, effect=6.0)
    found, real = placebos(values, CHANGE, comparison), shift(values, CHANGE, comparison)
    assert [placebo.change for placebo in found] == [28, 56]
    assert real is not None
    assert all(abs(placebo.effect) < real.widest.value for placebo in found)


def test_too_short_a_time_before_is_no_answer() -> None:
    assert shift(np.arange(30.0), 20) is None
    assert shift(np.arange(30.0), 30) is None
    assert shift(np.ones(40), 30) is None


def test_series_with_holes_are_refused() -> None:
    with pytest.raises(ValueError, match="missing"):
        shift([1.0, float("nan")] * 20, 30)
    with pytest.raises(ValueError, match="same length"):
        shift([1.0, 2.0] * 20, 30, [1.0])


def test_the_forecast_for_a_known_wandering_is_that_of_the_kalman_filter() -> None:
    """statsmodels' local level with the same ratio of variances; its diffuse start is our free constant."""
    values, wandering = np.random.default_rng(6).normal(10, 1, 40).cumsum(), 0.3
    _, (mean,), (error,) = _forecasts(values, np.ones((50, 1)), np.array([wandering]))
    model = UnobservedComponents(values, level="llevel")
    filtered = model.filter([1.0, wandering])
    assert mean == pytest.approx(float(filtered.forecast(10).mean()), abs=1e-4)
    level_variance = float(filtered.predicted_state_cov[0, 0, -1])
    ahead = np.arange(10)
    spread = level_variance + wandering * np.minimum.outer(ahead, ahead).mean() + 1 / 10
    noise = values - np.append(np.nan, filtered.filtered_state[0, :-1])
    innovations = (noise[1:] ** 2 / filtered.forecasts_error_cov[0, 0, 1:]).sum() / 39
    assert error == pytest.approx(np.sqrt(spread * innovations), rel=1e-3)


def test_two_years_of_days_with_their_placebos_take_no_time() -> None:
    values = np.random.default_rng(0).normal(10, 1, 730)
    begun = perf_counter()
    assert len(placebos(values, 702)) > 20
    assert perf_counter() - begun < 8
