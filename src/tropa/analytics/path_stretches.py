"""Which stretch of events each path is: after a touchpoint, before one, between two, or from the beginning."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from tropa.analytics.customer_numbers import customer_numbers
from tropa.analytics.session_cut import cut_sessions
from tropa.analytics.touchpoint_codes import marks
from tropa.journeys.block import I64, U16, Block, Vocabulary
from tropa.journeys.pattern import Pattern, automaton, ends_of_matches
from tropa.journeys.question import kernel

By = Literal["customer", "journey", "session", "occurrence"]
Which = Literal["first", "last"]
Marked = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Choice:
    """What paths run from (`start`, or where a `pattern` is met) and to (`end`), whose they are, which one counts."""

    start: tuple[str, ...]
    end: tuple[str, ...]
    by: By
    which: Which
    collapse_loops: bool
    session_gap: int
    within: int | None
    pattern: Pattern | None

    @property
    def started(self) -> bool:
        """Whether paths run from something, not from the beginning."""
        return bool(self.start) or self.pattern is not None

    @property
    def backward(self) -> bool:
        """Whether paths are read from their end back."""
        return bool(self.end) and not self.started


@dataclass(frozen=True)
class Stretches:
    """Path i is the `length[i]` events from `first[i]` on, or back from it if `backward`, of customer `customer[i]`.

    The event that a path is counted from, if `anchored`, lies just before `first[i]` and is not part of it. Paths come
    in the order of customers. `without` units have no such event, `unreached` have it and no end after it.
    """

    touchpoint: U16
    time: I64
    first: I64
    length: I64
    customer: I64
    backward: bool
    anchored: bool
    without: int
    unreached: int


def stretches_of(block: Block, choice: Choice, vocabulary: Vocabulary) -> Stretches:
    """The paths of a block; empty journeys have none. QuestionError for a touchpoint that there is not."""
    cut = cut_sessions(block, choice.session_gap) if choice.by == "session" else None
    offsets = block.offsets if cut is None else cut.offsets
    customer = customer_numbers(block) if cut is None else customer_numbers(block)[cut.journey]
    offsets, touchpoint, time = _collapsed(offsets, block, choice.collapse_loops)
    owner = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    ends = marks(choice.end, vocabulary)[touchpoint]
    starts = _starts((offsets, touchpoint, time), choice, vocabulary)
    anchors, stop = _candidates(offsets, owner, (starts, ends), choice)
    if choice.within is not None:
        _shorten(time, anchors, stop, choice.within, (choice.backward, choice.started and bool(choice.end)))
    group = customer if choice.by == "customer" else np.arange(len(offsets) - 1)
    met = anchors if choice.by == "occurrence" else _different(group[owner[anchors]])
    anchored = choice.started or bool(choice.end)
    open_ = stop >= 0
    anchors, stop = anchors[open_], stop[open_]
    if choice.by != "occurrence" or not anchored:
        chosen = _one_each(group[owner[anchors]], choice.which)
        anchors, stop = anchors[chosen], stop[chosen]
    units = len(_different(group[np.flatnonzero(np.diff(offsets))])) if choice.by != "occurrence" else len(met)
    first = anchors + (0 if not anchored else -1 if choice.backward else 1)
    return Stretches(
        touchpoint=touchpoint,
        time=time,
        first=first,
        length=first + 1 - stop if choice.backward else stop - first,
        customer=customer[owner[anchors]],
        backward=choice.backward,
        anchored=anchored,
        without=units - len(met),
        unreached=len(met) - len(anchors) if anchored else 0,
    )


def _starts(events: tuple[I64, U16, I64], choice: Choice, vocabulary: Vocabulary) -> Marked:
    """The events paths run from."""
    if choice.pattern is None:
        return marks(choice.start, vocabulary)[events[1]]
    return ends_of_matches(*events, automaton(choice.pattern, vocabulary))


def _candidates(offsets: I64, owner: I64, meant: tuple[Marked, Marked], choice: Choice) -> tuple[I64, I64]:
    """Every event a path may be counted from, and how far its path reaches: to before `stop`, read back to `stop`.

    The stop is −1 where there is no end to reach.
    """
    starts, ends = meant
    if not choice.started and not choice.end:
        anchors = offsets[:-1][np.diff(offsets) > 0]
        return anchors, offsets[1:][owner[anchors]]
    if choice.backward:
        anchors = np.flatnonzero(ends)
        return anchors, offsets[:-1][owner[anchors]]
    anchors = np.flatnonzero(starts)
    if not choice.end:
        return anchors, offsets[1:][owner[anchors]]
    places = np.flatnonzero(ends)
    after = np.searchsorted(places, anchors, side="right")
    place = np.append(places, len(owner))[after]
    return anchors, np.where(place < offsets[1:][owner[anchors]], place + 1, -1)


def _collapsed(offsets: I64, block: Block, collapse: bool) -> tuple[I64, U16, I64]:
    """The events, with `collapse` without those that repeat the one before in the unit."""
    if not collapse or not block.events:
        return offsets, block.touchpoint, block.time
    keep = np.ones(block.events, np.bool_)
    keep[1:] = np.diff(block.touchpoint.astype(np.int64)) != 0
    keep[offsets[:-1][np.diff(offsets) > 0]] = True
    places = np.concatenate([np.zeros(1, np.int64), np.cumsum(keep)])
    return places[offsets], block.touchpoint[keep], block.time[keep]


def _different(group: I64) -> I64:
    """One place for each of the ascending groups."""
    return _one_each(group, "first")


def _one_each(group: I64, which: Which) -> I64:
    """The place of the first or last of each of the ascending groups."""
    if not len(group):
        return np.empty(0, np.int64)
    changes = np.flatnonzero(np.diff(group))
    return np.append(changes, len(group) - 1) if which == "last" else np.insert(changes + 1, 0, 0)


@kernel
def _shorten(time, anchors, stop, within, kind):  # type: ignore[no-untyped-def]
    """Move each stop to where more than `within` µs lie between it and the anchor; −1 where an end lies beyond."""
    backward, to_end = kind
    for p in range(len(anchors)):
        at, limit = anchors[p], stop[p]
        if limit < 0:
            continue
        if to_end:
            if time[limit - 1] - time[at] > within:
                stop[p] = -1
            continue
        low, high = (limit, at) if backward else (at, limit - 1)  # the nearest event inside is between them
        while low < high:
            middle = (low + high) // 2 if backward else (low + high + 1) // 2
            inside = abs(time[middle] - time[at]) <= within
            if backward == inside:
                high = middle if backward else middle - 1
            else:
                low = middle + 1 if backward else middle
        stop[p] = low if backward else low + 1
