"""Where journeys fall apart into sessions: after a silence, or at touchpoints that open and close one."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tropa.journeys.block import I64, Block
from tropa.journeys.question import kernel
from tropa.kit.time import MINUTE

GAP = 30 * MINUTE


@dataclass(frozen=True)
class SessionCut:
    """Sessions of a block: session s is the events `offsets[s]:offsets[s + 1]` and belongs to `journey[s]`."""

    offsets: I64
    journey: I64


def cut_sessions(
    block: Block, gap: int, opens: npt.NDArray[np.bool_] | None = None, closes: npt.NDArray[np.bool_] | None = None
) -> SessionCut:
    """Cut the journeys of a block where the next event comes more than `gap` µs later.

    A touchpoint marked in `opens` (by code) begins a session in any case, one in `closes` ends the one it is in. An
    empty journey has no session.
    """
    none = np.zeros(int(block.touchpoint.max(initial=0)) + 1, np.bool_)
    offsets = np.zeros(block.events + 1, np.int64)
    journey = np.empty(block.events, np.int64)
    count = _cut(
        block.offsets,
        block.touchpoint,
        block.time,
        gap,
        none if opens is None else opens,
        none if closes is None else closes,
        (offsets, journey),
    )
    return SessionCut(offsets[: count + 1].copy(), journey[:count].copy())


@kernel
def _cut(offsets, touchpoint, time, gap, opens, closes, out):  # type: ignore[no-untyped-def]
    cuts, journey = out
    count = 0
    for j in range(len(offsets) - 1):
        for i in range(offsets[j], offsets[j + 1]):
            begins = i == offsets[j] or time[i] - time[i - 1] > gap
            if begins or opens[touchpoint[i]] or closes[touchpoint[i - 1]]:
                cuts[count] = i
                journey[count] = j
                count += 1
    cuts[count] = offsets[-1]
    return count
