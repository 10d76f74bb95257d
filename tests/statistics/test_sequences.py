"""Sequences: grams against slices, and walks of one chain."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.statistics.planted_groups import walks
from tropa.statistics.sequences import Sequences, of_one_chain, side_by_side

several = st.lists(st.lists(st.lists(st.integers(1, 4), max_size=4), min_size=1, max_size=3), min_size=1, max_size=6)


def sequences_of(runs: list[list[list[int]]]) -> tuple[Sequences, list[list[int]]]:
    written = [[0, *(state for run in of for state in (*run, 0))] for of in runs]
    offsets = np.cumsum([0] + [len(each) for each in written]).astype(np.int64)
    return Sequences(np.concatenate(written).astype(np.int64), offsets, 5), written


@given(several, st.integers(1, 3))
def test_grams_are_the_slices_of_each_sequence(runs: list[list[list[int]]], n: int) -> None:
    sequences, written = sequences_of(runs)
    columns = np.unique(sequences.grams(n)[0])
    counts = sequences.counts(n, columns).toarray()
    for row, states in enumerate(written):
        slices = Counter(tuple(states[i : i + n]) for i in range(len(states) - n + 1))
        found = {tuple(c // 5**k % 5 for k in reversed(range(n))): m for c, m in zip(columns, counts[row], strict=True)}
        assert {gram: m for gram, m in found.items() if m} == dict(slices)


@given(several, st.data())
def test_chosen_sequences_are_whole_and_in_the_order_chosen(runs: list[list[list[int]]], draw: st.DataObject) -> None:
    sequences, written = sequences_of(runs)
    rows = draw.draw(st.lists(st.integers(0, len(runs) - 1), max_size=5))
    taken = sequences.take(np.array(rows, np.int64))
    assert taken.states.tolist() == [state for row in rows for state in written[row]]
    both = side_by_side([sequences, taken])
    assert both.rows == len(runs) + len(rows)
    assert both.states.tolist() == [*sequences.states.tolist(), *taken.states.tolist()]


@given(several, st.integers(1, 3), st.integers(0, 100))
def test_walks_of_one_chain_use_only_steps_that_were_made(runs: list[list[list[int]]], memory: int, seed: int) -> None:
    sequences, _ = sequences_of(runs)
    made = of_one_chain(sequences, np.random.default_rng(seed), memory)
    assert set(made.grams(2)[0]) <= set(sequences.grams(2)[0])
    zeros = [[int((s.take(np.array([row])).states == 0).sum()) for row in range(s.rows)] for s in (sequences, made)]
    assert zeros[0] == zeros[1]


@pytest.mark.parametrize("memory", [1, 2, 3])
def test_walks_of_one_chain_make_steps_as_often_as_they_were_made(memory: int) -> None:
    sequences, _ = walks(1, 3000, planted=True)
    made = of_one_chain(sequences, np.random.default_rng(0), memory)
    columns = np.unique(sequences.grams(memory + 1)[0])
    before, after = (np.asarray(s.counts(memory + 1, columns).sum(axis=0)).ravel() for s in (sequences, made))
    assert np.abs(before - after).max() / before.sum() < 0.01
