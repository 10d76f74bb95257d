"""Sequences of states as counts, and sequences made by one chain.

Every sequence begins and ends with state 0, which may also stand in between: `0 a b 0 c 0` are two runs of the same
thing. So the first and the last step of a run are steps like others.
"""

from collections.abc import Sequence as Several
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

I64 = npt.NDArray[np.int64]
F64 = npt.NDArray[np.float64]

MOST_STATES = 2_000_000  # of three states one number can be made


@dataclass(frozen=True)
class Sequences:
    """Sequence i is `states[offsets[i]:offsets[i + 1]]`; states are 0, 1, 2… below `count`."""

    states: I64
    offsets: I64
    count: int

    @property
    def rows(self) -> int:
        """Number of sequences."""
        return len(self.offsets) - 1

    def take(self, rows: I64) -> "Sequences":
        """The chosen sequences."""
        length = np.diff(self.offsets)[rows]
        offsets = np.concatenate([[0], np.cumsum(length)]).astype(np.int64)
        places = np.repeat(self.offsets[rows] - offsets[:-1], length) + np.arange(offsets[-1])
        return Sequences(self.states[places], offsets, self.count)

    def grams(self, n: int) -> tuple[I64, I64]:
        """Every n states in a row within a sequence as one number, and the sequence it is of."""
        assert self.count < MOST_STATES
        row = np.repeat(np.arange(self.rows), np.diff(self.offsets))
        places = np.arange(max(len(self.states) - n + 1, 0))
        places = places[row[places] == row[places + n - 1]] if len(places) else places
        code = np.zeros(len(places), np.int64)
        for step in range(n):
            code = code * self.count + self.states[places + step]
        return code, row[places]

    def counts(self, n: int, columns: I64) -> csr_matrix:
        """How often each sequence has each gram of n states; `columns` are the grams counted, ascending."""
        code, row = self.grams(n)
        place = np.searchsorted(columns, code)
        found = place < len(columns)
        found[found] = columns[place[found]] == code[found]
        shape = (self.rows, len(columns))
        return csr_matrix((np.ones(int(found.sum())), (row[found], place[found])), shape=shape)


def side_by_side(parts: Several[Sequences]) -> Sequences:
    """The sequences of all parts."""
    lengths = np.concatenate([np.diff(part.offsets) for part in parts])
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    return Sequences(np.concatenate([part.states for part in parts]), offsets, max(part.count for part in parts))


def of_one_chain(sequences: Sequences, random: np.random.Generator, memory: int = 1) -> Sequences:
    """As many sequences with as many runs each, all made by the one chain that fits them best.

    What comes next hangs on the last `memory` states of the run alone: whoever comes from there is like everybody.
    """
    contexts, state_of = _contexts(sequences, memory)
    made = _of_first_order(contexts, random)
    return Sequences(state_of[made.states], made.offsets, sequences.count)


def _contexts(sequences: Sequences, memory: int) -> tuple[Sequences, I64]:
    """States with those before them in the run as one number (0 for state 0), and the state of each number."""
    states = sequences.states
    ends = np.flatnonzero(states == 0)
    since = np.arange(len(states)) - ends[np.searchsorted(ends, np.arange(len(states)), side="right") - 1]
    number, state_of = states, np.arange(sequences.count)
    for back in range(1, memory):
        before = np.where(since > back, np.roll(states, back), 0)
        code, number = np.unique(np.where(states == 0, -1, number * sequences.count + before), return_inverse=True)
        state_of = np.zeros(len(code), np.int64)
        state_of[number] = states
    return Sequences(number.astype(np.int64), sequences.offsets, len(state_of)), state_of


def _of_first_order(sequences: Sequences, random: np.random.Generator) -> Sequences:
    after, row = sequences.states[1:], np.repeat(np.arange(sequences.rows), np.diff(sequences.offsets))
    inside = row[1:] == row[:-1]
    origin, target = sequences.states[:-1][inside], after[inside]
    order = np.argsort(origin, kind="stable")
    target, start = target[order], np.searchsorted(origin[order], np.arange(sequences.count + 1))
    zeros = np.bincount(row, weights=sequences.states == 0, minlength=sequences.rows)
    left = np.maximum(zeros.astype(np.int64) - 1, 0)  # runs still to be made
    state, alive = np.zeros(sequences.rows, np.int64), np.flatnonzero(left)
    steps = [(np.arange(sequences.rows), np.zeros(sequences.rows, np.int64))]
    while len(alive):
        here = state[alive]
        choices = start[here + 1] - start[here]
        state[alive] = target[start[here] + (random.random(len(alive)) * choices).astype(np.int64)]
        steps.append((alive, state[alive]))
        left[alive] -= state[alive] == 0
        alive = alive[left[alive] > 0]
    rows = np.concatenate([rows for rows, _ in steps])
    states = np.concatenate([states for _, states in steps])
    length = np.bincount(rows, minlength=sequences.rows)
    offsets = np.concatenate([[0], np.cumsum(length)]).astype(np.int64)
    return Sequences(states[np.argsort(rows, kind="stable")], offsets, sequences.count)
