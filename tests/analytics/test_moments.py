"""Moments that matter: hazard ratios per touchpoint, freed of immortal time."""

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


def by_name(answer: MomentsAnswer) -> dict[str, Moment]:
    return {moment.touchpoint: moment for moment in answer.moments}


def test_effects_are_found_intervals_cover_and_false_findings_keep_their_rate() -> None:
    logs, covered, false = [], [], []
    for seed in range(40):
        found = by_name(ask(MomentsQuestion(), simulated(1200, EFFECTS, seed)))
        ratios = [found[f"t{k}"].ratio for k in range(len(EFFECTS))]
        logs.append([np.log(ratio.value) if ratio else np.nan for ratio in ratios])
        covered += [
            ratio is not None and ratio.low <= np.exp(effect) <= ratio.high
            for ratio, effect in zip(ratios, EFFECTS, strict=True)
        ]
        findings = [k for k in range(len(EFFECTS)) if found[f"t{k}"].verdict in ("gains", "costs")]
        false.append(sum(EFFECTS[k] == 0 for k in findings) / max(len(findings), 1))
    assert np.mean(logs, axis=0) == pytest.approx(EFFECTS, abs=0.09)
    assert 0.87 <= np.mean(covered) <= 0.98
    assert np.mean(false) <= 0.1


def test_ever_touched_turns_a_helpful_touchpoint_round_and_the_answer_says_why() -> None:
    store = simulated(3000, (0.4, 0.0, 0.0, 0.0, 0.0), 1, days=60, converting=0.15, meeting=0.1)
    answer = ask(MomentsQuestion(), store)
    helpful = by_name(answer)["t0"]
    assert helpful.ratio is not None
    assert helpful.gained is not None
    assert helpful.ever_touched is not None
    assert helpful.ratio.low > 1
    assert helpful.gained.low > 0
    assert helpful.ever_touched < 0.9
    told = {language: answer.explanation_in(language) for language in LANGUAGES}
    assert len(set(told.values())) == 3
    assert "immortal time" in told["en"]
    assert answer.rows()[0]["touchpoint"] == "t0"


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
        journey = [("film", begin), ("cart", begin + 100)]
        if random.random() < 0.5:
            seen = random.permutation(["advert", "mail", "post"])[: random.integers(1, 3)].tolist()
            journey = [(name, begin + 10 * k) for k, name in enumerate(seen)]
            journey += [("cart", begin + 100)] if random.random() < 0.3 else []
        if journey[-1][0] == "cart" and random.random() < 0.5:
            journey.append(("pay", begin + 200))
        written.append(journey)
    stage_of = {"advert": "look", "mail": "look", "post": "look", "film": "buy", "cart": "buy", "pay": "buy"}
    staged = journeys(written, goal=["pay"], stage_of=stage_of, stages=["look", "buy"])
    question, plain = MomentsQuestion(silence=1_000_000_000), journeys(written, goal=["pay"])
    assert {by_name(asked(question, plain))[name].verdict for name in ("advert", "mail", "post")} == {"costs"}
    found = by_name(asked(question, staged))
    assert {found[name].verdict for name in ("advert", "mail", "post", "film")} == {"no_effect_seen"}
    assert found["cart"].verdict == "on_the_way"


def test_where_nobody_converts_after_it_all_that_were_expected_are_lost() -> None:
    written = [[("a", 0), ("b", 60), ("pay", 120)] for _ in range(60)]
    written += [[("a", 0), ("b", 60)] for _ in range(60)] + [[("a", 0), ("broken", 60)] for _ in range(60)]
    found = by_name(asked(MomentsQuestion(silence=1_000_000_000), journeys(written, goal=["pay"], blocks=2)))
    broken = found["broken"]
    assert broken.verdict == "costs"
    assert broken.gained is not None
    assert broken.gained.low < broken.gained.value < broken.gained.high < 0
    assert -40 < broken.gained.value < -5


def test_few_journeys_are_not_enough() -> None:
    written = [[("a", 0), ("b", 60), ("pay", 120)], [("a", 0), ("c", 30)]]
    answer = asked(MomentsQuestion(silence=1_000_000_000), journeys(written, goal=["pay"]))
    assert {moment.verdict for moment in answer.moments} <= {"not_enough_data", "on_the_way"}


def test_it_needs_a_goal_and_says_what_it_compares() -> None:
    with pytest.raises(QuestionError, match="goal"):
        asked(MomentsQuestion(), journeys([[("a", 0)]]))
    assert len({MomentsQuestion().definition_in(language) for language in LANGUAGES}) == 3
