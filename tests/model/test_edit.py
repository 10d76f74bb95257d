"""Properties of edits: they come back, they meet, they are JSON."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.model.edit_strategies import edited, edits, without_new_tombstones
from tests.model.map_builder import card, point, small_map
from tests.model.strategies import maps
from tropa.errors import MapError
from tropa.kit.locale import LANGUAGES
from tropa.model.apply import apply, apply_all
from tropa.model.edit import AnyEdit, EditDocument, Point, Remove, Set, parse_edit
from tropa.model.history import History
from tropa.model.inverse import inverse, removal
from tropa.model.map import Map
from tropa.model.part import COLLECTION, MODEL, canonical, named

ALLOWED = Draft202012Validator(EditDocument.model_json_schema())


@settings(max_examples=40)
@given(st.data())
def test_any_sequence_of_edits_and_its_inverses_restore_the_map(data: st.DataObject) -> None:
    before = data.draw(maps())
    done, after = data.draw(edited(before))
    steps, map_ = [], before
    for edit in done:
        steps.append(inverse(map_, edit))
        map_ = apply(map_, edit)
    for back in reversed(steps):
        after = apply_all(after, back)
    assert canonical(without_new_tombstones(after, before)) == canonical(before)


@settings(max_examples=40)
@given(st.data())
def test_undo_of_everything_restores_the_map_and_redo_of_everything_the_work(data: st.DataObject) -> None:
    before = data.draw(maps())
    done, after = data.draw(edited(before))
    history, map_ = History(), before
    for edit in done:
        mine = edit.model_copy(update={"who": "ann"})
        history, map_ = history.record(map_, mine), apply(map_, mine)
    for n in range(len(done)):
        history, back = history.undo(map_, "ann", event=f"u{n}")
        map_ = apply_all(map_, back)
    assert canonical(without_new_tombstones(map_, before)) == canonical(before)
    for n in range(len(done)):
        history, again = history.redo(map_, "ann", event=f"r{n}")
        map_ = apply_all(map_, again)
    assert canonical(map_) == canonical(after)


@settings(max_examples=40)
@given(st.data())
def test_undo_never_touches_what_somebody_else_did(data: st.DataObject) -> None:
    before = data.draw(maps())
    done, after = data.draw(edited(before))
    history, map_ = History(), before
    for edit in done:
        history, map_ = history.record(map_, edit), apply(map_, edit)
    history, back = history.undo(map_, "ann", event="u")
    undone = apply_all(map_, back)
    last: dict[tuple[str, str, str], Set] = {}
    for edit in done:
        if isinstance(edit, Set):
            for field in edit.fields:
                last[edit.target.object, edit.target.id, field] = edit
    for (part, name, field), edit in last.items():
        if edit.who == "bob" and name in named(undone, part):
            assert getattr(named(undone, part)[name], field) == getattr(named(after, part)[name], field)


@settings(max_examples=40)
@given(st.data())
def test_edits_of_different_objects_come_in_any_order(data: st.DataObject) -> None:
    map_ = data.draw(maps())
    first, second = data.draw(edits(map_, "a")), data.draw(edits(map_, "b"))
    if first is None or second is None or touched(first) & touched(second):
        return
    try:
        one = apply_all(map_, (first, second))
        other = apply_all(map_, (second, first))
    except MapError:
        return  # one refers to what the other takes away
    assert canonical(one) == canonical(other)


def touched(edit: AnyEdit) -> set[tuple[str, ...]]:
    if isinstance(edit, Point):
        return {("point", edit.persona, edit.stage, str(edit.future))}
    return {(edit.target.object, edit.target.id)}


@settings(max_examples=20)
@given(st.data())
def test_an_edit_is_json_that_its_schema_allows(data: st.DataObject) -> None:
    done, _ = data.draw(edited(data.draw(maps())))
    for edit in done:
        fields = json.loads(json.dumps(edit.to_dict()))
        assert parse_edit(fields) == edit
        assert ALLOWED.is_valid(fields)


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)


@settings(max_examples=150)
@given(st.data(), st.sampled_from(["map", *COLLECTION]), st.sampled_from(["add", "set", "move", "members", "point"]))
def test_whatever_an_edit_says_it_is_done_or_refused_in_three_languages(
    data: st.DataObject, part: str, kind: str
) -> None:
    map_ = crowded()
    known = st.sampled_from(sorted(MODEL[part].model_fields)) | st.text(max_size=3)
    fields = data.draw(st.dictionaries(known, JSON, max_size=3))
    name = data.draw(st.sampled_from(sorted(named(map_, part)) or ["x"]))
    said: dict[str, Any] = {"kind": kind, "id": "e", "target": {"object": part, "id": name}, "fields": fields}
    if kind == "members":
        said = {**said, "field": data.draw(known), "add": data.draw(JSON)}
        del said["fields"]
    if kind == "point":
        said = {"kind": kind, "id": "e", "persona": "anna", "stage": "search", "value": fields}
    refused = None
    try:
        edit = parse_edit(data.draw(st.one_of(st.just(said), JSON)))
        apply_all(apply(map_, edit), inverse(map_, edit))
    except MapError as error:
        refused = error
    assert refused is None or all(refused.text(language) for language in LANGUAGES)


@pytest.mark.parametrize("name", ["persona", "touchpoint", "metric", "actor", "evidence"])
def test_removal_frees_an_object_and_undo_brings_it_back_with_all_references(name: str) -> None:
    map_ = crowded()
    edit = Remove.model_validate(
        {"kind": "remove", "id": "r", "target": {"object": name, "id": next(iter(named(map_, name)))}}
    )
    with pytest.raises(MapError, match="cannot be removed"):
        apply(map_, edit)
    history, after = History(), map_
    for one in removal(map_, edit):
        history, after = history.record(after, one), apply(after, one)
    assert not named(after, name)
    _, back = history.undo(after, "", event="u")
    assert canonical(apply_all(after, back)) == canonical(map_)


def crowded() -> Map:
    """A map in which everything that can be referred to is."""
    fields: dict[str, Any] = {
        "touchpoints": [{"id": "till", "title": "Till"}],
        "metrics": [{"id": "paid", "title": "Paid"}],
        "evidence": [{"id": "e", "question": "q", "definition": "d", "grade": "E", "asked": "2026-11-01"}],
        "actors": [{"id": "buyer", "title": "Buyer", "persona": "anna"}],
        "arrows": [{"id": "a", "stage": "search", "rank": "V", "source": "buyer", "target": "buyer"}],
        "links": [{"id": "k", "kind": "loop", "source": "return", "target": "search", "evidence": ["e"]}],
    }
    one = card("c", persona="anna", touchpoint="till", metric="paid", evidence=("e",))
    curve = (point("search", 1, evidence=("e",)), point("payment", -1, future=True))
    map_ = small_map(one, curve=curve, **fields)
    return map_.with_fields(lanes=tuple(lane.model_copy(update={"personas": ("anna",)}) for lane in map_.lanes))


def test_an_error_names_the_edit_the_value_and_what_is_allowed() -> None:
    wrong = parse_edit(
        {"kind": "set", "id": "e7", "target": {"object": "card", "id": "c"}, "fields": {"status": "perhaps"}}
    )
    with pytest.raises(MapError, match=r"edit e7, card c: .*status.*perhaps.*Allowed: 'open', 'planned'"):
        apply(small_map(card("c")), wrong)
