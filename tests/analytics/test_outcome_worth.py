"""What a stage's outcome is worth, in money."""

from dataclasses import replace

import numpy as np
import pytest

from tests.journey_builder import journeys
from tropa.analytics.meetings import layout
from tropa.analytics.outcome_worth import OutcomeMoney, outcome_money
from tropa.journeys.block import Journeys

STAGE_OF = {"look": "find", "cart": "buy", "paid": "buy", "use": "have"}
DAY = 86_400


def shop(n: int = 40) -> Journeys:
    """Half come to the cart, half of these pay 100 and then 20, half of these 20 again after ten days."""
    written = []
    for k in range(n):
        steps = [("look", 0)]
        if k % 2:
            steps.append(("cart", 10))
        if k % 4 == 3:
            steps += [("paid", 20), ("use", 30)]
        if k % 8 == 7:
            steps.append(("use", 10 * DAY))
        written.append(steps)
    store = journeys(written, stage_of=STAGE_OF, stages=("find", "buy", "have"), goal=("paid",), blocks=2)
    names = np.array(store.vocabulary.touchpoints)
    worth = {"paid": 100.0, "use": 20.0}
    return replace(
        store,
        blocks=tuple(
            replace(block, value=np.array([worth.get(name, np.nan) for name in names[block.touchpoint]]))
            for block in store.blocks
        ),
    )


def money_of(store: Journeys, worth: float | None = None) -> OutcomeMoney:
    codes, limits = layout(store.vocabulary), (100 * DAY * 1_000_000, 7 * DAY * 1_000_000)
    one, other = (outcome_money(block, codes, limits, worth) for block in store.blocks)
    return one.merge(other)


def test_worth_is_the_difference_of_money_with_and_without_the_outcome() -> None:
    money = money_of(shop())
    find, buy = money.worth(0), money.worth(1)
    assert find is not None
    assert buy is not None
    assert find.value == pytest.approx((0 + 0 + 120 + 140) / 4)
    assert buy.value == pytest.approx(130)
    assert buy.low < 130 < buy.high


def test_a_given_worth_counts_for_those_who_reach_the_goal() -> None:
    money = money_of(shop(), 300)
    find, buy, have = (money.worth(stage) for stage in range(3))
    assert find is not None
    assert buy is not None
    assert have is not None
    assert (find.value, buy.value, have.value) == pytest.approx((150, 300, 300))


def test_nobody_on_a_side_has_no_worth() -> None:
    assert money_of(shop(6)).worth(2) is None
