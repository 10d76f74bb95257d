"""What would have become of those who took a way, had it been closed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tropa.statistics.rerouted import Passed, rerouted

GROUPS = 8
counts = st.integers(0, 9)
states = st.tuples(counts, counts, counts, counts)
later = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(1, 5)))


def passed(rows: list[tuple[int, int, int, int]], again: list[tuple[int, int, int]]) -> Passed:
    """Counts (without, with) of the exposed and of the others by state, all in the first group."""
    exposed, others = (np.zeros((GROUPS, len(rows), 2), np.int64) for _ in range(2))
    exposed[0], others[0] = np.array(rows)[:, :2], np.array(rows)[:, 2:]
    return Passed(exposed, others, np.array(again, np.int64).reshape(-1, 3).T)


@given(st.lists(states, min_size=4, max_size=4), later)
def test_shares_are_those_of_others_sent_on_again_and_again(
    rows: list[tuple[int, int, int, int]], again: list[tuple[int, int, int]]
) -> None:
    found = rerouted(passed(rows, again))
    known = {state for state, row in enumerate(rows) if row[2] + row[3]}
    for _ in rows:
        known |= {source for source, target, _ in again if target in known}
    taken = {state for state, row in enumerate(rows) if row[0] + row[1]}
    if found is None:
        assert not known & taken
        return
    share = dict.fromkeys(known, 0.5)
    for _ in range(4000):
        share = {
            state: (
                rows[state][3]
                + sum(n * share[target] for source, target, n in again if source == state and target in known)
            )
            / (rows[state][2] + rows[state][3] + sum(n for s, target, n in again if s == state and target in known))
            for state in known
        }
    expected = sum(rows[state][1] - (rows[state][0] + rows[state][1]) * share[state] for state in known & taken)
    assert found.gained.value == pytest.approx(expected, abs=1e-6)
    assert found.exposed == sum(rows[state][0] + rows[state][1] for state in known & taken)
    assert found.comparable == pytest.approx(found.exposed / sum(row[0] + row[1] for row in rows))
    assert found.gained.low < found.gained.value < found.gained.high


def test_nobody_to_compare_with_is_no_answer() -> None:
    assert rerouted(passed([(5, 5, 0, 0)], [])) is None
    assert rerouted(passed([(5, 5, 0, 0)], [(0, 0, 9)])) is None  # everybody took it sooner or later


def test_few_others_are_worth_few_journeys() -> None:
    found = rerouted(passed([(500, 500, 3, 2)], [(0, 0, 95)]))
    assert found is not None
    assert found.controls < 1


def test_the_interval_covers_the_truth_though_customers_come_more_than_once() -> None:
    random, covered = np.random.default_rng(1), 0
    for _ in range(300):
        exposed, others = np.zeros((32, 2, 2), np.int64), np.zeros((32, 2, 2), np.int64)
        for customer in range(400):
            keen = random.random() < 0.3
            for _ in range(3):
                state, taken = int(random.random() < 0.5), random.random() < 0.4
                share = 0.2 + 0.3 * keen + 0.2 * state + 0.1 * taken
                (exposed if taken else others)[customer % 32, state, int(random.random() < share)] += 1
        found = rerouted(Passed(exposed, others, np.zeros((3, 0), np.int64)))
        assert found is not None
        covered += found.gained.low <= 0.1 * found.exposed <= found.gained.high
    assert 0.92 <= covered / 300 <= 0.99
