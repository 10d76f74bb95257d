"""The rules of spec/edits/SPEC.md, each held by its cases; other implementations run the same files."""

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tropa.errors import MapError
from tropa.model.apply import apply
from tropa.model.edit import AnyEdit, parse_edit
from tropa.model.history import History
from tropa.model.inverse import inverse
from tropa.model.map import Map
from tropa.model.part import COLLECTION, canonical
from tropa.model.settle import settle
from tropa.model.view import cards_in

SPEC = Path(__file__).parents[2] / "spec" / "edits"
MAPS: dict[str, Any] = json.loads((SPEC / "maps.json").read_text("utf-8"))
CASES: list[dict[str, Any]] = [
    case for path in sorted(SPEC.glob("cases/*.json")) for case in json.loads(path.read_text("utf-8"))
]
SCHEMA = Draft202012Validator(json.loads((SPEC / "edit.schema.json").read_text("utf-8")))
WITH_EDITS = [case for case in CASES if "edits" in case]
WITH_HISTORY = [case for case in CASES if "history" in case]
MET = [case for case in CASES if "found" in case]


def name(case: dict[str, Any]) -> str:
    return f"{case['rule']}: {case['name']}"


def expected(before: dict[str, Any], end: Any) -> Map:
    """The map that a case's `after` or `undone` describes."""
    return canonical(Map.model_validate(changed(before, end)))


def changed(before: dict[str, Any], end: Any) -> dict[str, Any]:
    """The map with the changes of a case, which need not hold together."""
    fields = deepcopy(before)
    for part, objects in ({} if end == "before" else end).items():
        if part == "map":
            fields |= objects
            continue
        there = {key(part, one): one for one in fields.get(part, [])}
        for one, changes in objects.items():
            if changes is None:
                del there[one]
            elif part == "curve":
                there[one] = changes
            else:
                there[one] = there.get(one, {"id": one}) | changes
        fields[part] = list(there.values())
    return fields


def key(part: str, one: dict[str, Any]) -> str:
    if part != "curve":
        return str(one["id"])
    return "/".join(
        [one.get("kind", "emotion"), one["persona"], one["stage"], *(["future"] if "future" in one else [])]
    )


def shape(edit: AnyEdit) -> dict[str, Any]:
    return {name: value for name, value in edit.to_dict().items() if name in ("kind", "target", "fields")}


@pytest.mark.parametrize("case", WITH_EDITS, ids=name)
def test_edits_do_what_the_rule_says(case: dict[str, Any]) -> None:
    map_, back = Map.model_validate(MAPS[case["before"]]), []
    *given, last = case["edits"]
    for fields in given if "error" in case else case["edits"]:
        edit = parse_edit(fields)
        back.append((map_, edit))
        map_ = apply(map_, edit)
    if "error" in case:
        with pytest.raises(MapError) as refused:
            apply(map_, parse_edit(last))
        assert refused.value.code == case["error"]
        assert all(str(refused.value.text(language)) for language in ("en", "ru", "pl"))
        return
    assert canonical(map_) == expected(MAPS[case["before"]], case["after"])
    for cell, cards in case.get("order", {}).items():
        assert [one.id for one in cards_in(map_, *cell.split("/"))] == cards
    inverses = [inverse(before, edit) for before, edit in back]
    for edits in reversed(inverses):
        for edit in edits:
            map_ = apply(map_, edit)
    assert canonical(map_) == expected(MAPS[case["before"]], case["undone"])
    if "inverses" in case:
        assert [[shape(edit) for edit in edits] for edits in inverses] == case["inverses"]


@pytest.mark.parametrize("case", WITH_HISTORY, ids=name)
def test_undo_and_redo_do_what_the_rule_says(case: dict[str, Any]) -> None:
    map_, history = Map.model_validate(MAPS[case["before"]]), History()
    for place, step in enumerate(case["history"]):
        edits: tuple[AnyEdit, ...]
        if "edit" in step:
            edits = (parse_edit(step["edit"]),)
            history = history.record(map_, edits[0])
        else:
            go = history.undo if "undo" in step else history.redo
            history, edits = go(map_, step.get("undo") or step["redo"], event=f"step{place}")
        for edit in edits:
            map_ = apply(map_, edit)
    assert canonical(map_) == expected(MAPS[case["before"]], case["after"])


@pytest.mark.parametrize("case", WITH_EDITS, ids=name)
def test_the_schema_refuses_just_the_edits_that_are_malformed(case: dict[str, Any]) -> None:
    *given, last = case["edits"]
    assert all(SCHEMA.is_valid(edit) for edit in given)
    assert SCHEMA.is_valid(last) == (case.get("error") != "model.edit_malformed")


@pytest.mark.parametrize("case", MET, ids=name)
def test_a_document_in_which_edits_met_is_read_as_the_rule_says(case: dict[str, Any]) -> None:
    before = MAPS[case["before"]]
    assert canonical(settle(changed(before, case["found"]))) == expected(before, case["after"])


def test_every_rule_has_a_case_and_every_case_a_rule() -> None:
    rules = set(re.findall(r"^\*\*(E\d+)\.", (SPEC / "SPEC.md").read_text("utf-8"), re.MULTILINE))
    assert rules == {case["rule"] for case in CASES}
    assert len({name(case) for case in CASES}) == len(CASES)


def test_every_part_with_fields_of_its_own_is_set_in_some_case() -> None:
    touched = {edit["target"]["object"] for case in WITH_EDITS for edit in case["edits"] if edit.get("kind") == "set"}
    assert touched == {"map", *COLLECTION}
