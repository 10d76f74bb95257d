"""How many groups there are: the planted ones, and none where there are none."""

from typing import Any

import numpy as np
import pytest

from tests.statistics.planted_groups import traits, walks
from tropa.statistics.cluster_agreement import adjusted_rand
from tropa.statistics.cluster_choice import ChoiceRule, choose_groups, far_rows
from tropa.statistics.markov_mixture import MarkovSequences
from tropa.statistics.ngram_means import GramSequences

QUICK = ChoiceRule(most=4, resamples=8, permutations=19)


def data(kind: str, seed: int, n: int, planted: bool) -> tuple[Any, Any]:
    if kind in ("traits", "correlated"):
        return traits(seed, n, planted=planted, correlation=0.6 if kind == "correlated" else 0.0)
    sequences, group = walks(seed, n, planted=planted)
    return (GramSequences if kind == "ngrams" else MarkovSequences)(sequences), group


@pytest.mark.parametrize(("kind", "least"), [("traits", 0.9), ("ngrams", 0.85), ("markov", 0.85)])
def test_three_planted_groups_are_found(kind: str, least: float) -> None:
    planted, group = data(kind, 1, 400, True)
    choice = choose_groups(planted, QUICK)
    assert choice.verdict == "groups"
    assert choice.fitted is not None
    assert adjusted_rand(choice.fitted.group, group) > least
    assert choice.p_value == 1 / 20
    chosen = choice.tried[1]
    assert chosen.k == 3
    assert chosen.jaccard is not None
    assert min(chosen.jaccard) >= 0.85


@pytest.mark.parametrize("kind", ["traits", "correlated", "ngrams", "markov"])
def test_where_there_are_no_groups_hardly_any_are_found(kind: str) -> None:
    quick = ChoiceRule(most=3, resamples=5, permutations=19)
    verdicts = [choose_groups(data(kind, seed, 100, False)[0], quick, seed).verdict for seed in range(10)]
    assert verdicts.count("groups") <= 1  # measured on 355 such data sets: none


def test_groups_that_are_too_small_are_none() -> None:
    planted, _ = traits(3, 30, planted=True)
    choice = choose_groups(planted, ChoiceRule(most=4, least=20, resamples=4, permutations=9))
    assert (choice.verdict, choice.fitted) == ("none", None)
    assert all(tried.jaccard is None for tried in choice.tried)


def test_the_same_seed_gives_the_same_choice() -> None:
    planted, _ = traits(4, 150, planted=True)
    one, other = (choose_groups(planted, QUICK, 7) for _ in range(2))
    assert (one.tried, one.p_value) == (other.tried, other.p_value)


def test_far_rows_are_far_from_each_other_and_of_some_weight() -> None:
    places = np.array([0.0, 0.1, 5.0, 5.1, 9.0])
    weight = np.array([1.0, 1.0, 1.0, 1.0, 0.0])

    def distance(row: int) -> Any:
        return (places - places[row]) ** 2

    for seed in range(20):
        one, other = far_rows(2, weight, distance, np.random.default_rng(seed))
        assert 4 not in (one, other)
        assert one != other
