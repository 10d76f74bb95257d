"""Mixtures of Markov chains: Bayes' rule, planted ways, and one chain."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from tests.statistics.planted_groups import walks
from tropa.statistics.cluster_agreement import adjusted_rand
from tropa.statistics.markov_mixture import MarkovSequences
from tropa.statistics.sequences import Sequences


def test_planted_ways_are_recovered_and_better_than_one_chain() -> None:
    sequences, group = walks(1, 500, planted=True)
    data = MarkovSequences(sequences)
    found = data.fit(3, np.ones(500), np.random.default_rng(0))
    assert adjusted_rand(found.group, group) > 0.85
    assert found.bic < 0
    assert (data.classify(found)[0] == found.group).mean() > 0.99


def test_bic_prefers_one_chain_where_there_is_one() -> None:
    sequences, _ = walks(2, 500, planted=False)
    assert MarkovSequences(sequences).fit(2, np.ones(500), np.random.default_rng(0)).bic > 0


def test_the_probability_of_a_group_is_bayes_rule() -> None:
    sequences, _ = walks(3, 60, planted=True)
    data = MarkovSequences(sequences)
    found = data.fit(2, np.ones(60), np.random.default_rng(0))
    group, probability = data.classify(found)
    known = {int(code): k for k, code in enumerate(found.transition)}
    for row in range(0, 60, 7):
        states = sequences.take(np.array([row])).states.tolist()
        logs = [
            np.log(found.share[k])
            + sum(found.log_probability[k, known[a * sequences.count + b]] for a, b in pairwise(states))
            for k in range(2)
        ]
        assert group[row] == int(np.argmax(logs))
        assert probability[row] == pytest.approx(1 / np.exp(np.array(logs) - max(logs)).sum())


def test_chains_are_probabilities() -> None:
    sequences, _ = walks(4, 80, planted=True)
    found = MarkovSequences(sequences).fit(2, np.ones(80), np.random.default_rng(0))
    for row in np.exp(found.log_probability):
        sums = np.bincount(found.transition // sequences.count, weights=row)
        assert sums[sums > 0] == pytest.approx(1)


def test_steps_never_seen_before_tell_nothing() -> None:
    sequences, _ = walks(5, 80, planted=True)
    found = MarkovSequences(sequences).fit(2, np.ones(80), np.random.default_rng(0))
    without = replace(found, transition=found.transition[1:], log_probability=found.log_probability[:, 1:])
    strange = Sequences(np.array([0, 8, 8, 8, 0]), np.array([0, 5]), 9)
    nothing = replace(found, transition=np.array([80]), log_probability=np.zeros((2, 1)))
    assert MarkovSequences(strange).classify(nothing)[1][0] == pytest.approx(found.share.max())
    assert len(MarkovSequences(sequences).classify(without)[0]) == 80
