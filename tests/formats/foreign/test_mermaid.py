"""Mermaid: what is written is what its grammar wants; what people write is read, with notices where it is faulty."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.formats.foreign.hostile import TEXTS, hostile_map
from tests.model.map_builder import card, point, small_map
from tropa.errors import MapError
from tropa.formats.mermaid import read_mermaid, write_mermaid
from tropa.kit.locale import LANGUAGES
from tropa.model.persona import Persona
from tropa.templates.load import names, template

CHECK = Path(__file__).parents[3] / "tools" / "check_mermaid.mjs"
FOREIGN = """---
title: Front
config: {theme: dark}
---
%%{init: {
  "theme": "forest"
}}%%
%% a comment
journey
    title My working day
    accDescr {
      How I go
      to work
    }
    section Go to work
      Make tea: 5: Me
      Go<br/>upstairs: 3: Me, Cat; Sit: 9: Me
      Do work #1: 1.5: Me, Cat
      Think
      Wait: soon: Me
      Rest: 0
    section Go #58; home
      # a comment
      Sleep: 4: Cat: late
"""


def test_stages_actions_and_people_are_written() -> None:
    people = (Persona(id="anna", name="Anna"), Persona(id="bob", name="Bob, the cat"))
    cards = [card("c1", body="Look: around; #1", emotion=4.4, scale="1..5"), card("c2", stage="return", persona="bob")]
    map_ = small_map(*cards, personas=people, curve=(point("return", -2),), description="One\nTwo }")
    assert (
        write_mermaid(map_)
        == """journey
    title I choose a film
    accTitle: I choose a film
    accDescr {
        One
        Two #125;
    }
    section Search
      Look#58; around#59; #35;1: 4: Anna, Bob#44; the cat
    section Payment
    section Return
      c2: 3: Bob#44; the cat
"""
    )


def test_a_task_feels_as_its_stage_where_it_says_nothing_itself() -> None:
    map_ = small_map(card("c1"), card("c2", stage="payment"), curve=(point("search", 2),))
    assert "c1: 5: Anna" in write_mermaid(map_)
    assert "c2: 3: Anna" in write_mermaid(map_)


def test_without_actions_the_first_lane_with_cards_is_told() -> None:
    assert "  pain: 3" in write_mermaid(small_map(card("pain", lane="barriers"), card("idea", lane="solutions")))


def test_boxes_are_as_wide_as_the_longest_words() -> None:
    written = write_mermaid(small_map(card("c1", body="x" * 40)))
    assert written.startswith('%%{init: {"journey": {"width": 320}}}%%\njourney\n')


def test_what_people_write_is_read() -> None:
    map_ = read_mermaid(FOREIGN.encode()).map
    assert (map_.title, map_.description) == ("My working day", "How I go\nto work")
    assert [stage.title for stage in map_.stages] == ["Go to work", "Go", "home"]
    told = [(one.body, one.emotion) for one in map_.cards]
    assert told == [
        ("Make tea", 5), ("Go\nupstairs", 3), ("Sit", 5), ("Do work #1", 1.5), ("Think", None), ("Wait", None),
        ("Rest", 1), ("Sleep", 4),
    ]  # fmt: skip
    assert [persona.name for persona in map_.personas] == ["Me", "Cat"]
    assert [one.persona and map_.persona(one.persona).name for one in map_.cards[:2]] == ["Me", None]


def test_every_fault_is_told_with_its_line() -> None:
    read = read_mermaid(FOREIGN.encode())
    told = [(notice.line, notice.code.removeprefix("formats.")) for notice in read.warnings]
    assert told == [
        (17, "score_clamped"), (18, "hash_kept"), (19, "score_missing"), (20, "no_score"), (21, "score_clamped"),
        (24, "left_out"),
    ]  # fmt: skip
    for notice in read.warnings:
        for language in LANGUAGES:
            assert len(notice.text(language)) > 20


def test_some_of_three_actors_are_told_as_all() -> None:
    read = read_mermaid(b"journey\nsection s\nx: 3: A, B\ny: 3: C")
    assert [notice.code for notice in read.warnings] == ["formats.some_actors"]
    assert [one.persona is None for one in read.map.cards] == [True, False]


def test_a_step_lies_in_its_stage() -> None:
    stages = small_map().with_stage("Card", parent="Payment")
    map_ = read_mermaid(write_mermaid(stages.with_card("Card", "actions", "Type")).encode()).map
    assert [(one.title, one.parent) for one in map_.stages] == [
        ("Search", None), ("Payment", None), ("Card", map_.stages[1].id), ("Return", None),
    ]  # fmt: skip


def test_the_first_journey_of_a_markdown_file_is_read_and_the_others_told() -> None:
    text = "# Maps\n\n```mermaid\nflowchart LR\n a --> b\n```\n\n~~~mermaid\njourney\n title One\n~~~\n\n"
    read = read_mermaid((text + "```mermaid\njourney\n title Two\n```\n").encode())
    assert read.map.title == "One"
    assert [(notice.code, notice.facts["value"]) for notice in read.warnings] == [("formats.more_journeys", "Two")]


def test_a_text_without_a_journey_is_refused_with_its_line() -> None:
    with pytest.raises(MapError, match="line 2"):
        read_mermaid(b"flowchart LR\n a --> b")


def _checked(folder: Path, diagrams: dict[str, str]) -> dict[str, str | None]:
    """What Mermaid's own parser says of diagrams; skips where it is not there."""
    packages = os.environ.get("TROPA_NODE_PACKAGES", ".")
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed")
    files = []
    for name, written in diagrams.items():
        files.append(str(folder / f"{name}.mmd"))
        Path(files[-1]).write_text(written, "utf-8")
    run = subprocess.run([node, str(CHECK), *files], capture_output=True, cwd=packages, text=True, check=False)
    if run.returncode == 2:
        pytest.skip("the npm packages mermaid and jsdom are not in TROPA_NODE_PACKAGES or the working directory")
    return {Path(file).stem: error for file, error in json.loads(run.stdout).items() if error}


def test_mermaid_itself_reads_every_template(tmp_path: Path) -> None:
    diagrams = {
        f"{one}_{language}": write_mermaid(template(one, language)) for one in names() for language in LANGUAGES
    }
    assert _checked(tmp_path, diagrams) == {}


def test_mermaid_itself_reads_hostile_maps(tmp_path: Path) -> None:
    assert _checked(tmp_path, {str(n): write_mermaid(hostile_map(words)) for n, words in enumerate(TEXTS)}) == {}
