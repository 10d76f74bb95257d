"""Groups by grams: planted ways, and new sequences."""

import numpy as np

from tests.statistics.planted_groups import walks
from tropa.statistics.cluster_agreement import adjusted_rand
from tropa.statistics.ngram_means import GramSequences
from tropa.statistics.sequences import Sequences


def test_planted_ways_are_recovered() -> None:
    sequences, group = walks(1, 500, planted=True)
    found = GramSequences(sequences).fit(3, np.ones(500), np.random.default_rng(0))
    assert adjusted_rand(found.group, group) > 0.9
    assert found.gain > 0


def test_new_sequences_get_the_group_of_those_like_them() -> None:
    sequences, _ = walks(2, 300, planted=True)
    found = GramSequences(sequences).fit(3, np.ones(300), np.random.default_rng(0))
    few = GramSequences(sequences.take(np.arange(0, 300, 7)))
    group, near = few.classify(found)
    assert (group == found.group[::7]).all()
    assert ((near > 0) & (near <= 1 + 1e-9)).all()


def test_a_sequence_of_nothing_known_is_near_to_no_group() -> None:
    sequences, _ = walks(3, 100, planted=True)
    found = GramSequences(sequences).fit(2, np.ones(100), np.random.default_rng(0))
    nothing = GramSequences(Sequences(np.array([0, 8, 8, 8]), np.array([0, 4]), 9))
    assert nothing.classify(found)[1][0] < 0.6
