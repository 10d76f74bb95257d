"""Questions asked without one group of customers after the other."""

from typing import Any

import numpy as np
import pytest

from tests.journey_builder import Written, journeys
from tropa.analytics.flow import FlowQuestion
from tropa.analytics.funnel import FunnelQuestion
from tropa.analytics.grouped import GroupedAnswer, InGroups
from tropa.analytics.sessions import SessionsQuestion
from tropa.analytics.stage_summary import StageSummaryQuestion
from tropa.analytics.step_matrix import StepMatrixQuestion
from tropa.analytics.variants import VariantsQuestion
from tropa.engines.threads import ask
from tropa.journeys.block import Journeys
from tropa.journeys.names import hash_names, partition_of
from tropa.journeys.select import select

STAGE_OF = {"ad": "look", "page": "look", "cart": "buy", "pay": "buy"}
QUESTIONS: list[Any] = [
    FlowQuestion(),
    FunnelQuestion(("ad", "cart")),
    SessionsQuestion(),
    StageSummaryQuestion(silence=10_000_000),
    StepMatrixQuestion(steps=4),
    VariantsQuestion(),
]


def some(customers: int = 120, blocks: int = 3) -> Journeys:
    random = np.random.default_rng(8)
    written: Written = [
        [(str(random.choice(list(STAGE_OF))), int(60 * k + random.integers(50))) for k in range(random.integers(1, 6))]
        for _ in range(customers)
    ]
    return journeys(written, blocks=blocks, stage_of=STAGE_OF, stages=("look", "buy"), goal=["pay"])


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: type(question).__name__)
def test_the_whole_is_the_plain_answer_and_each_rest_that_of_the_others(question: Any) -> None:
    all_ = some()
    found: GroupedAnswer = ask(InGroups(question), all_)
    assert found.whole == ask(question, all_)
    assert len(found.answers) == 21
    assert found.journeys[0] == all_.count
    names = [name for block in all_.blocks for name in block.customer.to_pylist()]
    group = {n: int(partition_of(hash_names(block.customer, 0x7A0), 20)[i]) for block in all_.blocks
             for i, n in enumerate(block.customer.to_pylist())}  # fmt: skip
    rest = select(all_, customers=[name for name in names if group[name] != 4])
    left = found.answers[5].rows()
    assert [{**row} for row in left] == ask(question, rest).rows()


def test_customers_are_dealt_evenly() -> None:
    found: GroupedAnswer = ask(InGroups(FlowQuestion()), some(400))
    sizes = 400 - np.array(found.journeys[1:])
    assert sizes.sum() == 400
    assert sizes.min() > 5


def test_a_single_customer_has_no_rest() -> None:
    found: GroupedAnswer = ask(InGroups(FlowQuestion()), journeys([[("a", 0)]]))
    assert (len(found.answers), found.journeys) == (1, (1,))
