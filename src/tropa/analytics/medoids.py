"""Medoids: the k of n things whose neighbours are nearest in all, by FasterPAM.

Schubert and Rousseeuw, Fast and eager k-medoids clustering (Information Systems 2021): every thing that is no medoid is
tried in turn, what a swap with each of the k would save is had in one pass over the things, and the best swap is made
at once. Here every thing has a weight, and distances and weights are whole numbers, so sums are exact and the result is
the same everywhere. It is a local optimum: no single swap makes it better.
"""

import numpy as np
import numpy.typing as npt

from tropa.journeys.block import I64
from tropa.journeys.question import kernel

_ROUNDS = 100  # far more than it takes; a bound, not a setting


def next_medoid(distance: npt.NDArray[np.uint16], weight: I64, medoids: I64) -> int:
    """The thing that brings all weight nearest when added to the medoids (the BUILD step of Kaufman and Rousseeuw)."""
    return int(_best_addition(distance, weight, medoids))


def swap_medoids(distance: npt.NDArray[np.uint16], weight: I64, medoids: I64) -> I64:
    """Medoids that no single swap improves, starting from the given different ones; numbers of things, ascending.

    `distance` is (n, n), `weight` n positive whole numbers.
    """
    if len(medoids) == len(weight):
        return np.sort(medoids)
    found = medoids.astype(np.int64).copy()
    _swap(distance, weight, found, _ROUNDS)
    return np.sort(found)


@kernel
def _best_addition(distance, weight, medoids):  # type: ignore[no-untyped-def]
    n = len(weight)
    near = np.full(n, np.int64(65535))
    taken = np.zeros(n, np.bool_)
    for m in medoids:
        taken[m] = True
        for o in range(n):
            near[o] = min(near[o], np.int64(distance[m, o]))
    best, most = -1, np.int64(-1)
    for c in range(n):
        if taken[c]:
            continue
        saved = np.int64(0)
        for o in range(n):
            d = np.int64(distance[c, o])
            if d < near[o]:
                saved += (near[o] - d) * weight[o]
        if saved > most:
            best, most = c, saved
    return best


@kernel
def _nearest(distance, medoids, near):  # type: ignore[no-untyped-def]
    """Write each thing's nearest medoid, and the distances to it and to the second nearest (the farthest possible + 1
    where there is no second)."""
    for o in range(near.shape[1]):
        first, near[1, o], near[2, o] = 0, 65536, 65536
        for i in range(len(medoids)):
            d = np.int64(distance[medoids[i], o])
            if d < near[1, o]:
                near[2, o] = near[1, o]
                first, near[1, o] = i, d
            elif d < near[2, o]:
                near[2, o] = d
        near[0, o] = first


@kernel
def _loss_without(weight, near, loss):  # type: ignore[no-untyped-def]
    """What giving up each medoid would cost."""
    loss[:] = 0
    for o in range(len(weight)):
        loss[near[0, o]] += weight[o] * (near[2, o] - near[1, o])


@kernel
def _swap(distance, weight, medoids, rounds):  # type: ignore[no-untyped-def]
    n, k = len(weight), len(medoids)
    near, loss, change = np.empty((3, n), np.int64), np.empty(k, np.int64), np.empty(k, np.int64)
    _nearest(distance, medoids, near)
    _loss_without(weight, near, loss)
    tried = 0
    for turn in range(rounds * n):
        c = turn % n
        tried += 1
        if tried > n:
            break
        shared = np.int64(0)
        change[:] = loss
        for o in range(n):
            d = np.int64(distance[c, o])
            if d < near[1, o]:
                shared += weight[o] * (d - near[1, o])
                change[near[0, o]] += weight[o] * (near[1, o] - near[2, o])
            elif d < near[2, o]:
                change[near[0, o]] += weight[o] * (d - near[2, o])
        best = np.argmin(change)
        if change[best] + shared < 0:
            medoids[best] = c
            _nearest(distance, medoids, near)
            _loss_without(weight, near, loss)
            tried = 0
