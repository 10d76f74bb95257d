"""Groups of paths by n-grams: features against plain counts, and planted kinds found again."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analytics.test_path_distance import PATHS, grouped
from tropa.analytics.ngram_groups import WIDTH, _assign, _gram, _grouped, _norms, ngram_medoids


def counts(path: list[int]) -> Counter[int]:
    return Counter(
        [_gram(left, right) for left, right in pairwise([-2, *path, -2])] + [_gram(-1, code) for code in path]
    )


def cosine(left: Counter[int], right: Counter[int]) -> float:
    sizes = [sum(n * n for n in one.values()) ** 0.5 for one in (left, right)]
    return sum(n * right[gram] for gram, n in left.items()) / (sizes[0] * sizes[1])


@given(PATHS)
def test_similarity_is_the_cosine_of_counted_ngrams(written: list[list[int]]) -> None:
    paths = grouped(written)
    features = (paths.codes, paths.start, paths.length)
    norm = _norms(*features, np.zeros(WIDTH, np.int64))
    assert norm == pytest.approx([sum(n * n for n in counts(path).values()) ** 0.5 for path in written])
    group, near = np.zeros(len(written), np.int64), np.zeros(len(written))
    centre = np.zeros((1, WIDTH))
    for gram, n in counts(written[0]).items():
        centre[0, gram] = n / norm[0]
    _assign(features, norm, centre, group, near)
    assert near == pytest.approx([cosine(counts(written[0]), counts(path)) for path in written])


@given(PATHS, st.integers(1, 4))
def test_groups_hold_their_like_and_medoids_are_paths(written: list[list[int]], k: int) -> None:
    paths, weight = grouped(written), np.arange(1, len(written) + 1)
    features = (paths.codes, paths.start, paths.length)
    group, near = _grouped(*features, _norms(*features, np.zeros(WIDTH, np.int64)), weight.astype(float), k)
    assert ((group >= 0) & (group < k)).all()
    assert near.max() <= 1 + 1e-9
    found = ngram_medoids(paths, weight, k).tolist()
    assert found == sorted(set(found))
    assert 1 <= len(found) <= k
    assert set(found) <= set(range(len(written)))


def test_planted_kinds_are_found_again() -> None:
    rng = np.random.default_rng(5)
    kinds = [[0, 1, 2, 3], [4, 5, 6, 7, 8], [9, 3, 0]]
    written = [list(kind) for kind in kinds]
    for number in range(300):
        path = list(kinds[number % 3])
        path.insert(int(rng.integers(0, len(path))), int(rng.integers(10, 15)))
        written.append(path)
    weight = np.array([50, 40, 30, *[1] * 300])
    assert ngram_medoids(grouped(written), weight, 3).tolist() == [0, 1, 2]
