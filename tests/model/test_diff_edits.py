"""A difference as edits."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.edit_strategies import edited
from tests.model.map_builder import card, small_map
from tests.model.strategies import maps
from tropa.model.apply import apply_all
from tropa.model.diff import diff
from tropa.model.diff_edits import diff_edits
from tropa.model.map import Map
from tropa.model.merge import merge


@settings(max_examples=30)
@given(st.data())
def test_the_edits_of_a_difference_make_one_version_into_the_other(data: st.DataObject) -> None:
    before = data.draw(maps())
    _, after = data.draw(edited(before))
    for old, new in ((before, after), (after, before)):
        made = apply_all(old, diff_edits(old, new, event="g"))
        assert diff(made, new) == ()
        assert diff_edits(new, made, event="g") == () or new is before


@settings(max_examples=20)
@given(maps(), maps())
def test_any_version_can_be_made_into_any_other(before: Map, after: Map) -> None:
    assert diff(apply_all(before, diff_edits(before, after, event="g")), after) == ()


@settings(max_examples=20)
@given(st.data())
def test_a_merge_comes_in_as_edits(data: st.DataObject) -> None:
    base = data.draw(maps())
    (_, ours), (_, theirs) = data.draw(edited(base, prefix="a")), data.draw(edited(base, prefix="b"))
    merged = merge(base, ours, theirs).map
    made = apply_all(ours, diff_edits(ours, merged, event="g"))
    assert diff(made, merged) == ()


def test_stages_change_places_with_their_steps() -> None:
    flat = small_map()
    search, payment, last = flat.stages
    one = flat.with_fields(stages=(search, payment.model_copy(update={"parent": "search"}), last))
    other = flat.with_fields(stages=(search.model_copy(update={"parent": "payment"}), payment, last))
    assert apply_all(one, diff_edits(one, other, event="g")) == other


def test_a_version_with_other_ranks_is_made_exactly() -> None:
    before, after = small_map(card("a", rank="1")), small_map(card("a", rank="2"))
    assert apply_all(before, diff_edits(before, after, event="g")) == after
