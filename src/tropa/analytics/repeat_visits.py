"""Repeat visits: how many customers come a second, a third, a k-th time, and how soon.

Who came k − 1 times and has not come again yet may still come, so the share that does is Kaplan–Meier's, not a count.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from tropa.analytics.answer import TableAnswer, length_text, sentences
from tropa.analytics.customer_numbers import customer_numbers
from tropa.analytics.session_cut import GAP, cut_sessions
from tropa.errors import QuestionError
from tropa.journeys.block import I64, Block, Journeys
from tropa.journeys.question import kernel
from tropa.kit.locale import Language
from tropa.kit.time import SECOND
from tropa.statistics.interval import Estimate
from tropa.statistics.proportion import wilson
from tropa.statistics.quantiles import BUCKETS, bucket, middles
from tropa.statistics.survival import cumulative_incidence
from tropa.statistics.survival_band import QuantileTime, quantile_time

CAME, WAITING = 0, 1


@dataclass(frozen=True)
class RepeatVisit:
    """`customers` made a `number`-th visit: `share` of all, and `again` the share of those with the visit before it.

    `again` is by the `horizon` (seconds after the visit before), and `half` when half of them will have come.
    """

    number: int
    customers: int
    share: Estimate
    again: Estimate | None
    horizon: float | None
    half: QuantileTime | None


@dataclass(frozen=True)
class RepeatVisitsAnswer(TableAnswer):
    """From the second visit on; `visits_mean` is the mean number of visits so far, of customers with any."""

    customers: int
    visits_mean: float | None
    visits: tuple[RepeatVisit, ...]

    def rows(self) -> list[dict[str, Any]]:
        """One row a visit, times in seconds."""
        return [
            {
                "visit": visit.number,
                "customers": visit.customers,
                "share": visit.share.value,
                "again": visit.again and visit.again.value,
                "low": visit.again and visit.again.low,
                "high": visit.again and visit.again.high,
                "horizon": visit.horizon,
                "half": visit.half and visit.half.value,
            }
            for visit in self.visits
        ]


@dataclass(frozen=True)
class RepeatVisitsPartial:
    """Customers, visits, and by number of the visit waited for and bucket: who came, who waits (K × 2 × BUCKETS)."""

    customers: int
    visits: int
    waits: I64


@dataclass(frozen=True)
class RepeatVisitsQuestion:
    """How many customers come again, up to the `most`-th visit? A visit ends `gap` µs before the next event."""

    most: int = 6
    gap: int = GAP

    def __post_init__(self) -> None:
        for name, value, least in (("most", self.most, 2), ("gap", self.gap, 1)):
            if value < least:
                raise QuestionError("analytics.not_positive", name=name, value=value)

    def definition_in(self, language: Language) -> str:
        """What is counted, in a language."""
        gap = {"gap": length_text(self.gap, language)}
        return sentences(language, ("repeat_visits.visit", gap), ("repeat_visits.again", {}))

    def partial(self, block: Block, journeys: Journeys) -> RepeatVisitsPartial:
        """The visits of one block."""
        cut = cut_sessions(block, self.gap)
        customer = customer_numbers(block)[cut.journey]
        begun, ended = block.time[cut.offsets[:-1]], block.time[cut.offsets[1:] - 1]
        waits = np.zeros((self.most - 1, 2, BUCKETS), np.int64)
        _wait(customer, begun, ended, journeys.observed_until, waits)
        return RepeatVisitsPartial(int(np.count_nonzero(np.diff(customer, prepend=-1))), len(customer), waits)

    def merge(self, left: RepeatVisitsPartial, right: RepeatVisitsPartial) -> RepeatVisitsPartial:
        """Add the counts."""
        return RepeatVisitsPartial(
            left.customers + right.customers, left.visits + right.visits, left.waits + right.waits
        )

    def answer(self, partial: RepeatVisitsPartial, journeys: Journeys) -> RepeatVisitsAnswer:
        """Shares and times from the counts."""
        return RepeatVisitsAnswer(
            journeys.count,
            self.definition_in("en"),
            self,
            customers=partial.customers,
            visits_mean=partial.visits / partial.customers if partial.customers else None,
            visits=tuple(
                _visit(number, waits, partial.customers)
                for number, waits in enumerate(partial.waits, start=2)
                if waits.any()
            ),
        )


def _visit(number: int, waits: I64, customers: int) -> RepeatVisit:
    curve = cumulative_incidence(middles(), waits[[CAME]], waits[WAITING])
    share = wilson(int(waits[CAME].sum()), customers)
    assert curve is not None  # somebody came or waits
    assert share is not None
    half, horizon = quantile_time(curve), curve.horizon()
    return RepeatVisit(
        number,
        int(waits[CAME].sum()),
        share,
        curve.at(0, horizon),
        horizon / SECOND,
        None if half is None else half.scaled(1 / SECOND),
    )


@kernel
def _wait(customer, begun, ended, observed_until, waits):  # type: ignore[no-untyped-def]
    number = 0  # of the customer's visits before this one
    for visit in range(len(customer)):
        number = number + 1 if visit and customer[visit] == customer[visit - 1] else 0
        if number >= len(waits):
            continue
        if visit + 1 < len(customer) and customer[visit + 1] == customer[visit]:
            waits[number, CAME, bucket(begun[visit + 1] - ended[visit])] += 1
        else:
            waits[number, WAITING, bucket(observed_until - ended[visit])] += 1
