"""Groups of sequences, each with a Markov chain of its own, by EM.

A mixture of chains of first order (Cadez, Heckerman, Meek, Smyth and White, Model-based clustering and visualization
of navigation patterns, 2003). All that the likelihood needs of a sequence are its counts of transitions, so a step of
EM costs as much as there are different transitions in all sequences. Chains are drawn a little towards that of all.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.special import logsumexp

from tropa.statistics.sequences import Sequences, of_one_chain
from tropa.statistics.spherical_means import spherical_means, unit_rows

I64 = npt.NDArray[np.int64]
F64 = npt.NDArray[np.float64]

STARTS = 3
SHORT, LONG = 6, 60
PRIOR = 1.0  # transitions' worth of the common chain at every state of every group's
CLOSE = 1e-5  # gain in log-likelihood per sequence below which EM stops


@dataclass(frozen=True)
class MarkovGroups:
    """Groups of the sequences that were fitted: K shares, and the log-probability of each transition in each group.

    `transition` are the transitions that occurred, as pairs of states in one number.
    """

    group: I64
    gain: float
    bic: float
    share: F64  # K
    transition: I64  # C
    log_probability: F64  # K × C


@dataclass(frozen=True)
class MarkovSequences:
    """Sequences to be grouped by how they go on; `memory` is that of the chain that has no groups."""

    sequences: Sequences
    memory: int = 2

    @property
    def rows(self) -> int:
        """Number of sequences."""
        return self.sequences.rows

    def take(self, rows: I64) -> "MarkovSequences":
        """The chosen sequences."""
        return MarkovSequences(self.sequences.take(rows), self.memory)

    def without_groups(self, random: np.random.Generator) -> "MarkovSequences":
        """Sequences of one chain with `memory`."""
        return MarkovSequences(of_one_chain(self.sequences, random, self.memory), self.memory)

    def fit(self, k: int, weight: F64, random: np.random.Generator) -> MarkovGroups:
        """The best k groups of several starts."""
        alone = self._climb(weight, np.ones((1, self.rows)), 1)[2]
        starts = [self._start(k, weight, random) for _ in range(STARTS if k > 1 else 1)]
        part = max((self._climb(weight, start, SHORT) for start in starts), key=lambda run: run[2])[3]
        share, log, total, part = self._climb(weight, part, LONG)
        gain = total - alone
        everybody = weight * np.ones((1, self.rows))
        parameters = k - 1 + self._free(part * weight) - self._free(everybody)
        bic = parameters * float(np.log(max(weight.sum(), 1))) - 2 * gain
        return MarkovGroups(part.argmax(axis=0), gain, bic, share, self._transition, log)

    def classify(self, groups: MarkovGroups) -> tuple[I64, F64]:
        """The most probable group of each sequence and its probability; transitions never seen tell nothing."""
        counts = self.sequences.counts(2, groups.transition)
        joint = (counts @ groups.log_probability.T).T + np.log(groups.share)[:, None]
        return joint.argmax(axis=0), np.exp(joint.max(axis=0) - logsumexp(joint, axis=0))

    def _free(self, part: F64) -> int:
        """Probabilities that groups have of their own: transitions made at least once, less one for every state."""
        made = (self._counts.T @ part.T).T >= 1
        left = np.add.reduceat(made, self._origins[0], axis=1)
        return int(made.sum() - (left > 0).sum())

    @cached_property
    def _transition(self) -> I64:
        return np.unique(self.sequences.grams(2)[0])

    @cached_property
    def _counts(self) -> csr_matrix:
        return self.sequences.counts(2, self._transition)

    @cached_property
    def _origins(self) -> tuple[I64, I64]:
        """Where the transitions of each state begin, and which of these states each transition is from."""
        _, begin, of = np.unique(self._transition // self.sequences.count, return_index=True, return_inverse=True)
        return begin, of

    @cached_property
    def _unit(self) -> csr_matrix:
        """Roots of counts scaled to length 1."""
        return unit_rows(self._counts.sqrt())

    def _start(self, k: int, weight: F64, random: np.random.Generator) -> F64:
        """Groups by the direction of the roots of their counts."""
        group = spherical_means(self._unit, k, weight, random)[0]
        return np.asarray((group == np.arange(k)[:, None]) * 1.0, np.float64)

    def _climb(self, weight: F64, part: F64, steps: int) -> tuple[F64, F64, float, F64]:
        """EM from responsibilities (K × n): shares, log-probabilities, log-likelihood, responsibilities."""
        before, total = -np.inf, 0.0
        share, log = self._chains(part * weight)
        for _ in range(steps):
            joint = (self._counts @ log.T).T + np.log(share)[:, None]
            each = logsumexp(joint, axis=0)
            total, part = float(weight @ each), np.exp(joint - each)
            if total - before < CLOSE * self.rows:
                break
            before = total
            share, log = self._chains(part * weight)
        return share, log, total, part

    def _chains(self, part: F64) -> tuple[F64, F64]:
        """The M step."""
        counts = (self._counts.T @ part.T).T
        begin, of = self._origins
        everybody = counts.sum(axis=0) + 1e-9
        common = everybody / np.add.reduceat(everybody, begin)[of]
        size = part.sum(axis=1) + 1e-9
        stood = np.add.reduceat(counts, begin, axis=1)[:, of]
        return size / size.sum(), np.log((counts + PRIOR * common) / (stood + PRIOR))
