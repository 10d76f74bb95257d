"""How many customers an experiment needs."""

import numpy as np
import pytest
from statsmodels.stats.power import NormalIndPower, TTestIndPower
from statsmodels.stats.proportion import proportion_effectsize

from tropa.statistics.sample_size import least_detectable_share, means_size, shares_power, shares_size


@pytest.mark.parametrize(
    ("base", "expected", "size"), [(0.03, 0.036, 13_887), (0.10, 0.12, 3_835), (0.30, 0.35, 1_376)]
)
def test_shares_need_what_the_tables_say(base: float, expected: float, size: int) -> None:
    assert shares_size(base, expected) == size
    assert shares_size(expected, base) == size


@pytest.mark.parametrize("ratio", [0.5, 1.0, 3.0])
def test_sizes_agree_with_statsmodels(ratio: float) -> None:
    effect = proportion_effectsize(0.15, 0.1)
    assert shares_size(0.1, 0.15, ratio=ratio) == np.ceil(
        NormalIndPower().solve_power(effect, power=0.8, alpha=0.05, ratio=ratio)
    )
    needed = TTestIndPower().solve_power(0.3, power=0.9, alpha=0.05, ratio=ratio)
    assert means_size(10, 3, power=0.9, ratio=ratio) == pytest.approx(needed, abs=1)


def test_the_least_detectable_rise_is_found_with_the_power_asked_for() -> None:
    rise = least_detectable_share(0.1, 2000, 4000)
    assert rise is not None
    assert shares_power(0.1, 0.1 + rise, 2000, 4000) == pytest.approx(0.8, abs=1e-3)
    assert least_detectable_share(0.9, 5, 5) is None


def test_power_is_what_a_simulation_finds() -> None:
    random = np.random.default_rng(0)
    a, b = random.binomial(3835, 0.10, 20_000) / 3835, random.binomial(3835, 0.12, 20_000) / 3835
    found = np.abs(b - a) > 1.96 * np.sqrt((a * (1 - a) + b * (1 - b)) / 3835)
    assert found.mean() == pytest.approx(shares_power(0.1, 0.12, 3835, 3835), abs=0.01)


def test_equal_shares_and_impossible_ones_are_refused() -> None:
    with pytest.raises(ValueError, match="equal"):
        shares_size(0.1, 0.1)
    with pytest.raises(ValueError, match="between 0 and 1"):
        shares_size(0.1, 1.1)
    with pytest.raises(ValueError, match="power"):
        means_size(1, 1, power=0.01)
    with pytest.raises(ValueError, match="spread"):
        means_size(0, 1)
