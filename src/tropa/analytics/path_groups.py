"""Equal paths brought together, exactly: a hash finds the candidates, comparing the paths themselves decides."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tropa.journeys.block import I64, U16
from tropa.journeys.question import kernel


@dataclass(frozen=True)
class PathGroups:
    """Distinct paths: path g is `codes[offsets[g]:offsets[g + 1]]` and came `count[g]` times."""

    offsets: I64
    codes: U16
    count: I64


def group_paths(offsets: I64, codes: U16, count: I64) -> tuple[PathGroups, I64]:
    """Equal paths as one, their counts added, and for each path given the number of its group.

    Groups are numbered in the order in which their first path comes. Linear in the length of all paths.
    """
    group, first, total = _group(offsets, codes, count)
    lengths = offsets[first + 1] - offsets[first]
    kept = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    taken = np.arange(kept[-1]) + np.repeat(offsets[first] - kept[:-1], lengths)
    return PathGroups(kept, codes[taken], total), group


def cut_paths(offsets: I64, codes: U16, collapse: bool, max_length: int | None) -> tuple[I64, U16]:
    """The paths with repeats in a row as one touchpoint, if `collapse`, and of these the first `max_length`."""
    if not collapse and max_length is None:
        return offsets, codes
    cut_offsets, cut_codes = np.zeros(len(offsets), np.int64), np.empty(len(codes), np.uint16)
    _cut(offsets, codes, collapse, len(codes) if max_length is None else max_length, cut_offsets, cut_codes)
    return cut_offsets, cut_codes[: cut_offsets[-1]].copy()


@kernel
def _cut(offsets, codes, collapse, most, cut_offsets, cut_codes):  # type: ignore[no-untyped-def]
    used = 0
    for j in range(len(offsets) - 1):
        for i in range(offsets[j], offsets[j + 1]):
            repeat = collapse and i > offsets[j] and codes[i] == codes[i - 1]
            if not repeat and used - cut_offsets[j] < most:
                cut_codes[used] = codes[i]
                used += 1
        cut_offsets[j + 1] = used


@kernel
def _hash(codes, start, end):  # type: ignore[no-untyped-def]
    mixed = np.uint64(0xCBF29CE484222325) ^ np.uint64(end - start)
    for i in range(start, end):
        mixed = (mixed ^ np.uint64(codes[i])) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return mixed


@kernel
def _same(codes, start, other, length):  # type: ignore[no-untyped-def]
    for i in range(length):  # noqa: SIM110 (compiled)
        if codes[start + i] != codes[other + i]:
            return False
    return True


@kernel
def _group(offsets, codes, count):  # type: ignore[no-untyped-def]
    """Open addressing with linear probing in a table at most half full."""
    paths = len(offsets) - 1
    size = 2
    while size < 2 * paths:
        size *= 2
    table = np.full(size, -1)
    hashes = np.empty(paths, np.uint64)
    group, first = np.empty(paths, np.int64), np.empty(paths, np.int64)
    total = np.zeros(paths, np.int64)
    groups = 0
    for j in range(paths):
        start, length = offsets[j], offsets[j + 1] - offsets[j]
        mixed = _hash(codes, start, start + length)
        slot = np.int64(mixed & np.uint64(size - 1))
        while True:
            g = table[slot]
            if g < 0:
                table[slot], g = groups, groups
                first[g], hashes[g] = j, mixed
                groups += 1
                break
            other = offsets[first[g]]
            same_length = offsets[first[g] + 1] - other == length
            if hashes[g] == mixed and same_length and _same(codes, start, other, length):
                break
            slot = (slot + 1) & (size - 1)
        group[j] = g
        total[g] += count[j]
    return group, first[:groups], total[:groups].copy()


def sorted_groups(groups: PathGroups, rank: npt.NDArray[np.int64], top: int | None) -> list[int]:
    """The groups by falling count, ties by the touchpoints' `rank` read along the path; the first `top` of them."""
    wanted = len(groups.count) if top is None else min(top, len(groups.count))
    if not wanted:
        return []
    threshold = np.partition(groups.count, -wanted)[-wanted]
    candidates = np.flatnonzero(groups.count >= threshold)
    keys = rank[groups.codes].astype(">u2").tobytes()
    bounds = (groups.offsets * 2).tolist()
    count = groups.count.tolist()
    return sorted(candidates.tolist(), key=lambda g: (-count[g], keys[bounds[g] : bounds[g + 1]]))[:wanted]
