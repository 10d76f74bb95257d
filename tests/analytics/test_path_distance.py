"""The Indel distance of paths against the textbook table."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tropa.analytics.path_distance import WHOLE, distance_matrix, distances_to, matrix_work, support
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


def kept(path: list[int], other: list[int]) -> list[int]:
    """Places of `path` in the common subsequence, its latest touchpoints first."""
    table = [[0] * (len(path) + 1) for _ in range(len(other) + 1)]
    for row, code in enumerate(other, start=1):
        for column, own in enumerate(path, start=1):
            best = max(table[row - 1][column], table[row][column - 1])
            table[row][column] = table[row - 1][column - 1] + 1 if code == own else best
    row, column, places = len(other), len(path), []
    while row and column:
        if table[row][column] == table[row][column - 1]:
            column -= 1
        elif table[row][column] == table[row - 1][column]:
            row -= 1
        else:
            row, column = row - 1, column - 1
            places.append(column)
    return places


@given(PATHS | LONG)
def test_support_is_the_weight_of_those_that_keep_a_touchpoint(paths: list[list[int]]) -> None:
    expected = [0] * len(paths[0])
    for weight, path in enumerate(paths, start=1):
        for place in kept(paths[0], path):
            expected[place] += weight
    assert support(grouped(paths), np.arange(1, len(paths) + 1), 0).tolist() == expected


def test_work_counts_words_of_64() -> None:
    assert matrix_work(grouped([[1] * 64, [1] * 65])) == 129 * 3 // 2
