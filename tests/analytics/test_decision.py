"""Decision boundary: where the outcome is settled."""

from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analytics.oracles import Written, asked, collapsed, written_journeys
from tests.analytics.simulated import simulated
from tests.journey_builder import journeys
from tropa.analytics.decision import DecisionQuestion, entropy
from tropa.analytics.outcome import OutcomeQuestion
from tropa.engines.threads import ask
from tropa.errors import QuestionError
from tropa.kit.locale import LANGUAGES
from tropa.kit.time import SECOND


@given(written_journeys, st.integers(1, 3))
def test_states_equal_a_plain_count(written: Written, history: int) -> None:
    journeys_of: Counter[tuple[str, ...]] = Counter()
    won: dict[tuple[str, ...], int] = defaultdict(int)
    for journey in written:
        names = [name for name, _ in collapsed(journey)]
        goal = names.index("d") if "d" in names else None
        path = names[:goal]
        states = {tuple(path[max(k + 1 - history, 0) : k + 1]) for k in range(len(path))}
        journeys_of.update(states)
        for state in states:
            won[state] += goal is not None
    store = journeys(
        written, blocks=2, goal=["d"], stage_of=dict.fromkeys("abcd", "x"), stages=["x"], observed_until=1000
    )
    answer = asked(DecisionQuestion(history, least=1, silence=SECOND), store)
    assert {state.touchpoints: state.journeys for state in answer.states} == dict(journeys_of)
    for found in answer.states:  # all are finished and were followed for almost as long
        assert found.finished == found.journeys
        assert found.converted.value == pytest.approx(won[found.touchpoints] / found.journeys, abs=0.02)
        assert found.entropy == pytest.approx(entropy(found.converted.value))
    assert answer.scarce == 0


def test_the_boundary_is_where_open_journeys_become_settled() -> None:
    good = [[("a", 0), ("b", 1), ("good", 2), ("pay", 3)]] * 60
    bad = [[("a", 0), ("b", 1), ("bad", 2)]] * 60
    answer = asked(DecisionQuestion(silence=SECOND), journeys(good + bad, blocks=3, goal=["pay"], observed_until=10))
    crossings = [(one.source, one.target, one.count, one.settled) for one in answer.boundary]
    assert crossings == [(("b",), ("bad",), 60, "lost"), (("b",), ("good",), 60, "converted")]
    assert answer.entropy == pytest.approx(1)
    assert {s.touchpoints[0]: round(s.certainty, 9) for s in answer.states} == {"a": 0, "b": 0, "good": 1, "bad": 1}


def test_finished_journeys_stand_for_those_that_began_too_late() -> None:
    store = simulated(3000, [0.0] * 4, 2, days=60, converting=0.02, giving_up=0.02)
    weighted, outcome = ask(DecisionQuestion(), store), ask(OutcomeQuestion(), store)
    assert weighted.converted is not None
    assert outcome.converted_share is not None
    assert outcome.lost_share is not None
    of_finished = outcome.converted_share.value / (outcome.converted_share.value + outcome.lost_share.value)
    assert weighted.converted.low < of_finished < weighted.converted.high
    assert outcome.converted / (outcome.converted + outcome.lost) > weighted.converted.high


def test_states_with_few_finished_journeys_are_left_out_and_counted() -> None:
    answer = ask(DecisionQuestion(), journeys([[("a", 0), ("pay", 1)], [("b", 0)]], goal=["pay"]))
    assert (answer.states, answer.converted, answer.scarce) == ((), None, 2)
    assert len({answer.definition_in(language) + answer.left_out_in(language) for language in LANGUAGES}) == 3


def test_impossible_parameters_are_refused() -> None:
    with pytest.raises(QuestionError, match="1–3"):
        DecisionQuestion(history=4)
    with pytest.raises(QuestionError, match="certain"):
        DecisionQuestion(certain=0.4)
    with pytest.raises(QuestionError, match="goal"):
        ask(DecisionQuestion(), journeys([[("a", 0)]]))
