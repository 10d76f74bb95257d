"""Moments that matter: what journeys gain by the touchpoints they meet, against those that went another way."""

import numpy as np
import pytest

from tests.analytics.oracles import asked
from tests.analytics.simulated import simulated
from tests.journey_builder import journeys
from tropa.analytics.moments import Moment, MomentsAnswer, MomentsQuestion
from tropa.engines.threads import ask
from tropa.errors import QuestionError
from tropa.kit.locale import LANGUAGES

EFFECTS = (0.5, 0.0, 0.0, -0.5, 0.0, 0.0)
SOON = MomentsQuestion(silence=1_000_000_000)


def by_name(answer: MomentsAnswer) -> dict[str, Moment]:
    return {moment.touchpoint: moment for moment in answer.moments}


def test_nothing_is_found_where_nothing_acts_and_the_intervals_cover_nothing() -> None:
    covered, false = [], []
    for seed in range(30):
        answer = ask(MomentsQuestion(), simulated(1200, (0.0,) * 6, seed, days=400))
        effects = [moment.effect for moment in answer.moments]
        covered += [effect is not None and effect.low <= 0 <= effect.high for effect in effects]
        false.append(any(moment.verdict in ("gains", "costs") for moment in answer.moments))
    assert 0.9 <= np.mean(covered) <= 0.99
    assert np.mean(false) <= 0.15


def test_what_acts_is_found_the_right_way_round() -> None:
    right, false, ratios = 0, [], []
    for seed in range(10):
        found = by_name(ask(MomentsQuestion(), simulated(4000, EFFECTS, seed, days=400)))
        assert found["t0"].verdict != "costs"
        assert found["t3"].verdict != "gains"
        right += (found["t0"].verdict == "gains") + (found["t3"].verdict == "costs")
        ratios.append([np.log(one.ratio.value) if (one := found[f"t{k}"]).ratio else np.nan for k in range(6)])
        false.append(sum(found[f"t{k}"].verdict in ("gains", "costs") for k in (1, 2, 4, 5)))
    assert right >= 17
    assert np.mean(false) <= 0.5
    assert np.mean(ratios, axis=0) == pytest.approx(EFFECTS, abs=0.12)


def test_ever_touched_turns_a_helpful_touchpoint_round_and_the_answer_says_why() -> None:
    store = simulated(3000, (0.4, 0.0, 0.0, 0.0, 0.0), 1, days=60, converting=0.15, meeting=0.1)
    answer = ask(MomentsQuestion(), store)
    helpful = by_name(answer)["t0"]
    assert helpful.ratio is not None
    assert helpful.ever_touched is not None
    assert helpful.ratio.low > 1
    assert helpful.ever_touched < 0.9
    told = {language: answer.explanation_in(language) for language in LANGUAGES}
    assert len(set(told.values())) == 3
    assert "immortal time" in told["en"]


def test_what_keeps_journeys_from_leaving_gains_them() -> None:
    random, written = np.random.default_rng(5), list[list[tuple[str, int]]]()
    for _ in range(3000):
        helped = random.random() < 0.4
        journey = [("look", 0), ("help" if helped else "list", 60)]
        if random.random() < (0.9 if helped else 0.5):  # the others leave without a trace
            journey += [("cart", 120)] + ([("pay", 180)] if random.random() < 0.5 else [("list", 180)])
        written.append(journey)
    found = by_name(asked(SOON, journeys(written, goal=["pay"], observed_until=5000)))["help"]
    assert found.verdict == "gains"
    assert found.effect is not None
    assert found.gained is not None
    assert found.effect.low <= 0.2 <= found.effect.high
    assert found.gained.value == pytest.approx(found.effect.value * found.met)
    assert found.judged == found.met


def test_where_nobody_went_another_way_there_is_no_verdict() -> None:
    written = [[("a", 0), ("b", 60), ("c", 120), ("pay", 180)] for _ in range(60)]
    written += [[("a", 0), ("b", 60), ("c", 120)] for _ in range(60)] + [[("c", 0), ("pay", 60)] for _ in range(20)]
    found = by_name(asked(SOON, journeys(written, goal=["pay"], observed_until=5000)))
    assert found["b"].verdict == "not_identified"
    assert found["b"].gained is None
    assert found["b"].p_adjusted is None
    assert found["a"].verdict in ("gains", "costs", "no_effect_seen")


def test_what_everybody_meets_who_converts_is_on_the_way() -> None:
    written = [[("a", 0), ("cart", 60 + k), ("pay", 120 + k)] for k in range(40)] + [[("a", k)] for k in range(40)]
    answer = asked(MomentsQuestion(silence=1_000_000_000), journeys(written, blocks=2, goal=["pay"]))
    found = by_name(answer)
    assert found["cart"].verdict == "on_the_way"
    assert found["cart"].gained is None
    assert "pay" not in found


def test_what_comes_after_the_goals_stage_does_not_lead_to_it() -> None:
    store = journeys(
        [[("a", 0), ("pay", 60)], [("use", 0)]],
        goal=["pay"],
        stage_of={"a": "look", "pay": "buy", "use": "stay"},
        stages=["look", "buy", "stay"],
    )
    assert set(by_name(asked(MomentsQuestion(silence=1_000_000_000), store))) == {"a"}


def test_who_stands_at_the_till_is_not_compared_with_who_just_saw_an_advert() -> None:
    random, written = np.random.default_rng(3), list[list[tuple[str, int]]]()
    for begin in random.integers(0, 10**6, 3000).tolist():
        seen = random.permutation(["advert", "mail", "post"])[: random.integers(1, 3)].tolist()
        journey = [(name, begin + 10 * k) for k, name in enumerate(seen)]
        if random.random() < 0.3:
            journey += [("film", begin + 100), ("cart", begin + 200)]
            journey += [("pay", begin + 300)] if random.random() < 0.5 else []
        written.append(journey)
    found = by_name(asked(SOON, journeys(written, goal=["pay"], observed_until=10**7)))
    assert {found[name].verdict for name in ("advert", "mail", "post")} == {"no_effect_seen"}
    assert found["cart"].verdict == found["film"].verdict == "on_the_way"


def test_where_nobody_converts_after_it_all_that_would_have_are_lost() -> None:
    written = [[("a", 0), ("b", 60), ("pay", 120)] for _ in range(60)]
    written += [[("a", 0), ("b", 60)] for _ in range(60)] + [[("a", 0), ("broken", 60)] for _ in range(60)]
    found = by_name(asked(SOON, journeys(written, goal=["pay"], blocks=2, observed_until=5000)))
    broken = found["broken"]
    assert broken.verdict == "costs"
    assert broken.gained is not None
    assert broken.gained.low < broken.gained.value < broken.gained.high < 0
    assert broken.gained.value == pytest.approx(-30)


def test_meetings_too_close_to_the_end_of_the_data_are_not_judged() -> None:
    written = [[("a", 0), ("b" if k % 2 else "c", 60)] + [("pay", 120)] * (k % 3 == 0) for k in range(200)]
    later = [[(name, second + 10_000) for name, second in journey[:2]] for journey in written]
    found = by_name(asked(SOON, journeys(written + later, goal=["pay"], observed_until=10_100)))["b"]
    assert (found.met, found.judged) == (200, 100)


def test_few_journeys_are_not_enough() -> None:
    written = [[("a", 0), ("b", 60), ("pay", 120)], [("a", 0), ("c", 30)]]
    answer = asked(MomentsQuestion(silence=1_000_000_000), journeys(written, goal=["pay"]))
    assert {moment.verdict for moment in answer.moments} <= {"not_enough_data", "on_the_way", "not_identified"}


def test_it_needs_a_goal_and_says_what_it_compares() -> None:
    with pytest.raises(QuestionError, match="goal"):
        asked(MomentsQuestion(), journeys([[("a", 0)]]))
    assert len({MomentsQuestion().definition_in(language) for language in LANGUAGES}) == 3
