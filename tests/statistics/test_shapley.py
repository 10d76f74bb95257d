"""Shapley values against the definition: the mean gain over all orders."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tropa.statistics.shapley import rate_game, sampled_rate_shapley, shapley, subset_sums

games = st.integers(1, 4).flatmap(lambda n: st.lists(st.integers(-9, 9), min_size=2**n, max_size=2**n))
journeys_by_set = st.integers(1, 4).flatmap(
    lambda n: st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2**n, max_size=2**n)
)


def by_orders(values: list[float]) -> list[float]:
    players = len(values).bit_length() - 1
    gains = [0.0] * players
    orders = list(permutations(range(players)))
    for order in orders:
        joined = 0
        for player in order:
            gains[player] += values[joined | 1 << player] - values[joined]
            joined |= 1 << player
    return [gain / len(orders) for gain in gains]


@given(games)
def test_the_values_are_the_mean_gain_over_all_orders(values: list[int]) -> None:
    assert shapley(np.array(values, float)) == pytest.approx(by_orders([float(value) for value in values]))


@given(games)
def test_subset_sums_add_all_subsets(values: list[int]) -> None:
    plain = [sum(v for t, v in enumerate(values) if t & s == t) for s in range(len(values))]
    assert subset_sums(np.array(values, float)).tolist() == plain


@given(journeys_by_set)
def test_the_worth_of_a_coalition_is_the_rate_of_journeys_within_it(counts: list[tuple[int, int]]) -> None:
    won, lost = (np.array(side, float) for side in zip(*counts, strict=True))
    worth = rate_game(won, won + lost)
    for coalition in range(1, len(counts)):
        within = [pair for met, pair in enumerate(counts) if met & coalition == met]
        total = sum(a + b for a, b in within)
        assert worth[coalition] == pytest.approx(sum(a for a, _ in within) / total if total else 0.0)


def test_sampled_orders_come_close_and_add_up_exactly() -> None:
    random = np.random.default_rng(3)
    won, lost = random.integers(0, 40, 16).astype(float), random.integers(1, 90, 16).astype(float)
    won[0] = lost[0] = 0
    members = np.arange(16)[:, None] >> np.arange(4) & 1 == 1
    sampled = sampled_rate_shapley(members, won[:, None], (won + lost)[:, None], pairs=400)[:, 0]
    exact = shapley(rate_game(won, won + lost))
    assert sampled.sum() == pytest.approx(exact.sum())
    assert sampled == pytest.approx(exact, abs=0.01)


def test_a_wrong_number_of_coalitions_is_refused() -> None:
    with pytest.raises(ValueError, match="3 coalitions"):
        shapley(np.zeros(3))
