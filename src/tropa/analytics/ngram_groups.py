"""Groups of very many paths by their n-grams, in linear time, and a medoid of each.

A path is the counts of its touchpoints and of its pairs of neighbours, the beginning and the end being touchpoints too,
hashed to `WIDTH` numbers and scaled to length 1. Groups are spherical k-means (Dhillon and Modha, Concept
decompositions, 2001) with a weight for each path, started from the paths farthest from those already taken. Of each
group the path becomes the medoid that is nearest, by the Indel distance, to a systematic sample of the group's weight,
among the paths nearest to its centre. All steps are deterministic.
"""

import numpy as np
import numpy.typing as npt

from tropa.analytics.path_distance import distances_to
from tropa.analytics.path_groups import PathGroups
from tropa.journeys.block import F64, I64
from tropa.journeys.question import kernel

WIDTH = 1024
CANDIDATES = 32  # paths of a group that may become its medoid
SAMPLE = 512  # draws from a group's weight that judge them
_ROUNDS = 25


def ngram_medoids(paths: PathGroups, weight: I64, k: int) -> I64:
    """At most `k` different paths (numbers, ascending) that stand for groups of similar ones."""
    features = (paths.codes, paths.start, paths.length)
    norm = _norms(*features, np.zeros(WIDTH, np.int64))
    group, near = _grouped(*features, norm, weight.astype(np.float64), k)
    found = [_medoid(paths, weight, np.flatnonzero(group == g), near) for g in range(k) if (group == g).any()]
    return np.unique(np.array(found, np.int64))


def _grouped(codes: npt.NDArray[np.uint16], start: I64, length: I64, norm: F64, weight: F64, k: int) -> tuple[I64, F64]:
    """Each path's group and how near it is to the group's centre (the cosine)."""
    centres = np.zeros((k, WIDTH))
    group, near = np.zeros(len(start), np.int64), np.zeros(len(start))
    first = int(np.argmax(weight))
    closest = np.zeros(len(start))
    for g in range(k):
        seed = first if g == 0 else int(np.argmax(weight * (1 - closest)))
        _add(codes, start[seed], length[seed], 1 / norm[seed], centres[g])
        _assign((codes, start, length), norm, centres[g : g + 1], group, near)
        closest = near.copy() if g == 0 else np.maximum(closest, near)
    for turn in range(_ROUNDS):
        before = group.copy()
        _assign((codes, start, length), norm, centres, group, near)
        if turn and np.array_equal(before, group):
            break
        _recentre((codes, start, length), norm, weight, group, centres)
    return group, near


def _medoid(paths: PathGroups, weight: I64, members: I64, near: F64) -> int:
    """The candidate with the least distance in all to a systematic sample of the members' weight."""
    order = members[np.argsort(-near[members], kind="stable")]
    candidates = order[:CANDIDATES]
    ends = np.cumsum(weight[members])
    draws = (np.arange(SAMPLE) * int(ends[-1]) + int(ends[-1]) // 2) // SAMPLE
    drawn, times = np.unique(members[np.searchsorted(ends, draws, side="right")], return_counts=True)
    together = paths.of(np.concatenate([candidates, drawn]))
    distance = distances_to(together, np.arange(len(candidates)))[len(candidates) :]
    return int(candidates[np.argmin(times @ distance)])


@kernel
def _gram(left, right):  # type: ignore[no-untyped-def]
    """The place of a pair of neighbours, or with left −1 of a touchpoint alone."""
    mixed = ((left + 2) << 20 | (right + 2)) * 0x9E3779B97F4A7C1
    return (mixed ^ (mixed >> 29)) & (WIDTH - 1)


@kernel
def _add(codes, start, length, scale, row):  # type: ignore[no-untyped-def]
    """Add a path's counts, times `scale`, to a row; −2 stands before and after the path."""
    before = np.int64(-2)
    for i in range(start, start + length):
        here = np.int64(codes[i])
        row[_gram(np.int64(-1), here)] += scale
        row[_gram(before, here)] += scale
        before = here
    row[_gram(before, np.int64(-2))] += scale


@kernel
def _dot(codes, start, length, row):  # type: ignore[no-untyped-def]
    total = 0.0
    before = np.int64(-2)
    for i in range(start, start + length):
        here = np.int64(codes[i])
        total += row[_gram(np.int64(-1), here)] + row[_gram(before, here)]
        before = here
    return total + row[_gram(before, np.int64(-2))]


@kernel
def _norms(codes, start, length, row):  # type: ignore[no-untyped-def]
    norms = np.empty(len(start))
    for j in range(len(start)):
        _add(codes, start[j], length[j], 1, row)
        norms[j] = np.sqrt(_dot(codes, start[j], length[j], row))
        _add(codes, start[j], length[j], -1, row)
    return norms


@kernel
def _assign(paths, norm, centres, group, near):  # type: ignore[no-untyped-def]
    codes, start, length = paths
    for j in range(len(start)):
        near[j] = -1.0
        for g in range(len(centres)):
            cosine = _dot(codes, start[j], length[j], centres[g]) / norm[j]
            if cosine > near[j] + 1e-12:
                near[j], group[j] = cosine, g


@kernel
def _recentre(paths, norm, weight, group, centres):  # type: ignore[no-untyped-def]
    codes, start, length = paths
    sums = np.zeros_like(centres)
    for j in range(len(start)):
        _add(codes, start[j], length[j], weight[j] / norm[j], sums[group[j]])
    for g in range(len(centres)):
        size = np.sqrt((sums[g] ** 2).sum())
        if size > 0:
            centres[g] = sums[g] / size
