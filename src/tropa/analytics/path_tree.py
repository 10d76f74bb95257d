"""The tree that paths make where equal beginnings are brought together, level by level, and how such trees add up."""

from dataclasses import dataclass

import numpy as np

from tropa.analytics.lengths import split
from tropa.analytics.path_stretches import Stretches
from tropa.journeys.block import I64
from tropa.journeys.question import kernel

_SHIFT = 16  # a touchpoint's code fits into so many bits
_LOW_BITS = 20  # as in `lengths`: sums of µs are kept in two words


@dataclass(frozen=True)
class Level:
    """The tree's nodes at one step: node i hangs on `parent[i]` of the step before and is touchpoint `code[i]`.

    `count` paths come through it, of `customers` different customers; `high`·2²⁰ + `low` µs is the sum of the times
    since the step before. `further` of the paths go on beyond the last step (elsewhere 0).
    """

    parent: I64
    code: I64
    count: I64
    customers: I64
    high: I64
    low: I64
    further: I64


@dataclass(frozen=True)
class PathTree:
    """All paths; those that end at a node are its count less its children's and `further`."""

    paths: int
    customers: int
    levels: tuple[Level, ...]
    without: int
    unreached: int


def tree_of(stretches: Stretches, steps: int) -> PathTree:
    """The tree of the first `steps` events of each path."""
    node = np.zeros(len(stretches.first), np.int64)
    going = np.arange(len(node))
    levels = []
    for step in range(steps):
        going = going[stretches.length[going] > step]
        at = stretches.first[going] + (-step if stretches.backward else step)
        before = at + (1 if stretches.backward else -1)
        timed = step > 0 or stretches.anchored
        gap = np.abs(stretches.time[at] - stretches.time[before]) if timed else np.zeros(len(going), np.int64)
        parent, code = node[going], stretches.touchpoint[at].astype(np.int64)
        further = (stretches.length[going] > steps) & (step == steps - 1)
        number, first = _numbered(parent, code)
        sums = _counted(number, len(first), stretches.customer[going], gap, further)
        levels.append(Level(parent[first], code[first], *sums))
        node[going] = number
    customers = len(np.unique(stretches.customer))
    return PathTree(len(node), customers, tuple(levels), stretches.without, stretches.unreached)


def together(left: PathTree, right: PathTree) -> PathTree:
    """Both trees as one; their customers are different people."""
    places = (np.zeros(1, np.int64), np.zeros(1, np.int64))
    levels = []
    for one, other in zip(left.levels, right.levels, strict=True):
        parent = np.concatenate([places[0][one.parent], places[1][other.parent]])
        code = np.concatenate([one.code, other.code])
        number, first = _numbered(parent, code)
        columns = [
            _added(number, len(first), np.concatenate([getattr(one, name), getattr(other, name)]))
            for name in ("count", "customers", "high", "low", "further")
        ]
        levels.append(Level(parent[first], code[first], *columns))
        places = (number[: len(one.code)], number[len(one.code) :])
    return PathTree(
        left.paths + right.paths,
        left.customers + right.customers,
        tuple(levels),
        left.without + right.without,
        left.unreached + right.unreached,
    )


def whole(high: I64, low: I64) -> list[int]:
    """Sums of times in µs from their words."""
    return [(upper << _LOW_BITS) + lower for upper, lower in zip(high.tolist(), low.tolist(), strict=True)]


@kernel
def _numbered(parent, code):  # type: ignore[no-untyped-def]
    """Equal pairs under one number, in the order they come; and where each number comes first."""
    size = 2
    while size < 2 * len(parent):
        size *= 2
    table, first = np.full(size, -1), np.empty(len(parent), np.int64)
    number = np.empty(len(parent), np.int64)
    used = 0
    for i in range(len(parent)):
        mixed = ((parent[i] << _SHIFT) | code[i]) * 0x9E3779B97F4A7C1
        slot = (mixed ^ (mixed >> 29)) & (size - 1)
        while True:
            held = table[slot]
            if held < 0:
                table[slot], first[used], held = used, i, used
                used += 1
            if parent[first[held]] == parent[i] and code[first[held]] == code[i]:
                break
            slot = (slot + 1) & (size - 1)
        number[i] = held
    return number, first[:used].copy()


@kernel
def _counted(number, nodes, customer, gap, further):  # type: ignore[no-untyped-def]
    """Of each node: paths, different customers (who come in order), the words of the times' sum, those that go on."""
    count, customers, last = np.zeros(nodes, np.int64), np.zeros(nodes, np.int64), np.full(nodes, -1)
    high, low, beyond = np.zeros(nodes, np.int64), np.zeros(nodes, np.int64), np.zeros(nodes, np.int64)
    for i in range(len(number)):
        n = number[i]
        count[n] += 1
        customers[n] += last[n] != customer[i]
        last[n] = customer[i]
        words = split(gap[i])
        high[n] += words[0]
        low[n] += words[1]
        beyond[n] += further[i]
    return count, customers, high, low, beyond


@kernel
def _added(number, nodes, values):  # type: ignore[no-untyped-def]
    sums = np.zeros(nodes, np.int64)
    for i in range(len(number)):
        sums[number[i]] += values[i]
    return sums
