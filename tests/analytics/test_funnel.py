"""Funnel: every chain the rules allow, by brute force, against one pass."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analytics.oracles import Event, Funnel, Written, asked, events, sessions, stored, written_journeys
from tests.journey_builder import journeys
from tropa.analytics.funnel import Exclusion, FunnelAnswer, FunnelQuestion, parse_steps
from tropa.errors import QuestionError
from tropa.journeys.block import UNKNOWN
from tropa.kit.time import SECOND

STEPS = st.lists(st.sampled_from([("a",), ("b",), ("c",), ("a", "b"), ("c", "d")]), min_size=1, max_size=4).map(tuple)
LIMIT = st.none() | st.integers(0, 8)
MANY = settings(max_examples=200)


@st.composite
def funnels(draw: st.DrawFn) -> Funnel:
    """Funnels that may be asked, in a given order of steps."""
    steps = draw(STEPS)
    order = draw(st.sampled_from(["ordered", "strict"]))
    optional = draw(st.sampled_from([(), *[(k,) for k in range(1, len(steps))]]))
    within_step = None if optional and order == "ordered" else draw(LIMIT)
    exclude: tuple[Exclusion, ...] = ()
    if len(steps) > 1 and draw(st.booleans()):
        after = draw(st.integers(0, len(steps) - 2))
        before = draw(st.integers(after + 1, len(steps) - 1))
        names = [n for n in "abcd" if not any(n in step for step in steps[after + 1 : before])]
        if names:
            exclude = (Exclusion((draw(st.sampled_from(names)),), after, before),)
    return Funnel(steps, order, draw(LIMIT), within_step, exclude, optional)


ANY_ORDER = st.builds(
    Funnel,
    st.permutations([("a",), ("b", "d"), ("c",)]).map(tuple),
    st.just("any"),
    LIMIT,
) | st.builds(
    Funnel,
    st.permutations([("a",), ("b",), ("c",)]).map(tuple),
    st.just("any"),
    LIMIT,
    st.none(),
    st.just((Exclusion(("d",), 0, 2),)),
)


def question_of(funnel: Funnel, **more: Any) -> FunnelQuestion:
    def micros(length: int | None) -> int | None:
        return None if length is None else length * SECOND

    return FunnelQuestion(
        funnel.steps,
        order=funnel.order,  # type: ignore[arg-type]
        within=micros(funnel.within),
        within_step=micros(funnel.within_step),
        exclude=funnel.exclude,
        optional=funnel.optional,
        **more,
    )


def assert_equal(answer: FunnelAnswer, chains: list[dict[int, int]]) -> None:
    """The answer tells of exactly these chains, each step → second."""
    for number, step in enumerate(answer.steps, start=1):
        done = [chain for chain in chains if number in chain]
        assert step.reached == len(done)
        from_first = [chain[number] - chain[1] for chain in done]
        from_previous = [chain[number] - chain[max(k for k in chain if k < number)] for chain in done if number > 1]
        for summary, seconds in ((step.time_from_first, from_first), (step.time_from_previous, from_previous)):
            if number > 1 and done:
                assert summary is not None
                assert summary.mean == pytest.approx(np.mean(seconds))
                assert summary.median == pytest.approx(np.median(seconds))
            else:
                assert summary is None


@MANY
@given(written_journeys, funnels() | ANY_ORDER, st.integers(1, 3))
def test_the_best_chain_is_the_one_brute_force_finds(written: Written, funnel: Funnel, blocks: int) -> None:
    answer = asked(question_of(funnel), stored(written, blocks=blocks))
    assert_equal(answer, [funnel.best(journey) for journey in written])


@MANY
@given(written_journeys, funnels() | ANY_ORDER, st.integers(1, 2))
def test_entries_follow_one_another(written: Written, funnel: Funnel, blocks: int) -> None:
    answer = asked(question_of(funnel, by="entry"), stored(written, blocks=blocks))
    assert_equal(answer, [entry for journey in written for entry in funnel.entries(journey)])


@given(written_journeys, funnels() | ANY_ORDER, st.integers(1, 6))
def test_sessions_are_funnels_of_their_own(written: Written, funnel: Funnel, gap: int) -> None:
    answer = asked(question_of(funnel, by="session", session_gap=gap * SECOND), stored(written))
    assert_equal(answer, [funnel.best(session) for journey in written for session in sessions(journey, gap)])


@given(st.lists(events.map(sorted), min_size=2, max_size=6), funnels())
def test_a_customer_counts_once_with_the_best_journey(written: Written, funnel: Funnel) -> None:
    ordered = [sorted(journey, key=lambda event: event[1]) for journey in written]
    answer = asked(question_of(funnel), stored(ordered, per_customer=2))
    reached = [max(funnel.best(journey), default=0) for journey in ordered]
    best = [max(reached[first : first + 2]) for first in range(0, len(reached), 2)]
    assert answer.entered == sum(reached >= 1 for reached in best)
    assert answer.completed == sum(reached == len(funnel.steps) for reached in best)


@given(events, st.lists(st.integers(UNKNOWN, 1), min_size=7, max_size=7), funnels() | ANY_ORDER)
def test_a_property_held_constant_takes_each_value_by_itself(
    some: list[Event], held: list[int], funnel: Funnel
) -> None:
    journey = sorted(some, key=lambda event: event[1])
    store = stored([journey])
    values = np.array(held[: len(journey)], np.int32)
    store = replace(store, blocks=(replace(store.blocks[0], held={"device": values}),))
    parts = [[e for e, v in zip(journey, values.tolist(), strict=True) if v == value] for value in (0, 1)]
    reached = max(max(funnel.best(part), default=0) for part in parts)
    answer = asked(question_of(funnel, hold="device"), store)
    furthest = max((k for k, step in enumerate(answer.steps, start=1) if step.reached), default=0)
    assert furthest == reached


def test_a_later_entry_saves_a_chain_that_began_too_early() -> None:
    store = journeys([[("ad", 0), ("ad", 50), ("site", 70), ("order", 100)]])
    answer = asked(FunnelQuestion(("ad", "site", "order"), within=60 * SECOND), store)
    assert (answer.entered, answer.completed) == (1, 1)
    assert answer.time is not None
    assert answer.time.mean == 50


def test_shares_drop_offs_and_times_stand_at_each_step() -> None:
    done = [("ad", 0), ("site", 60), ("order", 3_660)]
    answer = asked(FunnelQuestion(("ad", "site", "order")), journeys([done, done[:2], done[:1], done[:1]], blocks=2))
    assert [step.reached for step in answer.steps] == [4, 2, 1]
    assert [step.dropped for step in answer.steps] == [None, 2, 1]
    assert answer.conversion is not None
    assert (answer.conversion.value, answer.conversion.n) == (0.25, 4)
    assert answer.conversion.low < 0.25 < answer.conversion.high
    previous = answer.steps[2].from_previous
    assert previous is not None
    assert previous.value == 0.5
    assert [(b.low, b.high) for b in answer.time_bins if b.count] == [(3600, 10_800)]


def test_nobody_in_the_first_step_is_an_answer_too() -> None:
    answer = asked(FunnelQuestion(("b", "a")), stored([[("a", 0)], []]))
    assert (answer.entered, answer.completed, answer.conversion, answer.time_bins) == (0, 0, None, ())


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"steps": ()}, "steps_out_of_range"),
        ({"steps": ("a", "")}, "empty_step"),
        ({"steps": ("a",), "order": "random"}, "unknown_choice"),
        ({"steps": ("a", "b"), "by": "visit"}, "unknown_choice"),
        ({"steps": ("a", "b"), "within": -1}, "negative_length"),
        ({"steps": ("a", "b"), "session_gap": 0}, "not_positive"),
        ({"steps": ("a", "b"), "optional": (0,)}, "optional_step"),
        ({"steps": ("a", "b"), "exclude": (Exclusion(("c",), 1, 1),)}, "exclusion_steps"),
        ({"steps": ("a", "b", "c"), "exclude": (Exclusion(("b",), 0, 2),)}, "exclusion_is_step"),
        ({"steps": ("a", "a"), "order": "any"}, "any_order_repeats"),
        ({"steps": ("a", "b"), "order": "any", "within_step": 1}, "any_order_limits"),
        ({"steps": ("a", "b", "c"), "order": "any", "exclude": (Exclusion(("d",), 0, 1),)}, "any_order_exclusion"),
        ({"steps": ("a", "b"), "order": "any", "exclude": (Exclusion(("a",), 0, 1),)}, "exclusion_is_step"),
        ({"steps": ("a", "b"), "optional": (1,), "within_step": 1}, "optional_within_step"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_three_languages(parameters: dict[str, Any], code: str) -> None:
    with pytest.raises(QuestionError) as refused:
        FunnelQuestion(**parameters)
    assert refused.value.code == f"analytics.{code}"
    assert len({refused.value.text(language) for language in ("en", "ru", "pl")}) == 3


def test_an_unknown_touchpoint_or_property_is_named_with_what_there_is() -> None:
    with pytest.raises(QuestionError, match=r"chekout.*checkout"):
        asked(FunnelQuestion(("chekout",)), journeys([[("checkout", 0)]]))
    with pytest.raises(QuestionError, match="device"):
        asked(FunnelQuestion(("a",), hold="device"), stored([[("a", 0)]]))


def test_steps_are_written_with_arrows_and_bars() -> None:
    assert parse_steps("ad > site|app >order") == (("ad",), ("site", "app"), ("order",))
    with pytest.raises(QuestionError, match="a > > b"):
        parse_steps("a > > b")


def test_the_definition_says_every_parameter() -> None:
    question = FunnelQuestion(
        ("a", ("b", "c"), "d"),
        within=7 * 86_400 * SECOND,
        exclude=(Exclusion(("x",), 0, 1),),
        optional=(1,),
        hold="device",
        by="session",
    )
    english = question.definition_in("en")
    for part in ("a → b | c → d", "7 d", "30 min", "steps 1 and 2", "none of: x", "Step 2 may be skipped", "device"):
        assert part in english
    assert "7 дн." in question.definition_in("ru")
    assert "30 min" in question.definition_in("pl")
