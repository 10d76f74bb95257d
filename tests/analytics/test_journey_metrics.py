"""Effect metrics of journeys, against plain counting."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journey_builder import journeys
from tropa.analytics.journey_metrics import JourneyMetricQuestion
from tropa.engines.threads import ask
from tropa.errors import NotFoundError, QuestionError
from tropa.journeys.block import Journeys
from tropa.journeys.select import select

Written = list[list[tuple[str, int]]]

STAGES, STAGE_OF = ("look", "buy", "use"), {"ad": "look", "page": "look", "cart": "buy", "play": "use"}
GAP = 1800
WRITTEN = st.lists(
    st.lists(st.tuples(st.sampled_from([*STAGE_OF, "other"]), st.integers(0, 9000)), min_size=1, max_size=10).map(
        lambda events: sorted(events, key=lambda event: event[1])
    ),
    min_size=1,
    max_size=8,
)


def built(written: Written, blocks: int = 1) -> Journeys:
    return journeys(written, blocks=blocks, stage_of=STAGE_OF, stages=STAGES, goal=["play"])


def visits(journey: list[tuple[str, int]]) -> list[list[tuple[str, int]]]:
    found = [[journey[0]]]
    for before, event in pairwise(journey):
        if event[1] - before[1] > GAP:
            found.append([])
        found[-1].append(event)
    return found


def clicks(journey: list[tuple[str, int]]) -> tuple[int, int]:
    names = "".join({"ad": "s", "cart": "c"}.get(name, "") for name, _ in journey)
    return sum("c" in after for after in names.split("s")[1:]), names.count("s")


def gets_on(journey: list[tuple[str, int]], stage: int) -> tuple[int, int]:
    order = [STAGES.index(STAGE_OF[name]) for name, _ in journey if name in STAGE_OF]
    if stage not in order:
        return 0, 0
    return int(any(later > stage for later in order[order.index(stage) :])), 1


ORACLES: dict[JourneyMetricQuestion, Callable[[list[tuple[str, int]]], tuple[int, int]]] = {
    JourneyMetricQuestion("conversion"): lambda journey: (any(name == "play" for name, _ in journey), 1),
    JourneyMetricQuestion("repeat_visits"): lambda journey: (len(visits(journey)) > 1, 1),
    JourneyMetricQuestion("time_on_site"): lambda journey: (
        sum(visit[-1][1] - visit[0][1] for visit in visits(journey)),
        len(visits(journey)),
    ),
    JourneyMetricQuestion("pages_viewed"): lambda journey: (len(journey), len(visits(journey))),
    JourneyMetricQuestion("pages_viewed", touchpoints=("page", "ad")): lambda journey: (
        sum(name in ("page", "ad") for name, _ in journey),
        len(visits(journey)),
    ),
    JourneyMetricQuestion("click_rate", touchpoints=("ad",), clicked=("cart",)): clicks,
    JourneyMetricQuestion("stage_conversion", stage="look"): lambda journey: gets_on(journey, 0),
    JourneyMetricQuestion("stage_conversion", stage="buy"): lambda journey: gets_on(journey, 1),
}


@pytest.mark.parametrize("question", ORACLES, ids=lambda question: f"{question.metric} {question.stage}")
@given(written=WRITTEN, blocks=st.integers(1, 3))
def test_every_metric_is_what_plain_counting_gives(
    question: JourneyMetricQuestion, written: Written, blocks: int
) -> None:
    found = ask(question, built(written, blocks), workers=1)
    x, y = (sum(column) for column in zip(*(ORACLES[question](journey) for journey in written), strict=True))
    if y == 0:
        assert found.value is None
    else:
        assert found.value is not None
        assert found.value.value == pytest.approx(x / y)
        assert found.value.n == len(written)


def test_a_customer_with_several_journeys_counts_once() -> None:
    several = journeys([[("play", 0)], [("ad", 0)]], goal=["play"])
    block = several.blocks[0]
    same = Journeys((type(block)(**{**vars(block), "customer": block.customer.take([0, 0])}),), several.vocabulary, 0)
    found = ask(JourneyMetricQuestion(), same)
    assert found.value is not None
    assert (found.value.value, found.value.n) == (1.0, 1)


def test_a_metric_is_computed_on_a_segment_and_a_period() -> None:
    written: Written = [[("ad", 0), ("play", 100)], [("ad", 0)], [("ad", 0), ("play", 5)]]
    all_ = journeys(written, goal=["play"], segment=["a", "a", "b"])
    found = ask(JourneyMetricQuestion(), select(all_, segment="a", end=50_000_000))
    assert found.value is not None
    assert (found.value.value, found.value.n) == (0.0, 2)


def test_revenue_counts_those_who_paid_nothing() -> None:
    plain = journeys([[("ad", 0), ("pay", 1)], [("ad", 0)]])
    block = plain.blocks[0]
    paid = type(block)(**{**vars(block), "value": np.array([np.nan, 30.0, np.nan])})
    found = ask(JourneyMetricQuestion("revenue"), Journeys((paid,), plain.vocabulary, 0))
    assert found.value is not None
    assert found.value.value == 15.0
    nothing = ask(JourneyMetricQuestion("revenue"), plain)
    assert nothing.value is not None
    assert nothing.value.value == 0.0


def test_what_a_metric_needs_is_asked_for() -> None:
    for metric in ("stage_conversion", "click_rate"):
        with pytest.raises(QuestionError, match="needs"):
            JourneyMetricQuestion(metric)
    with pytest.raises(QuestionError, match="conversion"):
        JourneyMetricQuestion("nps")
    with pytest.raises(QuestionError, match="gap"):
        JourneyMetricQuestion(gap=0)
    with pytest.raises(QuestionError, match="goal"):
        ask(JourneyMetricQuestion(), journeys([[("a", 0)]]))
    with pytest.raises(NotFoundError, match="look"):
        ask(JourneyMetricQuestion("stage_conversion", stage="lok"), built([[("ad", 0)]]))


def test_the_definition_tells_its_parameters() -> None:
    told = JourneyMetricQuestion("click_rate", touchpoints=("banner",), clicked=("open",)).definition_in("en")
    assert "banner" in told
    assert "open" in told
    assert "30 min" in JourneyMetricQuestion("time_on_site").definition_in("pl")
