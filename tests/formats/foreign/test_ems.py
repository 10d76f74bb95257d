"""Enablement Map Studio: actions with what hangs on them, tasks behind them, and nothing that YAML could run."""

import jsonschema
import pytest
import yaml

from tests.formats.foreign.hostile import TEXTS, hostile_map
from tests.model.map_builder import card, point, small_map
from tropa.errors import MapError
from tropa.formats.ems import read_ems, write_ems
from tropa.kit.locale import LANGUAGES
from tropa.model.lane import Lane
from tropa.model.persona import Persona

CJM = {
    "type": "object",
    "required": ["kind", "version", "id", "phases", "actions"],
    "properties": {
        "persona": {"type": "object", "required": ["name"]},
        "phases": {"type": "array", "items": {"type": "object", "required": ["id", "name"]}},
        "actions": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "name", "phase", "emotion_score"],
                "properties": {
                    "emotion_score": {"type": "integer", "minimum": -2, "maximum": 2},
                    "touchpoints": {"type": "array", "items": {"type": "string"}},
                },
            },
        },
    },
}
FOREIGN = """kind: cjm
version: '1.0'
id: cjm:lifecycle
persona: {name: Ann, mood: fine}
phases:
  - {id: cjm:phase:one, name: One}
  - {id: cjm:phase:two, name: Two}
actions:
  - id: cjm:action:ask
    name: Ask
    phase: cjm:phase:one
    touchpoints: [Mail]
    thoughts_feelings: [Will it work]
    emotion_score: -1
  - {id: cjm:action:use, name: Use, phase: cjm:phase:two, emotion_score: 7}
  - {id: cjm:action:use, name: Twice, phase: nowhere}
---
kind: sbp
lanes:
  - {id: sbp:lane:cjm, name: Journey, kind: cjm}
  - {id: sbp:lane:dev, name: Developers, kind: team}
tasks:
  - {id: cjm:action:ask, lane: sbp:lane:cjm, name: Ask, readonly: true}
  - {id: sbp:task:plan, lane: sbp:lane:dev, name: Plan, source_id: cjm:action:ask}
  - {id: sbp:task:run, lane: sbp:lane:dev, name: Run, description: at night}
  - {id: sbp:task:lost, lane: sbp:lane:ops, name: Lost}
connections:
  - {source: cjm:action:ask, target: sbp:task:plan, sourceHandle: bottom, targetHandle: top}
  - {source: sbp:task:run, target: cjm:action:use, sourceHandle: bottom, targetHandle: top}
---
kind: outcome
"""


def test_a_map_is_written_as_actions_with_what_hangs_on_them() -> None:
    cards = (
        card("c1", emotion=4, scale="1..5"), card("t1", lane="touchpoints", body="App"),
        card("t2", lane="thoughts", stage="payment", body="Dear!"),
        card("b1", lane="back", body="Packs", about=("c1",)),
    )  # fmt: skip
    lanes = (*small_map().lanes, Lane(id="back", kind="backstage", title="Store", rank="Z"))
    map_ = small_map(*cards, curve=(point("payment", -1.6),), lanes=lanes)
    cjm, sbp = yaml.safe_load_all(write_ems(map_))
    assert cjm["persona"] == {"name": "Anna"}
    assert cjm["actions"] == [
        {"id": "cjm:action:c1", "name": "c1", "phase": "cjm:phase:search", "touchpoints": ["App"], "emotion_score": 1},
        {"id": "cjm:action:payment", "name": "Payment", "phase": "cjm:phase:payment", "thoughts_feelings": ["Dear!"],
         "emotion_score": -2},
    ]  # fmt: skip
    assert sbp["tasks"][-1] == {
        "id": "sbp:task:b1", "lane": "sbp:lane:back", "name": "Packs", "source_id": "cjm:action:c1",
    }  # fmt: skip
    back = {one.id: one for one in read_ems(write_ems(map_).encode()).map.cards}
    assert (back["b1"].about, back["b1"].stage) == (("c1",), "search")


@pytest.mark.parametrize("words", TEXTS, ids=lambda words: repr(words[:12]))
def test_what_is_written_is_as_the_studio_wants_it(words: str) -> None:
    jsonschema.validate(next(yaml.safe_load_all(write_ems(hostile_map(words)))), CJM)


def test_several_documents_are_one_map() -> None:
    map_ = read_ems(FOREIGN.encode()).map
    kinds = {lane.id: lane.kind for lane in map_.lanes}
    assert map_.id == "lifecycle"
    assert map_.personas == (Persona.new("Ann"),)
    told = {one.body: (kinds[one.lane], one.stage, one.emotion) for one in map_.cards}
    assert told == {
        "Ask": ("actions", "one", -1), "Use": ("actions", "two", 2), "Twice": ("actions", "one", None),
        "Mail": ("touchpoints", "one", None), "Will it work": ("thoughts", "one", None),
        "Plan": ("backstage", "one", None), "Run": ("backstage", "two", None), "Lost": ("backstage", "one", None),
    }  # fmt: skip


def test_every_fault_is_told_with_its_path() -> None:
    read = read_ems(FOREIGN.encode())
    assert [(one.code.removeprefix("formats."), one.place) for one in read.warnings] == [
        ("left_out", "outcome"), ("left_out", "cjm.persona.mood"), ("score_clamped", "cjm.actions[1].emotion_score"),
        ("no_stage", "cjm.actions[2].phase"), ("bad_id", "cjm.actions[2]"), ("score_missing", "cjm.actions[2]"),
        ("left_out", "sbp.connections[1]"), ("no_stage", "sbp.tasks[3]"), ("no_lane", "sbp.tasks[3].lane"),
    ]  # fmt: skip
    for notice in read.warnings:
        for language in LANGUAGES:
            assert len(notice.text(language)) > 20


LAUGHS = "a: &a [x]\nb: &b [*a, *a]\nkind: cjm\n"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("kind: cjm\nid: !!python/object/apply:os.system [ls]\n", 2),
        (LAUGHS, 2),
        ("kind: cjm\n\tid: x\n", 2),
        ("kind: cjm\nid: !!int x\n", 2),
        ("kind: cjm\nid: [\n", 3),
        ("kind: cjm\nid: a\x00b\n", 2),
    ],
)
def test_yaml_that_would_do_more_than_say_is_refused_with_its_line(content: str, line: int) -> None:
    with pytest.raises(MapError, match=f"[Ll]ine {line} "):
        read_ems(content.encode())


def test_a_file_without_a_journey_map_says_what_it_holds() -> None:
    with pytest.raises(MapError, match="kind: em"):
        read_ems(b"kind: em\n")
