"""Absorbing chains against walks enumerated by hand and by matrix powers."""

import numpy as np
import pytest
import scipy.sparse
from hypothesis import given
from hypothesis import strategies as st

from tropa.statistics.markov import (
    Chain,
    conversion_probability,
    credit_shares,
    removal_effects,
    removal_effects_of_many,
)

counts = st.integers(0, 5)


def chain_of(start: list[int], moves: list[list[int]], ends: list[tuple[int, int]]) -> Chain:
    won, lost = zip(*ends, strict=True)
    return Chain(np.array(start, float), np.array(moves, float), np.array(won, float), np.array(lost, float) + 1)


def probability_by_powers(chain: Chain, without: set[int]) -> float:
    """Follow the walkers step by step until none is left."""
    leaving = chain.moves.sum(axis=1) + chain.converted + chain.null
    at = chain.start / max(chain.start.sum(), 1)
    won = 0.0
    for _ in range(5_000):
        at = np.array([0.0 if state in without else share for state, share in enumerate(at)])
        won += float(at @ (chain.converted / leaving))
        at = at @ (chain.moves / leaving[:, None])
    return won


@given(
    st.lists(counts, min_size=3, max_size=3),
    st.lists(st.lists(counts, min_size=3, max_size=3), min_size=3, max_size=3),
    st.lists(st.tuples(counts, counts), min_size=3, max_size=3),
    st.lists(st.integers(0, 1), min_size=3, max_size=3),
)
def test_removing_states_leaves_the_walks_that_never_meet_them(
    start: list[int], moves: list[list[int]], ends: list[tuple[int, int]], owner: list[int]
) -> None:
    chain = chain_of(start, moves, ends)
    whole = probability_by_powers(chain, set())
    assert conversion_probability(chain) == pytest.approx(whole, abs=1e-9)
    effects = removal_effects(chain, np.array(owner), 2)
    for place in range(2):
        left = probability_by_powers(chain, {state for state in range(3) if owner[state] == place})
        assert effects[place] == pytest.approx(1 - left / whole if whole > 1e-12 else 0.0, abs=1e-6)


def test_the_textbook_chain_has_the_closed_form() -> None:
    """C1 > C2 > C3 converts, C1 does not, C2 > C3 does not: P = 1/3, credits .2, .4, .4."""
    chain = Chain(
        np.array([2.0, 1, 0]),
        np.array([[0.0, 1, 0], [0, 0, 2], [0, 0, 0]]),
        np.array([0.0, 0, 1]),
        np.array([1.0, 0, 1]),
    )
    assert conversion_probability(chain) == pytest.approx(1 / 3)
    assert credit_shares(removal_effects(chain, np.arange(3), 3)) == pytest.approx([0.2, 0.4, 0.4])


def test_many_chains_at_once_equal_one_by_one() -> None:
    random = np.random.default_rng(1)
    many = Chain(*(random.integers(1, 9, size).astype(float) for size in ((5, 4), (5, 4, 4), (5, 4), (5, 4))))
    together = removal_effects(many, np.arange(4), 4)
    for k in range(5):
        alone = Chain(many.start[k], many.moves[k], many.converted[k], many.null[k])
        assert together[k] == pytest.approx(removal_effects(alone, np.arange(4), 4))


def test_a_loop_to_itself_changes_nothing() -> None:
    still = Chain(np.array([3.0, 1]), np.array([[0.0, 2], [1, 0]]), np.array([1.0, 1]), np.array([1.0, 2]))
    looping = Chain(still.start, still.moves + np.diag([7.0, 3.0]), still.converted, still.null)
    assert removal_effects(looping, np.arange(2), 2) == pytest.approx(removal_effects(still, np.arange(2), 2))


def test_where_nothing_converts_there_is_no_effect() -> None:
    chain = Chain(np.array([1.0]), np.zeros((1, 1)), np.array([0.0]), np.array([1.0]))
    assert credit_shares(removal_effects(chain, np.array([0]), 1)).tolist() == [0.0]


def test_the_repeated_solution_equals_the_inverse() -> None:
    random = np.random.default_rng(2)
    chain = Chain(*(random.integers(1, 9, size).astype(float) for size in (6, (6, 6), 6, 6)))
    leaving = chain.moves.sum(axis=1) + chain.converted + chain.null
    owner = np.array([0, 1, 2, 0, 1, 2])
    repeated = removal_effects_of_many(
        chain.start / chain.start.sum(),
        scipy.sparse.csr_array(chain.moves / leaving[:, None]),
        chain.converted / leaving,
        owner,
        3,
    )
    assert repeated == pytest.approx(removal_effects(chain, owner, 3), abs=1e-10)
