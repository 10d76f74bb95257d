"""Medoids against trying every swap, and against every choice where they are few."""

from itertools import combinations

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from tropa.analytics.medoids import next_medoid, swap_medoids

U16S = npt.NDArray[np.uint16]
SIZES = st.tuples(st.integers(2, 9), st.integers(1, 4), st.integers(0, 10_000))


def some(n: int, seed: int) -> tuple[U16S, npt.NDArray[np.int64]]:
    rng = np.random.default_rng(seed)
    points = rng.integers(0, 200, (n, 2))
    distance = np.abs(points[:, None] - points[None]).sum(axis=2).astype(np.uint16)
    return distance, rng.integers(1, 9, n)


def total(distance: U16S, weight: npt.NDArray[np.int64], medoids: list[int]) -> int:
    return int((distance[medoids].min(axis=0).astype(np.int64) * weight).sum())


@given(SIZES)
def test_no_single_swap_makes_the_medoids_better(size: tuple[int, int, int]) -> None:
    n, k, seed = size
    k = min(k, n)
    distance, weight = some(n, seed)
    found = swap_medoids(distance, weight, np.arange(k)).tolist()
    assert len(set(found)) == k
    for place in range(k):
        for other in set(range(n)) - set(found):
            swapped = [*found[:place], other, *found[place + 1 :]]
            assert total(distance, weight, found) <= total(distance, weight, swapped)


@given(SIZES)
def test_the_next_medoid_is_the_best_addition(size: tuple[int, int, int]) -> None:
    n, k, seed = size
    distance, weight = some(n, seed)
    medoids = list(range(min(k, n) - 1))
    found = next_medoid(distance, weight, np.array(medoids, np.int64))
    best = min(total(distance, weight, [*medoids, c]) for c in range(n) if c not in medoids)
    assert total(distance, weight, [*medoids, found]) == best


def test_clear_groups_have_the_best_of_all_choices() -> None:
    rng = np.random.default_rng(3)
    points = np.concatenate([rng.integers(0, 20, 8) + 1_000 * centre for centre in range(3)])
    distance = np.abs(points[:, None] - points[None]).astype(np.uint16)
    weight = rng.integers(1, 5, len(points))
    found = swap_medoids(distance, weight, np.array([0, 1, 2]))
    best = min(total(distance, weight, list(choice)) for choice in combinations(range(len(points)), 3))
    assert total(distance, weight, found.tolist()) == best
