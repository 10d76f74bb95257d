"""The doors to the questions: lengths as people write them, exclusions by name, customers behind a count."""

import pytest

from tests.binding.material_builder import ALL, material
from tropa.analytics.funnel import Exclusion
from tropa.errors import NotFoundError, QuestionError
from tropa.kit.time import MINUTE
from tropa.library.journey_set import JourneySet


@pytest.fixture(scope="module")
def shop() -> JourneySet:
    return JourneySet(material(("new", "old")))


def test_a_length_is_microseconds_or_written(shop: JourneySet) -> None:
    steps = ("catalog", "payment")
    assert shop.funnel(steps, within="20m").steps == shop.funnel(steps, within=20 * MINUTE).steps
    assert shop.sessions(gap="5m").rows() == shop.sessions(gap=5 * MINUTE).rows()
    with pytest.raises(QuestionError) as refused:
        shop.funnel(steps, within="soon")
    assert refused.value.code == "library.bad_length"


def test_an_exclusion_by_name_lies_between_the_first_and_the_last_step(shop: JourneySet) -> None:
    steps = ("filter", "payment", "order")
    by_name = shop.funnel(steps, exclude=("card error",))
    assert by_name.steps == shop.funnel(steps, exclude=(Exclusion(("card error",), 0, 2),)).steps
    assert by_name.completed < shop.funnel(steps).completed


def test_a_step_may_have_alternatives(shop: JourneySet) -> None:
    assert shop.funnel((("card error", "order"), "payment")).entered == 108


def test_a_property_nobody_kept_cannot_be_held(shop: JourneySet) -> None:
    with pytest.raises(QuestionError):
        shop.funnel(("catalog", "payment"), hold="device")


def test_every_question_answers_of_all_and_of_a_segment(shop: JourneySet) -> None:
    for journeys in (shop, shop.where(segment="new")):
        answers = (
            journeys.flow(), journeys.variants(), journeys.step_matrix(), journeys.sessions(), journeys.stages(),
            journeys.reach(), journeys.barriers(),
        )  # fmt: skip
        assert {answer.journeys for answer in answers} == {journeys.count}
    assert shop.where(segment="new").count == ALL // 2


def test_the_customers_behind_a_count_are_listed(shop: JourneySet) -> None:
    assert len(shop.customers(touchpoint="card error")) == 60
    assert len(shop.customers(edge=("card error", "payment"))) == 60
    assert len(shop.customers(stage="return")) == shop.stages().stages[2].journeys
    with pytest.raises(NotFoundError):
        shop.customers(touchpoint="checkout")


def test_the_emotion_of_a_segment_is_of_its_customers(shop: JourneySet) -> None:
    assert shop.emotion().journeys == ALL
    assert shop.where(segment="old").emotion().journeys == ALL // 2


def test_the_emotion_of_a_period_is_of_what_was_said_in_it(shop: JourneySet) -> None:
    said = shop.material.verbatims["time"].cast("int64").to_pylist()
    last = max(said)
    assert shop.where(end=last).material.verbatims.num_rows == sum(time < last for time in said)
    assert set(shop.where(start=min(said)).material.verbatims["time"].cast("int64").to_pylist()) <= set(said)


def test_journeys_draft_themselves(shop: JourneySet) -> None:
    assert [one.segments for one in shop.draft(language="pl").maps] == [("new",), ("old",)]
