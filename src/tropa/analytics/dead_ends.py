"""Dead ends: touchpoints after which nothing more comes, more often than after the stage's others."""

from dataclasses import dataclass

import numpy as np

from tropa.journeys.block import I64, UNKNOWN, Block
from tropa.journeys.question import kernel
from tropa.statistics.interval import Estimate
from tropa.statistics.proportion import newcombe, wilson


@dataclass(frozen=True)
class DeadEnd:
    """`share`: of journeys that met it, those whose last event it was. `more`: that less the share of others."""

    share: Estimate
    more: Estimate

    @property
    def found(self) -> bool:
        """Surely more than after the other touchpoints of the stage."""
        return self.more.low > 0


def count_ends(block: Block, points: int, until: int) -> I64:
    """By touchpoint: journeys that met it by `until` (µs), and those of them whose last event it then was (T × 2)."""
    found = np.zeros((points, 2), np.int64)
    _count_ends(block.offsets, block.touchpoint, block.time, until, np.full(points, -1), found)
    return found


def dead_end(ends: I64, point: int, stage_of: np.ndarray) -> DeadEnd | None:
    """A touchpoint against the others of its stage; None where there is nobody to compare with."""
    met, ended = ends[point].tolist()
    others = (stage_of == stage_of[point]) & (stage_of != UNKNOWN)
    rest_met, rest_ended = (ends[others].sum(axis=0) - ends[point]).tolist()
    share, more = wilson(ended, met), newcombe(ended, met, rest_ended, rest_met)
    return None if share is None or more is None else DeadEnd(share, more)


@kernel
def _count_ends(offsets, touchpoint, time, until, seen, found):  # type: ignore[no-untyped-def]
    for journey in range(len(offsets) - 1):
        for event in range(offsets[journey], offsets[journey + 1]):
            if time[event] > until:
                break
            point = touchpoint[event]
            if seen[point] != journey:
                seen[point] = journey
                found[point, 0] += 1
            if event == offsets[journey + 1] - 1:
                found[point, 1] += 1
