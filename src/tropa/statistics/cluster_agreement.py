"""How alike two groupings of the same things are."""

import numpy as np
import numpy.typing as npt

I64 = npt.NDArray[np.int64]
F64 = npt.NDArray[np.float64]


def adjusted_rand(one: npt.ArrayLike, other: npt.ArrayLike) -> float:
    """The adjusted Rand index (Hubert and Arabie 1985): 1 for equal groupings, 0 on average for unrelated ones.

    >>> adjusted_rand([0, 0, 1, 1], [5, 5, 2, 2])
    1.0
    """
    table = crossed(one, other)
    n = table.sum()
    pairs = float(_pairs(table).sum())
    rows, columns = float(_pairs(table.sum(axis=1)).sum()), float(_pairs(table.sum(axis=0)).sum())
    expected = rows * columns / max(float(_pairs(n)), 1.0)
    most = (rows + columns) / 2
    return 1.0 if most == expected else (pairs - expected) / (most - expected)


def best_jaccard(one: npt.ArrayLike, other: npt.ArrayLike) -> F64:
    """For each group of `one`, ascending, its Jaccard likeness to the group of `other` that is most like it.

    >>> best_jaccard([0, 0, 0, 1], [7, 7, 8, 8]).tolist()
    [0.6666666666666666, 0.5]
    """
    table = crossed(one, other)
    union = table.sum(axis=1, keepdims=True) + table.sum(axis=0, keepdims=True) - table
    return np.asarray((table / union).max(axis=1), np.float64)


def crossed(one: npt.ArrayLike, other: npt.ArrayLike) -> I64:
    """How many things are in each pair of groups, groups ascending."""
    rows, row = np.unique(np.asarray(one), return_inverse=True)
    columns, column = np.unique(np.asarray(other), return_inverse=True)
    counts = np.bincount(row * len(columns) + column, minlength=len(rows) * len(columns))
    return counts.reshape(len(rows), len(columns)).astype(np.int64)


def _pairs(count: npt.ArrayLike) -> F64:
    number = np.asarray(count, np.float64)
    return np.asarray(number * (number - 1) / 2, np.float64)
