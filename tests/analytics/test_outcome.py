"""Outcome: converted, lost or open, and when."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analytics.oracles import Written, asked, written_journeys
from tests.analytics.simulated import simulated
from tests.journey_builder import journeys
from tropa.analytics.outcome import OutcomeQuestion
from tropa.analytics.stage_summary import StageSummaryQuestion
from tropa.engines.threads import ask
from tropa.errors import QuestionError
from tropa.kit.locale import LANGUAGES
from tropa.kit.time import SECOND
from tropa.statistics.survival import aalen_johansen


@given(written_journeys, st.sampled_from([(), ("a",), ("a", "b")]), st.sampled_from([(), ("c",)]), st.integers(1, 9))
def test_states_and_times_equal_a_plain_count(
    written: Written, start: tuple[str, ...], goal: tuple[str, ...], silence: int
) -> None:
    states, times, spans = {"converted": 0, "lost": 0, "open": 0}, [], []
    for journey in written:
        first = next((k for k, (name, _) in enumerate(journey) if not start or name in start), None)
        if first is None:
            continue
        begun = journey[first][1]
        ends = [second for name, second in journey[first + bool(start) :] if name in (goal or ("d",))]
        quiet = 14 - journey[-1][1] >= silence
        state, code = ("converted", 1) if ends else ("lost", 2) if quiet else ("open", 0)
        states[state] += 1
        times += [ends[0] - begun] if ends else []
        spans.append(((ends[0] if ends else journey[-1][1] + silence if quiet else 14) - begun, code))
    store = journeys(
        written, blocks=2, goal=["d"], stage_of=dict.fromkeys("abcd", "x"), stages=["x"], observed_until=14
    )
    answer = asked(OutcomeQuestion(start, goal, silence=silence * SECOND), store)
    assert (answer.converted, answer.lost, answer.open) == tuple(states.values())
    assert answer.started == len(spans)
    if times:
        assert answer.time is not None
        assert answer.time.mean == pytest.approx(np.mean(times))
    if spans:
        seconds, codes = np.array(spans).T
        curve = aalen_johansen(seconds.astype(float), codes, 2)
        assert curve is not None
        assert answer.converted_share is not None
        assert answer.lost_share is not None
        assert answer.converted_share.value == pytest.approx(curve.at(0, curve.horizon()).value)
        assert answer.lost_share.value == pytest.approx(curve.at(1, curve.horizon()).value)


def test_the_estimate_holds_the_truth_where_shortcuts_do_not() -> None:
    answer = ask(OutcomeQuestion(), simulated(3000, [0.0] * 5, 3, days=80, converting=0.02, giving_up=0.02))
    truth = 0.5 * (1 - np.exp(-0.04 * 40))
    point = min(answer.converted_curve, key=lambda one: abs(one.time / 86_400 - 40))
    assert point.share.low < truth < point.share.high
    assert answer.converted_share is not None
    assert answer.converted / answer.started < 0.8 * answer.converted_share.value
    assert answer.open_share is not None
    assert sum(row["share"] for row in answer.rows()) == pytest.approx(1)
    assert point.band_low is not None
    assert point.band_low < point.share.low


def test_its_states_are_those_of_the_stage_summary() -> None:
    written = [[("a", k), ("b", k + 3)] if k % 3 else [("a", k)] for k in range(60)]
    store = journeys(written, blocks=3, goal=["b"], stage_of={"a": "look", "b": "buy"}, stages=["look", "buy"])
    answer, overall = ask(OutcomeQuestion(), store), ask(StageSummaryQuestion(), store).overall
    assert overall is not None
    assert (answer.converted, answer.lost, answer.open) == (overall.converted, overall.lost, overall.open)
    assert (answer.converted_share, answer.lost_share) == (overall.estimate, overall.lost_estimate)


def test_it_explains_itself_in_three_languages() -> None:
    answer = ask(OutcomeQuestion(("a",), ("b",)), journeys([[("a", 0), ("b", 9)], [("a", 3)]], goal=["b"]))
    texts = {answer.definition_in(language) + answer.explanation_in(language) for language in LANGUAGES}
    assert len(texts) == 3
    assert "a" in str(answer)


def test_journeys_that_never_start_leave_nothing_to_estimate() -> None:
    answer = ask(OutcomeQuestion(("a",)), journeys([[("b", 0)]], goal=["a"]))
    assert (answer.started, answer.converted_share, answer.half, answer.converted_curve) == (0, None, None, ())


def test_without_a_goal_it_cannot_be_asked() -> None:
    with pytest.raises(QuestionError, match="goal"):
        ask(OutcomeQuestion(), journeys([[("a", 0)]]))
    with pytest.raises(QuestionError, match="silence is 0"):
        OutcomeQuestion(silence=0)
