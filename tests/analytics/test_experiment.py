"""Experiments on journeys with known effects."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from tests.journey_builder import journeys
from tropa.analytics.experiment import Design, Effect, ExperimentAnswer, ExperimentQuestion
from tropa.analytics.journey_metrics import JourneyMetricQuestion
from tropa.engines.threads import ask
from tropa.errors import InputError, QuestionError
from tropa.journeys.block import Journeys
from tropa.kit.locale import LANGUAGES
from tropa.kit.time import SECOND


def trial(shares: Sequence[float], n: int, seed: int = 0) -> tuple[Journeys, pa.Table]:
    """Customers dealt in turn to control, b, c…, of whom these shares convert; a tenth of each arm never comes."""
    random = np.random.default_rng(seed)
    arms = np.arange(n * len(shares)) % len(shares)
    converts = random.random(len(arms)) < np.array(shares)[arms]
    comes = converts | (random.random(len(arms)) < 0.9)
    written = [[("look", 100), ("pay", 160)] if bought else [("look", 100)] for bought in converts]
    built = journeys([journey if here else [] for journey, here in zip(written, comes, strict=True)], goal=["pay"])
    names = ["control", *"bcdefg"]
    table = pa.table({"customer": [f"c{number}" for number in range(len(arms))], "arm": [names[arm] for arm in arms]})
    return built, table


def asked(shares: Sequence[float], n: int, seed: int = 0, **parameters: Any) -> ExperimentAnswer:
    built, table = trial(shares, n, seed)
    return ask(ExperimentQuestion(arms=table, **parameters), built, workers=1)


def only(answer: ExperimentAnswer) -> Effect:
    (effect,) = answer.effects
    return effect


def test_an_effect_is_found_with_its_size_and_grade() -> None:
    answer = asked([0.2, 0.3], 1500, randomised=True)
    effect = only(answer)
    assert effect.judgement.verdict == "positive"
    assert effect.judgement.grade == "A"
    assert effect.difference is not None
    assert effect.difference.low < 0.1 < effect.difference.high
    assert answer.arms[0].name == "control"
    assert effect.relative == pytest.approx(0.5, abs=0.25)
    assert answer.rows()[0]["verdict"] == "positive"


def test_those_who_never_came_count() -> None:
    answer = asked([0.2, 0.2], 500)
    assert [arm.assigned for arm in answer.arms] == [500, 500]
    assert all(arm.value is not None and arm.value.n == 500 for arm in answer.arms)
    strangers = pa.table({"customer": ["x1", "x2", "x3", "x4"], "arm": ["control", "control", "b", "b"]})
    with pytest.raises(QuestionError, match=r"\(4\).*c0"):
        ask(ExperimentQuestion(arms=strangers), trial([0.2, 0.2], 5)[0])


def test_verdicts_follow_the_smallest_effect_of_interest() -> None:
    assert only(asked([0.2, 0.2], 300)).judgement.verdict == "not_enough_data"
    assert only(asked([0.2, 0.2], 300, least_effect=0.15)).judgement.verdict == "no_effect"
    assert only(asked([0.3, 0.15], 800)).judgement.verdict == "negative"


def test_intervals_cover_the_truth_and_false_effects_are_as_rare_as_said() -> None:
    built = [only(asked([0.2, 0.2], 150, seed, least_effect=0.0)) for seed in range(250)]
    held = np.mean([one.difference.low <= 0 <= one.difference.high for one in built if one.difference])
    assert held > 0.92
    assert np.mean([one.judgement.verdict != "not_enough_data" for one in built]) < 0.08


def test_a_broken_split_gives_no_verdict() -> None:
    built, table = trial([0.1, 0.6], 300)
    kept = table.filter(pa.array([number % 4 != 0 for number in range(len(table))]))
    effect = only(ask(ExperimentQuestion(arms=kept), built))
    assert effect.judgement.reason == "sample_ratio"
    assert effect.judgement.verdict == "not_enough_data"
    planned = ask(ExperimentQuestion(arms=kept, shares=(1, 2)), built)
    assert only(planned).judgement.verdict == "positive"


def test_a_fixed_test_is_not_judged_before_its_end() -> None:
    early = only(asked([0.1, 0.4], 200, design=Design(planned=1000)))
    assert early.judgement.reason == "before_planned_end"
    assert only(asked([0.1, 0.4], 200, design=Design(planned=200))).judgement.verdict == "positive"


def test_looks_make_intervals_wider_in_the_order_they_should() -> None:
    fixed, planned, always = (
        only(asked([0.2, 0.26], 600, design=design))
        for design in (
            Design(),
            Design("group_sequential", planned=1200, looks=(0.25,)),
            Design("always_valid", planned=600),
        )
    )
    widths = [one.difference.high - one.difference.low for one in (fixed, planned, always) if one.difference]
    assert widths == sorted(widths)
    assert fixed.p_value is not None
    assert always.p_value is not None
    assert fixed.p_value < always.p_value


def test_peeking_errs_as_often_as_the_design_says() -> None:
    """Looks at a half and at the whole of 300 customers an arm, without an effect."""
    peeked = sequential = 0
    for seed in range(120):
        built, table = trial([0.3, 0.3], 300, seed)
        half = table.slice(0, 300)
        plain = [ask(ExperimentQuestion(arms=part), built, workers=1) for part in (half, table)]
        peeked += any(not one.low <= 0 <= one.high for answer in plain if (one := only(answer).difference))
        looked = [
            ask(ExperimentQuestion(arms=part, design=Design("group_sequential", 300, looks)), built, workers=1)
            for part, looks in ((half, ()), (table, (0.5,)))
        ]
        sequential += any(not one.low <= 0 <= one.high for answer in looked if (one := only(answer).difference))
    assert sequential <= 0.09 * 120
    assert sequential <= peeked


def test_what_customers_were_like_before_narrows_the_interval() -> None:
    random = np.random.default_rng(5)
    keen = random.poisson(random.gamma(1.5, 3, 800))
    written = []
    for number, often in enumerate(keen):
        pages = [("page", 10 + k) for k in range(often + random.poisson(1))]
        later = often + random.poisson(1) + 2 * (number % 2)
        written.append([*pages, *(("page", 5000 + k) for k in range(later))])
    table = pa.table({"customer": [f"c{n}" for n in range(800)], "arm": ["control", "b"] * 400})
    metric = JourneyMetricQuestion("pages_viewed")
    plain, adjusted = (
        only(ask(ExperimentQuestion(metric, table, start=5000 * SECOND, before=before), journeys(written)))
        for before in (None, 5000 * SECOND)
    )
    assert plain.variance_ratio is None
    assert adjusted.variance_ratio is not None
    assert adjusted.variance_ratio < 0.75
    assert adjusted.plain == plain.plain
    assert adjusted.difference is not None
    assert plain.difference is not None
    assert adjusted.difference.high - adjusted.difference.low < plain.difference.high - plain.difference.low
    assert adjusted.difference.low < 2 < adjusted.difference.high


def test_a_weak_winner_is_shown_smaller_than_it_was_found() -> None:
    found = [only(asked([0.2, 0.24], 500, seed)) for seed in range(12)]
    winners = [one for one in found if one.judgement.verdict == "positive"]
    assert winners
    for one in winners:
        assert one.corrected is not None
        assert one.difference is not None
        assert one.corrected.value < one.difference.value


def test_several_arms_are_judged_together() -> None:
    one, three = asked([0.2, 0.25], 400), asked([0.2, 0.25, 0.2, 0.2], 400)
    assert [effect.arm for effect in three.effects] == ["b", "c", "d"]
    first = three.effects[0].difference
    assert first is not None
    assert first.confidence == pytest.approx(1 - 0.05 / 3)
    assert only(one).difference is not None


def test_segments_are_arms_where_there_is_no_table() -> None:
    written = [[("look", 0), ("pay", 60)] if number % 4 == 1 else [("look", 0)] for number in range(400)]
    built = journeys(written, goal=["pay"], segment=["old", "new"] * 200)
    answer = ask(ExperimentQuestion(control="old"), built)
    assert [arm.name for arm in answer.arms] == ["old", "new"]
    assert only(answer).difference is not None
    assert only(answer).judgement.grade == "B"
    assert only(answer).judgement.verdict == "positive"
    assert answer.sample_ratio_p is None


def test_segments_need_no_equal_sizes() -> None:
    written = [[("look", 0)]] * 400
    built = journeys(written, goal=["pay"], segment=["big"] * 300 + ["small"] * 100)
    assert only(ask(ExperimentQuestion(), built)).judgement.reason == "interval"
    assert only(ask(ExperimentQuestion(shares=(1, 1)), built)).judgement.reason == "sample_ratio"


def test_a_customer_in_two_arms_is_left_out() -> None:
    built, table = trial([0.2, 0.2], 50)
    twice = pa.concat_tables([table, pa.table({"customer": ["c0", "c0"], "arm": ["b", "b"]})])
    answer = ask(ExperimentQuestion(arms=twice), built)
    assert answer.crossed == 1
    assert [arm.assigned for arm in answer.arms] == [49, 50]


def test_the_needed_size_is_told_and_looks_add_to_it() -> None:
    plain = asked([0.1, 0.1], 2000, least_effect=0.02)
    assert plain.size_needed == pytest.approx(3835, rel=0.1)
    looks = asked([0.1, 0.1], 2000, least_effect=0.02, design=Design("group_sequential", 4000, (0.25,), "pocock"))
    assert looks.size_needed is not None
    assert plain.size_needed is not None
    assert looks.size_needed > plain.size_needed
    assert only(plain).power == pytest.approx(0.55, abs=0.1)


def test_blocks_make_no_difference() -> None:
    random = np.random.default_rng(2)
    written = [[("look", 0), ("pay", 60)] if random.random() < 0.3 else [("look", 0)] for _ in range(90)]
    table = pa.table({"customer": [f"c{n}" for n in range(90)], "arm": ["a", "b"] * 45})
    one, three = (
        ask(ExperimentQuestion(arms=table), journeys(written, goal=["pay"], blocks=blocks)) for blocks in (1, 3)
    )
    assert only(one).difference == only(three).difference or only(one).p_value == pytest.approx(only(three).p_value)


def test_the_definition_tells_how_it_is_judged() -> None:
    question = ExperimentQuestion(least_effect=0.025, start=0, before=86_400 * SECOND, randomised=True)
    assert "0.025" in question.definition_in("en")
    assert "0,025" in question.definition_in("ru")
    assert len({ExperimentQuestion().definition_in(language) for language in LANGUAGES}) == 3


def test_impossible_questions_say_what_they_lack() -> None:
    built, table = trial([0.2, 0.2], 20)
    for parameters, word in (
        ({"control": "z"}, "control"),
        ({"shares": (1.0,)}, "shares"),
        ({"design": Design("group_sequential", planned=20, looks=(1.0,))}, "look"),
    ):
        with pytest.raises(QuestionError, match=word):
            ask(ExperimentQuestion(arms=table, **parameters), built)
    with pytest.raises(QuestionError, match="two arms"):
        ask(ExperimentQuestion(), built)
    with pytest.raises(InputError, match="arm"):
        ask(ExperimentQuestion(arms=pa.table({"customer": ["a"]})), built)
    for wrong in ({"before": 5}, {"before": 0, "start": 1}, {"least_effect": -1.0}, {"shares": (0.0, 1.0)}):
        with pytest.raises(QuestionError):
            ExperimentQuestion(**wrong)
    with pytest.raises(QuestionError, match="planned"):
        Design("group_sequential")
    with pytest.raises(QuestionError, match="planned"):
        Design(planned=0)


def test_nobody_in_an_arm_is_too_few_to_judge() -> None:
    pages = JourneyMetricQuestion("pages_viewed")
    table = pa.table({"customer": ["c0", "x1", "x2", "x3"], "arm": ["b", "control", "control", "b"]})
    answer = ask(ExperimentQuestion(pages, table), journeys([[("page", 0)]]))
    assert answer.arms[0].value is None
    assert only(answer).judgement.reason == "too_few"
    assert answer.size_needed is None
