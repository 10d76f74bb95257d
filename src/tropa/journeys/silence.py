"""Converted, lost or still open: how long a journey may be silent before we stop waiting for it.

A *return* is an event that follows the previous event of its journey after more than `SESSION` (30 min) and not after
the goal was reached; its *gap* is the time between the two events. The **silence** is the q-quantile (default .95) of
the gaps of all returns: the shortest gap that at least a share q of them do not exceed (nearest rank, exact). So of
the pauses that ended in a return, at most 1 − q were longer. Where nobody ever returned it is `SESSION`.

A journey that has not reached the goal is **open** while the time from its last event to `observed_until` is shorter
than the silence, and **lost** from then on. Pauses that have not ended yet have no gap, so in short histories the
silence errs on the short side.
"""

import weakref
from threading import Lock

import numpy as np
import numpy.typing as npt

from tropa.errors import QuestionError
from tropa.journeys.block import I64, NEVER, Block, Journeys
from tropa.journeys.question import kernel
from tropa.kit.time import MINUTE

CONVERTED, LOST, OPEN = 0, 1, 2
SESSION = 30 * MINUTE

Status = npt.NDArray[np.int8]

_known: dict[tuple[int, float], int] = {}
_knowing = Lock()


def silence(journeys: Journeys, quantile: float = 0.95) -> int:
    """The silence in microseconds; see the module. Computed once for the same journeys, from any thread.

    Raises QuestionError `journeys.bad_quantile` unless 0 < quantile < 1.
    """
    if not 0 < quantile < 1:
        raise QuestionError("journeys.bad_quantile", value=quantile)
    key = (id(journeys), quantile)
    with _knowing:
        if key not in _known:
            _known[key] = _quantile(journeys, quantile)
            weakref.finalize(journeys, _known.pop, key, None)
        return _known[key]


def status(journeys: Journeys, quantile: float = 0.95) -> tuple[Status, ...]:
    """CONVERTED, LOST or OPEN for every journey, an int8 array a block."""
    longest = silence(journeys, quantile)
    return tuple(block_status(block, longest, journeys.observed_until) for block in journeys.blocks)


def block_status(block: Block, silence: int, observed_until: int) -> Status:
    """CONVERTED, LOST or OPEN for every journey of one block, given the silence (µs) and the end of the data."""
    result = np.full(block.journeys, OPEN, np.int8)
    filled = np.flatnonzero(block.offsets[1:] > block.offsets[:-1])
    last = block.time[block.offsets[1:][filled] - 1]
    result[filled[observed_until - last >= silence]] = LOST
    result[block.goal_time != NEVER] = CONVERTED
    return result


def _quantile(journeys: Journeys, quantile: float) -> int:
    gaps = np.concatenate([_block_gaps(block) for block in journeys.blocks] or [np.empty(0, np.int64)])
    if len(gaps) == 0:
        return SESSION
    rank = int(np.ceil(quantile * len(gaps))) - 1
    return int(np.partition(gaps, rank)[rank])


def _block_gaps(block: Block) -> I64:
    gaps = np.empty(_fill_gaps(block.offsets, block.time, block.goal_time, np.empty(0, np.int64)), np.int64)
    _fill_gaps(block.offsets, block.time, block.goal_time, gaps)
    return gaps


@kernel
def _fill_gaps(offsets: I64, time: I64, goal_time: I64, gaps: I64) -> int:
    """Write the gaps of returns to `gaps` where there is room; return how many there are."""
    found = 0
    for journey in range(len(offsets) - 1):
        for event in range(offsets[journey] + 1, offsets[journey + 1]):
            if goal_time[journey] != NEVER and time[event] > goal_time[journey]:
                break
            gap = time[event] - time[event - 1]
            if gap > SESSION:
                if found < len(gaps):
                    gaps[found] = gap
                found += 1
    return found
