"""`tropa templates`, `new`, `guide`, `convert`, `export` of views and `check` with reports and fixes."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.model.map_builder import card, small_map
from tests.terminal import tropa
from tropa.formats.json import read_json, write_json
from tropa.kit.locale import LANGUAGES
from tropa.model.persona import Persona


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "film.map.json"
    cards = (card("dear", lane="barriers", body="x"), card("again", lane="barriers", body="x"))
    path.write_bytes(write_json(small_map(*cards, personas=(Persona(id="anna", name="Anna", colour="#FFE066"),))))
    return path


def test_templates_are_listed_with_their_ids_in_the_reader_s_language() -> None:
    ids = [one["id"] for one in tropa("templates", "--json").json]
    assert len(ids) >= 14
    said = tropa("templates", language="ru").out
    assert all(f"{name}\n" in said for name in ids)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_map_is_in_the_language_asked_for(language: str, tmp_path: Path) -> None:
    target = tmp_path / "map.json"
    assert tropa("new", "--template", "online_cinema", "--language", language, "-o", target).code == 0
    assert read_json(target.read_bytes()).language == language


def test_an_unknown_template_is_told_with_those_there_are(tmp_path: Path) -> None:
    said = tropa("new", "--template", "cinema", "-o", tmp_path / "map.json")
    assert said.code == 1
    assert "online_cinema" in said.err


def test_a_new_map_never_writes_over_another_unasked(tmp_path: Path) -> None:
    target = tmp_path / "map.json"
    target.write_text("mine", "utf-8")
    assert tropa("new", "-o", target).code == 1
    assert target.read_text("utf-8") == "mine"
    assert tropa("new", "-o", target, "--force").code == 0


def test_two_maps_of_one_template_are_two_maps(tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        tropa("new", "-t", "classic", "-o", tmp_path / name)
    first, second = (read_json((tmp_path / name).read_bytes()) for name in ("a.json", "b.json"))
    assert first.id != second.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guide_asks_open_questions_in_the_language_asked_for(language: str) -> None:
    goals = [one["goal"] for one in tropa("guide", "--json").json]
    assert len(goals) == 5
    for goal in goals:
        said = tropa("guide", goal, "--language", language)
        assert said.code == 0
        assert said.out.startswith("# ")


def test_a_map_is_converted_and_notices_are_told(film: Path, tmp_path: Path) -> None:
    assert tropa("convert", film, tmp_path / "film.csv").code == 0
    sheet = (tmp_path / "film.csv").read_text("utf-8-sig") + "nonsense,x\n"
    (tmp_path / "film.csv").write_text(sheet, "utf-8-sig")
    said = tropa("convert", tmp_path / "film.csv", tmp_path / "back.map.json", "--json", "--strict")
    assert said.code == 2
    assert [one["line"] for one in said.json["warnings"]] == [sheet.count("\n")]
    assert read_json((tmp_path / "back.map.json").read_bytes()).title == "I choose a film"


@pytest.mark.parametrize("view", ["blueprint", "empathy", "impact", "stakeholders"])
def test_a_view_is_written_beside_the_map(view: str, film: Path) -> None:
    said = tropa("export", film, "--to", "svg", "--view", view, "--json")
    assert said.code == 0
    written = Path(said.json["file"])
    assert written == film.with_name(f"film.{view}.svg")
    assert ElementTree.fromstring(written.read_text("utf-8")).tag.endswith("svg")


def test_an_option_of_another_format_is_refused(film: Path) -> None:
    said = tropa("export", film, "--to", "svg", "--page", "a3")
    assert said.code == 1
    assert "page" in said.err


def test_findings_are_reported_for_machines(film: Path) -> None:
    log = json.loads(tropa("check", film, "--format", "sarif").out)
    assert log["version"] == "2.1.0"
    assert ElementTree.fromstring(tropa("check", film, "--format", "junit").out).tag == "testsuites"
    assert tropa("check", film, "--format", "xml").code == 1


def test_fixing_writes_the_mended_map_back_and_only_that(film: Path) -> None:
    codes = {one["code"] for one in tropa("check", film, "--json").json}
    assert {"TR024", "TR030"} <= codes
    said = tropa("check", film, "--fix", "--json")
    assert not {"TR024", "TR030"} & {one["code"] for one in said.json}
    assert {"TR024", "TR030"} & {one["code"] for one in tropa("check", film, "--json").json} == set()
    before = film.read_bytes()
    tropa("check", film, "--fix")
    assert film.read_bytes() == before
