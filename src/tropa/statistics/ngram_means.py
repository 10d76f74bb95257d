"""Groups of sequences that have the same grams, by spherical k-means.

A sequence is its counts of single states, pairs and triples in a row, weighted by how rare they are (TF–IDF) and scaled
to length 1.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack

from tropa.statistics.sequences import Sequences, of_one_chain
from tropa.statistics.spherical_means import spherical_means, unit_rows

I64 = npt.NDArray[np.int64]
F64 = npt.NDArray[np.float64]

LONGEST = 3  # states in a row
LEAST = 5  # sequences that have a gram
STARTS = 4


@dataclass(frozen=True)
class GramGroups:
    """Groups of the sequences that were fitted: the centres, and what the columns are: grams and their weights."""

    group: I64
    gain: float
    centre: F64  # K × C
    columns: tuple[I64, ...]
    weight: F64  # C

    @property
    def bic(self) -> float | None:
        """None: there is no likelihood."""
        return None


@dataclass(frozen=True)
class GramSequences:
    """Sequences to be grouped by what they consist of; `memory` is that of the chain that has no groups."""

    sequences: Sequences
    memory: int = 2

    @property
    def rows(self) -> int:
        """Number of sequences."""
        return self.sequences.rows

    def take(self, rows: I64) -> "GramSequences":
        """The chosen sequences."""
        return GramSequences(self.sequences.take(rows), self.memory)

    def without_groups(self, random: np.random.Generator) -> "GramSequences":
        """Sequences of one chain with `memory`."""
        return GramSequences(of_one_chain(self.sequences, random, self.memory), self.memory)

    def fit(self, k: int, weight: F64, random: np.random.Generator) -> GramGroups:
        """The best k groups of several starts."""
        runs = [spherical_means(self._unit, k, weight, random) for _ in range(STARTS)]
        group, near, centre = max(runs, key=lambda run: float(weight @ run[1]))
        alone = float(np.linalg.norm(np.asarray(self._unit.T @ weight)))
        return GramGroups(group, float(weight @ near) - alone, centre, self._columns, self._rarity)

    def classify(self, groups: GramGroups) -> tuple[I64, F64]:
        """The nearest group of each sequence and how near it is (the cosine)."""
        unit = _unit(self.sequences, groups.columns, groups.weight)
        near = np.asarray(unit @ groups.centre.T)
        return near.argmax(axis=1), near.max(axis=1)

    @cached_property
    def _columns(self) -> tuple[I64, ...]:
        columns = []
        for n in range(1, LONGEST + 1):
            code, row = self.sequences.grams(n)
            pairs = np.unique(np.stack([code, row]), axis=1)[0]
            grams, sequences = np.unique(pairs, return_counts=True)
            columns.append(grams[(sequences >= LEAST) & ((n > 1) | (grams > 0))])
        return tuple(columns)

    @cached_property
    def _rarity(self) -> F64:
        counts = hstack([self.sequences.counts(n, grams) for n, grams in enumerate(self._columns, start=1)])
        have = np.asarray((counts > 0).sum(axis=0)).ravel()
        return np.asarray(np.log((1 + self.rows) / (1 + have)) + 1, np.float64)

    @cached_property
    def _unit(self) -> csr_matrix:
        return _unit(self.sequences, self._columns, self._rarity)


def _unit(sequences: Sequences, columns: tuple[I64, ...], weight: F64) -> csr_matrix:
    """Weighted counts of all grams, each row of length 1."""
    counts = csr_matrix(hstack([sequences.counts(n, grams) for n, grams in enumerate(columns, start=1)]))
    return unit_rows(csr_matrix(counts.multiply(weight[None, :])))
