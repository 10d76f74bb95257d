"""Conformance: tallies against plain Python, prices against planted truth."""

from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analytics import conformance_oracle as oracle
from tests.analytics.oracles import Written, asked, written_journeys
from tests.journey_builder import journeys
from tropa.analytics.conformance import ConformanceAnswer, ConformanceQuestion
from tropa.analytics.conformance_alignment import Automaton, Kind, align, automaton
from tropa.analytics.conformance_moments import Limits, OfPath, Tallies, first_goals, seen_paths, tallied
from tropa.analytics.desired_path import DesiredPath, PathStep, parse_desired_path
from tropa.analytics.path_groups import group_paths, paths_of
from tropa.errors import QuestionError
from tropa.journeys.block import Journeys
from tropa.journeys.cut import goal_table
from tropa.kit.locale import LANGUAGES
from tropa.kit.time import SECOND

Moment = tuple[int, int, bool]
CODES = {name: code for code, name in enumerate("abcd")}
limits = st.none() | st.integers(1, 6).map(lambda seconds: seconds * SECOND)
timed_paths = st.builds(
    lambda path, each, whole: replace(
        path,
        parts=tuple(replace(part, within=each) if isinstance(part, PathStep) else part for part in path.parts),
        within=whole,
    ),
    oracle.desired_paths,
    limits,
    limits,
)


def store_of(written: Written, blocks: int = 1) -> Journeys:
    return journeys(written, blocks=blocks, goal=["d"], stage_of=dict.fromkeys("abcd", "all"), stages=("all",))


def tallies_of(written: Written, path: DesiredPath, until: int) -> tuple[Tallies, list[list[int]]]:
    """The tallies of one block, and each journey's labels."""
    store = store_of(written)
    block, model = store.blocks[0], automaton(path, CODES, 4)
    seen = seen_paths(block, np.arange(4), False)
    groups, number = group_paths(paths_of(seen.offsets, seen.codes))
    aligned = align(groups.codes, groups.start, groups.length, model)
    goal = first_goals(block, goal_table(store.vocabulary))
    of = OfPath(aligned, number, groups.start)
    tallies = tallied(block, seen, of, model, Limits.of(path, until * SECOND), goal, 0)
    labels = [
        aligned.label[groups.start[p] : groups.start[p] + len(journey)].tolist()
        for p, journey in zip(number, written, strict=True)
    ]
    return tallies, labels


def counted(array: np.ndarray, numbers: list[int]) -> Counter[tuple[int, int, bool]]:
    """A tally (deviations, strata, 2) as a Counter of (deviation, stratum, goal after)."""
    return Counter(
        {(numbers[d], int(k), bool(won)): int(array[d, k, won]) for d, k, won in zip(*np.nonzero(array), strict=True)}
    )


@settings(max_examples=150, deadline=None)
@given(written_journeys, timed_paths, st.integers(0, 14))
def test_deviations_and_moments_are_as_told_one_by_one(written: Written, path: DesiredPath, until: int) -> None:
    tallies, labels = tallies_of(written, path, until)
    model = automaton(path, CODES, 4)
    told = [oracle.told(journey, of, model, path, until) for journey, of in zip(written, labels, strict=True)]
    expected = sum((each.deviations for each in told), Counter[int]())
    found = Counter({int(n): int(tallies.events[0, n]) for n in np.flatnonzero(tallies.events[0])})
    by_path = {n for n in found if model.deviation(n)[0] in (Kind.SKIPPED, Kind.STOPPED)}
    assert {n: count for n, count in found.items() if n not in by_path} == expected
    exposed, controls = next_moments(tallies, model)
    slow = [model.steps + 1 + s for s in range(model.steps + 1)]
    exposed += counted(tallies.step_exposed[0, model.steps :], slow)
    controls += counted(tallies.step_controls[0, model.steps :], slow)
    assert exposed == Counter(moment for each in told for moment in each.exposed)
    assert controls == Counter(moment for each in told for moment in each.controls)


def next_moments(tallies: Tallies, model: Automaton) -> tuple[Counter[Moment], Counter[Moment]]:
    """Exposed and controls of the deviations that are priced by the next event."""
    numbers = oracle.by_next_event(model)
    exposed, other = tallies.next_exposed[0, numbers], tallies.next_other[0, numbers]
    return counted(exposed, numbers), counted(tallies.next_all[0] - exposed - other, numbers)


def test_a_skipped_step_is_compared_where_the_next_one_is_done() -> None:
    """a b c converts, a c does not: at c, one journey did b and one skipped it."""
    written: Written = [[("a", 0), ("b", 1), ("c", 2), ("d", 3)], [("a", 0), ("c", 2)]]
    tallies, _ = tallies_of(written, parse_desired_path("a -> b -> c; ignore d"), 10)
    assert counted(tallies.step_exposed[0, :3], [0, 1, 2]) == {(1, 2, False): 1}
    assert counted(tallies.step_controls[0, :3], [0, 1, 2]) == {
        (0, 1, True): 1,
        (0, 2, True): 1,
        (1, 2, True): 1,
        (0, 2, False): 1,
    }


def asked_of(
    written: Written, path: str, blocks: int = 1, parameters: dict[str, Any] | None = None
) -> ConformanceAnswer:
    question = replace(ConformanceQuestion(path, follow_up=0), **(parameters or {}))
    return asked(question, journeys(written, goal=["pay"], blocks=blocks))


def test_fitness_is_that_of_process_mining() -> None:
    """Costs 0, 1 and 2 of 3 + 3, 2 + 3 and 4 + 3."""
    written: Written = [
        [("ad", 0), ("cart", 1), ("pay", 2)],
        [("ad", 0), ("pay", 1)],
        [("ad", 0), ("pay", 1), ("ad", 2), ("ad", 3)],
    ]
    found = asked_of(written, "ad -> cart -> pay").overall
    costs = [0, 1, 3]
    assert found.fitness == pytest.approx(np.mean([1 - c / (n + 3) for c, n in zip(costs, [3, 2, 4], strict=True)]))
    assert found.log_fitness == pytest.approx(1 - 4 / 18)


def test_conforming_and_on_path_are_told_apart() -> None:
    written: Written = [
        [("ad", 0), ("cart", 1), ("pay", 2)],
        [("ad", 0), ("cart", 1)],
        [("ad", 0), ("ad", 1), ("cart", 2), ("pay", 3)],
        [("mail", 0)],
    ]
    found = asked_of(written, "ad -> cart -> pay").overall
    assert (found.journeys, found.entered) == (4, 3)
    assert found.conforming is not None
    assert found.on_path is not None
    assert [found.conforming.value, found.on_path.value] == pytest.approx([1 / 3, 2 / 3])
    assert [(each.kind, each.at) for each in found.deviations] == [("repeated", "ad"), ("stopped", "pay")]


def test_the_answer_is_the_same_from_any_number_of_blocks() -> None:
    random = np.random.default_rng(2)
    written: Written = [
        [(str(name), int(k)) for k, name in enumerate(random.choice(["ad", "cart", "mail", "pay"], 5))]
        for _ in range(60)
    ]
    one, three = (asked_of(written, "ad -> cart -{<=1s}-> pay; within 2s", blocks) for blocks in (1, 3))
    assert one.rows() == three.rows()
    assert [row | {"fitness": None} for row in one.summary()] == [row | {"fitness": None} for row in three.summary()]


def planted(customers: int, harm: float) -> tuple[Written, list[str]]:
    """After the cart some call support, which costs `harm` of the chance to pay; b calls more often and pays less."""
    random = np.random.default_rng(4)
    written, segments = [], []
    for _ in range(customers):
        segment = "b" if random.random() < 0.5 else "a"
        journey, second = [("ad", 0), ("cart", 1)], 2
        chance = 0.6 if segment == "a" else 0.3
        if random.random() < (0.1 if segment == "a" else 0.5):
            journey.append(("support", second))
            chance, second = chance - harm, second + 1
        elif random.random() < 0.5:
            journey.append(("look", second))
            second += 1
        if random.random() < chance:
            journey.append(("pay", second))
        written.append(journey)
        segments.append(segment)
    return written, segments


def priced(harm: float) -> ConformanceAnswer:
    written, segments = planted(6_000, harm)
    store = journeys(written, goal=["pay"], segment=segments)
    question = ConformanceQuestion(
        "ad -> cart -> pay; never support; ignore look", follow_up=0, value_per_conversion=50
    )
    return asked(question, store)


def test_a_harmless_deviation_has_no_price_though_those_who_have_it_convert_less() -> None:
    written, _ = planted(6_000, 0.0)
    rates = [
        np.mean([journey[-1][0] == "pay" for journey in written if (("support", 2) in journey) == called])
        for called in (True, False)
    ]
    assert rates[0] < rates[1] - 0.1
    found = priced(0.0).overall.deviation("forbidden", "support")
    assert found is not None
    assert found.effect is not None
    assert found.effect.low < 0 < found.effect.high


def test_a_harmful_deviation_costs_what_was_planted() -> None:
    answer = priced(0.2)
    found = answer.overall.deviation("forbidden", "support")
    assert found is not None
    assert found.effect is not None
    assert found.conversions is not None
    assert found.money is not None
    assert found.effect.low < -0.2 < found.effect.high < -0.1
    assert found.conversions.low < -0.2 * found.judged < found.conversions.high
    assert found.money.value == pytest.approx(50 * found.conversions.value)
    assert {part.segment for part in answer.segments} == {"a", "b"}
    for part in answer.segments:
        of_segment = part.deviation("forbidden", "support")
        assert of_segment is not None
        assert of_segment.effect is not None
        assert of_segment.effect.low < -0.2 < of_segment.effect.high


def test_the_interval_of_a_price_covers_the_truth() -> None:
    """40 logs of 800 journeys; a call after the cart costs .2 of a chance of .6."""
    random = np.random.default_rng(9)
    held = 0
    for _ in range(40):
        written: Written = []
        for called in random.random(800) < 0.3:
            journey = [("ad", 0), ("cart", 1), *([("support", 2)] if called else [])]
            written.append([*journey, ("pay", 3)] if random.random() < (0.4 if called else 0.6) else journey)
        found = asked_of(written, "ad -> cart -> pay").overall.deviation("extra", "support")
        assert found is not None
        assert found.effect is not None
        held += found.effect.low <= -0.2 <= found.effect.high
    assert held >= 35


def test_a_late_step_is_priced_by_what_comes_after_it() -> None:
    """Half of the parcels come late, and then .3 instead of .6 buy again."""
    random = np.random.default_rng(10)
    written: Written = []
    for late in random.random(2_000) < 0.5:
        arrival = 50 if late else 5
        again = random.random() < (0.3 if late else 0.6)
        written.append([("order", 0), ("parcel", arrival), *([("pay", arrival + 1)] if again else [])])
    found = asked_of(written, "order -{<=10s}-> parcel; ignore pay").overall.deviation("slow", "parcel")
    assert found is not None
    assert found.effect is not None
    assert found.effect.low < -0.3 < found.effect.high < -0.2


def test_stages_can_be_the_steps() -> None:
    store = journeys(
        [[("ad", 0), ("banner", 1), ("cart", 2), ("ad", 3), ("pay", 4)]],
        goal=["pay"],
        stages=("find", "buy"),
        stage_of={"ad": "find", "banner": "find", "cart": "buy", "pay": "buy"},
    )
    found = asked(ConformanceQuestion("find -> buy", level="stage", follow_up=0), store).overall
    assert [(each.kind, each.at, each.count) for each in found.deviations] == [
        ("repeated", "buy", 1),
        ("returned", "find", 1),
    ]


def test_the_definition_is_told_in_every_language() -> None:
    question = ConformanceQuestion("ad -> cart; within 3d", follow_up=None, value_per_conversion=3.0)
    for language in LANGUAGES:
        assert "ad -> cart; within 3d" in question.definition_in(language)


@pytest.mark.parametrize(
    ("path", "parameters"),
    [("ad -> shop", {}), ("ad", {"level": "channel"}), ("ad", {"level": "stage"}), ("ad", {"follow_up": -1})],
)
def test_a_question_that_makes_no_sense_is_refused(path: str, parameters: dict[str, Any]) -> None:
    with pytest.raises(QuestionError):
        asked_of([[("ad", 0), ("pay", 1)]], path, parameters=parameters)


def test_journeys_without_events_enter_nothing() -> None:
    found = asked_of([[], [], [("ad", 0)]], "pay -> pay+").overall
    assert (found.journeys, found.entered, found.deviations) == (3, 0, ())
    assert found.conforming is None
    assert found.fitness == pytest.approx((0 + 0 + 0) / 3)
