"""Groups of rows by their direction: spherical k-means (Dhillon and Modha, Concept decompositions, 2001)."""

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from tropa.statistics.cluster_choice import far_rows

I64 = npt.NDArray[np.int64]
F64 = npt.NDArray[np.float64]

STEPS = 30


def unit_rows(counts: csr_matrix) -> csr_matrix:
    """Rows scaled to length 1; a row of zeros stays one."""
    length = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
    return csr_matrix(counts.multiply(1 / np.maximum(length, 1e-12)[:, None]))


def spherical_means(unit: csr_matrix, k: int, weight: F64, random: np.random.Generator) -> tuple[I64, F64, F64]:
    """Each row's group, its cosine to the group's centre, and the centres (k × columns); one start, k-means++."""

    def distance(row: int) -> F64:
        return np.asarray(2 - 2 * (unit @ unit[row].T).toarray().ravel(), np.float64)

    centre = unit[far_rows(k, weight, distance, random)].toarray()
    group, near = np.full(unit.shape[0], -1), np.zeros((unit.shape[0], k))
    for _ in range(STEPS):
        near = np.asarray(unit @ centre.T)
        before, group = group, near.argmax(axis=1)
        if np.array_equal(before, group):
            break
        part = csr_matrix((weight, (group, np.arange(len(group)))), shape=(k, len(group)))
        sums = (part @ unit).toarray()
        length = np.linalg.norm(sums, axis=1, keepdims=True)
        centre = np.where(length > 0, sums / np.maximum(length, 1e-12), centre)
    return group, near[np.arange(len(group)), group], centre
