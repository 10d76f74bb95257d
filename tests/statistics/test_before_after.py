"""Before and after without a random control."""

import numpy as np
import pytest

from tropa.statistics.before_after import placebos, shift
from tropa.statistics.moments import F64

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
