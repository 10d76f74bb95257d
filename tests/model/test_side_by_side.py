"""Maps of several segments as one table."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.map_builder import card, point, small_map
from tests.model.strategies import maps
from tropa.model.lane import Lane
from tropa.model.map import Map
from tropa.model.side_by_side import side_by_side
from tropa.model.view import columns, lanes_in_order, live_cards


def test_the_same_stage_and_lane_of_each_map_stand_together() -> None:
    anna = small_map(card("a", body="asks"), curve=(point("search", 1),), title="Anna's")
    boris = Map.new("Boris's", language="en", stages=["Search", "Delivery"], lanes=["barriers", "actions"])
    boris = boris.with_card("Search", "actions", "reads")
    table = side_by_side([anna, boris])
    assert table.titles == ("Anna's", "Boris's")
    assert [one.title for one in table.stages] == ["Search", "Delivery", "Payment", "Return"]
    assert table.stages[1].ids[0] is None
    lane = next(n for n, one in enumerate(table.lanes) if one.kind == "actions")
    assert [[one.body for one in cards] for cards in table.cards[lane][0]] == [["asks"], ["reads"]]
    assert [one and one.value for one in table.curve[0]] == [1, None]


def test_several_lanes_of_a_kind_meet_by_their_titles() -> None:
    def with_lanes(*titles: str, prefix: str) -> Map:
        lanes = [Lane(id=f"{prefix}{n}", kind="text", title=one, rank=f"{n}5") for n, one in enumerate(titles)]
        return small_map(lanes=tuple(lanes))

    table = side_by_side([with_lanes("Notes", "Ideas", prefix="a"), with_lanes("ideas", "notes", prefix="b")])
    assert [one.ids for one in table.lanes] == [("a0", "b1"), ("a1", "b0")]


@settings(max_examples=15)
@given(st.lists(maps(), min_size=1, max_size=3))
def test_every_stage_lane_and_living_card_stands_in_the_table_once(several: list[Map]) -> None:
    table = side_by_side(several)
    for place, map_ in enumerate(several):
        assert sorted(one.ids[place] or "" for one in table.stages if one.ids[place]) == sorted(
            one.id for one in columns(map_)
        )
        assert {one.ids[place] for one in table.lanes} - {None} == {one.id for one in lanes_in_order(map_)}
        shown = [one.id for lane in table.cards for cell in lane for one in cell[place]]
        assert sorted(shown) == sorted(one.id for one in live_cards(map_))
