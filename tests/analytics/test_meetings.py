"""The counts behind barriers, against counting by hand."""

from collections import Counter
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.journey_builder import journeys
from tropa.analytics.meetings import (
    FIRST,
    LOOPED,
    STEPS,
    UNRESOLVED,
    WENT_BACK,
    Meetings,
    count_meetings,
    layout,
    outcome_times,
)
from tropa.journeys.block import NEVER, Journeys
from tropa.kit.time import DAY, SECOND

Written = list[list[tuple[str, int]]]

STAGES = ("look", "buy", "use")
STAGE_OF = {"ad": "look", "film": "look", "cart": "buy", "error": "buy", "paid": "buy", "play": "use", "call": "use"}
ORDER = sorted(STAGE_OF)
FOLLOWED, ACTIVE = 30, 5
WRITTEN = st.lists(
    st.lists(st.tuples(st.sampled_from(ORDER), st.integers(0, 40)), min_size=1, max_size=14).map(
        lambda events: sorted(events, key=lambda event: event[1])
    ),
    min_size=1,
    max_size=8,
)


def built(written: Written, blocks: int = 1) -> Journeys:
    return journeys(
        written, blocks=blocks, stage_of=STAGE_OF, stages=STAGES, goal=["paid"], signals={"call": "unanswered"}
    )


def counted(written: Written, blocks: int = 1) -> Meetings:
    made = built(written, blocks)
    codes = layout(made.vocabulary)
    parts = [count_meetings(block, codes, FOLLOWED * SECOND, ACTIVE * SECOND) for block in made.blocks]
    whole = parts[0]
    for part in parts[1:]:
        whole = whole.merge(part)
    return whole


def outcome_by_hand(journey: list[tuple[str, int]], stage: str) -> int | None:
    """The position of the event that reaches the outcome of a stage the journey enters."""
    entered = next((i for i, (name, _) in enumerate(journey) if STAGE_OF[name] == stage), None)
    if entered is None or stage == "use":
        return None
    if any(name == "paid" for name, _ in journey[:entered]):
        return entered
    for position in range(entered, len(journey)):
        name = journey[position][0]
        if name == "paid" or (stage == "look" and STAGE_OF[name] == "buy"):
            return position
    return None


def decisions_by_hand(written: Written) -> list[dict[str, Any]]:
    """Every decision point: where, at which step, what came next, what had been met before, and the outcome."""
    found = []
    for journey in written:
        outcome = {stage: outcome_by_hand(journey, stage) for stage in STAGES}
        met: Counter[str] = Counter()
        steps: Counter[str] = Counter()
        for position in range(len(journey) + 1):
            last = position == len(journey)
            name = None if last else journey[position][0]
            stage = None if name is None else STAGE_OF[name]
            moment = journey[min(position, len(journey) - 1)][1]
            risk = stage is not None and (outcome[stage] is None or position < (outcome[stage] or 0))
            before = journey[position - 1][0] if position else None
            if before is not None:
                origin = STAGE_OF[before]
                if outcome[origin] is None or position - 1 < (outcome[origin] or 0):
                    stays = stage == origin and risk
                    found.append(
                        _decision(before, origin, name if stays else None, steps, met, outcome, journey, moment)
                    )
            if risk and (before is None or STAGE_OF[before] != stage):
                found.append(_decision(None, str(stage), name, steps, met, outcome, journey, moment))
            if risk and name is not None:
                met[name] += 1
                steps[str(stage)] += 1
    return found


def _decision(before, stage, following, steps, met, outcome, journey, moment) -> dict[str, Any]:  # type: ignore[no-untyped-def]
    step, ended = steps[stage], journey[-1][1] - moment >= ACTIVE
    return {
        "at": (before, stage),
        "step": step if step < 3 else 3 if step < 6 else 4,
        "next": following,
        "met": {name: times for name, times in met.items() if STAGE_OF[name] == stage},
        "outcome": int(ended if stage == "use" else outcome[stage] is not None),
        "judged": moment <= FOLLOWED,
    }


def repeats_by_hand(written: Written) -> "np.ndarray[Any, np.dtype[np.int64]]":
    repeats = np.zeros((len(ORDER) + len(STAGES), 2), np.int64)
    for journey in written:
        at = [decision["at"] for decision in decisions_by_hand([journey]) if decision["judged"]]
        for (before, stage), times in Counter(at).items():
            origin = len(ORDER) + STAGES.index(stage) if before is None else ORDER.index(before)
            repeats[origin] += (times, times**2)
    return repeats


@given(WRITTEN)
def test_decision_points_agree_with_counting_by_hand(written: Written) -> None:
    found, codes = counted(written), layout(built(written).vocabulary)
    totals, exposed, already = (np.zeros_like(part) for part in (found.totals, found.exposed, found.already))
    for decision in (decision for decision in decisions_by_hand(written) if decision["judged"]):
        (before, stage), cell = decision["at"], (decision["step"], decision["outcome"])
        then, code = int(decision["next"] is None), STAGES.index(stage)
        totals[(then, len(ORDER) + code if before is None else ORDER.index(before), *cell)] += 1
        column = codes.size[code] if before is None else codes.place[ORDER.index(before)]
        for name, times in decision["met"].items():
            for event in range(1 + (times >= 3)):
                already[(event, then, codes.base[ORDER.index(name)] + column, *cell)] += 1
        times_met = decision["met"].get(decision["next"], 0)
        if decision["next"] is not None and times_met in (0, 2):
            exposed[(int(times_met == 2), codes.base[ORDER.index(decision["next"])] + column, *cell)] += 1
    assert (found.totals == totals).all()
    assert (found.repeats == repeats_by_hand(written)).all()
    assert (found.exposed == exposed).all()
    assert (found.already == already).all()


@given(WRITTEN)
def test_blocks_merge_to_the_same_counts(written: Written) -> None:
    one, many = counted(written), counted(written, blocks=3)
    assert all((getattr(one, name) == getattr(many, name)).all() for name in vars(one))


@given(WRITTEN)
def test_outcomes_come_when_they_do_by_hand(written: Written) -> None:
    made = built(written)
    _, reached = outcome_times(made.blocks[0], layout(made.vocabulary))
    for number, journey in enumerate(written):
        for code, stage in enumerate(STAGES):
            position = outcome_by_hand(journey, stage)
            assert reached[number, code] == (NEVER if position is None else journey[position][1] * SECOND)


def test_loops_returns_and_waits_are_counted_once_a_journey() -> None:
    day = DAY // SECOND
    found = counted([[("play", 0), ("play", 1), ("play", 2), ("play", 3), ("film", 4), ("call", day)]])
    play, call = ORDER.index("play"), ORDER.index("call")
    assert found.met[play, [FIRST, LOOPED, WENT_BACK]].tolist() == [1, 1, 1]
    assert found.met[call].tolist() == [1, 0, 0, 1]
    assert found.waits[play].sum() == 1


def test_an_answered_call_within_a_day_resolves_a_missed_one() -> None:
    found = counted([[("call", 0), ("play", 60)], [("call", 0)]])
    assert found.met[ORDER.index("call"), UNRESOLVED] == 1


def test_a_journey_that_had_the_goal_before_a_stage_is_not_at_risk_there() -> None:
    found = counted([[("paid", 0), ("ad", 1), ("film", 2)]])
    assert found.totals.sum() == 0
    assert found.reached.tolist() == [1, 1, 0]


def test_outcomes_differ_by_where_the_goal_is() -> None:
    codes = layout(built([[("ad", 0)]]).vocabulary)
    assert [codes.outcome(stage) for stage in range(3)] == ["forward", "goal", "return"]
    assert STEPS == 5
