"""How far journeys come: reach, conversion, exits and time of every stage."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from tropa.analytics.answer import TableAnswer, sentences
from tropa.analytics.lengths import Lengths, TimeSummary, tally
from tropa.analytics.stages import stage_codes
from tropa.errors import QuestionError
from tropa.journeys.block import I64, NEVER, UNKNOWN, Block, Journeys
from tropa.journeys.question import kernel
from tropa.journeys.silence import CONVERTED, LOST, OPEN, block_status, silence
from tropa.kit.locale import Language, duration_text, percent_text
from tropa.kit.time import SECOND
from tropa.statistics.interval import Estimate
from tropa.statistics.proportion import wilson
from tropa.statistics.quantiles import BUCKETS, bucket, middles
from tropa.statistics.survival import cumulative_incidence

LATER, GOAL = 0, 1  # what a conversion runs to
REACHED, ENTRIES, FORWARD, BACK, EXIT = range(5)  # columns of the counts of visits; EXIT + status

Clause = tuple[str, dict[str, object]]


@dataclass(frozen=True)
class Conversion:
    """How many of the journeys at risk got somewhere: raw counts in three states, and estimates at the horizon.

    `horizon` is in seconds from the first event of the stage (of the journey, overall).
    """

    at_risk: int
    converted: int
    lost: int
    open: int
    estimate: Estimate
    lost_estimate: Estimate
    horizon: float


@dataclass(frozen=True)
class StageSummary:
    """One stage. `later` is None for the last stage; times are in seconds, with the number of journeys behind them.

    `exits` are visits after which the journey ended (`exits_open` of them may still go on, `exits_goal` had reached
    the goal); entries = forward + back + exits.
    """

    stage: str
    reach: Estimate
    journeys: int
    entries: int
    forward: int
    back: int
    exits: int
    exits_open: int
    exits_goal: int
    later: Conversion | None
    goal: Conversion | None
    time: TimeSummary | None
    time_n: int
    dwell: TimeSummary | None
    dwell_n: int

    @property
    def exits_lost(self) -> int:
        """Visits after which the journey fell silent for good without having reached the goal."""
        return self.exits - self.exits_open - self.exits_goal


@dataclass(frozen=True)
class StageSummaryAnswer(TableAnswer):
    """Stages in map order; `overall` is the conversion of whole journeys to the goal, `silence` is in seconds."""

    stages: tuple[StageSummary, ...]
    overall: Conversion | None
    silence: float

    def rows(self) -> list[dict[str, Any]]:
        """One row a stage."""
        return [_row(stage) for stage in self.stages]


@dataclass(frozen=True)
class StageSummaryPartial:
    """Counts of visits (S × 7), states by elapsed time (S + 1 × 2 × 3 × BUCKETS; row S is the whole journey)."""

    journeys: int
    visits: I64
    ends: I64
    time: Lengths
    dwell: Lengths


@dataclass(frozen=True)
class StageSummaryQuestion:
    """What share of journeys reaches, leaves and goes beyond each stage, and how long that takes?

    `silence` (µs) is how long a journey may be silent before it counts as lost; left out, the `quantile` of the gaps
    after which customers came back. Raises QuestionError where the definition has no stages.
    """

    quantile: float = 0.95
    silence: int | None = None

    def __post_init__(self) -> None:
        if self.silence is not None and self.silence <= 0:
            raise QuestionError("analytics.bad_silence", value=self.silence)

    def definition_in(self, language: Language) -> str:
        """What is counted and how."""
        rule: Clause = ("silence_quantile", {"share": percent_text(self.quantile, language)})
        if self.silence is not None:
            rule = ("silence_given", {"length": duration_text(self.silence / SECOND, language)})
        before: list[Clause] = [("reach", {}), ("visit", {}), ("conversion", {})]
        clauses = [*before, rule, ("estimate", {}), ("time", {})]
        return sentences(language, *((f"stage_summary.{key}", facts) for key, facts in clauses))

    def partial(self, block: Block, journeys: Journeys) -> StageSummaryPartial:
        """Count one block in one pass."""
        longest, stages = self._silence(journeys), len(journeys.vocabulary.stages)
        visits = np.zeros((stages, EXIT + 3), np.int64)
        ends = np.zeros((stages + 1, 2, 3, BUCKETS), np.int64)
        key = np.full((2, block.journeys * stages), UNKNOWN, np.int64)
        length = np.zeros((2, block.journeys * stages), np.int64)
        _count(
            (block.offsets, block.touchpoint, block.time, block.goal_time),
            (stage_codes(journeys.vocabulary), block_status(block, longest, journeys.observed_until)),
            (longest, journeys.observed_until),
            (visits, ends, key, length),
        )
        return StageSummaryPartial(
            block.journeys, visits, ends, tally(key[0], length[0], stages), tally(key[1], length[1], stages)
        )

    def merge(self, left: StageSummaryPartial, right: StageSummaryPartial) -> StageSummaryPartial:
        """Add the counts."""
        return StageSummaryPartial(
            left.journeys + right.journeys,
            left.visits + right.visits,
            left.ends + right.ends,
            left.time.merge(right.time),
            left.dwell.merge(right.dwell),
        )

    def answer(self, partial: StageSummaryPartial, journeys: Journeys) -> StageSummaryAnswer:
        """Shares with intervals from the counts."""
        has_goal = bool(journeys.vocabulary.goal)
        return StageSummaryAnswer(
            journeys=partial.journeys,
            definition=self.definition_in("en"),
            question=self,
            stages=tuple(
                _summary(name, stage, partial, has_goal) for stage, name in enumerate(journeys.vocabulary.stages)
            ),
            overall=_conversion(partial.ends[-1, GOAL]) if has_goal else None,
            silence=self._silence(journeys) / SECOND,
        )

    def _silence(self, journeys: Journeys) -> int:
        return silence(journeys, self.quantile) if self.silence is None else self.silence


def _summary(name: str, stage: int, partial: StageSummaryPartial, has_goal: bool) -> StageSummary:
    reached, entries, forward, back, *exits = (int(count) for count in partial.visits[stage])
    reach = wilson(reached, partial.journeys)
    assert reach is not None  # a question is only asked of at least one journey
    return StageSummary(
        stage=name,
        reach=reach,
        journeys=reached,
        entries=entries,
        forward=forward,
        back=back,
        exits=sum(exits),
        exits_open=exits[OPEN],
        exits_goal=exits[CONVERTED],
        later=_conversion(partial.ends[stage, LATER]) if stage + 1 < len(partial.visits) else None,
        goal=_conversion(partial.ends[stage, GOAL]) if has_goal else None,
        time=partial.time.summary(stage),
        time_n=int(partial.ends[stage, LATER, CONVERTED].sum()),
        dwell=partial.dwell.summary(stage),
        dwell_n=reached,
    )


def _conversion(ends: I64) -> Conversion | None:
    curve = cumulative_incidence(middles(), ends[[CONVERTED, LOST]], ends[OPEN])
    if curve is None:
        return None
    horizon = curve.horizon()
    states = ends.sum(axis=1)
    return Conversion(
        at_risk=int(states.sum()),
        converted=int(states[CONVERTED]),
        lost=int(states[LOST]),
        open=int(states[OPEN]),
        estimate=curve.at(0, horizon),
        lost_estimate=curve.at(1, horizon),
        horizon=horizon / SECOND,
    )


def _row(stage: StageSummary) -> dict[str, Any]:
    later, goal, time, dwell = stage.later, stage.goal, stage.time, stage.dwell
    return {
        "stage": stage.stage,
        "journeys": stage.journeys,
        "reach": stage.reach.value,
        "converted": later.estimate.value if later else None,
        "converted_low": later.estimate.low if later else None,
        "converted_high": later.estimate.high if later else None,
        "lost": later.lost if later else None,
        "open": later.open if later else None,
        "goal": goal.estimate.value if goal else None,
        "entries": stage.entries,
        "forward": stage.forward,
        "back": stage.back,
        "exits": stage.exits,
        "time_median": time.median if time else None,
        "time_mean": time.mean if time else None,
        "time_p95": time.p95 if time else None,
        "dwell_median": dwell.median if dwell else None,
    }


@kernel
def _count(events, codes, limits, out):  # type: ignore[no-untyped-def]
    offsets, touchpoint, time, goal_time = events
    stage_of, status = codes
    visits, length = out[0], out[3]
    stages = len(visits)
    first, later = np.empty(stages, np.int64), np.empty(stages, np.int64)
    for journey in range(len(offsets) - 1):
        begin, end = offsets[journey], offsets[journey + 1]
        if begin == end:
            continue
        first[:], later[:] = NEVER, NEVER
        current, entered, seen = UNKNOWN, NEVER, NEVER
        for event in range(begin, end):
            stage = stage_of[touchpoint[event]]
            if stage == UNKNOWN:
                continue
            if stage != current:
                if current != UNKNOWN:
                    visits[current, FORWARD if stage > current else BACK] += 1
                    length[1, journey * stages + current] += seen - entered
                visits[stage, ENTRIES] += 1
                current, entered = stage, time[event]
                if first[stage] == NEVER:
                    first[stage] = entered
                for earlier in range(stage):
                    if first[earlier] != NEVER and later[earlier] == NEVER:
                        later[earlier] = entered
            seen = time[event]
        if current != UNKNOWN:
            visits[current, EXIT + status[journey]] += 1
            length[1, journey * stages + current] += seen - entered
        _finish(journey, (time[begin], time[end - 1], goal_time[journey]), (first, later), limits, out)


@kernel
def _finish(journey, moments, reached, limits, out):  # type: ignore[no-untyped-def]
    """Write what became of one journey after the first event of each stage, and of the journey."""
    (begun, last, goal), (first, later), (longest, observed_until) = moments, reached, limits
    visits, ends, key, length = out
    stages = len(first)
    waiting_state, waiting_until = (OPEN, observed_until)
    if observed_until - last >= longest:
        waiting_state, waiting_until = LOST, last + longest
    for stage in range(stages + 1):
        start = begun if stage == stages else first[stage]
        if start == NEVER:
            continue
        if goal == NEVER:
            ends[stage, GOAL, waiting_state, bucket(waiting_until - start)] += 1
        elif goal >= start:
            ends[stage, GOAL, CONVERTED, bucket(goal - start)] += 1
        if stage == stages:
            continue
        visits[stage, REACHED] += 1
        key[1, journey * stages + stage] = stage
        if later[stage] == NEVER:
            ends[stage, LATER, waiting_state, bucket(waiting_until - start)] += 1
        else:
            ends[stage, LATER, CONVERTED, bucket(later[stage] - start)] += 1
            key[0, journey * stages + stage] = stage
            length[0, journey * stages + stage] = later[stage] - start
