"""A map as a shared document and back (`spec/shared`)."""

import json
import math
import random
from pathlib import Path
from typing import Any

import pytest
from pycrdt import Array, Doc, Text, XmlElement, XmlFragment
from pycrdt import Map as Shared
from pydantic import BaseModel

from tests.studio.shared_builder import shared_document
from tropa.model.apply import apply
from tropa.model.curve import CurvePoint
from tropa.model.edit import parse_edit
from tropa.model.map import Map
from tropa.model.part import COLLECTION, MODEL, canonical
from tropa.studio import codec

SPEC = Path(__file__).parents[2] / "spec"
CASES: list[dict[str, Any]] = json.loads((SPEC / "shared/cases.json").read_text("utf-8"))
SHOP = Map.model_validate(json.loads((SPEC / "edits/maps.json").read_text("utf-8"))["shop"])


def found(doc: Doc[Any], map_id: str = "m") -> dict[str, Any]:
    """The map in a document as JSON values."""
    return canonical(codec.read(doc, map_id)).model_dump(mode="json")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}: {case['name']}")
def test_a_case_is_read_and_written_as_it_says(case: dict[str, Any]) -> None:
    wanted = Map.model_validate(case["map"])
    assert found(shared_document(case["yjs"])) == canonical(wanted).model_dump(mode="json")
    if case.get("way") != "read":
        assert codec.layout(codec.new_document(wanted)) == case["yjs"]


def test_a_map_comes_back_from_its_document() -> None:
    assert found(codec.new_document(SHOP), "shop") == canonical(SHOP).model_dump(mode="json")


def test_an_edit_writes_only_what_it_changes() -> None:
    doc = codec.new_document(SHOP)
    target = {"object": "card", "id": "c1"}
    for edit in (
        {"kind": "set", "id": "e1", "target": target, "fields": {"detail": "in two shops"}},
        {"kind": "members", "id": "e2", "target": target, "field": "tags", "add": ["till"], "remove": ["web"]},
    ):
        updates: list[bytes] = []
        watched = doc.observe(lambda event: updates.append(bytes(event.update)))  # noqa: B023 - dropped below
        before = codec.read(doc, "shop")
        codec.write(doc, before, apply(before, parse_edit(edit)))
        doc.unobserve(watched)
        assert len(updates) == 1
        assert len(updates[0]) < 100
    card = next(one for one in codec.read(doc, "shop").cards if one.id == "c1")
    assert (card.detail, card.tags) == ("in two shops", ("till",))


def test_two_people_write_different_fields_of_a_card() -> None:
    ours = codec.new_document(SHOP)
    theirs = Doc[Any]()
    theirs.apply_update(ours.get_update())
    for doc, fields in ((ours, {"detail": "ours"}), (theirs, {"owner": "theirs"})):
        set_ = parse_edit({"kind": "set", "id": "e", "target": {"object": "card", "id": "c1"}, "fields": fields})
        codec.write(doc, codec.read(doc, "shop"), apply(codec.read(doc, "shop"), set_))
    ours.apply_update(theirs.get_update())
    theirs.apply_update(ours.get_update())
    assert codec.layout(ours) == codec.layout(theirs)
    card = next(one for one in codec.read(ours, "shop").cards if one.id == "c1")
    assert (card.detail, card.owner) == ("ours", "theirs")


def rubbish() -> list[Any]:
    """Values of every type that a document can hold."""
    deep: Any = "x"
    for _ in range(60):
        deep = [deep]
    return [
        None, True, False, 0, -1, 2**60, 1.5, math.nan, math.inf, -math.inf, "", "x", "x" * 100_000, "\x00", "💥",
        "1970-01-01", [], ["x", None], {}, {"value": {"a": []}}, deep, b"bytes", Text("t"), Array([1]),
        Shared({"a": 1}), XmlFragment(), Doc[Any](),
    ]  # fmt: skip


def fields_of(part: str) -> list[str]:
    """The fields of a part, and one that is none."""
    models: dict[str, type[BaseModel]] = {**MODEL, "map": Map, "point": CurvePoint}
    return [*models[part].model_fields, "tags/x", "nothing"]


@pytest.mark.parametrize("part", [*COLLECTION, "map", "point"])
@pytest.mark.filterwarnings("ignore:Yrs.*")
def test_rubbish_of_every_type_never_makes_a_map_unreadable(part: str) -> None:
    doc = codec.new_document(SHOP)
    names = fields_of(part)
    root = {"map": "map", "point": "curve"}.get(part) or COLLECTION[part]
    with doc.transaction():
        for place in range(len(rubbish())):
            shared = doc.get(root, type=Shared)
            if part in ("map", "point"):
                for name in (*names, f"emotion/anna/{place}", "emotion/anna/search"):
                    shared[name] = rubbish()[place]
                continue
            shared[f"r{place}"] = rubbish()[place]
            for number, name in enumerate(names):
                shared[f"o{place}.{number}"] = Shared()
                shared[f"o{place}.{number}"][name] = rubbish()[place]
    read = codec.read(doc, "shop")
    assert {stage.id for stage in SHOP.stages} <= {stage.id for stage in read.stages}
    assert Map.model_validate_json(read.model_dump_json()) == read


def test_an_object_that_is_no_shared_map_is_not_there() -> None:
    doc = codec.new_document(SHOP)
    doc.get("stages", type=Shared)["plain"] = {"title": "Plain", "rank": "V"}
    assert [stage.title for stage in codec.read(doc, "shop").stages if stage.id == "plain"] == []


def test_a_body_full_of_rubbish_is_read() -> None:
    doc = codec.new_document(SHOP)
    body = doc.get("cards", type=Shared)["c1"]["body"]
    chance = random.Random(7)
    nodes: list[Any] = [body]
    for _ in range(300):
        nodes.append(
            chance.choice(nodes).children.append(XmlElement(chance.choice(["paragraph", "mention", "b", "bulletList"])))
        )
    assert isinstance(next(card.body for card in codec.read(doc, "shop").cards if card.id == "c1"), str)


def test_what_yjs_cannot_hold_is_written_as_it_can() -> None:
    assert codec.clean({"a": ["\ud83d", 2**60]}) == {"a": ["\ufffd", float(2**60)]}
