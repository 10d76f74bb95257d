"""Readers of a map see its order and skip what is deleted."""

from datetime import date

from tests.model.map_builder import card, point, small_map
from tropa.model.curve import CurvePoint
from tropa.model.evidence import Evidence
from tropa.model.stage import Stage
from tropa.model.view import (
    cards_in,
    cards_of_kind,
    columns,
    curve_of,
    lanes_in_order,
    live_cards,
    stages_in_order,
    stale_since,
)


def test_stages_come_by_rank_each_with_its_parts_behind_it() -> None:
    stages = [
        Stage(id="b", title="", rank="2"),
        Stage(id="a2", title="", rank="9", parent="a"),
        Stage(id="a1", title="", rank="3", parent="a"),
        Stage(id="a", title="", rank="1"),
    ]
    assert [stage.id for stage in stages_in_order(stages)] == ["a", "a1", "a2", "b"]


def test_a_cell_shows_live_cards_by_rank() -> None:
    map_ = small_map(
        card("late", rank="z"), card("early", rank="1"), card("gone", deleted=True), card("x", stage="return")
    )
    assert [one.id for one in cards_in(map_, "search", "actions")] == ["early", "late"]


def test_a_parent_stage_is_a_column_only_where_it_holds_something() -> None:
    stages = (Stage(id="whole", title="", rank="1"), Stage(id="part", title="", rank="1", parent="whole"))
    assert [stage.id for stage in columns(small_map(stages=stages))] == ["part"]
    filled = small_map(card("a", stage="whole"), stages=stages)
    assert [stage.id for stage in columns(filled)] == ["whole", "part"]


def test_cards_of_a_kind_come_by_stage() -> None:
    map_ = small_map(card("b", lane="barriers", stage="return"), card("a", lane="barriers"), card("c"))
    assert [one.id for one in cards_of_kind(map_, "barriers")] == ["a", "b"]


def test_lanes_come_by_rank() -> None:
    assert [lane.id for lane in lanes_in_order(small_map())][:2] == ["actions", "thoughts"]


def test_the_wish_is_another_curve() -> None:
    curve = (point("search", -1), point("search", 1, future=True))
    assert curve_of(curve, "anna")["search"].value == -1
    assert curve_of(curve, "anna", future=True)["search"].value == 1


def test_a_record_is_stale_the_day_after_its_review_is_due() -> None:
    record = Evidence(id="e", question="q", definition="d", grade="D", asked=date(2026, 1, 1), review_days=30)
    assert stale_since(record, date(2026, 1, 31)) is None
    assert stale_since(record, date(2026, 2, 1)) == date(2026, 1, 31)
    assert stale_since(record.model_copy(update={"review_days": None}), date(2030, 1, 1)) is None


def test_what_lies_in_a_deleted_stage_is_not_alive() -> None:
    map_ = small_map(card("a"), card("b", stage="payment"))
    stages = tuple(one.model_copy(update={"deleted": True}) if one.id == "payment" else one for one in map_.stages)
    assert [one.id for one in live_cards(map_.model_copy(update={"stages": stages}))] == ["a"]


def test_a_curve_is_read_on_one_scale() -> None:
    five = CurvePoint(persona="anna", stage="search", value=5, scale="1..5")
    assert curve_of([five], "anna")["search"].value == 2
