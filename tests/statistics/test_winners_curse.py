"""Effects that are looked at because they were significant."""

import numpy as np
import pytest

from tropa.statistics.interval import Estimate
from tropa.statistics.winners_curse import corrected


def estimate(value: float, error: float) -> Estimate:
    return Estimate(value, value - 1.959964 * error, value + 1.959964 * error, 100)


@pytest.mark.parametrize("truth", [0.0, 0.7, 2.0, 5.0])
def test_among_significant_results_the_corrected_one_is_right_on_the_median_and_covers(truth: float) -> None:
    random = np.random.default_rng(11)
    z = random.normal(truth, 1, 40_000)
    found = [corrected(estimate(float(one), 1.0)) for one in z[np.abs(z) > 1.96][:1200]]
    assert np.mean([one.value <= truth for one in found]) == pytest.approx(0.5, abs=0.045)
    assert np.mean([one.low <= truth <= one.high for one in found]) == pytest.approx(0.95, abs=0.02)


def test_a_weak_winner_shrinks_much_and_a_strong_one_hardly() -> None:
    weak, strong = corrected(estimate(0.033, 0.015)), corrected(estimate(0.10, 0.015))
    assert 0 < weak.value < 0.023
    assert strong.value == pytest.approx(0.10, abs=1e-3)
    assert corrected(estimate(-0.033, 0.015)).value == pytest.approx(-weak.value)


def test_a_result_that_is_not_significant_was_not_selected() -> None:
    assert corrected(estimate(0.01, 0.015)) == estimate(0.01, 0.015)
    assert corrected(Estimate(0.1, 0.1, 0.1, 5)) == Estimate(0.1, 0.1, 0.1, 5)


def test_a_higher_bound_to_pass_shrinks_more() -> None:
    early = corrected(estimate(0.06, 0.015), critical=3.4)
    assert early.value < corrected(estimate(0.06, 0.015)).value
