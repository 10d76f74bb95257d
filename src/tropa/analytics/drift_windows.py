"""What journeys did within a length of time from their beginning, by the calendar window in which they began."""

from dataclasses import dataclass, fields

import numpy as np

from tropa.analytics.calendar import Period, ordinals
from tropa.analytics.path_groups import PathGroups, group_paths, paths_of, side_by_side
from tropa.journeys.block import I64, NEVER, UNKNOWN, Block, Journeys, Vocabulary
from tropa.journeys.question import kernel

LOOP = 3  # meeting a touchpoint for the third time is a loop


@dataclass(frozen=True)
class WindowShares:
    """Journeys by window (W): all, with the goal, and by touchpoint (W × T) or stage (W × S) what they did."""

    size: I64
    goal: I64
    met: I64
    looped: I64
    reached: I64
    onward: I64
    returned: I64


@dataclass(frozen=True)
class DriftPartial:
    """Windows in which journeys began (rising), their counts, and their paths, each with its window as first code."""

    window: I64
    counts: WindowShares
    paths: PathGroups

    def merge(self, other: "DriftPartial") -> "DriftPartial":
        """Both together."""
        window = np.union1d(self.window, other.window)
        one, more = self.shares(window), other.shares(window)
        counts = WindowShares(*(getattr(one, field.name) + getattr(more, field.name) for field in fields(WindowShares)))
        return DriftPartial(window, counts, group_paths(side_by_side([self.paths, other.paths]))[0].compact())

    def shares(self, windows: I64) -> WindowShares:
        """The counts of these windows, zeros where nothing began."""
        here = np.searchsorted(self.window, windows)
        known = here < len(self.window)
        known[known] = self.window[here[known]] == windows[known]
        picked = []
        for field in fields(WindowShares):
            own = getattr(self.counts, field.name)
            picked.append(np.zeros((len(windows), *own.shape[1:]), np.int64))
            picked[-1][known] = own[here[known]]
        return WindowShares(*picked)


@dataclass(frozen=True)
class VariantShares:
    """The most frequent paths with their journeys by window, and the journeys of every path by window (P × W)."""

    listed: list[tuple[str, I64]]
    counts: I64

    def distance(self, recent: int) -> float:
        """The total variation distance of the paths in the last `recent` windows from those before."""
        before, after = self.counts[:, :-recent].sum(axis=1), self.counts[:, -recent:].sum(axis=1)
        if not before.sum() or not after.sum():
            return 0.0
        return float(np.abs(before / before.sum() - after / after.sum()).sum() / 2)


def count_windows(block: Block, journeys: Journeys, period: Period, horizon: int, max_length: int) -> DriftPartial:
    """The counts of one block; paths with repeats in a row as one touchpoint, cut after `max_length`."""
    words = journeys.vocabulary
    begun = np.flatnonzero(np.diff(block.offsets) > 0)
    window, place = np.unique(ordinals(block.time[block.offsets[begun]], period), return_inverse=True)
    place_of = np.full(block.journeys, -1, np.int64)
    place_of[begun] = place
    wide, tall = len(words.touchpoints), len(words.stages)
    shapes = ((), (), (wide,), (wide,), (tall,), (tall,), (tall,))
    counts = WindowShares(*(np.zeros((len(window), *shape), np.int64) for shape in shapes))
    path = np.empty(block.events + len(begun), np.uint16)
    offsets = np.zeros(len(begun) + 1, np.int64)
    _count(
        (block.offsets, block.touchpoint, block.time, block.goal_time),
        (np.array(words.stage_of or [UNKNOWN] * wide, np.int32), place_of, window, horizon, max_length),
        tuple(getattr(counts, field.name) for field in fields(WindowShares)),
        (offsets, path),
    )
    return DriftPartial(window, counts, group_paths(paths_of(offsets, path[: offsets[-1]].copy()))[0].compact())


def variant_shares(partial: DriftPartial, windows: I64, words: Vocabulary, top: int, least: int) -> VariantShares:
    """The `top` most frequent paths with at least `least` journeys, and all paths, in these windows."""
    first = partial.paths.codes[partial.paths.start].astype(np.int64)
    inside = partial.paths.of(np.flatnonzero((first >= windows[0]) & (first <= windows[-1])))
    place = inside.codes[inside.start].astype(np.int64) - int(windows[0])
    bare, group = _bare(inside)
    counts = np.zeros((len(bare.start), len(windows)), np.int64)
    np.add.at(counts, (group, place), inside.count)
    total = counts.sum(axis=1)
    frequent = np.flatnonzero(total >= least)
    listed = []
    for g in frequent[np.argsort(-total[frequent], kind="stable")][:top].tolist():
        codes = bare.codes[bare.start[g] : bare.start[g] + bare.length[g]]
        listed.append((" > ".join(words.touchpoints[code] for code in codes.tolist()), counts[g]))
    return VariantShares(listed, counts)


def _bare(paths: PathGroups) -> tuple[PathGroups, I64]:
    """The paths without their window, equal ones as one, and for each path given the number of its group."""
    inner = paths.length - 1
    offsets = np.concatenate([[0], np.cumsum(inner)])
    at = np.arange(offsets[-1]) + np.repeat(paths.start + 1 - offsets[:-1], inner)
    groups, group = group_paths(paths_of(offsets, paths.codes[at]))
    return groups, group.astype(np.int64)


@kernel
def _count(events, rule, counts, paths):  # type: ignore[no-untyped-def]
    offsets, touchpoint, time, goal_time = events
    stage_of, place_of, window, horizon, max_length = rule
    size, goal, met, looped, reached, onward, returned = counts
    starts, path = paths
    times, listed = np.zeros(met.shape[1], np.int64), np.empty(met.shape[1], np.int64)
    used, number = 0, 0
    did = np.zeros((3, reached.shape[1]), np.bool_)
    seen, on, back = did
    for journey in range(len(offsets) - 1):
        place, begin = place_of[journey], offsets[journey]
        if place < 0:
            continue
        until = time[begin] + horizon
        size[place] += 1
        goal[place] += goal_time[journey] != NEVER and goal_time[journey] < until
        path[used] = window[place]
        used, length, points = used + 1, 0, 0
        did[:] = False
        current = UNKNOWN
        for event in range(begin, offsets[journey + 1]):
            if time[event] >= until:
                break
            point = touchpoint[event]
            if length < max_length and (event == begin or point != touchpoint[event - 1]):
                path[used] = point
                used, length = used + 1, length + 1
            if times[point] == 0:
                listed[points] = point
                points += 1
                met[place, point] += 1
            times[point] += 1
            if times[point] == LOOP:
                looped[place, point] += 1
            stage = stage_of[point]
            if stage != UNKNOWN:
                on[:stage] |= seen[:stage]
                seen[stage] = True
                if stage < current:
                    back[current] = True
                current = stage
        for known in listed[:points]:
            times[known] = 0
        for stage in range(len(seen)):
            reached[place, stage] += seen[stage]
            onward[place, stage] += on[stage]
            returned[place, stage] += back[stage]
        number += 1
        starts[number] = used
