"""`tropa check`: maps against the rules of the method."""

import json
from pathlib import Path

from tests.model.map_builder import card, small_map
from tests.terminal import tropa
from tropa.formats.json import write_json


def test_a_folder_of_maps_is_checked_in_words_and_in_json(maps: Path) -> None:
    said, found = tropa("check", maps), tropa("check", maps, "--json")
    assert said.code == found.code == 0
    assert said.err == found.err == ""
    assert isinstance(found.json, list)
    assert said.out.splitlines()[-1] == ("No findings." if not found.json else f"{len(found.json)} findings")


def test_a_finding_is_exit_code_2_with_strict_only(tmp_path: Path) -> None:
    document = tmp_path / "bad.map.json"
    document.write_bytes(write_json(small_map(card("b1", lane="barriers", body="The form is too long"))))
    assert tropa("check", document).code == 0
    said = tropa("check", document, "--strict")
    assert said.code == 2
    assert "TR0" in said.out
    assert tropa("check", document, "--strict", "--json").json[0]["code"].startswith("TR0")


def test_a_damaged_map_is_named(maps: Path, tmp_path: Path) -> None:
    (tmp_path / "good.map.json").write_bytes((maps / "students.map.json").read_bytes())
    (tmp_path / "half.map.json").write_bytes((maps / "students.map.json").read_bytes()[:5_000])
    said = tropa("check", tmp_path)
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(str(tmp_path / "half.map.json"))


def test_a_map_that_contradicts_itself_is_told(maps: Path, tmp_path: Path) -> None:
    fields = json.loads((maps / "students.map.json").read_text("utf-8"))
    fields["cards"][0]["stage"] = "nowhere"
    (tmp_path / "wrong.map.json").write_text(json.dumps(fields), "utf-8")
    said = tropa("check", tmp_path / "wrong.map.json")
    assert said.code == 1
    assert "nowhere" in said.err
    assert "inside Tropa" not in said.err


def test_a_folder_without_maps_and_a_missing_file_are_told(tmp_path: Path) -> None:
    assert "no map document" in tropa("check", tmp_path).err
    missing = tropa("check", tmp_path / "a.map.json")
    assert missing.code == 1
    assert "There is no file" in missing.err
