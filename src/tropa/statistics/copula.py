"""Traits dealt anew: every trait keeps its values, all keep their correlations, and nothing else is kept.

A normal copula (Iman and Conover, A distribution-free approach to inducing rank correlation, 1982). Numbers are put in
order by size. Categories have no order, so their levels are put in the one in which they go along with the other
traits' first principal component, as optimal scaling does (Gifi 1990). Ties hide correlation; it is corrected for them.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

I64 = npt.NDArray[np.int64]
F64 = npt.NDArray[np.float64]

_ROUNDS = 4  # of putting levels in order
_MOST = 0.97  # correlation: with 1 two traits would be one


@dataclass(frozen=True)
class Copula:
    """`root` makes correlated draws of independent ones; `place` gives each category the place of its levels."""

    root: F64  # (P + Q) × (P + Q)
    place: tuple[I64, ...]


def copula_of(numbers: F64, categories: I64, levels: tuple[int, ...]) -> Copula:
    """The copula of rows with P numbers (NaN: unknown) and Q categories (codes; −1: unknown)."""
    p = numbers.shape[1]
    scores = np.zeros((len(numbers), p + len(levels)))
    for column in range(p):
        scores[:, column] = _normal(numbers[:, column])
    place = [np.arange(count) for count in levels]
    for turn in range(_ROUNDS):
        for q, count in enumerate(levels):
            code = categories[:, q]
            if turn:
                place[q] = _order(code, count, _component(np.delete(scores, p + q, axis=1)))
            scores[:, p + q] = _normal(np.where(code >= 0, place[q][code], np.nan))
    known = np.column_stack([~np.isnan(numbers), categories >= 0]).astype(np.float64)
    values, vectors = np.linalg.eigh(_correlation(scores, known))
    root = (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T
    return Copula(np.asarray(root, np.float64), tuple(place))


def deal_anew(numbers: F64, categories: I64, copula: Copula, random: np.random.Generator) -> tuple[F64, I64]:
    """The same values of each trait to other rows; who is unknown stays so."""
    numbers, categories = numbers.copy(), categories.copy()
    drawn = random.standard_normal((len(numbers), len(copula.root))) @ copula.root
    p = numbers.shape[1]
    for column in range(p):
        known = np.flatnonzero(~np.isnan(numbers[:, column]))
        numbers[known[np.argsort(drawn[known, column])], column] = np.sort(numbers[known, column])
    for q, place in enumerate(copula.place):
        known = np.flatnonzero(categories[:, q] >= 0)
        codes = categories[known, q]
        in_order = codes[np.argsort(place[codes], kind="stable")]
        categories[known[np.argsort(drawn[known, p + q])], q] = in_order
    return numbers, categories


def _normal(values: F64) -> F64:
    """Normal scores of ranks, ties sharing theirs; 0 where unknown."""
    scores = np.zeros(len(values))
    known = ~np.isnan(values)
    order = np.sort(values[known])
    twice = np.searchsorted(order, values[known], "left") + np.searchsorted(order, values[known], "right") + 1
    scores[known] = ndtri(twice / 2 / (known.sum() + 1))
    return scores


def _component(scores: F64) -> F64:
    """The first principal component of the rows."""
    if not scores.shape[1]:
        return np.zeros(len(scores))
    _, vectors = np.linalg.eigh(scores.T @ scores)
    return np.asarray(scores @ vectors[:, -1], np.float64)


def _order(code: I64, count: int, along: F64) -> I64:
    """The place of each level when they are put in order by their rows' mean."""
    known = code >= 0
    n = np.bincount(code[known], minlength=count)
    mean = np.bincount(code[known], weights=along[known], minlength=count) / np.maximum(n, 1)
    return np.asarray(np.argsort(np.argsort(mean, kind="stable"), kind="stable"), np.int64)


def _correlation(scores: F64, known: F64) -> F64:
    """Correlations over the rows where both are known, as they would be without ties."""
    squares = (scores**2).T @ known
    product = np.sqrt(squares * squares.T)
    tied = np.sqrt(np.diag(squares) / np.maximum(known.sum(axis=0), 1))  # 1 without ties
    product = product * np.minimum(np.outer(tied, tied), 1)
    correlation = np.divide(scores.T @ scores, product, out=np.zeros_like(product), where=product > 0)
    correlation = np.clip(correlation, -_MOST, _MOST)
    np.fill_diagonal(correlation, 1.0)
    return np.asarray(correlation, np.float64)
