"""Reach, conversion, exits and time of every stage."""

from itertools import groupby
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journey_builder import journeys
from tropa.analytics.stage_summary import StageSummaryAnswer, StageSummaryQuestion
from tropa.engines.threads import ask
from tropa.errors import QuestionError
from tropa.kit.time import DAY, SECOND

Written = list[list[tuple[str, int]]]

STAGES = ("look", "buy", "use")
STAGE_OF = {"ad": "look", "film": "look", "cart": "buy", "pay": "buy", "play": "use"}
WRITTEN = st.lists(
    st.lists(st.tuples(st.sampled_from([*STAGE_OF, "other"]), st.integers(0, 40)), min_size=1, max_size=12).map(
        lambda events: sorted(events, key=lambda event: event[1])
    ),
    min_size=1,
    max_size=14,
)


def asked(written: Written, blocks: int = 1, until: int = 50, silence: int = 20) -> StageSummaryAnswer:
    built = journeys(written, blocks=blocks, stage_of=STAGE_OF, stages=STAGES, goal=["pay"], observed_until=until)
    return ask(StageSummaryQuestion(silence=silence * SECOND), built)


def counted_by_hand(written: Written, stage: str, until: int, silence: int) -> dict[str, Any]:
    found = {"journeys": 0, "entries": 0, "forward": 0, "back": 0, "exits": 0}
    later, goal = {"converted": 0, "lost": 0, "open": 0}, {"converted": 0, "lost": 0, "open": 0}
    times, dwells = [], []
    for journey in written:
        staged = [(STAGES.index(STAGE_OF[name]), second) for name, second in journey if name in STAGE_OF]
        visits = [list(visit) for _, visit in groupby(staged, key=lambda event: event[0])]
        code, waiting = STAGES.index(stage), "lost" if until - journey[-1][1] >= silence else "open"
        here = [visit for visit in visits if visit[0][0] == code]
        if not here:
            continue
        found["journeys"] += 1
        found["entries"] += len(here)
        dwells.append(sum(visit[-1][1] - visit[0][1] for visit in here))
        for visit, following in zip(visits, [*visits[1:], None], strict=True):
            if visit[0][0] == code:
                found["exits" if following is None else "forward" if following[0][0] > code else "back"] += 1
        start, position = here[0][0][1], staged.index(here[0][0])
        beyond = [second for other, second in staged[position:] if other > code]
        later["converted" if beyond else waiting] += 1
        times += [beyond[0] - start] if beyond else []
        paid = [second for name, second in journey if name == "pay"]
        if not paid or paid[0] >= start:
            goal["converted" if paid else waiting] += 1
    return found | {"later": later, "goal": goal, "times": times, "dwells": dwells}


@given(WRITTEN, st.integers(1, 60))
def test_every_count_agrees_with_counting_by_hand(written: Written, silence: int) -> None:
    for stage in asked(written, silence=silence).stages:
        expected = counted_by_hand(written, stage.stage, 50, silence)
        assert {name: getattr(stage, name) for name in ("journeys", "entries", "forward", "back", "exits")} == {
            name: expected[name] for name in ("journeys", "entries", "forward", "back", "exits")
        }
        for conversion, counts in ((stage.later, expected["later"]), (stage.goal, expected["goal"])):
            if conversion is not None:
                assert {name: getattr(conversion, name) for name in counts} == counts
                assert conversion.at_risk == sum(counts.values())
        if stage.time is not None:
            assert (stage.time.mean, stage.time.median) == pytest.approx(
                (np.mean(expected["times"]), np.median(expected["times"]))
            )
        assert stage.time_n == len(expected["times"])
        if stage.dwell is not None:
            assert stage.dwell.mean == pytest.approx(np.mean(expected["dwells"]))


@given(WRITTEN)
def test_the_answer_is_the_same_from_one_block_and_from_many(written: Written) -> None:
    assert asked(written, blocks=1).to_dict() == asked(written, blocks=3).to_dict()


def test_a_journey_still_within_its_silence_is_open_and_not_lost() -> None:
    answer = asked([[("ad", 0), ("cart", 5)], [("ad", 0)], [("ad", 45)]])
    look = answer.stages[0].later
    assert look is not None
    assert (look.converted, look.lost, look.open) == (1, 1, 1)
    assert answer.overall is not None
    assert (answer.overall.converted, answer.overall.lost, answer.overall.open) == (0, 2, 1)


def test_unfinished_journeys_do_not_pull_the_conversion_down() -> None:
    """Everybody starts over 90 days; 60 % buy after an exponential time of mean 10 days; the extract ends on day 90."""
    random = np.random.default_rng(4)
    start, buys, wait = random.uniform(0, 90, 3000), random.random(3000) < 0.6, random.exponential(10, 3000)
    written = [
        [("ad", int(s * 86400))] + ([("cart", int((s + w) * 86400))] if b and s + w < 90 else [])
        for s, b, w in zip(start, buys, wait, strict=True)
    ]
    built = journeys(written, stage_of=STAGE_OF, stages=STAGES, goal=["pay"], observed_until=90 * 86400)
    later = ask(StageSummaryQuestion(silence=40 * DAY), built).stages[0].later
    assert later is not None
    assert later.converted / later.at_risk < 0.56
    assert later.estimate.low < 0.6 * (1 - np.exp(-4)) + 0.02
    assert later.estimate.high > 0.58
    assert later.horizon > 30 * 86400


def test_the_definition_is_said_in_the_readers_language() -> None:
    answer = asked([[("ad", 0)]])
    assert "silent for 20 s" in answer.definition
    assert "потерянным" in answer.definition_in("ru")
    assert "95 %" in StageSummaryQuestion().definition_in("pl").replace("\xa0", " ")
    assert str(answer).count("\n") >= 4


def test_without_stages_or_with_no_silence_the_question_is_refused() -> None:
    with pytest.raises(QuestionError, match="no stages"):
        ask(StageSummaryQuestion(), journeys([[("ad", 0)]]))
    with pytest.raises(QuestionError, match="must be a positive"):
        StageSummaryQuestion(silence=0)
