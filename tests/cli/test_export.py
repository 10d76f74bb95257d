"""`tropa export`: one map in another format."""

from pathlib import Path

import pytest

from tests.terminal import tropa


@pytest.mark.parametrize(("form", "suffix"), [("html", ".html"), ("markdown", ".md")])
def test_a_map_is_written_beside_itself(maps: Path, tmp_path: Path, form: str, suffix: str) -> None:
    document = tmp_path / "students.map.json"
    document.write_bytes((maps / "students.map.json").read_bytes())
    said = tropa("export", document, "--to", form)
    assert (said.code, said.out) == (0, "")
    assert said.err.strip() == str(tmp_path / f"students{suffix}")
    assert (tmp_path / f"students{suffix}").stat().st_size > 1_000


def test_json_comes_back_unchanged(maps: Path, tmp_path: Path) -> None:
    said = tropa("export", maps / "students.map.json", "--to", "json", "-o", tmp_path / "copy.json", "--json")
    assert said.json == {"file": str(tmp_path / "copy.json"), "format": "json", "warnings": []}
    assert (tmp_path / "copy.json").read_bytes() == (maps / "students.map.json").read_bytes()


def test_the_exported_text_is_the_drafted_one(maps: Path, tmp_path: Path) -> None:
    tropa("export", maps / "students.map.json", "--to", "markdown", "-o", tmp_path / "m.md")
    assert (tmp_path / "m.md").read_bytes() == (maps / "students.md").read_bytes()


def test_an_unknown_format_is_refused_with_the_known_ones(maps: Path) -> None:
    said = tropa("export", maps / "students.map.json", "--to", "docx")
    assert said.code == 1
    assert "json, xlsx, csv" in said.err
