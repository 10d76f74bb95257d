"""Agreement of groupings against counting all pairs and sets."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tropa.statistics.cluster_agreement import adjusted_rand, best_jaccard

groupings = st.integers(2, 12).flatmap(
    lambda n: st.tuples(*(st.lists(st.integers(0, 3), min_size=n, max_size=n) for _ in range(2)))
)


def by_pairs(one: list[int], other: list[int]) -> float:
    pairs = list(combinations(range(len(one)), 2))
    together = [one[a] == one[b] for a, b in pairs]
    there = [other[a] == other[b] for a, b in pairs]
    both = sum(a and b for a, b in zip(together, there, strict=True))
    expected = sum(together) * sum(there) / len(pairs)
    most = (sum(together) + sum(there)) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


@given(groupings)
def test_adjusted_rand_equals_counting_all_pairs(both: tuple[list[int], list[int]]) -> None:
    assert adjusted_rand(*both) == pytest.approx(by_pairs(*both))


@given(groupings)
def test_the_best_jaccard_equals_that_of_sets(both: tuple[list[int], list[int]]) -> None:
    one, other = ([{i for i, g in enumerate(groups) if g == value} for value in sorted(set(groups))] for groups in both)
    expected = [max(len(a & b) / len(a | b) for b in other) for a in one]
    assert best_jaccard(*both).tolist() == pytest.approx(expected)
