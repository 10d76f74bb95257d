"""Sessions: how often customers come, how long they stay, and how many leave at once."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from tropa.analytics.answer import TableAnswer, length_text, sentences
from tropa.analytics.customer_numbers import customer_numbers
from tropa.analytics.lengths import Lengths, TimeSummary, tally, weighted_quantiles
from tropa.analytics.session_cut import GAP, cut_sessions
from tropa.analytics.touchpoint_codes import marks
from tropa.errors import QuestionError
from tropa.journeys.block import I64, Block, Journeys
from tropa.kit.locale import Language
from tropa.statistics.interval import Estimate
from tropa.statistics.proportion import wilson


@dataclass(frozen=True)
class SessionsAnswer(TableAnswer):
    """Numbers of sessions; fields are None where there was no session.

    `bounces` are sessions of a single event and `bounce_share` their share with Wilson's 95 % interval. `duration`
    is the time from a session's first event to its last, 0 for a bounce.
    """

    count: int
    customers: int
    per_customer: float | None
    events_mean: float | None
    events_median: float | None
    duration: TimeSummary | None
    bounces: int
    bounce_share: Estimate | None

    def rows(self) -> list[dict[str, Any]]:
        """One row, times in seconds."""
        return [
            {
                "count": self.count,
                "customers": self.customers,
                "per_customer": self.per_customer,
                "events_mean": self.events_mean,
                "events_median": self.events_median,
                "duration_mean": self.duration and self.duration.mean,
                "duration_median": self.duration and self.duration.median,
                "duration_p95": self.duration and self.duration.p95,
                "bounces": self.bounces,
                "bounce_share": self.bounce_share and self.bounce_share.value,
            }
        ]


@dataclass(frozen=True)
class SessionsPartial:
    """Customers with a session, sessions by number of events (`sessions[i]` of `events[i]`), and their durations."""

    customers: int
    events: I64
    sessions: I64
    durations: Lengths


@dataclass(frozen=True)
class SessionsQuestion:
    """How customers' journeys fall into sessions.

    A session ends where the next event comes more than `gap` µs later; besides, a touchpoint in `start` always begins
    one and a touchpoint in `end` ends the one it is in. Sessions never reach over from one journey to the next.
    """

    gap: int = GAP
    start: tuple[str, ...] = ()
    end: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.gap < 1:
            raise QuestionError("analytics.not_positive", name="gap", value=self.gap)

    def definition_in(self, language: Language) -> str:
        """What is counted, in a language."""
        clauses: list[tuple[str, dict[str, object]]] = [("sessions.gap", {"gap": length_text(self.gap, language)})]
        if self.start:
            clauses.append(("sessions.start", {"names": ", ".join(self.start)}))
        if self.end:
            clauses.append(("sessions.end", {"names": ", ".join(self.end)}))
        return sentences(language, *clauses, ("sessions.bounce", {}))

    def partial(self, block: Block, journeys: Journeys) -> SessionsPartial:
        """The sessions of one block."""
        opens, closes = (marks(names, journeys.vocabulary) for names in (self.start, self.end))
        cut = cut_sessions(block, self.gap, opens, closes)
        customers = int(np.count_nonzero(np.diff(customer_numbers(block)[cut.journey], prepend=-1)))
        sizes = np.bincount(np.diff(cut.offsets)).astype(np.int64)
        events = np.flatnonzero(sizes)
        first, last = cut.offsets[:-1], cut.offsets[1:] - 1
        lasted = block.time[last] - block.time[first]
        return SessionsPartial(customers, events, sizes[events], tally(np.zeros(len(lasted), np.int64), lasted, 1))

    def merge(self, left: SessionsPartial, right: SessionsPartial) -> SessionsPartial:
        """Both together."""
        events, place = np.unique(np.concatenate([left.events, right.events]), return_inverse=True)
        sessions = np.zeros(len(events), np.int64)
        np.add.at(sessions, place, np.concatenate([left.sessions, right.sessions]))
        durations = left.durations.merge(right.durations)
        return SessionsPartial(left.customers + right.customers, events, sessions, durations)

    def answer(self, partial: SessionsPartial, journeys: Journeys) -> SessionsAnswer:
        """The numbers of all sessions."""
        count = int(partial.sessions.sum())
        bounces = int(partial.sessions[partial.events == 1].sum())
        total = int((partial.events * partial.sessions).sum())
        return SessionsAnswer(
            journeys.count,
            self.definition_in("en"),
            self,
            count=count,
            customers=partial.customers,
            per_customer=count / partial.customers if count else None,
            events_mean=total / count if count else None,
            events_median=float(weighted_quantiles(partial.events, partial.sessions, (0.5,))[0]) if count else None,
            duration=partial.durations.summary(0),
            bounces=bounces,
            bounce_share=wilson(bounces, count),
        )
