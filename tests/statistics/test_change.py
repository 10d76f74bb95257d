"""Has a share changed, given how it moves by itself?"""

import numpy as np
import pytest

from tropa.statistics.change import share_change
from tropa.statistics.proportion import two_proportions_p


def weekly(kind: str, seed: int, shift: float = 0.0, weeks: int = 14, late: int = 2) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    noise = random.normal(0, 0.04, weeks)
    if kind == "steady":
        noise[:] = 0
    if kind == "waves":
        for week in range(1, weeks):
            noise[week] = 0.6 * noise[week - 1] + 0.8 * noise[week]
    if kind == "wandering":
        noise = np.cumsum(noise) * 0.4
    share = np.clip(0.3 + noise, 0.02, 0.98)
    share[-late:] += shift
    sizes = random.integers(200, 600, weeks)
    return random.binomial(sizes, np.clip(share, 0, 1)), sizes


@pytest.mark.parametrize("kind", ["steady", "apart", "waves", "wandering"])
def test_a_share_that_moves_by_itself_has_not_changed(kind: str) -> None:
    false = plain = 0
    for seed in range(200):
        counts, sizes = weekly(kind, seed)
        found = share_change(counts, sizes, 2)
        assert found is not None
        false += found.p_value < 0.05
        sides = (counts[-2:].sum(), sizes[-2:].sum(), counts[:-2].sum(), sizes[:-2].sum())
        p_value = two_proportions_p(*(int(side) for side in sides))
        plain += p_value is not None and p_value < 0.05
    assert false <= 17
    if kind != "steady":
        assert plain >= 50


def test_a_real_change_is_found_and_its_interval_covers_it() -> None:
    found = covered = 0
    for seed in range(200):
        change = share_change(*weekly("steady", seed, 0.1), 2)
        assert change is not None
        found += change.p_value < 0.05
        covered += change.difference.low <= 0.1 <= change.difference.high
    assert found >= 170
    assert covered >= 186


def test_few_windows_leave_a_plain_test() -> None:
    change = share_change([30, 32, 60], [100, 100, 100], 1)
    assert change is not None
    assert change.autocorrelation is None
    assert change.p_value == two_proportions_p(60, 100, 62, 200)


def test_empty_windows_are_no_windows() -> None:
    assert share_change([1, 0], [10, 0], 1) is None
    assert share_change([], [], 1) is None
    full, gaps = share_change([3, 4, 5], [10, 10, 10], 1), share_change([3, 0, 4, 5], [10, 0, 10, 10], 1)
    assert full == gaps


def test_windows_that_never_vary_give_no_nonsense() -> None:
    change = share_change([0] * 12, [50] * 12, 2)
    assert change is not None
    assert change.p_value == 1.0
    assert change.difference.low < 0 < change.difference.high
