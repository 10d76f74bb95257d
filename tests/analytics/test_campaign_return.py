"""What a campaign brought: against sums by hand, and how often its interval holds a known return."""

from dataclasses import replace

import numpy as np
import pytest

from tests.analytics.oracles import asked
from tests.journey_builder import journeys
from tropa.analytics.campaign_return import CampaignReturnAnswer, CampaignReturnQuestion
from tropa.errors import QuestionError
from tropa.journeys.block import Journeys
from tropa.kit.locale import LANGUAGES
from tropa.kit.time import SECOND


def bought(money: list[float | None]) -> Journeys:
    """Customer c0, c1, … with an order of that money at second 5, or none."""
    store = journeys([[("ad", 0), *([("buy", 5)] if one is not None else [])] for one in money], goal=["buy"])
    value = [part for one in money for part in ([np.nan] if one is None else [np.nan, one])]
    return replace(store, blocks=(replace(store.blocks[0], value=np.array(value)),))


def names(numbers: range) -> list[str]:
    return [f"c{number}" for number in numbers]


def test_the_difference_is_that_of_all_who_were_assigned() -> None:
    """c8 and c9 of the treated have no journey at all; they brought nothing and count."""
    question = CampaignReturnQuestion(["c0", "c1", "c8", "c9"], ["c2", "c3"], cost=10.0, margin=0.5)
    answer = asked(question, bought([40.0, 20.0, 10.0, None]))
    assert (answer.treated.customers, answer.treated.converted, answer.treated.value) == (4, 2, 60.0)
    assert answer.effect.value == 0.0
    assert answer.value_effect.value == pytest.approx(60 / 4 - 10 / 2)
    assert answer.value.value == pytest.approx(40.0)
    assert answer.profit is not None
    assert answer.roi is not None
    assert [answer.profit.value, answer.roi.value] == pytest.approx([10.0, 1.0])


def test_a_step_of_a_path_can_be_judged_by_what_reaching_it_is_worth() -> None:
    written = [[("ad", 0), ("cart", 1), ("cart", 2)], [("ad", 0)], [("ad", 0)], [("ad", 0)]]
    question = CampaignReturnQuestion(["c0", "c1"], ["c2", "c3"], goal=("cart",), value_per_conversion=30.0, cost=10.0)
    answer = asked(question, journeys(written))
    assert answer.value.value == 30.0
    assert answer.roi is not None
    assert answer.roi.value == 2.0
    assert "30" in answer.definition


def test_only_the_period_counts() -> None:
    store = bought([40.0, 40.0, 10.0, 10.0])
    late = CampaignReturnQuestion(["c0", "c1"], ["c2", "c3"], since=6 * SECOND)
    assert asked(late, store).treated.converted == 0
    on_time = CampaignReturnQuestion(["c0", "c1"], ["c2", "c3"], since=5 * SECOND, until=6 * SECOND)
    assert asked(on_time, store).treated.converted == 2


def test_blocks_add_up_and_a_customer_with_two_journeys_is_one() -> None:
    written = [[("buy", k)] for k in range(6)]
    question = CampaignReturnQuestion(names(range(3)), names(range(3, 6)))
    whole = asked(question, journeys(written, goal=["buy"]))
    parts = asked(question, journeys(written, goal=["buy"], blocks=3))
    assert whole.treated == parts.treated
    store = journeys(written, goal=["buy"])
    twice = replace(store.blocks[0], customer=store.blocks[0].customer.take([0, 0, 1, 1, 3, 3]))
    assert asked(question, replace(store, blocks=(twice,))).treated.converted == 2


def test_the_interval_of_the_return_covers_the_truth() -> None:
    """True effect .02 in conversion at 100 money each, 3,000 treated and 1,000 held out, cost 3,000: true ROI 1."""
    random = np.random.default_rng(11)
    treated, held_out = names(range(3_000)), names(range(3_000, 4_000))
    question = CampaignReturnQuestion(treated, held_out, cost=3_000.0)
    held = 0
    for _ in range(100):
        buys = random.random(4_000) < np.where(np.arange(4_000) < 3_000, 0.07, 0.05)
        spent = random.exponential(100.0, 4_000)
        answer: CampaignReturnAnswer = asked(
            question, bought([float(money) if buy else None for buy, money in zip(buys, spent, strict=True)])
        )
        assert answer.roi is not None
        held += answer.roi.low <= 1.0 <= answer.roi.high
    assert held >= 89


def test_the_grade_says_how_the_sides_came_about() -> None:
    store = bought([1.0, 2.0, 3.0, None])
    for assignment, grade in (("random", "A"), ("concurrent", "B"), ("chosen", "D")):
        question = CampaignReturnQuestion(["c0", "c1"], ["c2", "c3"], assignment=assignment)  # type: ignore[arg-type]
        answer = asked(question, store)
        assert answer.grade == grade
        for language in LANGUAGES:
            assert f" {grade}" in answer.definition_in(language)
            assert f" {grade}" in answer.left_out_in(language)


def test_sides_of_the_wrong_size_are_called_broken() -> None:
    store = bought([1.0] * 4)
    question = CampaignReturnQuestion(names(range(400)), names(range(400, 500)), planned=0.5)
    answer = asked(question, store)
    assert answer.broken
    assert "must not be used" in answer.left_out_in("en")


def test_the_answer_as_json_names_no_customer() -> None:
    written = asked(CampaignReturnQuestion(["c0", "c1"], ["c2", "c3"]), bought([1.0, None, 3.0, 4.0])).to_dict()
    assert written["question"]["treated"] == 2
    assert "c0" not in str(written)


@pytest.mark.parametrize(
    ("treated", "comparison", "parameters"),
    [
        (["c0"], ["c1", "c2"], {}),
        (["c0", "c1"], ["c1", "c2"], {}),
        (["c0", "c1"], ["c2", "c3"], {"cost": 0.0}),
        (["c0", "c1"], ["c2", "c3"], {"assignment": "lucky"}),
    ],
)
def test_sides_that_cannot_be_compared_are_refused(
    treated: list[str], comparison: list[str], parameters: dict[str, object]
) -> None:
    with pytest.raises(QuestionError):
        CampaignReturnQuestion(treated, comparison, **parameters)  # type: ignore[arg-type]


def test_customers_nobody_has_seen_are_no_campaign_without_effect() -> None:
    with pytest.raises(QuestionError, match=r"\(4\).*c0"):
        asked(CampaignReturnQuestion(["x0", "x1"], ["x2", "x3"]), bought([1.0, None]))
