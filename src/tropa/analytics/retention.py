"""Retention: which share of customers come back, in each period after their first time, cohort by cohort.

Four ways of counting, by name: `n_day` came in the n-th period after the first time (Amplitude's, Mixpanel's and
PostHog's classic retention), `unbounded` in the n-th or any later, `bracket` in a stretch of several periods, `within`
in the n-th or any earlier after the first (with the goal as what is done: conversion by cohort). Only customers whose
window is wholly in the past are counted, so a young cohort never looks worse because its time is not up.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

import numpy as np

from tropa.analytics.answer import TableAnswer, length_text, sentences
from tropa.analytics.calendar import Period, ordinals, start_of
from tropa.analytics.customer_numbers import customer_numbers
from tropa.analytics.touchpoint_codes import marks
from tropa.errors import QuestionError
from tropa.journeys.block import I64, Block, Journeys
from tropa.journeys.question import kernel
from tropa.journeys.silence import silence
from tropa.kit.locale import Language, percent_text, text
from tropa.kit.time import DAY, moment
from tropa.statistics.interval import Estimate
from tropa.statistics.proportion import wilson

Kind = Literal["n_day", "unbounded", "bracket", "within"]
Windows = Literal["elapsed", "calendar"]
KINDS: tuple[Kind, ...] = ("n_day", "unbounded", "bracket", "within")
LENGTH = {"day": DAY, "week": 7 * DAY, "month": 30 * DAY}
_FOREVER = np.iinfo(np.int64).max


@dataclass(frozen=True)
class RetentionCell:
    """`returned` of the `eligible` customers came in the window of periods `first` ≤ n < `end` (None: no end)."""

    first: int
    end: int | None
    eligible: int
    returned: int
    share: Estimate | None


@dataclass(frozen=True)
class Cohort:
    """Customers whose first time lies in one calendar period, named by its first day (ISO, UTC)."""

    start: str
    size: int
    cells: tuple[RetentionCell, ...]


@dataclass(frozen=True)
class RetentionAnswer(TableAnswer):
    """`overall` is the curve of all cohorts together; a cell without eligible customers has no share."""

    customers: int
    overall: tuple[RetentionCell, ...]
    cohorts: tuple[Cohort, ...]

    def rows(self) -> list[dict[str, Any]]:
        """One row a window, first of all customers (cohort None), then cohort by cohort."""
        groups = ((None, self.customers, self.overall), *((c.start, c.size, c.cells) for c in self.cohorts))
        return [
            {
                "cohort": start,
                "customers": size,
                "first": cell.first,
                "end": cell.end,
                "eligible": cell.eligible,
                "returned": cell.returned,
                "share": cell.share and cell.share.value,
                "low": cell.share and cell.share.low,
                "high": cell.share and cell.share.high,
            }
            for start, size, cells in groups
            for cell in cells
        ]


@dataclass(frozen=True)
class RetentionPartial:
    """By cohort (ordinals of its period, rising): customers, and eligible and returned ones of each window (C × W)."""

    cohort: I64
    size: I64
    eligible: I64
    returned: I64


@dataclass(frozen=True)
class RetentionQuestion:
    """Which share of customers come back after their first time?

    The first time is a customer's first event of `start`, a return any later event of `returns`; left out, any event.
    `period` is the unit of windows and of cohorts; `windows` counts it from each customer's own first moment
    (`elapsed`: the n-th 24 hours, 7 or 30 days) or by the calendar in UTC (weeks begin on Monday). There are `periods`
    windows from the first on; for `kind="bracket"` give rising `brackets` instead, in periods: (1, 7, 30) are the
    stretches 1 ≤ n < 7 and 7 ≤ n < 30. Period 0 is that of the first time itself.
    """

    kind: Kind = "n_day"
    period: Period = "week"
    periods: int = 8
    start: tuple[str, ...] = ()
    returns: tuple[str, ...] = ()
    brackets: tuple[int, ...] = ()
    windows: Windows = "elapsed"
    quantile: float = 0.95

    def __post_init__(self) -> None:
        choices = (("kind", self.kind, KINDS), ("period", self.period, tuple(LENGTH)))
        for name, value, allowed in (*choices, ("windows", self.windows, ("elapsed", "calendar"))):
            if value not in allowed:
                raise QuestionError("analytics.unknown_choice", name=name, value=value, allowed=", ".join(allowed))
        if self.periods < 1:
            raise QuestionError("analytics.not_positive", name="periods", value=self.periods)
        rising = all(a < b for a, b in pairwise(self.brackets))
        if self.kind == "bracket" and (len(self.brackets) < 2 or not rising or self.brackets[0] < 0):
            raise QuestionError("analytics.bad_brackets", value=", ".join(map(str, self.brackets)) or "—")

    def bounds(self) -> list[tuple[int, int | None]]:
        """The windows as (first period, end): first ≤ n < end."""
        if self.kind == "bracket":
            return list(pairwise(self.brackets))
        if self.kind == "within":
            return [(0, n + 1) for n in range(self.periods)]
        return [(n, None if self.kind == "unbounded" else n + 1) for n in range(1, self.periods + 1)]

    def definition_in(self, language: Language) -> str:
        """What is counted, in a language."""
        start = {"names": ", ".join(self.start) or text("analytics", "retention.any", language)}
        returns = {"names": ", ".join(self.returns) or text("analytics", "retention.any", language)}
        length = {"length": length_text(LENGTH[self.period], language)}
        period = "elapsed" if self.windows == "elapsed" else f"calendar_{self.period}"
        eligible = "eligible_unbounded" if self.kind == "unbounded" else "eligible"
        quiet = {"share": percent_text(self.quantile, language)}
        return sentences(
            language,
            ("retention.first", start),
            ("retention.returns", returns),
            (f"retention.{period}", length),
            (f"retention.{self.kind}", {}),
            (f"retention.{eligible}", quiet),
            ("retention.cohort", {}),
        )

    def partial(self, block: Block, journeys: Journeys) -> RetentionPartial:
        """The cohorts of one block."""
        words, bounds = journeys.vocabulary, self.bounds()
        low = np.array([first for first, _ in bounds])
        high = np.array([_FOREVER if end is None else end for _, end in bounds])
        every = np.ones(len(words.touchpoints), np.bool_)
        starts, returns = (marks(names, words) if names else every for names in (self.start, self.returns))
        born = np.empty(block.journeys, np.int64)
        came = np.zeros((block.journeys, len(low)), np.bool_)
        ordinal = ordinals(block.time, self.period) if self.windows == "calendar" else block.time
        length = 1 if self.windows == "calendar" else LENGTH[self.period]
        paths = (block.offsets, block.touchpoint, ordinal, customer_numbers(block))
        count = _mark(paths, (starts, returns), (low * length, _lengthened(high, length)), block.time, (born, came))
        return self._tallied(born[:count], came[:count], journeys)

    def _tallied(self, born: I64, came: np.ndarray, journeys: Journeys) -> RetentionPartial:
        periods = ordinals(born, self.period)
        since = born if self.windows == "elapsed" else periods
        until = np.array([journeys.observed_until])
        length = LENGTH[self.period] if self.windows == "elapsed" else 1
        need = np.array([first if end is None else end for first, end in self.bounds()]) * length
        if self.kind == "unbounded":
            until = until - silence(journeys, self.quantile)
        reached = until if self.windows == "elapsed" else ordinals(until, self.period)
        eligible = since[:, None] + need <= reached
        cohort, place = np.unique(periods, return_inverse=True)
        size = np.bincount(place, minlength=len(cohort))
        return RetentionPartial(
            cohort, size, _by_cohort(place, eligible, len(cohort)), _by_cohort(place, eligible & came, len(cohort))
        )

    def merge(self, left: RetentionPartial, right: RetentionPartial) -> RetentionPartial:
        """Add the counts, cohort by cohort."""
        cohort, place = np.unique(np.concatenate([left.cohort, right.cohort]), return_inverse=True)
        added = []
        for name in ("size", "eligible", "returned"):
            both = np.concatenate([getattr(left, name), getattr(right, name)])
            total = np.zeros((len(cohort), *both.shape[1:]), np.int64)
            np.add.at(total, place, both)
            added.append(total)
        return RetentionPartial(cohort, *added)

    def answer(self, partial: RetentionPartial, journeys: Journeys) -> RetentionAnswer:
        """Shares with intervals."""
        bounds = self.bounds()
        return RetentionAnswer(
            journeys.count,
            self.definition_in("en"),
            self,
            customers=int(partial.size.sum()),
            overall=_cells(bounds, partial.eligible.sum(axis=0), partial.returned.sum(axis=0)),
            cohorts=tuple(
                Cohort(moment(start_of(period, self.period)).date().isoformat(), size, _cells(bounds, eligible, came))
                for period, size, eligible, came in zip(
                    partial.cohort.tolist(), partial.size.tolist(), partial.eligible, partial.returned, strict=True
                )
            ),
        )


def _by_cohort(place: I64, flags: np.ndarray, cohorts: int) -> I64:
    """How many of each cohort have each flag: cohorts × windows."""
    return np.array([np.bincount(place[column], minlength=cohorts) for column in flags.T]).T


def _lengthened(high: I64, length: int) -> I64:
    """Window ends in units of time; those without an end stay so."""
    return np.where(high == _FOREVER, _FOREVER, np.minimum(high, _FOREVER // length) * length)


def _cells(bounds: list[tuple[int, int | None]], eligible: I64, returned: I64) -> tuple[RetentionCell, ...]:
    return tuple(
        RetentionCell(first, end, n, came, wilson(came, n))
        for (first, end), n, came in zip(bounds, eligible.tolist(), returned.tolist(), strict=True)
    )


@kernel
def _mark(paths, marked, windows, time, out):  # type: ignore[no-untyped-def]
    """Each customer's first moment, and whether they returned in each window; the number of customers with a first."""
    (offsets, touchpoint, ordinal, customer_of), (starts, returns) = paths, marked
    (low, high), (born, came) = windows, out
    count, begun, since, customer = 0, False, np.int64(0), np.int64(-1)
    for journey in range(len(offsets) - 1):
        if customer_of[journey] != customer:
            customer, begun = customer_of[journey], False
        for event in range(offsets[journey], offsets[journey + 1]):
            if not begun:
                if starts[touchpoint[event]]:
                    begun, since, born[count] = True, ordinal[event], time[event]
                    count += 1
                continue
            if returns[touchpoint[event]]:
                passed = ordinal[event] - since
                for window in range(len(low)):
                    if low[window] <= passed < high[window]:
                        came[count - 1, window] = True
    return count
