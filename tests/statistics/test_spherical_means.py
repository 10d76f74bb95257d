"""Spherical k-means."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from tropa.statistics.spherical_means import spherical_means, unit_rows


def test_rows_get_length_one_and_zeros_stay() -> None:
    unit = unit_rows(csr_matrix(np.array([[3.0, 4.0], [0.0, 0.0]]))).toarray()
    assert unit.tolist() == [[pytest.approx(0.6), pytest.approx(0.8)], [0, 0]]


def test_two_directions_are_two_groups_and_weights_move_the_centre() -> None:
    unit = unit_rows(csr_matrix(np.array([[1.0, 0, 0], [1, 0.2, 0], [0, 0, 1], [0, 0.1, 1]])))
    weight = np.array([3.0, 1.0, 1.0, 1.0])
    group, near, centre = spherical_means(unit, 2, weight, np.random.default_rng(0))
    assert group[0] == group[1] != group[2] == group[3]
    assert near == pytest.approx(np.asarray(unit.multiply(centre[group]).sum(axis=1)).ravel())
    assert np.linalg.norm(centre, axis=1) == pytest.approx(1)
    assert centre[group[0]] @ unit[0].toarray()[0] > centre[group[0]] @ unit[1].toarray()[0]
