"""What the outcome of a stage is worth: the money of journeys with it less that of journeys without it."""

from dataclasses import dataclass

import numpy as np

from tropa.analytics.meetings import Layout, outcome_times
from tropa.journeys.block import F64, I64, NEVER, Block
from tropa.journeys.question import kernel
from tropa.statistics.customer_sums import Sums, ratio_difference, sums_of
from tropa.statistics.interval import Estimate


@dataclass(frozen=True)
class OutcomeMoney:
    """By stage: sums of the money of journeys that entered it, without and with its outcome."""

    stages: tuple[tuple[Sums, Sums], ...]

    def merge(self, other: "OutcomeMoney") -> "OutcomeMoney":
        """Both together."""
        pairs = zip(self.stages, other.stages, strict=True)
        return OutcomeMoney(tuple((a[0].merge(b[0]), a[1].merge(b[1])) for a, b in pairs))

    def worth(self, stage: int) -> Estimate | None:
        """Money per journey with the outcome less without it, with Welch's interval; None below two on a side."""
        without, with_it = self.stages[stage]
        found = ratio_difference(with_it, without)
        return found and found[0]


def outcome_money(block: Block, codes: Layout, limits: tuple[int, int], worth: float | None) -> OutcomeMoney:
    """The money of one block from entering each stage on; `limits`: entered by (µs), and when one is still active (µs).

    Money is the values of events; with `worth`, that much where the journey reaches the goal afterwards. In a stage
    after the goal, `worth` is that of the outcome itself.
    """
    until, active_after = limits
    entered, reached = outcome_times(block, codes)
    last = np.where(np.diff(block.offsets) > 0, block.time[np.maximum(block.offsets[1:] - 1, 0)], NEVER)
    values = np.zeros(block.events) if block.value is None else np.nan_to_num(block.value)
    money = np.zeros(entered.shape)
    _from_entry(block.offsets, block.time, values, entered, money)
    stages = []
    for stage in range(entered.shape[1]):
        judged = (entered[:, stage] != NEVER) & (entered[:, stage] <= until)
        done = reached[:, stage] != NEVER
        if codes.returns[stage]:
            done = last - np.where(judged, entered[:, stage], last) >= active_after
        if worth is not None:
            bought = (block.goal_time >= entered[:, stage]) if codes.goal_counts[stage] else done
            money[:, stage] = worth * bought
        stages.append(tuple(_sums(money[judged & (done == which), stage]) for which in (False, True)))
    return OutcomeMoney(tuple((without, with_it) for without, with_it in stages))


def _sums(values: F64) -> Sums:
    return sums_of(values, np.ones(len(values)))


@kernel
def _from_entry(offsets: I64, time: I64, value: F64, entered: I64, money: F64) -> None:
    for journey in range(len(offsets) - 1):
        for stage in range(entered.shape[1]):
            if entered[journey, stage] == NEVER:
                continue
            for event in range(offsets[journey], offsets[journey + 1]):
                if time[event] >= entered[journey, stage]:
                    money[journey, stage] += value[event]
