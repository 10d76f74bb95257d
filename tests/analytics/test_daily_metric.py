"""Metrics day by day."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journey_builder import journeys
from tropa.analytics.daily_metric import DailyMetricQuestion, day_of
from tropa.analytics.journey_metrics import JourneyMetricQuestion
from tropa.engines.threads import ask
from tropa.errors import QuestionError
from tropa.journeys.select import select
from tropa.kit.time import DAY, HOUR

EVENTS = st.lists(
    st.lists(st.tuples(st.sampled_from(["look", "pay"]), st.integers(0, 5 * 86_400)), min_size=1, max_size=8).map(
        lambda events: sorted(events, key=lambda event: event[1])
    ),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("metric", ["conversion", "pages_viewed", "time_on_site", "repeat_visits"])
@given(written=EVENTS, blocks=st.integers(1, 3))
def test_a_day_is_what_the_metric_gives_of_that_day_alone(
    metric: str, written: list[list[tuple[str, int]]], blocks: int
) -> None:
    all_ = journeys(written, goal=["pay"], blocks=blocks)
    question = JourneyMetricQuestion(metric)
    for number, found in enumerate(ask(DailyMetricQuestion(question), all_, workers=1).days):
        start = (found.day - date(1970, 1, 1)).days * DAY
        alone = select(all_, start=start, end=start + DAY)
        assert found.customers == alone.count, number
        if alone.count:
            expected = ask(question, alone, workers=1).value
            assert expected is not None
            assert found.value == pytest.approx(expected.value)
        else:
            assert found.value is None


def test_days_follow_each_other_without_a_gap_and_in_their_zone() -> None:
    all_ = journeys([[("look", 23 * 3600), ("pay", 3 * 86_400)]], goal=["pay"])
    assert [found.day.day for found in ask(DailyMetricQuestion(), all_).days] == [1, 2, 3, 4]
    ahead = ask(DailyMetricQuestion(zone=3 * HOUR), all_)
    assert ahead.days[0].day == date(1970, 1, 2)
    assert day_of(23 * HOUR, 3 * HOUR) == date(1970, 1, 2)
    with pytest.raises(QuestionError, match="24"):
        DailyMetricQuestion(zone=DAY)


def test_a_customer_of_two_journeys_on_a_day_is_one() -> None:
    one = journeys([[("look", 10), ("pay", 20)], [("look", 30)]], goal=["pay"])
    block = one.blocks[0]
    same = type(one)(
        (type(block)(**{**vars(block), "customer": block.customer.take(np.array([0, 0]))}),), one.vocabulary, 0
    )
    (found,) = ask(DailyMetricQuestion(), same).days
    assert (found.customers, found.value) == (1, 1.0)
    assert "day" in str(ask(DailyMetricQuestion(), same))
