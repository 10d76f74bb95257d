"""OpenJourney: written as specified; what its own samples do otherwise is read and told."""

import json
from typing import Any

import pytest

from tests.model.map_builder import card, point, small_map
from tropa.errors import MapError
from tropa.formats.ojf import read_ojf, write_ojf
from tropa.formats.reading import Read
from tropa.kit.locale import LANGUAGES
from tropa.model.card import Scores

STAGES = [{"id": "s1", "name": "Discovery"}, {"id": "s2", "name": "Purchase"}]
LANES = [{"id": "l1", "name": "User Actions"}, {"id": "l2", "name": "Emotional State"}, {"id": "l3", "name": "Weather"}]


def _read(*nodes: Any, **root: Any) -> Read:
    found = {"version": "1.0", "persona": "Jane", "stages": STAGES, "swimlanes": LANES, "nodes": list(nodes)} | root
    return read_ojf(json.dumps({name: value for name, value in found.items() if value is not None}).encode())


def _node(**fields: Any) -> dict[str, Any]:
    return {"stageId": "s1", "swimlaneId": "l1", "title": "Search"} | fields


def _codes(read: Read) -> list[tuple[str, str]]:
    return [(notice.code.removeprefix("formats."), notice.place) for notice in read.warnings]


def test_a_map_is_written_by_the_specification() -> None:
    scores = Scores(severity=0.9)
    one = card("c1", detail="long", emotion=2, tags=("sentiment:angry", "web"), moment_of_truth=True, scores=scores)
    found = json.loads(write_ojf(small_map(one, curve=(point("payment", -1, label="slow"),))))
    assert {name: found[name] for name in ("version", "persona", "pointOfView")} == {
        "version": "1.0", "persona": "Anna", "pointOfView": "I choose a film",
    }  # fmt: skip
    assert found["stages"][0] == {"id": "search", "name": "Search"}
    assert found["nodes"] == [
        {"stageId": "payment", "swimlaneId": "emotion", "title": "slow", "score": -2.5},
        {
            "id": "c1", "stageId": "search", "swimlaneId": "actions", "title": "c1", "description": "long", "score": 5,
            "severity": "high", "sentiment": "angry", "isMomentOfTruth": True, "tags": ["web"],
        },
    ]  # fmt: skip


def test_lanes_are_of_the_kind_their_title_tells() -> None:
    assert [lane.kind for lane in _read().map.lanes] == ["actions", "emotion", "text"]


def test_a_node_that_only_says_how_it_feels_is_a_point_of_the_curve() -> None:
    read = _read(
        {"stageId": "s2", "swimlaneId": "l2", "title": "Calm", "score": 3}, _node(swimlaneId="l2", id="n", score=1)
    )
    assert [(one.stage, one.value, one.scale, one.label) for one in read.map.curve] == [("s2", 3, "-5..5", "Calm")]
    assert [one.id for one in read.map.cards] == ["n"]


def test_metadata_may_stand_for_persona_and_title() -> None:
    told = {"title": "Clinic", "persona": "Patient", "pov": "Annual check-up", "version": "1.1.0"}
    map_ = _read(metadata=told, persona=None, version=None).map
    assert (map_.title, map_.goal, map_.personas[0].name) == ("Clinic", "Annual check-up", "Patient")


def test_what_stands_behind_a_node_becomes_cards_about_it() -> None:
    blueprint = {"evidence": [{"item": "Desk", "type": "Physical"}], "backstage": [{"actor": "IT", "action": "Checks"}],
                 "support": [{"system": "CRM", "description": "Loads"}]}  # fmt: skip
    map_ = _read(_node(id="n", blueprint=blueprint)).map
    kinds = {lane.id: lane.kind for lane in map_.lanes}
    told = [(kinds[one.lane], one.body, one.detail, one.tags, one.about) for one in map_.cards[1:]]
    assert told == [
        ("physical_evidence", "Desk", "", ("Physical",), ("n",)), ("backstage", "IT: Checks", "", (), ("n",)),
        ("support", "CRM", "Loads", (), ("n",)),
    ]  # fmt: skip


FAULTS = [
    (_node(stage="s2", stageId="s9"), "no_stage", "nodes[0]"),
    (_node(swimlaneId="l9"), "no_lane", "nodes[0]"),
    (_node(score="good"), "no_score", "nodes[0].score"),
    (_node(score=-9), "score_clamped", "nodes[0].score"),
    (_node(score=10**400), "no_score", "nodes[0].score"),
    (_node(severity="dire"), "unexpected", "nodes[0].severity"),
    (_node(iconColor="red"), "unexpected", "nodes[0].iconColor"),
    (_node(title=["x"]), "unexpected", "nodes[0].title"),
    (_node(tags="x"), "unexpected", "nodes[0].tags"),
    (_node(id="a b"), "bad_id", "nodes[0]"),
    (_node(weather="rain"), "left_out", "nodes[0].weather"),
    (_node(blueprint=[1]), "unexpected", "nodes[0].blueprint"),
    ("node", "unexpected", "nodes[0]"),
]


@pytest.mark.parametrize(("node", "code", "place"), FAULTS)
def test_a_fault_is_told_with_its_path_and_costs_nothing_else(node: Any, code: str, place: str) -> None:
    read = _read(node, _node(title="next"))
    assert _codes(read) == [(code, place)]
    assert read.map.cards[-1].body == "next"
    for language in LANGUAGES:
        assert len(read.warnings[0].text(language)) > 20


def test_a_stage_may_be_called_stage_and_have_no_id() -> None:
    read = _read({"stage": "Pay", "swimlaneId": "l1", "title": "x"}, stages=[{"name": "Pay"}])
    assert read.map.cards[0].stage == read.map.stages[0].id
    assert _codes(read) == [("made_id", "stages[0]")]


@pytest.mark.parametrize(
    ("scores", "version", "scale", "told"),
    [([-3, 4], None, "-5..5", False), ([0, 8], "1.0", "0..10", True), ([1, 4], "1.0", "-5..5", False),
     ([1, 4], None, "-5..5", True)],
)  # fmt: skip
def test_the_scale_of_scores_is_found_and_a_guess_told(
    scores: list[int], version: str | None, scale: str, told: bool
) -> None:
    read = _read(*(_node(score=score) for score in scores), version=version)
    assert [(one.emotion, one.scale) for one in read.map.cards] == [(score, scale) for score in scores]
    assert _codes(read) == ([("score_scale", "nodes[].score")] if told else [])


@pytest.mark.parametrize(
    "content", [b"[]", b'{"a": 1}', b'{"stages": 3}', b"{", b"nul", b'{"stages": [' + b"9" * 9_999 + b"]}"]
)
def test_what_is_no_such_map_is_refused(content: bytes) -> None:
    with pytest.raises(MapError):
        read_ojf(content)


def test_half_letters_are_mended() -> None:
    assert read_ojf(b'{"stages": [{"id": "s", "name": "\\ud800"}], "nodes": []}').map.stages[0].title == "?"


def _nested(depth: int) -> bytes:
    return b'{"stages": [{"name": ' + b"[" * depth + b"]" * depth + b'}], "nodes": []}'


def test_what_is_nested_is_left_out_and_what_is_nested_too_deeply_refused() -> None:
    assert read_ojf(_nested(100)).warnings[0].code == "formats.unexpected"
    with pytest.raises(MapError, match="too deeply"):
        read_ojf(_nested(100_000))
