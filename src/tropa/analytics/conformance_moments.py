"""Where journeys deviated from a desired path, how often, and what became of them and of their likes.

For the price of a deviation only journeys *at the same moment* are compared, because "ever deviated" lies: long
journeys meet more of everything, and a journey that ended early had no time to deviate. There are two kinds of moment.

* After the same last step done and the same number of events since (0, 1, 2 and more), what comes next: the deviation,
  or anything else or nothing more in a journey that has not had that deviation. Leaving out those who did nothing more
  would leave only those who went on to pay beside a deviation before the last step; with them a deviation also shows
  that the customer was still there, so its harm is rather under- than overstated.
* A step just done, for the first time: a step before it was left out, or it was done; it came late, or in time. What
  comes after it counts.

A moment is judged where the goal had not been reached and at least `follow_up` µs of the data come after the event that
leads to it. The goal itself is never a deviation with a price, also where the desired path does not name it.
"""

from dataclasses import dataclass

import numpy as np

from tropa.analytics.conformance_alignment import Aligned, Automaton
from tropa.analytics.desired_path import DesiredPath
from tropa.journeys.block import F64, I64, Block
from tropa.journeys.question import kernel

_SINCE = 3  # classes of events since the last step: none, one, more
JOURNEYS, ENTERED, CONFORMING, ON_PATH, COST, WORST = range(6)


@dataclass(frozen=True)
class Tallies:
    """Counts by segment (the last one is of journeys without a segment); … × 2 is without and with the goal after.

    `totals` (S, 6) and `fitness` (S) sum over journeys; `events` and `with_` (S, deviations) count deviations and the
    journeys that have them. `next_all` (S, classes, 2) are judged moments, `next_exposed` and `next_other`
    (S, deviations, classes, 2) those where the deviation came, and those of no use as its controls.
    `step_exposed` and `step_controls` (S, 2 · steps + 1, steps, 2) are of skipped steps, late steps and the whole
    path's lateness by the step done. `used` (S, 2): Σ m and Σ m² of a journey's judged moments.
    """

    totals: I64
    fitness: F64
    events: I64
    with_: I64
    next_all: I64
    next_exposed: I64
    next_other: I64
    step_exposed: I64
    step_controls: I64
    used: I64

    @classmethod
    def empty(cls, segments: int, model: Automaton) -> "Tallies":
        """All zero."""
        steps, deviations = model.steps, model.deviations
        classes = (steps + 1) * _SINCE
        by_step = (segments, 2 * steps + 1, steps, 2)
        return cls(
            np.zeros((segments, 6), np.int64),
            np.zeros(segments),
            np.zeros((segments, deviations), np.int64),
            np.zeros((segments, deviations), np.int64),
            np.zeros((segments, classes, 2), np.int64),
            np.zeros((segments, deviations, classes, 2), np.int64),
            np.zeros((segments, deviations, classes, 2), np.int64),
            np.zeros(by_step, np.int64),
            np.zeros(by_step, np.int64),
            np.zeros((segments, 2), np.int64),
        )

    def parts(self) -> tuple[np.ndarray, ...]:
        """All arrays, in the order of the fields."""
        return tuple(getattr(self, name) for name in self.__dataclass_fields__)

    def merge(self, other: "Tallies") -> "Tallies":
        """Both together."""
        return Tallies(*(one + two for one, two in zip(self.parts(), other.parts(), strict=True)))

    def of(self, segments: list[int]) -> "Tallies":
        """Of the chosen segments only."""
        return Tallies(*(part[segments] for part in self.parts()))


@dataclass(frozen=True)
class SeenPaths:
    """What of a block's journeys is looked at: codes of names, and the event of the block each stands for."""

    offsets: I64
    codes: np.ndarray
    event: I64


def seen_paths(block: Block, name_of: I64, collapse: bool) -> SeenPaths:
    """Touchpoints as codes of names, those without (−1) left out; if `collapse`, repeats in a row as their first."""
    offsets = np.zeros(block.journeys + 1, np.int64)
    codes, event = np.empty(block.events, np.uint16), np.empty(block.events, np.int64)
    _see(block.offsets, block.touchpoint, name_of, collapse, (offsets, codes, event))
    return SeenPaths(offsets, codes[: offsets[-1]], event[: offsets[-1]])


@dataclass(frozen=True)
class Limits:
    """Limits in µs by step (−1: none), that of the whole path, and the last time at which a moment is judged."""

    within: I64
    whole: int
    judged_until: int

    @classmethod
    def of(cls, path: DesiredPath, judged_until: int) -> "Limits":
        """The limits of a path."""
        within = [-1 if step.within is None else step.within for step in path.steps]
        return cls(np.array(within, np.int64), -1 if path.within is None else path.within, judged_until)


@dataclass(frozen=True)
class OfPath:
    """Of each journey its aligned path; `start[p]` is where the labels of path p begin."""

    aligned: Aligned
    number: np.ndarray
    start: I64


def tallied(
    block: Block, seen: SeenPaths, of: OfPath, model: Automaton, limits: Limits, goal: I64, segments: int
) -> Tallies:
    """The tallies of one block; `goal[j]` is the event at which journey j reached the goal, or one past the last."""
    result = Tallies.empty(segments + 1, model)
    aligned, shortest = of.aligned, int(model.mandatory.sum())
    _tally(
        (seen.offsets, seen.event, block.time, np.where(block.segment < 0, segments, block.segment), goal),
        (of.number, of.start, aligned.label, aligned.skipped, aligned.stopped, aligned.done, aligned.cost),
        (limits.within, limits.whole, limits.judged_until, shortest),
        block.events,
        result.parts(),
    )
    return result


def first_goals(block: Block, reaches: np.ndarray) -> I64:
    """For every journey its first event that reaches the goal, or the number of the block's events."""
    first = np.full(block.journeys, block.events, np.int64)
    hits = np.flatnonzero(reaches[block.touchpoint])
    owner = np.searchsorted(block.offsets, hits, side="right") - 1
    np.minimum.at(first, owner, hits)
    return first


@kernel
def _see(offsets, touchpoint, name_of, collapse, result):  # type: ignore[no-untyped-def]
    seen_offsets, codes, event = result
    used = 0
    for j in range(len(offsets) - 1):
        begin = used
        for i in range(offsets[j], offsets[j + 1]):
            name = name_of[touchpoint[i]]
            if name >= 0 and not (collapse and used > begin and codes[used - 1] == name):
                codes[used], event[used] = name, i
                used += 1
        seen_offsets[j + 1] = used


@kernel
def _longer(length, limit, asked):  # type: ignore[no-untyped-def]
    """1 or 0; −1 where there is no limit or the question does not arise."""
    if limit < 0 or not asked:
        return -1
    return 1 if length > limit else 0


@kernel
def _count_deviation(number, seen, at, result):  # type: ignore[no-untyped-def]
    """One more of a deviation in a journey; returns whether it is the journey's first."""
    j, segment = at
    events, with_ = result[2], result[3]
    events[segment, number] += 1
    if seen[number] == j:
        return False
    seen[number] = j
    with_[segment, number] += 1
    return True


@kernel
def _count_at_step(step, position, late, left_out, at, seen, result):  # type: ignore[no-untyped-def]
    """Count what is known to have gone wrong once a step is done; returns whether nothing did."""
    steps, clean = len(left_out), late[0] != 1 and late[1] != 1
    if late[0] == 1:
        _count_deviation(steps + 1 + step, seen, at, result)
    if late[1] == 1:
        _count_deviation(steps + 1 + steps, seen, at, result)
    for s in range(steps):
        if left_out[s] == position:
            _count_deviation(s, seen, at, result)
            clean = False
    return clean


@kernel
def _judge_next(number, first, place, had, result):  # type: ignore[no-untyped-def]
    """A judged moment: what comes next is deviation `number`, or a step, the goal or nothing more (negative)."""
    segment, kind, outcome = place
    had_numbers, had_count = had
    next_all, next_exposed, next_other = result[4], result[5], result[6]
    next_all[segment, kind, outcome] += 1
    if number >= 0:
        if first:
            next_exposed[segment, number, kind, outcome] += 1
        else:
            next_other[segment, number, kind, outcome] += 1
    for k in range(had_count):
        if had_numbers[k] != number:
            next_other[segment, had_numbers[k], kind, outcome] += 1


@kernel
def _judge_step(place, left_out, position, late, done, result):  # type: ignore[no-untyped-def]
    """Step `step` done for the first time: which steps before it were left out, and was it late (−1: no limit)?"""
    segment, step, outcome = place
    exposed, controls = result[7], result[8]
    steps = len(left_out)
    for s in range(steps):
        if left_out[s] == position:
            exposed[segment, s, step, outcome] += 1
        elif s != step and done >> s & 1:
            controls[segment, s, step, outcome] += 1
    for which, is_late in ((steps + step, late[0]), (2 * steps, late[1])):
        if is_late == 1:
            exposed[segment, which, step, outcome] += 1
        elif is_late == 0:
            controls[segment, which, step, outcome] += 1


@kernel
def _tally(journeys, paths, limits, no_goal, result):  # type: ignore[no-untyped-def]
    offsets, event, time, segments, goal = journeys
    number_of, start, label, skipped, stopped, done_of, cost = paths
    within, whole, until, shortest = limits
    totals, fitness, used = result[0], result[1], result[9]
    steps, had = len(within), np.empty(256, np.int64)  # a journey's first 256 different deviations
    seen = np.full(result[2].shape[1], -1, np.int64)
    for j in range(len(offsets) - 1):
        p, segment, length = number_of[j], segments[j], offsets[j + 1] - offsets[j]
        last, since, had_count, judged, clean = -1, 0, 0, 0, True
        entry = last_time = done = np.int64(0)
        before = np.int64(-1)
        late_whole = False
        outcome = 1 if goal[j] < no_goal else 0
        entered = done_of[p] > 0
        for e in range(length):
            i, number = event[offsets[j] + e], np.int64(label[start[p] + e])
            first = entered and number >= 0 and _count_deviation(number, seen, (j, segment), result)
            clean = clean and bool(number < 0)
            if entered and goal[j] > before and (time[i] if e == 0 else time[before]) <= until:
                come = number if goal[j] > i else -1
                _judge_next(come, first, (segment, (last + 1) * 3 + min(since, 2), outcome), (had, had_count), result)
                judged += 1
            before = i
            if number >= 0:
                if first and had_count < len(had):
                    had[had_count] = number
                    had_count += 1
                since += 1
                continue
            step = int(-1 - number)
            late = _longer(time[i] - last_time, within[step], last >= 0)
            over = _longer(time[i] - entry, whole, last >= 0 and not late_whole)
            if last < 0:
                entry = time[i]
            if not done >> step & 1 and goal[j] > i and time[i] <= until:
                _judge_step((segment, step, outcome), skipped[p], e, (late, over), done, result)
            late_whole = late_whole or over == 1
            clean = _count_at_step(step, e, (late, over), skipped[p], (j, segment), seen, result) and clean
            last, since, last_time, done = step, 0, time[i], done | np.int64(1) << step
        if entered and goal[j] > before and time[before] <= until:
            _judge_next(-1, False, (segment, (last + 1) * 3 + min(since, 2), outcome), (had, had_count), result)
            judged += 1
        if entered and stopped[p] >= 0:
            _count_deviation(5 * (steps + 1) + stopped[p], seen, (j, segment), result)
        clean = clean and entered
        numbers = (1, int(entered), int(clean and stopped[p] < 0), int(clean), cost[p], length + shortest)
        for k in range(6):
            totals[segment, k] += numbers[k]
        fitness[segment] += 1.0 - cost[p] / max(length + shortest, 1)
        used[segment, 0] += judged
        used[segment, 1] += judged * judged
