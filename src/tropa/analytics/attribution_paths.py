"""The paths that attribution looks at: what customers touched before each conversion, or without ever converting."""

from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

from tropa.analytics.touchpoint_codes import marks
from tropa.errors import QuestionError
from tropa.journeys.block import F64, I64, Block, Vocabulary
from tropa.journeys.cut import goal_table
from tropa.journeys.names import hash_names
from tropa.journeys.question import kernel
from tropa.statistics.bootstrap import GROUPS

_SEED = np.uint64(GROUPS - 1)
_EVER = np.iinfo(np.int64).max


class PathRules(Protocol):
    """The parameters of a question that say what a path is."""

    @property
    def by(self) -> Literal["channel", "touchpoint"]: ...
    @property
    def entering(self) -> Literal["all", "visit_starts"]: ...
    @property
    def gap(self) -> int: ...
    @property
    def own(self) -> tuple[str, ...]: ...
    @property
    def goal(self) -> tuple[str, ...]: ...
    @property
    def conversions(self) -> Literal["first", "every"]: ...
    @property
    def lookback(self) -> int | None: ...
    @property
    def among(self) -> tuple[str, ...]: ...
    @property
    def collapse_repeats(self) -> bool: ...


@dataclass(frozen=True)
class TouchPaths:
    """Path p is `touch[offsets[p]:offsets[p + 1]]`, codes of `names_of`, with the time `before` its end (µs).

    `converted` says whether it ended in a conversion, `value` with what money (0 where unknown); `group` is the
    bootstrap group of its customer.
    """

    offsets: I64
    touch: I64
    before: I64
    converted: npt.NDArray[np.bool_]
    value: F64
    group: I64

    def won(self) -> "TouchPaths":
        """Those that converted."""
        if self.converted.all():
            return self
        size = np.diff(self.offsets)
        kept = np.repeat(self.converted, size)
        offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(size[self.converted])])
        won = self.converted
        return TouchPaths(offsets, self.touch[kept], self.before[kept], won[won], self.value[won], self.group[won])

    @property
    def of(self) -> I64:
        """For every touch the number of its path."""
        return np.repeat(np.arange(len(self.converted)), np.diff(self.offsets))


def names_of(rules: PathRules, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What the codes of touches mean."""
    return vocabulary.channels if rules.by == "channel" else vocabulary.touchpoints


def goal_of(goal: tuple[str, ...], vocabulary: Vocabulary) -> npt.NDArray[np.bool_]:
    """Which touchpoint codes are conversions: those named, or the definition's goal where none are.

    QuestionError `analytics.no_goal` where the definition has none either.
    """
    reaches = marks(goal, vocabulary) if goal else goal_table(vocabulary)
    if not reaches.any():
        raise QuestionError("analytics.no_goal")
    return reaches


def entries(block: Block, vocabulary: Vocabulary, rules: PathRules) -> npt.NDArray[np.bool_]:
    """Which events may be touches: all, or those that begin a visit or come into it from outside.

    An event begins a visit where it is the first of its journey or comes more than `gap` µs after the one before; it
    comes from outside where its channel is another than that of the event before and none of one's own.
    """
    if rules.entering == "all":
        return np.ones(block.events, np.bool_)
    own = np.isin(np.array(vocabulary.channels, object), np.array(rules.own, object))
    enters = np.ones(block.events, np.bool_)
    came = np.diff(block.channel.astype(np.int64)) != 0
    enters[1:] = (np.diff(block.time) > rules.gap) | (came & ~own[block.channel[1:]])
    enters[block.offsets[:-1][np.diff(block.offsets) > 0]] = True
    return enters


def touch_paths(block: Block, vocabulary: Vocabulary, rules: PathRules, *, lost: bool = True) -> TouchPaths:
    """The paths of one block, in its order; without `lost`, those that did not convert have no touches."""
    names = names_of(rules, vocabulary)
    counts = np.ones(len(names), np.bool_)
    if rules.among:
        for name in rules.among:
            if name not in names:
                raise QuestionError("analytics.unknown_choice", name="among", value=name, allowed=", ".join(names))
        counts = np.isin(np.array(names, object), np.array(rules.among, object))
    reaches = goal_of(rules.goal, vocabulary)
    room = block.journeys + int(np.count_nonzero(reaches[block.touchpoint]))
    offsets, owner = np.zeros(room + 1, np.int64), np.empty(room, np.int64)
    converted, value = np.zeros(room, np.bool_), np.zeros(room)
    most = block.events if lost or rules.conversions == "every" else _before(block, reaches)
    touch, before = np.empty(most, np.int64), np.empty(most, np.int64)
    codes = block.channel if rules.by == "channel" else block.touchpoint
    lookback = _EVER if rules.lookback is None else rules.lookback
    used = _walk(
        (block.offsets, codes, block.touchpoint, block.time),
        np.empty(0) if block.value is None else block.value,
        (counts, reaches, entries(block, vocabulary, rules)),
        (rules.conversions == "every", rules.collapse_repeats, lost, lookback),
        (offsets, owner, converted, value, touch, before),
    )
    end = offsets[used]
    group = (hash_names(block.customer, 9) & _SEED).astype(np.int64)
    return TouchPaths(
        offsets[: used + 1], touch[:end], before[:end], converted[:used], value[:used], group[owner[:used]]
    )


def _before(block: Block, reaches: npt.NDArray[np.bool_]) -> int:
    """How many events can lie before the first conversions of their journeys."""
    return int(_until_won(block.offsets, block.touchpoint, reaches))


@kernel
def _until_won(offsets, touchpoint, reaches):  # type: ignore[no-untyped-def]
    total = 0
    for j in range(len(offsets) - 1):
        for i in range(offsets[j], offsets[j + 1]):
            if reaches[touchpoint[i]]:
                total += i - offsets[j]
                break
    return total


@kernel
def _walk(events, value, tables, rules, result):  # type: ignore[no-untyped-def]
    """Write all paths; return how many."""
    offsets, codes, touchpoint, time = events
    counts, reaches, enters = tables
    every, collapse, lost, lookback = rules
    path_offsets, owner, converted, money, touch, before = result
    paths = 0
    for j in range(len(offsets) - 1):
        begin, last, over = offsets[j], offsets[j + 1], False
        for i in range(begin, last + 1):
            won = i < last and reaches[touchpoint[i]]
            if over or not (won or i == last) or begin == last:
                continue
            end, place, met = time[min(i, last - 1)], path_offsets[paths], False
            for e in range(begin, i):
                if not enters[e] or not counts[codes[e]] or end - time[e] > lookback:
                    continue
                met = True
                if not won and not lost:
                    break
                if collapse and place > path_offsets[paths] and touch[place - 1] == codes[e]:
                    before[place - 1] = end - time[e]
                    continue
                touch[place], before[place] = codes[e], end - time[e]
                place += 1
            if won or met:
                owner[paths], converted[paths] = j, won
                if won and len(value) and value[i] == value[i]:
                    money[paths] = value[i]
                paths += 1
                path_offsets[paths] = place
            begin = i + 1
            over = won and not every
    return paths
