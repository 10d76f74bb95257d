"""Which cards, lanes and stages of two versions stand beside each other, and how they are marked."""

from tests.formats.side_by_side.pairs import NEW, OLD
from tests.model.map_builder import card
from tropa.formats.side_by_side.versions import CardView, LaneView, StageView, versions_view

VIEW = versions_view(OLD, NEW)


def stage(name: str) -> StageView:
    return next(one for one in VIEW.stages if one.id == name)


def lane(of: str, kind: str) -> LaneView:
    return next(one for one in stage(of).lanes if one.kind == kind)


def marks(one: CardView | None) -> list[str]:
    return [] if one is None else [mark.happened for mark in one.marks]


def test_a_moved_card_is_told_where_it_was_and_where_it_is() -> None:
    [(before, after)] = lane("payment", "actions").rows
    assert after is None
    assert before is not None
    assert before.marks[0].words == "→ moved to Search"
    arrived = [row for row in lane("search", "actions").rows if row[0] is None]
    assert [after.marks[0].words for _, after in arrived if after] == ["← moved from Payment"]


def test_a_reworded_card_stands_beside_its_old_words() -> None:
    before, after = lane("search", "actions").rows[0]
    assert before is not None
    assert after is not None
    assert (before.words, marks(before), after.words, marks(after)) == (
        "Asks a friend",
        [],
        "Asks two friends",
        ["reworded"],
    )


def test_a_solved_barrier_is_marked_and_its_other_changes_told() -> None:
    [(_, after)] = lane("payment", "barriers").rows
    assert marks(after) == ["solved", "changed"]
    assert after is not None
    assert after.told == ("owner: — → “Product”",)


def test_removed_and_added_cards_stand_on_one_side() -> None:
    assert [(marks(one), other) for one, other in lane("search", "thoughts").rows] == [(["gone"], None)]
    assert [(one, marks(other)) for one, other in lane("search", "touchpoints").rows] == [(None, ["new"])]


def test_what_stayed_is_counted() -> None:
    assert not stage("return").changed
    assert (stage("return").lanes_same, stage("return").cards_same) == (1, 1)


def test_a_new_stage_is_marked() -> None:
    mark = stage("refund").mark
    assert mark is not None
    assert (mark.words, stage("refund").there) == ("+ added", (False, True))


def test_the_cards_of_a_removed_stage_are_gone_with_it() -> None:
    stages = tuple(one.model_copy(update={"deleted": one.id == "payment"}) for one in OLD.stages)
    view = versions_view(OLD, OLD.with_fields(stages=stages))
    [gone] = [one for one in view.stages if one.mark]
    assert [marks(before) for one in gone.lanes for before, _ in one.rows] == [["gone"], ["gone"]]


def test_fields_of_the_map_are_told_in_full() -> None:
    assert [(one.field, one.before, one.after) for one in VIEW.fields] == [("goal", "Sell more", "Lose fewer")]


def test_another_order_is_marked() -> None:
    one, other = card("a", rank="1"), card("b", rank="2")
    before = OLD.with_fields(cards=(one, other), curve=())
    after = before.with_fields(cards=(one.model_copy(update={"rank": "3"}), other))
    rows = versions_view(before, after).stages[0].lanes[0].rows
    assert sorted(mark for row in rows for mark in marks(row[1])) == ["reordered"]
