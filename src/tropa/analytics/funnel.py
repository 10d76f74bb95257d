"""Funnel: how many come from step to step, where the others drop off, and how long it takes.

Tools disagree on what a funnel counts; `FunnelQuestion` says what is counted here, switchable where they differ.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from tropa.analytics.answer import TableAnswer, length_text, sentences
from tropa.analytics.funnel_chains import any_order, best_chains, entries, entries_any_order
from tropa.analytics.funnel_rules import MOST_STEPS, Exclusion, Rule, Step, check, rule_of
from tropa.analytics.funnel_units import Units, units_of
from tropa.analytics.lengths import Lengths, TimeSummary, tally
from tropa.analytics.session_cut import GAP
from tropa.errors import QuestionError
from tropa.journeys.block import I64, NEVER, Block, Journeys
from tropa.journeys.question import kernel
from tropa.kit.locale import Language
from tropa.kit.time import DAY, HOUR, MINUTE, SECOND
from tropa.statistics.interval import Estimate
from tropa.statistics.proportion import wilson

__all__ = ["MOST_STEPS", "Exclusion", "FunnelAnswer", "FunnelQuestion", "FunnelStep", "TimeBin", "parse_steps"]

_BIN_ENDS = (
    *(MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 12 * HOUR),
    *(DAY, 3 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 90 * DAY),
)


@dataclass(frozen=True)
class FunnelStep:
    """How many reached a step, and after how long.

    `dropped` reached the required step before and not this one; None for an optional step and the first. Shares have
    Wilson's 95 % interval; `from_previous` is of those who reached the required step before. `time_from_previous`
    runs from the step done before this one, `time_from_first` from the entry.
    """

    name: str
    optional: bool
    reached: int
    dropped: int | None
    from_first: Estimate | None
    from_previous: Estimate | None
    time_from_previous: TimeSummary | None
    time_from_first: TimeSummary | None


@dataclass(frozen=True)
class TimeBin:
    """`count` completed in low ≤ time < high seconds (high None: no end); bounds blur by 1 % beyond 64 observations."""

    low: float
    high: float | None
    count: int


@dataclass(frozen=True)
class FunnelAnswer(TableAnswer):
    """Steps in order; `conversion` is from the first to the last, `time` its time and `time_bins` the distribution."""

    steps: tuple[FunnelStep, ...]
    entered: int
    completed: int
    conversion: Estimate | None
    time: TimeSummary | None
    time_bins: tuple[TimeBin, ...]

    def rows(self) -> list[dict[str, Any]]:
        """One row a step, times in seconds."""
        return [
            {
                "step": step.name,
                "reached": step.reached,
                "dropped": step.dropped,
                "from_first": step.from_first and step.from_first.value,
                "low": step.from_first and step.from_first.low,
                "high": step.from_first and step.from_first.high,
                "from_previous": step.from_previous and step.from_previous.value,
                "median_from_previous": step.time_from_previous and step.time_from_previous.median,
                "median_from_first": step.time_from_first and step.time_from_first.median,
            }
            for step in self.steps
        ]


@dataclass(frozen=True)
class FunnelPartial:
    """How many reached each step; lengths keyed k from the first step to step k + 1, steps + k from the one before."""

    reached: I64
    times: Lengths


@dataclass(frozen=True)
class FunnelQuestion:
    """How many customers come from step to step.

    Each of `steps` is a touchpoint or a tuple of alternatives; one event serves one step of a chain. A chain starts
    at any event of step 1 and lies within one journey (or session).

    order: "ordered", steps in their order, anything between them; "strict", no other event of the journey between
        them; "any", in any order, step k being the k-th different one (the steps' touchpoints must then differ).
    within: the longest time from a chain's first step to its last, µs, inclusive; None for no limit.
    within_step: the same between consecutive steps.
    exclude: touchpoints that must not come strictly between two steps; a chain broken so keeps the steps it had.
    optional: positions of steps (from 0) that may be skipped; not the first.
    hold: a property of events that must be the same in the whole chain; each value is looked at by itself, as if
        the journey had no other events, and events without the property take no part.
    by: "customer", everyone counts once with their best chain; "session", every session counts once (sessions end
        after `session_gap` µs of silence); "entry", everyone counts as often as they enter: an event of step 1 opens
        an entry unless one is open; an entry goes on with the nearest next step and ends when it is complete, its
        time is over, an excluded touchpoint comes or, if strict, another event comes (as Mixpanel's totals).

    Best is the chain that comes furthest, then the one that gets there first, then (at that event) the one that
    entered last, then the one with the most optional steps; in any order, the latest event of each step counts. Events
    at equal times count in the journey's order.
    """

    steps: tuple[Step, ...]
    order: Literal["ordered", "strict", "any"] = "ordered"
    within: int | None = None
    within_step: int | None = None
    exclude: tuple[Exclusion, ...] = ()
    optional: tuple[int, ...] = ()
    hold: str | None = None
    by: Literal["customer", "session", "entry"] = "customer"
    session_gap: int = GAP

    def __post_init__(self) -> None:
        check(self)

    @property
    def alternatives(self) -> tuple[tuple[str, ...], ...]:
        """Each step as a tuple of touchpoints."""
        return tuple((step,) if isinstance(step, str) else tuple(step) for step in self.steps)

    def definition_in(self, language: Language) -> str:
        """What is counted, in a language."""
        return sentences(language, *self._clauses(language))

    def _clauses(self, language: Language) -> Iterator[tuple[str, dict[str, object]]]:
        names = " → ".join(" | ".join(step) for step in self.alternatives)
        yield f"funnel.by_{self.by}", {"gap": length_text(self.session_gap, language)}
        yield f"funnel.{self.order}", {"steps": names}
        if self.within is not None:
            yield "funnel.within", {"length": length_text(self.within, language)}
        if self.within_step is not None:
            yield "funnel.within_step", {"length": length_text(self.within_step, language)}
        for rule in self.exclude:
            names = ", ".join(rule.touchpoints)
            yield "funnel.exclude", {"names": names, "a": rule.after_step + 1, "b": rule.before_step + 1}
        if self.optional:
            numbers = sorted({position + 1 for position in self.optional})
            yield "funnel.optional", {"steps": ", ".join(map(str, numbers)), "n": len(numbers)}
        if self.hold is not None:
            yield "funnel.hold", {"name": self.hold}
        if self.by != "entry":
            yield ("funnel.best_any" if self.order == "any" else "funnel.best"), {}

    def partial(self, block: Block, journeys: Journeys) -> FunnelPartial:
        """How far the customers of one block came."""
        units = units_of(block, self.by, self.session_gap, self.hold)
        rule = rule_of(self, journeys.vocabulary)
        reached, times = _chains(units, rule, self.order, self.by)
        count, key, length = _measured(reached, times)
        return FunnelPartial(count, tally(key, length, 2 * len(self.steps)))

    def merge(self, left: FunnelPartial, right: FunnelPartial) -> FunnelPartial:
        """Both together."""
        return FunnelPartial(left.reached + right.reached, left.times.merge(right.times))

    def answer(self, partial: FunnelPartial, journeys: Journeys) -> FunnelAnswer:
        """The funnel."""
        reached, count = partial.reached.tolist(), len(self.steps)
        before, steps = 0, []
        for k, touchpoints in enumerate(self.alternatives):
            optional = k in self.optional
            steps.append(
                FunnelStep(
                    name=f"{k + 1}/{count}" if self.order == "any" else " | ".join(touchpoints),
                    optional=optional,
                    reached=reached[k],
                    dropped=None if optional or k == 0 else reached[before] - reached[k],
                    from_first=wilson(reached[k], reached[0]),
                    from_previous=wilson(reached[k], reached[before]) if k else None,
                    time_from_previous=partial.times.summary(count + k),
                    time_from_first=partial.times.summary(k) if k else None,
                )
            )
            before = before if optional else k
        return FunnelAnswer(
            journeys.count,
            self.definition_in("en"),
            self,
            steps=tuple(steps),
            entered=reached[0],
            completed=reached[-1],
            conversion=steps[-1].from_first,
            time=steps[-1].time_from_first,
            time_bins=_bins(*partial.times.points(count - 1)),
        )


def parse_steps(written: str) -> tuple[tuple[str, ...], ...]:
    """Steps as people write them, `>` between steps and `|` between alternatives.

    QuestionError `analytics.empty_step` where a name is missing.

    >>> parse_steps("ad > site | app > order")
    (('ad',), ('site', 'app'), ('order',))
    """
    steps = tuple(tuple(name.strip() for name in step.split("|")) for step in written.split(">"))
    if not all(name for step in steps for name in step):
        raise QuestionError("analytics.empty_step", value=written)
    return steps


def _chains(units: Units, rule: Rule, order: str, by: str) -> tuple[I64, I64]:
    """How far each group of units came, and the times of its steps (groups, steps), NEVER where not done."""
    count = len(rule.optional)
    if by == "entry":
        opens = rule.steps if order == "any" else rule.steps & 1
        room = int(np.count_nonzero(opens[units.touchpoint]))
    else:
        room = units.groups
    reached, times = np.zeros(room, np.int64), np.full((room, count), NEVER)
    chains = {
        ("entry", True): entries_any_order,
        ("entry", False): entries,
        ("unit", True): any_order,
        ("unit", False): best_chains,
    }["entry" if by == "entry" else "unit", order == "any"]
    chains((units.offsets, units.group), units.touchpoint, units.time, rule.for_kernel(), (reached, times))
    return reached, times


def _bins(length: I64, count: I64) -> tuple[TimeBin, ...]:
    if not len(length):
        return ()
    held = np.bincount(np.searchsorted(_BIN_ENDS, length, side="right"), count, len(_BIN_ENDS) + 1)
    lows, highs = (0, *_BIN_ENDS), (*_BIN_ENDS, None)
    return tuple(
        TimeBin(low / SECOND, None if high is None else high / SECOND, int(n))
        for low, high, n in zip(lows, highs, held, strict=True)
    )


@kernel
def _measured(reached, times):  # type: ignore[no-untyped-def]
    """Counts by step; and the lengths from the first step (key k) and from the step done before (key steps + k)."""
    groups, steps = times.shape
    count = np.zeros(steps, np.int64)
    key = np.empty(2 * max(reached.sum() - np.count_nonzero(reached), 0), np.int64)
    length = np.empty(len(key), np.int64)
    used = 0
    for g in range(groups):
        if reached[g] == 0:
            continue
        before = times[g, 0]
        count[0] += 1
        for k in range(1, reached[g]):
            if times[g, k] != NEVER:
                count[k] += 1
                key[used], length[used] = k, times[g, k] - times[g, 0]
                key[used + 1], length[used + 1] = steps + k, times[g, k] - before
                before = times[g, k]
                used += 2
    return count, key[:used], length[:used]
