"""The Indel distance of paths against the textbook table."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tropa.analytics.path_distance import WHOLE, distance_matrix, distances_to, matrix_work
from tropa.analytics.path_groups import PathGroups, paths_of

PATHS = st.lists(st.lists(st.integers(0, 3), max_size=9), min_size=1, max_size=6)
LONG = st.lists(st.lists(st.integers(0, 2), min_size=50, max_size=200), min_size=2, max_size=3)


def grouped(paths: list[list[int]]) -> PathGroups:
    offsets = np.cumsum([0] + [len(path) for path in paths]).astype(np.int64)
    return paths_of(offsets, np.array([code for path in paths for code in path], np.uint16))


def indel(left: list[int], right: list[int]) -> float:
    row = list(range(len(right) + 1))
    for i, code in enumerate(left, start=1):
        above, row[0] = row[0], i
        for j, other in enumerate(right, start=1):
            above, row[j] = row[j], above if code == other else 1 + min(row[j], row[j - 1])
    return row[-1] / (len(left) + len(right)) if left or right else 0.0


@given(PATHS | LONG)
def test_distances_equal_the_edit_table(paths: list[list[int]]) -> None:
    expected = np.array([[indel(left, right) for right in paths] for left in paths])
    found = grouped(paths)
    assert distances_to(found, np.arange(len(paths))) == pytest.approx(expected)
    assert distance_matrix(found) / WHOLE == pytest.approx(expected, abs=1 / WHOLE)


def test_work_counts_words_of_64() -> None:
    assert matrix_work(grouped([[1] * 64, [1] * 65])) == 129 * 3 // 2
