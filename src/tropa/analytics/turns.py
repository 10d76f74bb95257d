"""What journeys did next wherever they stood, before and when they first met each touchpoint.

A *decision* is taken at the beginning of a journey and after each of its events before the goal. Its state is the
touchpoint just met, whether the journey has been in a further stage already, and the class of the number of events so
far; all beginnings are one state. A decision is judged when it was followed for long enough for its outcome to show:
for the silence, and for as long as nearly all who convert take from their first event. Meeting a touchpoint for the
first time is one thing that may come next; converting, anything else and leaving are the others.

Counts are kept for random groups of customers (by a hash of their name, so that blocks may be cut anywhere), for the
error of what is computed from them.
"""

import weakref
from dataclasses import dataclass
from threading import Lock

import numpy as np
import pyarrow as pa

from tropa.journeys.block import I32, I64, NEVER, UNKNOWN, Block, Journeys
from tropa.journeys.cut import goal_table
from tropa.journeys.question import kernel
from tropa.statistics.rerouted import Passed

GROUPS = 32
CLASSES = 5  # of the number of events so far: 1, 2, 3, 4–6, more
LONGEST = 1_000  # decisions of one journey; later ones are not looked at
_EMPTY = -1

_known: dict[tuple[int, float], int] = {}
_knowing = Lock()


@kernel
def number_of_states(points):  # type: ignore[no-untyped-def]
    """The beginning, and for each touchpoint two (back, not back) by CLASSES."""
    return 1 + points * 2 * CLASSES


@dataclass(frozen=True)
class Turns:
    """Sparse counts of judged decisions; `points` touchpoints, keys rising.

    `ends` (K × (not converted, converted) × GROUPS) are decisions by `keys`, row · states + state. Row t counts those
    of journeys that met touchpoint t at some time, row `points` all, row `points` + 1 + t those that t came next for
    the first time. `later` counts decisions before a touchpoint was met, by `later_keys`, (touchpoint · states + state)
    · states + the state from which it was met.
    """

    points: int
    keys: I64
    ends: I64
    later_keys: I64
    later: I64

    def merge(self, other: "Turns") -> "Turns":
        """Both together."""
        keys, ends = _added(self.keys, self.ends, other.keys, other.ends)
        return Turns(self.points, keys, ends, *_added(self.later_keys, self.later, other.later_keys, other.later))

    def passed(self, touchpoint: int) -> Passed:
        """Who met the touchpoint next, who did not, and who of these did later."""
        states = number_of_states(self.points)
        others = self._table(self.points) - self._table(touchpoint)
        first = touchpoint * states**2
        rows = slice(*np.searchsorted(self.later_keys, [first, first + states**2]).tolist())
        source, target = np.divmod(self.later_keys[rows] - first, states)
        taken = self._table(self.points + 1 + touchpoint)
        return Passed(taken, others, np.stack([source, target, self.later[rows]]))

    def _table(self, row: int) -> I64:
        """Group × state × outcome of one row."""
        states = number_of_states(self.points)
        rows = slice(*np.searchsorted(self.keys, [row * states, (row + 1) * states]).tolist())
        table = np.zeros((GROUPS, states, 2), np.int64)
        table[:, self.keys[rows] - row * states] = self.ends[rows].transpose(2, 0, 1)
        return table


def _added(keys: I64, counts: I64, more: I64, more_counts: I64) -> tuple[I64, I64]:
    """Counts of distinct keys, added."""
    found, place = np.unique(np.concatenate([keys, more]), return_inverse=True)
    total = np.zeros((len(found), *counts.shape[1:]), np.int64)
    total[place[: len(keys)]] = counts
    total[place[len(keys) :]] += more_counts
    return found, total


def count_turns(block: Block, journeys: Journeys, followed_until: int, candidates: list[int]) -> Turns:
    """The decisions of one block taken until `followed_until` (µs), for each candidate touchpoint."""
    points = len(journeys.vocabulary.touchpoints)
    wanted = np.zeros(points, np.bool_)
    wanted[candidates] = True
    events = (block.offsets, block.touchpoint, block.time, goal_table(journeys.vocabulary), _groups(block))
    stage_of = np.array(journeys.vocabulary.stage_of or [UNKNOWN] * points, np.int64)
    classes = (stage_of, np.array([0, 0, 1, 2, 3, 3, 3, 4]), wanted)
    tables, full = (_room(1 << 12, 2 * GROUPS), _room(1 << 16, 1)), np.zeros(2, np.bool_)
    journey = _count(events, classes, followed_until, 0, (*tables, full))
    while journey < block.journeys:
        tables = _grown(tables[0], full[0]), _grown(tables[1], full[1])
        journey = _count(events, classes, followed_until, journey, (*tables, full))
    keys, ends = _sorted(*tables[0])
    later_keys, later = _sorted(*tables[1])
    return Turns(points, keys, ends.reshape(-1, 2, GROUPS), later_keys, later[:, 0])


def _room(size: int, width: int) -> tuple[I64, I32]:
    """An empty table of 2^n places."""
    return np.full(size, _EMPTY), np.zeros((size, width), np.int32)


def _grown(table: tuple[I64, I32], full: bool) -> tuple[I64, I32]:
    """The table with four times the room, if it is full."""
    if not full:
        return table
    keys, counts = table
    more = _room(len(keys) * 4, counts.shape[1])
    _move(keys, counts, *more)
    return more


def _sorted(keys: I64, counts: I32) -> tuple[I64, I64]:
    used = np.flatnonzero(keys != _EMPTY)
    order = used[np.argsort(keys[used])]
    return keys[order], counts[order].astype(np.int64)


def conversion_time(journeys: Journeys, quantile: float) -> int:
    """How long (µs) a share `quantile` of those who convert take from their first event; 0 where nobody does."""
    key = (id(journeys), quantile)
    with _knowing:
        if key not in _known:
            taken = [_taken(block) for block in journeys.blocks]
            times = np.concatenate(taken) if taken else np.zeros(0, np.int64)
            _known[key] = int(np.quantile(times, quantile, method="inverted_cdf")) if len(times) else 0
            weakref.finalize(journeys, _known.pop, key, None)
        return _known[key]


def _taken(block: Block) -> I64:
    reached = np.flatnonzero((block.goal_time != NEVER) & (np.diff(block.offsets) > 0))
    taken: I64 = block.goal_time[reached] - block.time[block.offsets[reached]]
    return taken


def _groups(block: Block) -> I64:
    """The group of each journey, by its customer."""
    group = np.zeros(block.journeys, np.int64)
    names = pa.concat_arrays([block.customer.cast(pa.large_string())])
    _, bounds, data = names.buffers()
    offsets = np.frombuffer(bounds, np.int64)[names.offset : names.offset + len(names) + 1]
    _hash(offsets, np.frombuffer(data or b"", np.uint8), group)
    return group


@kernel
def _hash(offsets, data, group):  # type: ignore[no-untyped-def]
    for row in range(len(group)):
        value = 14_695_981
        for place in range(offsets[row], offsets[row + 1]):
            value = ((value ^ data[place]) * 1_099_511) & 0xFFFFFFFF
        value ^= value >> 15
        group[row] = (value * 2_246_822 & 0xFFFFFFFF) >> 27


@kernel
def _count(events, classes, followed_until, begin, tables):  # type: ignore[no-untyped-def]
    """Count journeys from `begin` on while the tables have room; the number of the first that was not counted."""
    offsets, touchpoint, _, reaches, groups = events
    points, full = len(classes[0]), tables[2]
    seen = np.full(points, -1)
    state, judged = np.empty(LONGEST + 1, np.int64), np.empty(LONGEST + 1, np.bool_)
    used = [np.count_nonzero(tables[0][0] != _EMPTY), np.count_nonzero(tables[1][0] != _EMPTY)]
    for journey in range(begin, len(offsets) - 1):
        first, last = offsets[journey], offsets[journey + 1]
        if first == last:
            continue
        goal = first
        while goal < last and not reaches[touchpoint[goal]]:
            goal += 1
        steps = min(goal - first, LONGEST)
        most = (steps + 1) * (min(steps, points) + 2)
        full[0] = used[0] + most > len(tables[0][0]) // 2
        full[1] = used[1] + most > len(tables[1][0]) // 2
        if full[0] or full[1]:
            return journey
        _stand(first, steps, events, classes, followed_until, (state, judged))
        end = (GROUPS if goal < last else 0) + groups[journey]
        for place in range(steps + 1):
            if judged[place]:
                used[0] += _add(points * number_of_states(points) + state[place], end, tables[0])
        for step in range(steps):
            point = touchpoint[first + step]
            if seen[point] != journey:
                seen[point] = journey
                if classes[2][point]:
                    _meet((point, step, steps), (state, judged), (end, points), tables, used)
    return len(offsets) - 1


@kernel
def _stand(first, steps, events, classes, followed_until, out):  # type: ignore[no-untyped-def]
    """The state of each decision of a journey, and whether it is judged."""
    _, touchpoint, time, _, _ = events
    stage_of, steps_class, _ = classes
    state, judged = out
    state[0], judged[0] = 0, time[first] <= followed_until
    furthest = UNKNOWN
    for step in range(1, steps + 1):
        event = first + step - 1
        stage = stage_of[touchpoint[event]]
        back = 1 if stage < furthest else 0
        furthest = max(furthest, stage)
        state[step] = 1 + (touchpoint[event] * 2 + back) * CLASSES + steps_class[min(step, len(steps_class) - 1)]
        judged[step] = time[event] <= followed_until


@kernel
def _meet(meeting, decisions, fate, tables, used):  # type: ignore[no-untyped-def]
    """Count a journey's decisions for a touchpoint that it first met after decision `step`."""
    (point, step, steps), (state, judged), (end, points) = meeting, decisions, fate
    states = number_of_states(points)
    for place in range(steps + 1):
        if judged[place]:
            used[0] += _add(point * states + state[place], end, tables[0])
            if place < step:
                used[1] += _add((point * states + state[place]) * states + state[step], 0, tables[1])
    if judged[step]:
        used[0] += _add((points + 1 + point) * states + state[step], end, tables[0])


@kernel
def _slot(key, keys):  # type: ignore[no-untyped-def]
    """Where a key stands, or would, in a table of 2^n places (open addressing)."""
    mask = len(keys) - 1
    place = (key * 7_046_029_254_386_353_131 >> 32) & mask  # Fibonacci hashing
    while keys[place] != key and keys[place] != _EMPTY:
        place = (place + 1) & mask
    return place


@kernel
def _add(key, column, table):  # type: ignore[no-untyped-def]
    """Count a key in a column; 1 where it is new."""
    place = _slot(key, table[0])
    new = 1 if table[0][place] == _EMPTY else 0
    table[0][place] = key
    table[1][place, column] += 1
    return new


@kernel
def _move(keys, counts, more, more_counts):  # type: ignore[no-untyped-def]
    for place in range(len(keys)):
        if keys[place] != _EMPTY:
            slot = _slot(keys[place], more)
            more[slot], more_counts[slot] = keys[place], counts[place]
