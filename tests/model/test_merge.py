"""Two people's changes in one map."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.model.edit_strategies import edited
from tests.model.map_builder import card, point, small_map
from tests.model.strategies import maps
from tropa.model.diff import diff
from tropa.model.map import Map
from tropa.model.merge import merge
from tropa.model.part import COLLECTION, canonical
from tropa.model.view import cards_in


@settings(max_examples=40)
@given(st.data())
def test_what_one_side_alone_changed_is_taken(data: st.DataObject) -> None:
    base = data.draw(maps())
    _, new = data.draw(edited(base))
    for ours, theirs in ((new, base), (base, new), (new, new)):
        merged = merge(base, ours, theirs)
        assert (merged.map, merged.conflicts) == (new, ())


@settings(max_examples=60)
@given(st.data())
def test_without_conflicts_it_does_not_matter_whose_side_is_whose(data: st.DataObject) -> None:
    base = data.draw(maps())
    (_, ours), (_, theirs) = data.draw(edited(base, prefix="a")), data.draw(edited(base, prefix="b"))
    merged, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert len(merged.conflicts) == len(other.conflicts)
    if not merged.conflicts:
        assert canonical(merged.map) == canonical(other.map)


@settings(max_examples=25, suppress_health_check=[HealthCheck.data_too_large])
@given(maps(), maps(), maps())
def test_any_three_maps_merge_into_one_that_holds_together(base: Map, ours: Map, theirs: Map) -> None:
    merged = merge(base, ours, theirs)
    assert merged == merge(base, ours, theirs)
    assert Map.model_validate(merged.map.model_dump()) == merged.map


def told(base: Map, ours: Map, theirs: Map) -> list[tuple[str, str, str, Any, Any]]:
    return [(one.kind, one.id, one.field, one.ours, one.theirs) for one in merge(base, ours, theirs).conflicts]


def test_different_fields_of_a_card_are_both_taken() -> None:
    merged = merge(small_map(card("a")), small_map(card("a", owner="Ann")), small_map(card("a", body="new")))
    assert (merged.map.cards[0].owner, merged.map.cards[0].body, merged.conflicts) == ("Ann", "new", ())


def test_the_same_field_is_ours_and_the_conflict_says_both() -> None:
    three = small_map(card("a")), small_map(card("a", body="one")), small_map(card("a", body="two"))
    assert told(*three) == [("both_changed", "a", "body", "one", "two")]
    assert merge(*three).map == three[1]


def test_two_moves_of_a_card_are_one_conflict() -> None:
    three = small_map(card("a")), small_map(card("a", stage="payment")), small_map(card("a", stage="return"))
    places = [{"stage": name, "lane": "actions", "rank": "V"} for name in ("payment", "return")]
    assert told(*three) == [("both_moved", "a", "stage+lane+rank", *places)]


def test_an_emotion_keeps_its_own_scale() -> None:
    three = (
        small_map(card("a", emotion=3, scale="1..5")),
        small_map(card("a", emotion=5, scale="1..5")),
        small_map(card("a", emotion=-2, scale="-2..2")),
    )
    mine, theirs = {"emotion": 5, "scale": "1..5"}, {"emotion": -2, "scale": "-2..2"}
    assert told(*three) == [("both_changed", "a", "emotion+scale", mine, theirs)]


def test_what_one_removed_and_the_other_changed_is_named_and_ours_wins() -> None:
    base, gone, new = small_map(card("a")), small_map(card("a", deleted=True)), small_map(card("a", body="new"))
    assert [one[:2] for one in told(base, gone, new)] == [("removed_changed", "a")]
    assert merge(base, gone, new).map.cards[0].deleted
    assert not merge(base, new, gone).map.cards[0].deleted


def test_sets_get_what_either_put_in_and_lose_what_either_took_out() -> None:
    merged = merge(
        small_map(card("a", tags=("x", "y"))), small_map(card("a", tags=("x", "ours"))),
        small_map(card("a", tags=("theirs", "x", "y"))),
    )  # fmt: skip
    assert (set(merged.map.cards[0].tags), merged.conflicts) == ({"x", "ours", "theirs"}, ())


def test_cards_added_to_one_place_by_both_stand_in_one_order() -> None:
    base, ours, theirs = small_map(), small_map(card("b")), small_map(card("a"))
    for one, other in ((ours, theirs), (theirs, ours)):
        assert [made.id for made in cards_in(merge(base, one, other).map, "search", "actions")] == ["a", "b"]


def test_a_persona_that_one_removed_and_the_other_began_to_use_stays() -> None:
    base = small_map(card("a"))
    ours, theirs = base.with_fields(personas=()), small_map(card("a", persona="anna"))
    for sides in ((ours, theirs), (theirs, ours)):
        merged = merge(base, *sides)
        assert [(one.kind, one.field) for one in merged.conflicts] == [("removed_used", "card.persona")]
        assert [one.id for one in merged.map.personas] == ["anna"]


@pytest.mark.parametrize("ours_removes", [True, False])
def test_a_stage_that_one_removed_while_the_other_filled_it_is_named(ours_removes: bool) -> None:
    base, filled = small_map(), small_map(card("a"))
    gone = tuple(one.model_copy(update={"deleted": one.id == "search"}) for one in base.stages)
    sides = (base.with_fields(stages=gone), filled) if ours_removes else (filled, base.with_fields(stages=gone))
    merged = merge(base, *sides)
    assert [(one.kind, one.id) for one in merged.conflicts] == [("removed_used", "search")]
    assert merged.map.stages[0].deleted == ours_removes


def test_stages_moved_into_each_other_do_not_make_a_circle() -> None:
    base = small_map()

    def into(name: str, parent: str) -> Map:
        moved = {"parent": parent}
        return base.with_fields(
            stages=tuple(one.model_copy(update=moved) if one.id == name else one for one in base.stages)
        )

    ours, theirs = into("search", "payment"), into("payment", "search")
    merged = merge(base, ours, theirs)
    assert [(one.kind, one.id) for one in merged.conflicts] == [("both_moved", "payment")]
    assert merged.map == ours


def test_points_of_a_curve_are_merged_one_by_one() -> None:
    base = small_map(curve=(point("search", 0), point("payment", 0)))
    ours = small_map(curve=(point("search", 1), point("payment", 1)))
    theirs = small_map(curve=(point("search", 0), point("payment", -1), point("return", 2)))
    merged = merge(base, ours, theirs)
    assert [(one.id, one.ours, one.theirs) for one in merged.conflicts] == [("emotion/anna/payment", 1, -1)]
    assert {one.stage: one.value for one in merged.map.curve} == {"search": 1, "payment": 1, "return": 2}


def test_the_header_is_merged_field_by_field() -> None:
    base = small_map()
    merged = merge(base, base.with_fields(goal="more"), base.with_fields(tags=("a",), owner="Ann"))
    assert (merged.map.goal, merged.map.tags, merged.map.owner) == ("more", ("a",), "Ann")


def test_the_same_new_id_with_other_words_is_a_conflict() -> None:
    assert told(small_map(), small_map(card("a", body="x")), small_map(card("a", body="y"))) == [
        ("both_added", "a", "body", "x", "y")
    ]


def test_a_merge_brings_the_changes_of_both() -> None:
    base = small_map(card("a"), card("b"))
    ours, theirs = small_map(card("a", body="new"), card("b")), small_map(card("a"), card("b", stage="payment"))
    merged = merge(base, ours, theirs).map
    assert {one.id for one in diff(base, merged)} == {"a", "b"}
    assert set(COLLECTION) >= {one.object for one in diff(base, merged)}
