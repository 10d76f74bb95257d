"""What changed between two versions, as people see it."""

from time import perf_counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.edit_strategies import edited
from tests.model.map_builder import card, point, small_map
from tests.model.strategies import maps
from tropa.model.change import Change
from tropa.model.diff import diff
from tropa.model.likeness import matched
from tropa.model.map import Map
from tropa.model.part import COLLECTION, PLACE, canonical


def told(before: Map, after: Map) -> list[tuple[str, str, Any, Any]]:
    return [(one.kind, one.title, one.before, one.after) for one in diff(before, after)]


def seen(map_: Map) -> Map:
    """What people see of a map: without tombstones, with the order in the place of ranks."""
    fields: dict[str, Any] = {"version": 1, "id": "m"}
    for part, collection in COLLECTION.items():
        there = [one for one in getattr(map_, collection) if not getattr(one, "deleted", False)]
        if part in PLACE:
            groups: dict[Any, list[Any]] = {}
            for one in sorted(there, key=lambda one: (one.rank, one.id)):
                cell = tuple(getattr(one, name) for name in PLACE[part] if name != "rank")
                groups.setdefault(cell, []).append(one)
            there = [
                one.model_copy(update={"rank": str(n)}) for group in groups.values() for n, one in enumerate(group)
            ]
        fields[collection] = tuple(there)
    return canonical(map_.model_copy(update=fields))


@settings(max_examples=40)
@given(st.data())
def test_a_difference_is_empty_exactly_where_both_show_the_same(data: st.DataObject) -> None:
    before = data.draw(maps())
    _, after = data.draw(edited(before))
    assert (diff(before, after) == ()) == (seen(before) == seen(after))


@settings(max_examples=20)
@given(maps())
def test_a_map_does_not_differ_from_itself_in_another_order(map_: Map) -> None:
    assert diff(map_, map_) == diff(map_, canonical(map_)) == ()


@settings(max_examples=40)
@given(st.data())
def test_what_is_added_one_way_is_removed_the_other_way(data: st.DataObject) -> None:
    before = data.draw(maps())
    _, after = data.draw(edited(before))
    there, back = diff(before, after), diff(after, before)
    opposite = {"added": "removed", "removed": "added", "rose": "fell", "fell": "rose"}
    ours = {(opposite[one.kind], one.object, one.id) for one in there if one.kind in opposite}
    assert ours == {(one.kind, one.object, one.id) for one in back if one.kind in opposite}


@settings(max_examples=30)
@given(st.data())
def test_a_change_is_json(data: st.DataObject) -> None:
    before = data.draw(maps())
    _, after = data.draw(edited(before))
    for change in diff(before, after):
        assert Change.model_validate_json(change.model_dump_json()) == change


def test_feelings_come_first_then_barriers_then_what_moved() -> None:
    before = small_map(
        card("x", body="compares"),
        card("b", lane="barriers", stage="payment", body="no instalments", status="open"),
        curve=(point("payment", 0.8), point("search", 0)),
    )
    after = small_map(
        card("x", body="compares", stage="payment"),
        card("b", lane="barriers", stage="payment", body="no instalments", status="done"),
        curve=(point("payment", -0.4), point("search", 0.5)),
        goal="more",
    )
    assert told(before, after) == [
        ("fell", "Payment", 0.8, -0.4),
        ("rose", "Search", 0, 0.5),
        ("solved", "no instalments", "open", "done"),
        ("moved", "compares", {"stage": "search", "lane": "actions"}, {"stage": "payment", "lane": "actions"}),
        ("changed", "I choose a film", "", "more"),
    ]


def test_a_feeling_on_another_scale_is_the_same_feeling() -> None:
    before, after = small_map(curve=(point("search", 1),)), small_map(curve=(point("search", 4, scale="1..5"),))
    assert told(before, after) == [("changed", "Search", "-2..2", "1..5")]


def test_a_barrier_that_is_back_is_reopened_and_a_proposal_is_accepted() -> None:
    before = small_map(card("b", lane="barriers", status="done"), card("o", state="proposed"))
    after = small_map(card("b", lane="barriers", status="open"), card("o"))
    assert [one[:2] for one in told(before, after)] == [("reopened", "b"), ("accepted", "o")]


def test_one_card_moved_to_the_end_is_one_change() -> None:
    before = small_map(*(card(name, rank=name) for name in "abcd"))
    after = small_map(*(card(name, rank="z" if name == "a" else name) for name in "abcd"))
    assert [one[:2] for one in told(before, after)] == [("reordered", "a")]


def test_new_ranks_in_the_old_order_are_no_change() -> None:
    before = small_map(*(card(name, rank=name) for name in "abc"))
    assert diff(before, small_map(*(card(name, rank=f"{name}5") for name in "abc"))) == ()


def test_a_tombstone_is_gone() -> None:
    assert [one[:2] for one in told(small_map(card("a")), small_map(card("a", deleted=True)))] == [("removed", "a")]


def test_versions_without_common_ids_are_matched_by_what_they_say() -> None:
    before = small_map(
        card("a1", body="compares prices"), card("a2", body="asks a friend"), card("a3", body="reads reviews")
    )
    words = before.model_dump_json()
    for old, new in (("a1", "z1"), ("a2", "z2"), ("a3", "z3"), ("search", "s1"), ("actions", "l1"), ("anna", "p1")):
        words = words.replace(f'"{old}"', f'"{new}"')
    after = Map.model_validate_json(words.replace('"kind":"l1"', '"kind":"actions"'))
    assert len(diff(before, after)) > 5
    assert diff(before, matched(before, after)) == ()
    cards = {one.id: one for one in after.cards}
    said = cards["z1"].model_copy(update={"body": "compares the prices"})
    gone = cards["z3"].model_copy(update={"stage": "return"})
    changed = after.with_fields(cards=(said, cards["z2"], gone))
    assert [(one.kind, one.id) for one in diff(before, matched(before, changed))] == [
        ("moved", "a3"),
        ("renamed", "a1"),
    ]


@settings(max_examples=20)
@given(maps())
def test_a_version_with_common_ids_is_matched_as_it_is(map_: Map) -> None:
    assert matched(map_, map_) == map_


def test_a_large_map_is_compared_in_an_instant() -> None:
    stages = [{"id": f"s{n}", "title": f"Stage {n}", "rank": f"{n:02}5"} for n in range(12)]
    lanes = [{"id": f"l{n}", "kind": "text", "title": f"Lane {n}", "rank": f"{n:02}5"} for n in range(10)]
    cards = [
        card(f"c{n}", stage=f"s{n % 12}", lane=f"l{n % 10}", rank=f"{n:03}5", body=f"words number {n}")
        for n in range(300)
    ]
    before = small_map(*cards, stages=stages, lanes=lanes)
    after = before.with_fields(
        cards=tuple(one.model_copy(update={"body": f"{one.body}!", "rank": f"{n:03}7"}) for n, one in enumerate(cards))
    )
    taken = min(timed(before, after) for _ in range(3))
    assert taken < 0.05


def timed(before: Map, after: Map) -> float:
    started = perf_counter()
    assert len(diff(before, after)) == 300
    return perf_counter() - started
