"""Equal paths brought together, exactly: a hash finds the candidates, comparing the paths themselves decides."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tropa.journeys.block import I32, I64, U16
from tropa.journeys.question import kernel


@dataclass(frozen=True)
class PathGroups:
    """Paths: path g is `codes[start[g]:start[g] + length[g]]`, came `count[g]` times and has the hash `mixed[g]`.

    Between paths there may be codes that are of none.
    """

    codes: U16
    start: I64
    length: I64
    count: I64
    mixed: npt.NDArray[np.uint64]

    def of(self, chosen: I64) -> "PathGroups":
        """The chosen paths, over the same codes."""
        return PathGroups(self.codes, self.start[chosen], self.length[chosen], self.count[chosen], self.mixed[chosen])

    def compact(self) -> "PathGroups":
        """The same paths without the codes between them, where these are more than half."""
        if 2 * int(self.length.sum()) > len(self.codes):
            return self
        start, codes = _gathered(self.codes, self.start, self.length)
        return PathGroups(codes, start, self.length, self.count, self.mixed)


def paths_of(offsets: I64, codes: U16) -> PathGroups:
    """Paths that stand one after another, each of which came once."""
    start, length = offsets[:-1], np.diff(offsets)
    return PathGroups(codes, start, length, np.ones(len(start), np.int64), _hashes(codes, start, length))


def side_by_side(parts: Sequence[PathGroups]) -> PathGroups:
    """The paths of all parts, equal ones still apart."""
    starts = np.cumsum([0] + [len(part.codes) for part in parts])
    return PathGroups(
        np.concatenate([part.codes for part in parts]),
        np.concatenate([part.start + start for part, start in zip(parts, starts, strict=False)]),
        np.concatenate([part.length for part in parts]),
        np.concatenate([part.count for part in parts]),
        np.concatenate([part.mixed for part in parts]),
    )


def group_paths(paths: PathGroups) -> tuple[PathGroups, I32]:
    """Equal paths as one, their counts added, and for each path given the number of its group.

    Groups are numbered in the order in which their first path comes. Linear in the length of all paths.
    """
    group, first, total = _group(paths.codes, paths.start, paths.length, paths.count, paths.mixed)
    return PathGroups(paths.codes, paths.start[first], paths.length[first], total, paths.mixed[first]), group


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
def _hashes(codes, start, length):  # type: ignore[no-untyped-def]
    hashes = np.empty(len(start), np.uint64)
    for j in range(len(start)):
        mixed = np.uint64(0xCBF29CE484222325) ^ np.uint64(length[j])
        for i in range(start[j], start[j] + length[j]):
            mixed = (mixed ^ np.uint64(codes[i])) * np.uint64(0x9E3779B97F4A7C15)
            mixed ^= mixed >> np.uint64(29)
        hashes[j] = mixed
    return hashes


@kernel
def _gathered(codes, start, length):  # type: ignore[no-untyped-def]
    starts, used = np.empty(len(start), np.int64), 0
    gathered = np.empty(length.sum(), np.uint16)
    for j in range(len(start)):
        starts[j] = used
        for i in range(start[j], start[j] + length[j]):
            gathered[used] = codes[i]
            used += 1
    return starts, gathered


@kernel
def _same(codes, start, other, length):  # type: ignore[no-untyped-def]
    for i in range(length):  # noqa: SIM110 (compiled)
        if codes[start + i] != codes[other + i]:
            return False
    return True


@kernel
def _group(codes, start, length, count, mixed):  # type: ignore[no-untyped-def]
    """Open addressing with linear probing in a table at most half full: half a hash and a group's number + 1 a slot."""
    size = 2
    while size < 2 * len(start):
        size *= 2
    upper, lower = np.uint64(0xFFFFFFFF00000000), np.uint64(0xFFFFFFFF)
    table = np.zeros(size, np.uint64)
    group, first = np.empty(len(start), np.int32), np.empty(len(start), np.int64)
    total = np.zeros(len(start), np.int64)
    groups = 0
    for j in range(len(start)):
        slot = np.int64(mixed[j] & np.uint64(size - 1))
        while True:
            held = table[slot]
            if held == 0:
                g = np.int64(groups)
                table[slot] = (mixed[j] & upper) | np.uint64(groups + 1)
                first[g] = j
                groups += 1
                break
            if held & upper == mixed[j] & upper:
                g = np.int64(held & lower) - 1
                f = first[g]
                if length[f] == length[j] and _same(codes, start[j], start[f], length[j]):
                    break
            slot = (slot + 1) & (size - 1)
        group[j] = g
        total[g] += count[j]
    return group, first[:groups].copy(), total[:groups].copy()


def sorted_groups(groups: PathGroups, rank: npt.NDArray[np.int64], top: int | None) -> I64:
    """The groups by falling count, ties by the touchpoints' `rank` read along the path; the first `top` of them."""
    wanted = len(groups.count) if top is None else min(top, len(groups.count))
    if not wanted:
        return np.empty(0, np.int64)
    threshold = np.partition(groups.count, -wanted)[-wanted]
    candidates = np.flatnonzero(groups.count >= threshold)
    starts, codes = _gathered(groups.codes, groups.start[candidates], groups.length[candidates])
    keys, bounds = rank[codes].astype(">u2").tobytes(), [*(starts * 2).tolist(), 2 * len(codes)]
    count = groups.count[candidates].tolist()
    order = sorted(range(len(count)), key=lambda c: (-count[c], keys[bounds[c] : bounds[c + 1]]))
    return candidates[np.array(order[:wanted])]
