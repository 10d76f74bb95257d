"""Journeys that meet a choice: of a segment, in a period, with or without a touchpoint or pattern, of customers."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from difflib import get_close_matches

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.errors import NotFoundError, QuestionError
from tropa.journeys.block import I64, NEVER, Block, Journeys
from tropa.journeys.cut import goal_table, goal_times
from tropa.journeys.pattern import Pattern, automaton, matches
from tropa.journeys.pattern import pattern as read_pattern
from tropa.journeys.question import kernel
from tropa.kit.time import moment


def select(  # noqa: PLR0913 the conditions, by name
    journeys: Journeys,
    *,
    segment: str | None = None,
    start: int | None = None,
    end: int | None = None,
    with_touchpoint: str | None = None,
    without_touchpoint: str | None = None,
    customers: Collection[str] | None = None,
    pattern: str | None = None,
) -> Journeys:
    """The journeys that meet all given conditions; with none, the same journeys.

    Of a period (µs, `start` ≤ time < `end`) the events inside it are kept, a journey without any is gone, the goal
    counts if reached inside, and nothing is observed after its end. `with_touchpoint`, `without_touchpoint` and
    `pattern` (see `matching`) look at the events that are kept. Customers without a journey are simply not found.

    Raises NotFoundError with the nearest names for an unknown segment or touchpoint, QuestionError
    `journeys.bad_period` for a period that ends before it begins.
    """
    if start is not None and end is not None and end < start:
        raise QuestionError("journeys.bad_period", start=moment(start), end=moment(end))
    words = journeys.vocabulary
    wanted = None if segment is None else code_of(segment, words.segments, "journeys.no_segment")
    required, excluded = (
        -1 if name is None else code_of(name, words.touchpoints, "journeys.no_touchpoint")
        for name in (with_touchpoint, without_touchpoint)
    )
    people = None if customers is None else pa.array(sorted(customers), pa.string())
    low = np.iinfo(np.int64).min if start is None else start
    high = np.iinfo(np.int64).max if end is None else end
    blocks = []
    for block in journeys.blocks:
        keep = np.ones(block.journeys, np.bool_)
        if wanted is not None:
            keep &= block.segment == wanted
        if people is not None:
            keep &= pc.is_in(block.customer, value_set=people).to_numpy(zero_copy_only=False)
        _judge(block.offsets, block.touchpoint, block.time, keep, np.array([low, high, required, excluded]))
        if not keep.all() or start is not None or end is not None:
            block = _kept(block, keep, low, high, journeys)
        if block.journeys:
            blocks.append(block)
    until = journeys.observed_until if end is None else min(end, journeys.observed_until)
    chosen = replace(journeys, blocks=tuple(blocks), observed_until=until)
    return chosen if pattern is None else matching(chosen, pattern)


def matching(journeys: Journeys, pattern: str | Pattern, *, negated: bool = False) -> Journeys:
    """The journeys in which the pattern is met, or with `negated` those in which it is not; whole, goal and all.

    >>> matching(journeys, "cart -> .* -> [pay|call]")  # doctest: +SKIP

    QuestionError `journeys.pattern_…` for a mistake in the pattern or a name that these journeys do not have.
    """
    searched = automaton(read_pattern(pattern) if isinstance(pattern, str) else pattern, journeys.vocabulary)
    blocks = []
    for block in journeys.blocks:
        keep = matches(block, searched) != negated
        if keep.all():
            blocks.append(block)
        elif keep.any():
            kept = _kept(block, keep, np.iinfo(np.int64).min, np.iinfo(np.int64).max, journeys)
            blocks.append(replace(kept, goal_time=block.goal_time[keep]))
    return replace(journeys, blocks=tuple(blocks))


def code_of(name: str, names: Sequence[str], code: str) -> int:
    """The place of a name, or NotFoundError `code` with the three nearest names."""
    try:
        return names.index(name)
    except ValueError:
        near = get_close_matches(name, names, n=3, cutoff=0) or ["—"]
        raise NotFoundError(code, name=name, near=", ".join(near)) from None


def _kept(block: Block, keep: np.ndarray, low: int, high: int, journeys: Journeys) -> Block:
    """The events of the kept journeys that lie in the period."""
    offsets = np.empty(int(keep.sum()) + 1, np.int64)
    inside = np.zeros(block.events, np.bool_)
    _mark(block.offsets, block.time, keep, np.array([low, high]), offsets, inside)
    touchpoint, time = block.touchpoint[inside], block.time[inside]
    goal_time = np.full(len(offsets) - 1, NEVER, np.int64)
    goal_times(offsets, touchpoint, time, goal_table(journeys.vocabulary), goal_time)
    return Block(
        offsets=offsets,
        touchpoint=touchpoint,
        channel=block.channel[inside],
        time=time,
        customer=block.customer.filter(pa.array(keep)),
        segment=block.segment[keep],
        goal_time=goal_time,
        value=None if block.value is None else block.value[inside],
        held={name: codes[inside] for name, codes in block.held.items()},
    )


@kernel
def _judge(offsets: I64, touchpoint: np.ndarray, time: I64, keep: np.ndarray, wish: I64) -> None:
    """Clear `keep` where a journey has no event in the period, lacks the required or has the excluded touchpoint."""
    low, high, required, excluded = wish
    for journey in range(len(keep)):
        if not keep[journey]:
            continue
        some, met = False, required < 0
        for event in range(offsets[journey], offsets[journey + 1]):
            if time[event] < low or time[event] >= high:
                continue
            some = True
            if touchpoint[event] == required:
                met = True
            if touchpoint[event] == excluded:
                met = False
                break
        keep[journey] = some and met


@kernel
def _mark(offsets: I64, time: I64, keep: np.ndarray, period: I64, result: I64, inside: np.ndarray) -> None:
    """Mark the events to keep and write the new offsets."""
    result[0] = 0
    journeys = 0
    events = 0
    for journey in range(len(keep)):
        if not keep[journey]:
            continue
        for event in range(offsets[journey], offsets[journey + 1]):
            if period[0] <= time[event] < period[1]:
                inside[event] = True
                events += 1
        journeys += 1
        result[journeys] = events
