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
    if kind == "long waves":
        for week in range(1, weeks):
            noise[week] = 0.9 * noise[week - 1] + 0.44 * noise[week]
    if kind == "wandering":
        noise = np.cumsum(noise) * 0.4
    if kind == "sliding":
        noise = np.linspace(0.2, 0.14, weeks)
    share = np.clip(0.3 + noise, 0.02, 0.98)
    share[-late:] += shift
    sizes = random.integers(200, 600, weeks)
    return random.binomial(sizes, np.clip(share, 0, 1)), sizes


@pytest.mark.parametrize("kind", ["steady", "apart", "waves", "long waves", "wandering", "sliding"])
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


@pytest.mark.parametrize(("kind", "least"), [("sliding", 140), ("wandering", 140), ("long waves", 140), ("waves", 100)])
def test_a_jump_is_found_where_the_share_moves_by_itself_too(kind: str, least: int) -> None:
    changes = [share_change(*weekly(kind, seed, 0.1), 2) for seed in range(200)]
    assert sum(change is not None and change.p_value < 0.05 for change in changes) >= least


def test_a_slide_that_goes_on_is_expected_and_its_end_is_a_change() -> None:
    going_on = np.linspace(0.50, 0.44, 11)
    sizes = np.full(11, 3_000)
    change = share_change(np.round(going_on * sizes), sizes)
    assert change is not None
    assert change.expected == pytest.approx(0.44, abs=0.005)
    assert -0.05 < change.difference.low < 0 < change.difference.high < 0.05
    back = share_change(np.round(np.append(going_on[:-1], 0.50) * sizes), sizes)
    assert back is not None
    assert (back.p_value < 0.01, back.difference.value > 0.04) == (True, True)


def test_a_handful_of_windows_of_a_handful_give_numbers() -> None:
    random = np.random.default_rng(0)
    for _ in range(200):
        sizes = random.integers(0, 6, 14)
        change = share_change(random.binomial(sizes, 0.3), sizes, 2)
        if change is not None:
            assert 0 <= change.p_value <= 1
            assert -1 <= change.difference.low <= change.difference.value <= change.difference.high <= 1


def test_few_windows_leave_a_plain_test() -> None:
    change = share_change([30, 32, 60], [100, 100, 100], 1)
    assert change is not None
    assert change.expected is None
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
