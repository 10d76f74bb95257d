"""Paths aligned with a desired path at the least cost, and what the alignment says went differently.

An alignment (Adriansyah 2014; van der Aalst, Process Mining, 2016, §8.3) costs 1 for every event that is not on the
desired path and 1 for every step that must be done and is not; events that are on it cost nothing. The desired path is
a small automaton without cycles but loops of a state to itself, so the least cost is a table over (events, states),
filled once per different path. Where several alignments cost the same, the one that does steps earliest is taken.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from tropa.analytics.desired_path import AnyOrder, DesiredPath, PathStep
from tropa.journeys.block import I32, I64, U16
from tropa.journeys.question import kernel

_NEVER_SKIP = -1
_DONE = -1  # the label of an event that does step s is _DONE − s


class Kind(IntEnum):
    """Kinds of deviation. All but the last two belong to a step, those to a touchpoint."""

    SKIPPED = 0
    SLOW = 1
    REPEATED = 2
    RETURNED = 3
    OUT_OF_ORDER = 4
    STOPPED = 5
    EXTRA = 6
    FORBIDDEN = 7


_STEP_KINDS = 6


@dataclass(frozen=True)
class Automaton:
    """A desired path for names by code: edges in the order of the state they lead to (`first[s]:first[s + 1]`).

    An edge does `step`, or skips it for `skip` (0, 1; −1: it is a loop and cannot be skipped). `accepts[s, code]`:
    the code does step s. `forbidden[code]`. A deviation is numbered kind · (steps + 1) + step, with step = steps for
    the whole path, and _STEP_KINDS · (steps + 1) + code where it belongs to a name.
    """

    first: I64
    source: I64
    step: I64
    skip: I64
    accepts: npt.NDArray[np.bool_]
    mandatory: npt.NDArray[np.bool_]
    forbidden: npt.NDArray[np.bool_]

    @property
    def steps(self) -> int:
        """How many steps the path has."""
        return len(self.mandatory)

    @property
    def deviations(self) -> int:
        """How many deviations there can be."""
        return _STEP_KINDS * (self.steps + 1) + len(self.forbidden)

    def deviation(self, number: int) -> tuple[Kind, int]:
        """A deviation's kind, and its step (`steps` for the whole path) or code."""
        by_name = number - _STEP_KINDS * (self.steps + 1)
        if by_name >= 0:
            return (Kind.FORBIDDEN if self.forbidden[by_name] else Kind.EXTRA), by_name
        return Kind(number // (self.steps + 1)), number % (self.steps + 1)


def automaton(path: DesiredPath, codes: dict[str, int], names: int) -> Automaton:
    """The automaton of a path; every touchpoint named in it is in `codes`."""
    edges: list[tuple[int, int, int, int]] = []  # target, source, step, skip
    state = step = 0
    for part in path.parts:
        group = part.steps if isinstance(part, AnyOrder) else (part,)
        edges += [(state + b, state + a, step + s, skip) for b, a, s, skip in _group(group)]
        state += (1 << len(group)) - 1
        step += len(group)
    edges.sort()
    target, source, done, skip = (np.array(column, np.int64) for column in zip(*edges, strict=True))
    accepts, forbidden = np.zeros((step, names), np.bool_), np.zeros(names, np.bool_)
    for s, each in enumerate(path.steps):
        accepts[s, [codes[name] for name in each.touchpoints]] = True
    forbidden[[codes[name] for name in path.never if name in codes]] = True
    first = np.searchsorted(target, np.arange(state + 2))
    return Automaton(
        first, source, done, skip, accepts, np.array([not each.optional for each in path.steps]), forbidden
    )


def _group(steps: tuple[PathStep, ...]) -> list[tuple[int, int, int, int]]:
    """Edges between the subsets of steps done: state = the set of those done or skipped, as bits."""
    edges = []
    for subset in range(1 << len(steps)):
        for s, step in enumerate(steps):
            if not subset >> s & 1:
                edges.append((subset | 1 << s, subset, s, int(not step.optional)))
            elif step.repeatable:
                edges.append((subset, subset, s, _NEVER_SKIP))
    return edges


@dataclass(frozen=True)
class Aligned:
    """Of every path: its cost, and per event (at the path's place among the codes) what it does.

    `label`: −1 − s where the event does step s, else the number of its deviation. `skipped[p, s]`: the position in the
    path of the event that does the next step after a skipped step s; −1 where s was not skipped. `stopped[p]`: the
    first step not done where nothing of the path came after; −1 where it was done to the end. `done[p]`: how many
    events do steps.
    """

    cost: I64
    label: I32
    skipped: I32
    stopped: I32
    done: I64


def align(codes: U16, start: I64, length: I64, model: Automaton) -> Aligned:
    """Align every path `codes[start[p]:start[p] + length[p]]`."""
    paths, steps = len(start), model.steps
    result = Aligned(
        np.zeros(paths, np.int64),
        np.zeros(len(codes), np.int32),
        np.full((paths, steps), -1, np.int32),
        np.full(paths, -1, np.int32),
        np.zeros(paths, np.int64),
    )
    table = np.zeros((int(length.max(initial=0)) + 1, len(model.first) - 1), np.int32)
    edges = (model.first, model.source, model.step, model.skip)
    tables = (model.accepts, model.mandatory, model.forbidden)
    into = (result.cost, result.label, result.skipped, result.stopped, result.done)
    _align(codes, (start, length), edges, tables, table, into)
    return result


@kernel
def _fill(path, edges, accepts, table):  # type: ignore[no-untyped-def]
    """The least cost of every (events read, state)."""
    first, source, step, skip = edges
    for i in range(len(path) + 1):
        for s in range(len(first) - 1):
            best = np.int32(2**30) if i + s > 0 else np.int32(0)
            if i > 0:
                best = min(best, table[i - 1, s] + 1)
            for e in range(first[s], first[s + 1]):
                if skip[e] >= 0:
                    best = min(best, table[i, source[e]] + skip[e])
                if i > 0 and accepts[step[e], path[i - 1]]:
                    best = min(best, table[i - 1, source[e]])
            table[i, s] = best


@kernel
def _trace(path, edges, accepts, table, label, left_out):  # type: ignore[no-untyped-def]
    """Back along the cheapest alignment: the step each event does (−1 − step) or 0, and the place of skipped steps."""
    first, source, step, skip = edges
    i, s = len(path), len(first) - 2
    following = len(path)  # the position of the next event that does a step
    while i > 0 or s > 0:
        if i > 0 and table[i, s] == table[i - 1, s] + 1:
            i -= 1
            label[i] = 0
            continue
        chosen = -1
        for e in range(first[s], first[s + 1]):
            if i > 0 and accepts[step[e], path[i - 1]] and table[i, s] == table[i - 1, source[e]]:
                chosen = e
                break
        if chosen >= 0:
            i, s = i - 1, source[chosen]
            label[i], following = _DONE - step[chosen], i
            continue
        for e in range(first[s], first[s + 1]):
            if skip[e] >= 0 and table[i, s] == table[i, source[e]] + skip[e]:
                s = source[e]
                left_out[step[e]] = following
                break


@kernel
def _name_events(path, tables, label, left_out):  # type: ignore[no-untyped-def]
    """Turn the events that do no step into numbered deviations; out-of-order ones take their step off `left_out`."""
    accepts, mandatory, forbidden = tables
    steps = len(mandatory)
    last, done = -1, 0
    for i in range(len(path)):
        if label[i] < 0:
            last = _DONE - label[i]
            done |= 1 << last
            continue
        code, number = path[i], 6 * (steps + 1) + path[i]
        if not forbidden[code]:
            missing = returned = anywhere = -1
            for s in range(steps):
                if accepts[s, code]:
                    anywhere = s
                    if mandatory[s] and left_out[s] >= 0 and missing < 0:
                        missing = s
                    if done >> s & 1:
                        returned = s
            if missing >= 0:
                left_out[missing] = -1
                number = 4 * (steps + 1) + missing
            elif last >= 0 and accepts[last, code]:
                number = 2 * (steps + 1) + last
            elif returned >= 0:
                number = 3 * (steps + 1) + returned
            elif anywhere >= 0:
                number = 4 * (steps + 1) + anywhere
        label[i] = number


@kernel
def _align(codes, paths, edges, tables, table, result):  # type: ignore[no-untyped-def]
    start, length = paths
    cost, labels, skipped, stopped, done = result
    accepts, mandatory = tables[0], tables[1]
    for p in range(len(start)):
        path, label = codes[start[p] : start[p] + length[p]], labels[start[p] : start[p] + length[p]]
        left_out = skipped[p]
        _fill(path, edges, accepts, table)
        _trace(path, edges, accepts, table, label, left_out)
        cost[p] = table[length[p], table.shape[1] - 1]
        _name_events(path, tables, label, left_out)
        for i in range(length[p]):
            done[p] += label[i] < 0
        for s in range(len(mandatory)):
            if left_out[s] >= 0 and not mandatory[s]:
                left_out[s] = -1
            elif left_out[s] == length[p]:
                left_out[s] = -1
                if stopped[p] < 0:
                    stopped[p] = s
