"""As-is and to-be, stage by stage."""

from typing import Any

from tests.model.map_builder import card, point, small_map
from tropa.model.card import Card, Measure
from tropa.model.catalogue import Metric
from tropa.model.gap import StageGap, gap
from tropa.model.map import Map
from tropa.model.persona import Persona
from tropa.model.stage import Stage


def measured(name: str, value: float, **fields: Any) -> Card:
    return card(
        name, lane="metrics", stage="payment", metric="paid", measure=Measure(value=value, unit="share"), **fields
    )


def metrics(target: float | None) -> tuple[Metric, ...]:
    return (Metric(id="paid", title="Paid orders", target=target),)


def payment(*maps: Map) -> StageGap:
    return next(one for one in gap(*maps) if one.title == "Payment")


def test_one_map_says_what_is_to_be_by_its_future_points_and_targets() -> None:
    found = payment(
        small_map(
            measured("m", 0.4),
            metrics=metrics(0.6),
            curve=(point("payment", -1), point("payment", 1.5, future=True)),
        )
    )
    assert [(one.name, one.now, one.to_be, one.gap) for one in found.feelings] == [("Anna", -1, 1.5, 2.5)]
    assert [(one.title, one.now, one.target, one.gap, one.reached) for one in found.metrics] == [
        ("Paid orders", 0.4, 0.6, 0.2, False)
    ]


def test_two_maps_meet_by_id_and_by_title() -> None:
    now = small_map(measured("m", 0.4), metrics=metrics(None), curve=(point("payment", -1),))
    to_be = Map(
        id="wanted", title="To be", language="en", created="2026-11-24", state="future",
        personas=(Persona(id="other", name="anna"),),
        stages=(Stage(id="s", title="PAYMENT", rank="5"), Stage(id="g", title="Gift", rank="6")),
        lanes=now.lanes,
        metrics=(Metric(id="k", title="Paid orders"),),
        cards=(measured("n", 0.7).model_copy(update={"stage": "s", "metric": "k"}),),
        curve=(point("s", 5, scale="1..5").model_copy(update={"persona": "other"}),),
    )  # fmt: skip
    found = payment(now, to_be)
    assert (found.stage, found.stage_to_be) == ("payment", "s")
    assert [(one.now, one.to_be) for one in found.feelings] == [(-1, 2)]
    assert [(one.metric, one.now, one.target) for one in found.metrics] == [("paid", 0.4, 0.7)]
    assert [(one.title, one.stage) for one in gap(now, to_be)] == [
        ("Search", "search"), ("Payment", "payment"), ("Gift", None), ("Return", "return"),
    ]  # fmt: skip


def test_an_open_barrier_comes_with_what_answers_it() -> None:
    barrier = card("b", lane="barriers", stage="payment", body="no instalments")
    opportunity = card("o", lane="opportunities", stage="payment", about=("b",))
    solution = card("s", lane="solutions", stage="return", about=("o",), owner="Ann", status="planned")
    done = card("d", lane="barriers", stage="payment", status="done")
    (found,) = payment(small_map(barrier, opportunity, solution, done)).barriers
    assert found.body == "no instalments"
    assert [(one.card, one.kind, one.owner) for one in found.responses] == [
        ("o", "opportunity", ""), ("s", "solution", "Ann"),
    ]  # fmt: skip


def test_a_barrier_may_be_answered_by_the_map_to_be() -> None:
    barrier = card("b", lane="barriers", stage="payment")
    to_be = small_map(barrier, card("s", lane="solutions", stage="payment", about=("b",)))
    (found,) = payment(small_map(barrier), to_be).barriers
    assert [(one.card, one.to_be) for one in found.responses] == [("s", True)]


def test_what_is_not_known_stays_unknown() -> None:
    found = payment(small_map(card("m", lane="metrics", stage="payment", metric="paid"), metrics=metrics(0.6)))
    assert [(one.now, one.gap, one.reached) for one in found.metrics] == [(None, None, None)]
    assert found.feelings == ()


def test_a_metric_that_should_fall_is_reached_from_above() -> None:
    lower = (Metric(id="paid", title="Time", better="down", target=0.5),)
    assert [one.reached for one in payment(small_map(measured("m", 0.4), metrics=lower)).metrics] == [True]
    assert [one.reached for one in payment(small_map(measured("m", 0.6), metrics=lower)).metrics] == [False]
