"""Where a customer's history is cut into journeys.

* `customer`: nowhere; the whole history is one journey.
* `goal`: after every event that reaches the goal.
* `gap`: wherever more than `gap` passes between two events.
* `trace`: wherever the time between two events is long *for that pair of touchpoints*: longer than `factor` times the
  mean time from the one touchpoint to the other, taken over all histories (a pair's own gaps included), and longer
  than `at_least`, by default a day. After "Cut to the Trace!" (Bernard, Senderovich,
  Andritsos, CAiSE 2021), which replaces each gap by what is expected of its pair before choosing where to cut; there
  the number of cuts is given, here the threshold is.

"Longer" is strict everywhere. Gaps are whole microseconds; the mean is an exact integer sum over a count.
"""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pyarrow as pa

from tropa.errors import QuestionError
from tropa.journeys.block import F64, I64, NEVER, U16, Block, Journeys, Vocabulary
from tropa.journeys.question import kernel
from tropa.kit.time import DAY


@dataclass(frozen=True)
class Cut:
    """The rule of the cut; `gap` (µs) belongs to `by="gap"`, `factor` and `at_least` (µs) to `by="trace"`."""

    by: Literal["customer", "goal", "gap", "trace"] = "customer"
    gap: int | None = None
    factor: float = 3.0
    at_least: int = DAY

    def __post_init__(self) -> None:
        if self.by == "gap" and (self.gap is None or self.gap <= 0):
            raise QuestionError("journeys.no_gap")


def cut(journeys: Journeys, rule: Cut) -> Journeys:
    """The same events as more and shorter journeys; `journeys` must hold whole histories.

    Event arrays are shared, not copied. The goal time is that of each new journey, the customer and the segment stay.
    """
    if rule.by == "customer":
        return journeys
    if rule.by == "gap":
        blocks = [divided(block, _gap_starts(block, rule.gap or 0), journeys) for block in journeys.blocks]
    elif rule.by == "goal":
        reaches = goal_table(journeys.vocabulary)
        blocks = [divided(block, _goal_starts(block, reaches), journeys) for block in journeys.blocks]
    else:
        width = len(journeys.vocabulary.touchpoints)
        pairs, means = _pair_means(journeys, width)
        blocks = [
            divided(block, _trace_starts(block, width, pairs, means, rule), journeys) for block in journeys.blocks
        ]
    return replace(journeys, blocks=tuple(blocks))


def goal_table(vocabulary: Vocabulary) -> np.ndarray:
    """A table by touchpoint code: does it reach the goal?"""
    reaches = np.zeros(len(vocabulary.touchpoints), np.bool_)
    reaches[list(vocabulary.goal)] = True
    return reaches


@kernel
def goal_times(offsets: I64, touchpoint: U16, time: I64, reaches: np.ndarray, result: I64) -> None:
    """Write for every journey when it first reached the goal, or NEVER."""
    for journey in range(len(offsets) - 1):
        result[journey] = NEVER
        for event in range(offsets[journey], offsets[journey + 1]):
            if reaches[touchpoint[event]]:
                result[journey] = time[event]
                break


def divided(block: Block, begins: np.ndarray, journeys: Journeys) -> Block:
    """The block with a journey beginning wherever `begins` is true, and wherever one began before."""
    filled = block.offsets[1:] > block.offsets[:-1]
    begins[block.offsets[:-1][filled]] = True
    starts = np.flatnonzero(begins)
    owner = np.searchsorted(block.offsets, starts, side="right") - 1
    offsets = np.append(starts, block.events).astype(np.int64)
    goal_time = np.empty(len(starts), np.int64)
    goal_times(offsets, block.touchpoint, block.time, goal_table(journeys.vocabulary), goal_time)
    return replace(
        block,
        offsets=offsets,
        customer=block.customer.take(pa.array(owner)),
        segment=block.segment[owner],
        goal_time=goal_time,
    )


def _gap_starts(block: Block, gap: int) -> np.ndarray:
    begins = np.zeros(block.events, np.bool_)
    begins[1:] = np.diff(block.time) > gap
    return begins


def _goal_starts(block: Block, reaches: np.ndarray) -> np.ndarray:
    begins = np.zeros(block.events, np.bool_)
    begins[1:] = reaches[block.touchpoint[:-1]]
    return begins


def _trace_starts(block: Block, width: int, pairs: I64, means: F64, rule: Cut) -> np.ndarray:
    begins = np.zeros(block.events, np.bool_)
    inside, codes, gaps = _steps(block, width)
    expected = means[np.searchsorted(pairs, codes)]
    begins[inside[(gaps > rule.at_least) & (gaps > rule.factor * expected)]] = True
    return begins


def _steps(block: Block, width: int) -> tuple[I64, I64, I64]:
    """Of all events that follow another in their journey: position, code of the pair of touchpoints, gap."""
    follows = np.ones(block.events, np.bool_)
    follows[block.offsets[:-1][block.offsets[1:] > block.offsets[:-1]]] = False
    inside = np.flatnonzero(follows)
    codes = block.touchpoint[inside - 1].astype(np.int64) * width + block.touchpoint[inside]
    return inside, codes, block.time[inside] - block.time[inside - 1]


def _pair_means(journeys: Journeys, width: int) -> tuple[I64, F64]:
    """The pairs of touchpoints that follow each other, ascending, and the mean gap of each."""
    parts = []
    for block in journeys.blocks:
        _, codes, gaps = _steps(block, width)
        parts.append(_summed(codes, gaps, np.ones(len(codes), np.int64)))
    if not parts:
        return np.empty(0, np.int64), np.empty(0)
    codes, sums, counts = _summed(*(np.concatenate(part) for part in zip(*parts, strict=True)))
    return codes, sums / counts


def _summed(codes: I64, sums: I64, counts: I64) -> tuple[I64, I64, I64]:
    """Sums and counts by code, codes ascending; integers, so exact in any order."""
    order = np.argsort(codes, kind="stable")
    distinct, first = np.unique(codes[order], return_index=True)
    if len(distinct) == 0:
        return codes, sums, counts
    return distinct, np.add.reduceat(sums[order], first), np.add.reduceat(counts[order], first)
