"""Barriers found in planted worlds, and not found where there are none."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.journey_builder import journeys
from tropa.analytics.barriers import Barrier, BarriersAnswer, BarriersQuestion
from tropa.engines.threads import ask
from tropa.errors import QuestionError
from tropa.kit.time import SECOND

Written = list[list[tuple[str, int]]]

DAY = 86_400
STAGES = ("look", "buy", "use")
STAGE_OF = {
    **{f"look{n}": "look" for n in range(5)},
    **{f"buy{n}": "buy" for n in range(4)},
    **{f"use{n}": "use" for n in range(3)},
    "paid": "buy",
}


def asked(written: Written, blocks: int = 1, **parameters: object) -> BarriersAnswer:
    signals = {"buy1": "error", "use1": "complaint"}
    built = journeys(
        written,
        stage_of=STAGE_OF,
        stages=STAGES,
        goal=["paid"],
        signals=signals,
        observed_until=90 * DAY,
        blocks=blocks,
    )
    return ask(BarriersQuestion(**parameters), built)  # type: ignore[arg-type]


def walk(random: np.random.Generator, hurts: str | None = None) -> list[tuple[str, int]]:
    """A journey that wanders over touchpoints without meaning; people differ in how readily they get on."""
    time, stage, harm = float(random.uniform(0, 60 * DAY)), 0, 1.0
    readiness = 0.05 if random.random() < 0.5 else 0.3
    events: list[tuple[str, int]] = []
    while time < 90 * DAY:
        chance = random.random()
        if chance < 0.1 * harm:
            break
        if chance > 1 - readiness and stage < 2:
            stage, harm = stage + 1, 1.0
            if stage == 2:
                events.append(("paid", int(time)))
        else:
            at = 0 if stage == 1 and random.random() < 0.1 else stage
            name = f"{STAGES[at]}{random.integers(0, 5 - at)}"
            events.append((name, int(time)))
            harm = 4.0 if name == hurts else harm
        time += random.exponential(DAY)
    return events or [("look0", 0)]


def two_ways(seed: int, n: int = 800) -> Written:
    """After look0 comes look1 or look2; 30 % of the first get on, 50 % of the second."""
    random = np.random.default_rng(seed)
    written = []
    for _ in range(n):
        meets = random.random() < 0.4
        journey = [("look0", 0), ("look1" if meets else "look2", 60)]
        written.append([*journey, ("buy0", 120)] if random.random() < (0.3 if meets else 0.5) else journey)
    return written


def of(answer: BarriersAnswer, kind: str, touchpoint: str | None) -> Barrier:
    return next(b for b in (*answer.confirmed, *answer.unconfirmed) if (b.kind, b.touchpoint) == (kind, touchpoint))


def test_a_world_without_barriers_has_hardly_any_confirmed() -> None:
    maps = [asked([walk(random) for _ in range(700)]) for random in map(np.random.default_rng, range(30))]
    assert all(len(answer.unconfirmed) > 30 for answer in maps)
    assert sum(bool(answer.confirmed) for answer in maps) <= 4  # 5 % of 30 are 1.5; more than 4 has a chance of .02


@pytest.mark.parametrize(
    ("hurts", "kind", "outcome"),
    [("look2", "exit", "forward"), ("buy1", "error", "goal"), ("use1", "complaint", "return")],
)
def test_the_planted_barrier_comes_first_in_every_kind_of_stage(hurts: str, kind: str, outcome: str) -> None:
    random = np.random.default_rng(11)
    answer = asked([walk(random, hurts) for _ in range(2500)])
    worst = answer.confirmed[0]
    assert (worst.touchpoint, worst.kind, worst.outcome) == (hurts, kind, outcome)
    assert worst.effect is not None
    assert worst.effect.high < -0.05


def test_the_interval_covers_a_planted_effect_of_minus_twenty_points() -> None:
    effects = [of(asked(two_ways(seed)), "exit", "look1").effect for seed in range(60)]
    assert sum(effect is not None and effect.low <= -0.2 <= effect.high for effect in effects) >= 54
    assert np.mean([effect.value for effect in effects if effect]) == pytest.approx(-0.2, abs=0.015)


def test_every_factor_of_the_priority_is_visible() -> None:
    barrier = of(asked(two_ways(1)), "exit", "look1")
    assert barrier.confirmed
    assert barrier.effect is not None
    assert barrier.lost is not None
    assert barrier.with_share is not None
    assert barrier.without_share is not None
    assert barrier.effect.value == pytest.approx(barrier.with_share.value - barrier.without_share.value)
    assert barrier.lost.value == pytest.approx(-barrier.effect.value * barrier.met)
    assert barrier.lost.low == pytest.approx(-barrier.effect.high * barrier.met)
    assert barrier.priority == pytest.approx(barrier.reach.low * -barrier.effect.value * barrier.severity)
    assert (barrier.grade, barrier.severity) == ("D", 1.0)
    assert barrier.felt is not None
    assert (barrier.felt.low, barrier.felt.high, barrier.worth) == (1.0, 1.0, None)
    assert barrier.rank is not None
    assert barrier.rank.priority.low < barrier.rank.priority.value < barrier.rank.priority.high
    assert barrier.rank.top > 0.95
    assert barrier.ended is not None
    assert barrier.ended.share.value == pytest.approx(1 - barrier.with_share.value)
    assert barrier.dead_end


def test_with_a_margin_the_priority_counts_money() -> None:
    barrier = of(asked(two_ways(1), margin=0.4, value=100.0), "exit", "look1")
    plain = of(asked(two_ways(1)), "exit", "look1")
    assert barrier.worth is not None
    assert barrier.worth.value == 0  # nobody of these reaches the goal
    paying = [[*journey, ("paid", 200)] if journey[-1][0] == "buy0" else journey for journey in two_ways(1)]
    barrier = of(asked(paying, margin=0.4, value=100.0), "exit", "look1")
    assert barrier.worth is not None
    assert barrier.worth.value == pytest.approx(40)
    assert barrier.priority == pytest.approx(40 * plain.priority)
    assert barrier.rank is not None
    assert barrier.rank.money is not None
    assert barrier.lost is not None
    assert barrier.rank.money.value == pytest.approx(40 * barrier.lost.value, rel=0.1)


def test_with_too_few_journeys_nothing_is_said() -> None:
    barrier = of(asked(two_ways(1, n=30)), "exit", "look1")
    assert (barrier.verdict, barrier.p_adjusted) == ("not_enough_data", None)


def test_those_who_come_late_are_no_immortal_controls() -> None:
    """Everybody who lasts meets look1 at the fifth step; half of all have left before. It does no harm and no good."""
    random = np.random.default_rng(5)
    written = []
    for _ in range(1500):
        steps = [(f"look{2 + random.integers(0, 3)}", 60 * n) for n in range(5)]
        if random.random() < 0.5:
            written.append(steps[: random.integers(1, 5)])
            continue
        end = [("look1" if random.random() < 0.6 else "look0", 400)]
        written.append([*steps, *end, *([("buy0", 500)] if random.random() < 0.5 else [])])
    effect = of(asked(written), "exit", "look1").effect
    assert effect is not None
    assert effect.low < 0 < effect.high


def test_meeting_a_touchpoint_three_times_is_a_loop_and_a_long_pause_a_wait() -> None:
    random = np.random.default_rng(7)
    written: Written = []
    for _ in range(600):
        loops, waits = random.random() < 0.5, random.random() < 0.5
        pause = 5 * DAY if waits else 60
        journey = [("look0", 0), ("look1", 10), ("look0", 20), ("look1", 30), ("look0" if loops else "look2", 40)]
        journey += [("look3", 50), ("look4", 50 + pause)]
        gets_on = random.random() < 0.8 - 0.3 * loops - 0.3 * waits
        written.append([*journey, ("buy0", 60 + pause)] if gets_on else journey)
    answer = asked(written)
    loop, wait = of(answer, "loop", "look0"), of(answer, "wait", "look3")
    assert loop.confirmed
    assert wait.confirmed
    assert wait.limit == 30 * 60
    assert loop.effect is not None
    assert wait.effect is not None
    assert (loop.effect.value, wait.effect.value) == pytest.approx((-0.3, -0.3), abs=0.1)


def rated(written: Written, unhappy: set[int]) -> pa.Table:
    n = len(written)
    return pa.table(
        {
            "customer": [f"c{number}" for number in range(n)],
            "stage": ["look"] * n,
            "touchpoint": ["look0"] * n,
            "time": pa.array([90 * SECOND] * n, pa.timestamp("us", tz="UTC")),
            "rating": [1.0 if number in unhappy else 5.0 for number in range(n)],
            "scale_low": [1.0] * n,
            "scale_high": [5.0] * n,
        }
    )


def test_low_ratings_of_those_who_then_leave_are_a_barrier_and_give_the_severity() -> None:
    written = two_ways(3)
    unhappy = {number for number, journey in enumerate(written) if journey[1][0] == "look1"}
    answer = asked(written, ratings=rated(written, unhappy))
    barrier = of(answer, "low_rating", "look0")
    assert barrier.confirmed
    assert barrier.met == len(unhappy)
    assert barrier.severity == pytest.approx(1 - (2 - 4 * len(unhappy) / len(written)) / 2)
    assert barrier.felt is not None
    assert barrier.felt.low < barrier.severity < barrier.felt.high
    assert of(answer, "low_rating", None).stage == "look"
    assert "ratings" in answer.to_dict()["question"]


@settings(max_examples=40)
@given(st.integers(0, 10_000))
def test_the_answer_is_the_same_from_one_block_and_from_many(seed: int) -> None:
    random = np.random.default_rng(seed)
    written = [walk(random) for _ in range(12)]
    ratings = rated(written, {1, 4})
    one, many = asked(written, least=1, ratings=ratings), asked(written, least=1, ratings=ratings, blocks=5)
    assert one.to_dict() == many.to_dict()


def test_the_definition_says_the_estimator_in_three_languages() -> None:
    question = BarriersQuestion()
    assert "Newcombe" in question.definition_in("en")
    assert "Ньюкома" in question.definition_in("ru")
    assert "7" in question.definition_in("pl")
    assert "40" in BarriersQuestion(margin=0.4).definition_in("ru")
    assert "250" in BarriersQuestion(margin=0.4, value=250).definition_in("pl")
    with pytest.raises(QuestionError, match="positive"):
        BarriersQuestion(silence=-1)
    for wrong in ({"margin": 0.0}, {"margin": 2.0}, {"value": -1.0}):
        with pytest.raises(QuestionError, match=next(iter(wrong))):
            BarriersQuestion(**wrong)  # type: ignore[arg-type]
