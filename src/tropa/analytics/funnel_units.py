"""What a funnel's chain must lie within: a journey or a session, and of it one value of the property held constant."""

from dataclasses import dataclass

import numpy as np

from tropa.analytics.customer_numbers import customer_numbers
from tropa.analytics.session_cut import cut_sessions
from tropa.errors import QuestionError
from tropa.journeys.block import I32, I64, U16, UNKNOWN, Block


@dataclass(frozen=True)
class Units:
    """Unit u is the events `offsets[u]:offsets[u + 1]`; the best of all units of one group is what counts.

    Groups are numbered from 0 to `groups` − 1 and rise from unit to unit.
    """

    offsets: I64
    group: I64
    groups: int
    touchpoint: U16
    time: I64


def units_of(block: Block, by: str, session_gap: int, hold: str | None) -> Units:
    """The units of a block: `by` customer (its journeys), session or entry (journeys)."""
    if by == "session":
        offsets = cut_sessions(block, session_gap).offsets
        group = np.arange(len(offsets) - 1)
    else:
        offsets, group = block.offsets, customer_numbers(block)
    groups = int(group[-1]) + 1 if len(group) else 0
    whole = Units(offsets, group, groups, block.touchpoint, block.time)
    if hold is None:
        return whole
    if hold not in block.held:
        raise QuestionError("analytics.not_held", value=hold, allowed=", ".join(sorted(block.held)) or "–")
    return _by_value(whole, block.held[hold])


def _by_value(whole: Units, held: I32) -> Units:
    """Each unit apart into one unit a value, events in their order; events without a value are left out."""
    unit = np.repeat(np.arange(len(whole.offsets) - 1), np.diff(whole.offsets))
    known = np.flatnonzero(held != UNKNOWN)
    order = known[np.lexsort((held[known], unit[known]))]
    begins = np.ones(len(order), np.bool_)
    begins[1:] = (np.diff(unit[order]) != 0) | (np.diff(held[order]) != 0)
    starts = np.flatnonzero(begins)
    group = whole.group[unit[order[starts]]]
    return Units(np.append(starts, len(order)), group, whole.groups, whole.touchpoint[order], whole.time[order])
