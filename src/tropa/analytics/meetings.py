"""Where journeys stood when they met a touchpoint, and what became of them: the counts behind barriers.

Every event of a stage before the stage's outcome is a *decision point*: what comes next is a certain touchpoint of the
stage, or another, or something else: the outcome, an earlier stage, the end. Two journeys at the same touchpoint and at
about the same step of the stage differ in what came next, so nobody is compared with those who were already gone or had
already got further (no immortal time). Entering a stage is a decision point too, among those who enter it. The clock
of an outcome starts when the next event comes.

The *outcome* of a stage: up to the goal's stage it is reaching a later stage (not beyond the goal's) or the goal; in
the goal's stage the goal; after it any later stage; in a last stage without either, being active a week later.
"""

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from tropa.analytics.stages import stage_codes
from tropa.journeys.block import I64, NEVER, UNKNOWN, Block, Vocabulary
from tropa.journeys.question import kernel
from tropa.kit.time import DAY
from tropa.statistics.quantiles import BUCKETS, bucket

STEPS = 5  # classes of the step within the stage: first, second, third, fourth to sixth, later
LOOP = 3  # meeting a touchpoint for the third time is a loop
FIRST, LOOPED, WENT_BACK, UNRESOLVED = range(4)  # columns of the journeys that met
STAYED, ELSE = 0, 1  # what came next
THEN_SAME, THEN_BACK, THEN_ELSE = 0, 1, 2
FOLLOWED = 2  # outcome no, yes; a third column counts those whose follow-up is too short
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Layout:
    """Codes the kernel reads. The row of touchpoint x after p is `base[x] + place[p]`, after another stage the last."""

    stage_of: npt.NDArray[np.int32]  # T
    is_goal: Bools  # T
    unanswered: Bools  # T
    place: I64  # T, position within the stage
    base: I64  # T, first row of a touchpoint
    size: I64  # S, touchpoints of a stage
    top: I64  # S, the furthest stage that counts as getting on
    goal_counts: Bools  # S
    returns: Bools  # S, the outcome is being active a week later

    @property
    def rows(self) -> int:
        """Rows of all touchpoints."""
        staged = self.stage_of != UNKNOWN
        return int((self.size[self.stage_of[staged]] + 1).sum())

    def outcome(self, stage: int) -> str:
        """`return`, `goal` or `forward`."""
        return "return" if self.returns[stage] else "goal" if self.top[stage] == stage else "forward"


@dataclass(frozen=True)
class Meetings:
    """Counts by outcome (last axis: no, yes). T touchpoints, S stages, R rows, K classes of steps."""

    totals: I64  # (then a touchpoint of the stage, something else) × T + S × K × 2, at a touchpoint, entering a stage
    exposed: I64  # 2 × R × K × 2, the next was the touchpoint: for the first time, for the third
    already: I64  # 2 × (as totals) × R × K × 2, it had been met before
    backs: I64  # T × K × (then the same stage, an earlier one, something else) × 2
    waits: I64  # T × BUCKETS × 3, time from the first meeting to the next event
    repeats: I64  # T + S × 2, Σ r and Σ r² of the judged decisions a journey took at a touchpoint, entering a stage
    met: I64  # T × 4 journeys
    reached: I64  # S journeys

    def merge(self, other: "Meetings") -> "Meetings":
        """Both together."""
        return Meetings(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(Meetings)))


def layout(vocabulary: Vocabulary) -> Layout:
    """The codes of a vocabulary; QuestionError `analytics.no_stages`."""
    stage_of, stages = stage_codes(vocabulary), len(vocabulary.stages)
    staged = np.flatnonzero(stage_of != UNKNOWN)
    size = np.bincount(stage_of[staged], minlength=stages).astype(np.int64)
    place, base = np.zeros(len(stage_of), np.int64), np.zeros(len(stage_of), np.int64)
    seen, row = np.zeros(stages, np.int64), 0
    for code in staged:
        stage = stage_of[code]
        place[code], base[code] = seen[stage], row
        seen[stage] += 1
        row += int(size[stage]) + 1
    is_goal = np.isin(np.arange(len(stage_of)), vocabulary.goal)
    goal_stages = stage_of[is_goal]
    goal_stage = -1 if not is_goal.any() else int(goal_stages.max()) if goal_stages.max() >= 0 else stages - 1
    number = np.arange(stages)
    top = np.where(number <= goal_stage, goal_stage, stages - 1)
    goal_counts = number <= goal_stage
    signals = np.array(vocabulary.signals or [""] * len(stage_of))
    returns = ~goal_counts & (number == stages - 1)
    return Layout(stage_of, is_goal, signals == "unanswered", place, base, size, top, goal_counts, returns)


def count_meetings(block: Block, codes: Layout, followed_until: int, active_after: int) -> Meetings:
    """The counts of one block; a decision after `followed_until` (µs) is not judged by its outcome."""
    points, stages, rows = len(codes.stage_of), len(codes.size), codes.rows
    found = Meetings(
        np.zeros((2, points + stages, STEPS, 2), np.int64),
        np.zeros((2, rows, STEPS, 2), np.int64),
        np.zeros((2, 2, rows, STEPS, 2), np.int64),
        np.zeros((points, STEPS, 3, 2), np.int64),
        np.zeros((points, BUCKETS, 3), np.int64),
        np.zeros((points + stages, 2), np.int64),
        np.zeros((points, 4), np.int64),
        np.zeros(stages, np.int64),
    )
    _count(
        (block.offsets, block.touchpoint, block.channel, block.time),
        tuple(getattr(codes, field.name) for field in fields(Layout)),
        (followed_until, active_after),
        tuple(getattr(found, field.name) for field in fields(Meetings)),
    )
    return found


def outcome_times(block: Block, codes: Layout) -> tuple[I64, I64]:
    """When each journey entered each stage and reached its outcome (J × S, µs), NEVER where it did not."""
    entered = np.full((block.journeys, len(codes.size)), NEVER, np.int64)
    reached = np.full((block.journeys, len(codes.size)), NEVER, np.int64)
    _times(
        (block.offsets, block.touchpoint, block.channel, block.time),
        tuple(getattr(codes, field.name) for field in fields(Layout)),
        entered,
        reached,
    )
    return entered, reached


@kernel
def _times(events, codes, entered, reached):  # type: ignore[no-untyped-def]
    offsets, time = events[0], events[3]
    begun, outcome = np.empty(entered.shape[1], np.int64), np.empty(entered.shape[1], np.int64)
    for journey in range(len(offsets) - 1):
        _outcomes(events, journey, codes, begun, outcome)
        for stage in range(entered.shape[1]):
            if begun[stage] >= 0:
                entered[journey, stage] = time[begun[stage]]
            if outcome[stage] >= 0:
                reached[journey, stage] = time[outcome[stage]]


@kernel
def _outcomes(events, journey, codes, begun, outcome):  # type: ignore[no-untyped-def]
    """The event that enters each stage and the one that reaches its outcome, or −1."""
    offsets, touchpoint = events[0], events[1]
    stage_of, is_goal, top, goal_counts, returns = codes[0], codes[1], codes[6], codes[7], codes[8]
    begun[:], outcome[:] = -1, -1
    goal_done = False
    for event in range(offsets[journey], offsets[journey + 1]):
        here = stage_of[touchpoint[event]]
        goal_done = goal_done or is_goal[touchpoint[event]]
        if here != UNKNOWN and begun[here] < 0:
            begun[here] = event
        for stage in range(len(begun)):
            if begun[stage] >= 0 and outcome[stage] < 0 and not returns[stage]:
                on = stage < here <= top[stage]
                if on or (goal_done and goal_counts[stage]):
                    outcome[stage] = event


@kernel
def _count(events, codes, limits, out):  # type: ignore[no-untyped-def]
    offsets, touchpoint, _, time = events
    stage_of, size = codes[0], codes[5]
    points, stages = len(stage_of), len(size)
    met, reached = out[6], out[7]
    begun, outcome = np.empty(stages, np.int64), np.empty(stages, np.int64)
    times_met, steps = np.zeros(points, np.int64), np.zeros(stages, np.int64)
    went_back = np.full(points, -1)
    memory = (
        times_met,
        np.zeros(points, np.int64),
        np.zeros(stages + 1, np.int64),
        np.zeros(stages, np.int64),
        np.zeros(points + stages, np.int64),
    )
    memory[2][1:] = np.cumsum(size)
    for journey in range(len(offsets) - 1):
        _outcomes(events, journey, codes, begun, outcome)
        fate = (outcome, time[max(offsets[journey + 1] - 1, offsets[journey])])
        previous, at_risk = -1, False
        for event in range(offsets[journey], offsets[journey + 1]):
            point = touchpoint[event]
            stage = stage_of[point]
            if stage == UNKNOWN:
                continue
            now_at_risk = outcome[stage] < 0 or event < outcome[stage]
            inside = previous >= 0 and stage_of[touchpoint[previous]] == stage
            if at_risk:
                before = touchpoint[previous]
                back = stage < stage_of[before]
                if back and went_back[before] != journey:
                    went_back[before] = journey
                    met[before, WENT_BACK] += 1
                cell = _cell(event, stage_of[before], (steps, fate), limits, codes, time)
                stays = inside and now_at_risk
                _decide(before, stage_of[before], point if stays else -1, cell, memory, codes, out)
                then = THEN_SAME if stays else THEN_BACK if back else THEN_ELSE
                _after_first(before, (then, time[event] - time[previous]), cell, memory, out)
            if now_at_risk:
                if not inside:
                    cell = _cell(event, stage, (steps, fate), limits, codes, time)
                    _decide(-1, stage, point, cell, memory, codes, out)
                steps[stage] += 1
                _meet(event, journey, memory, events, codes, out)
            previous, at_risk = event, now_at_risk
        if at_risk:
            before = touchpoint[previous]
            cell = _cell(previous, stage_of[before], (steps, fate), limits, codes, time)
            _decide(before, stage_of[before], -1, cell, memory, codes, out)
            _after_first(before, (THEN_ELSE, -1), cell, memory, out)
        _forget(memory, steps, begun, reached)


@kernel
def _forget(memory, steps, begun, reached):  # type: ignore[no-untyped-def]
    """Count the stages a journey reached and clear what is remembered of it."""
    times_met, listed, starts, number, decided = memory
    for stage in range(len(steps)):
        reached[stage] += begun[stage] >= 0
        decided[len(times_met) + stage] = 0
        for position in range(number[stage]):
            known = listed[starts[stage] + position]
            times_met[known] = 0
            decided[known] = 0
    number[:] = 0
    steps[:] = 0


@kernel
def _cell(event, stage, journey, limits, codes, time):  # type: ignore[no-untyped-def]
    """The class of the step, and the outcome: 0 none, 1 it came, 2 not followed for long enough."""
    steps, (outcome, last) = journey
    followed_until, active_after = limits
    step = steps[stage] if steps[stage] < 3 else 3 if steps[stage] < 6 else 4
    if time[event] > followed_until:
        return step, FOLLOWED
    if codes[8][stage]:
        return step, 1 if last - time[event] >= active_after else 0
    return step, 1 if outcome[stage] >= 0 else 0


@kernel
def _decide(before, stage, following, cell, memory, codes, out):  # type: ignore[no-untyped-def]
    """Count one decision point: `before` −1 is entering the stage, `following` −1 is anything else."""
    step, state = cell
    if state == FOLLOWED:
        return
    place, base, size = codes[3], codes[4], codes[5]
    times_met, listed, starts, number, decided = memory
    totals, exposed, already, repeats = out[0], out[1], out[2], out[5]
    column = size[stage] if before < 0 else place[before]
    on = STAYED if following >= 0 else ELSE
    origin = len(place) + stage if before < 0 else before
    totals[on, origin, step, state] += 1
    repeats[origin, 0] += 1
    repeats[origin, 1] += 2 * decided[origin] + 1
    decided[origin] += 1
    for position in range(number[stage]):
        known = listed[starts[stage] + position]
        already[0, on, base[known] + column, step, state] += 1
        if times_met[known] >= LOOP:
            already[1, on, base[known] + column, step, state] += 1
    if following >= 0 and times_met[following] == 0:
        exposed[0, base[following] + column, step, state] += 1
    if following >= 0 and times_met[following] == LOOP - 1:
        exposed[1, base[following] + column, step, state] += 1


@kernel
def _after_first(before, next_event, cell, memory, out):  # type: ignore[no-untyped-def]
    """Count what followed the first meeting of a touchpoint: going back, and how long the next event took."""
    (then, gap), (step, state) = next_event, cell
    if memory[0][before] != 1:
        return
    if state < FOLLOWED:
        out[3][before, step, then, state] += 1
    if gap >= 0:
        out[4][before, bucket(gap), state] += 1


@kernel
def _meet(event, journey, memory, events, codes, out):  # type: ignore[no-untyped-def]
    offsets, touchpoint, channel, time = events
    stage_of, unanswered = codes[0], codes[2]
    times_met, listed, starts, number, _ = memory
    met, point = out[6], touchpoint[event]
    stage = stage_of[point]
    times_met[point] += 1
    if times_met[point] == LOOP:
        met[point, LOOPED] += 1
    if times_met[point] > 1:
        return
    met[point, FIRST] += 1
    listed[starts[stage] + number[stage]] = point
    number[stage] += 1
    if unanswered[point]:
        for later in range(event + 1, offsets[journey + 1]):
            if time[later] - time[event] > DAY:
                break
            if channel[later] == channel[event] and not unanswered[touchpoint[later]]:
                return
        met[point, UNRESOLVED] += 1
