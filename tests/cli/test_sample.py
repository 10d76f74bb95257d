"""`tropa sample` and `tropa demo`: the sample company, and the whole road on it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal import tropa


def test_the_sample_is_written_and_the_next_step_named(tmp_path: Path) -> None:
    said = tropa("sample", "cinema", tmp_path / "home", "--customers", 60, "--seed", 3, language="pl")
    assert (said.code, said.out) == (0, "")
    assert "60 klientów" in said.err
    assert "language: pl" in (tmp_path / "home" / "tropa.yaml").read_text("utf-8")
    assert (tmp_path / "home" / "truth.json").is_file()


def test_the_sample_answers_in_json(tmp_path: Path) -> None:
    said = tropa("sample", "cinema", tmp_path, "--customers", 60, "--json")
    assert said.json == {"folder": str(tmp_path), "customers": 60, "seed": 1}


def test_another_world_language_or_number_is_refused(tmp_path: Path) -> None:
    for words, told in (
        (("theatre", tmp_path), "choose one of: cinema"),
        (("cinema", tmp_path, "--language", "de"), "ru, pl, en"),
        (("cinema", tmp_path, "--customers", 0), "--customers is 0"),
        (("cinema", tmp_path, "--customers", 7), "50"),
    ):
        said = tropa("sample", *words)
        assert (said.code, list(tmp_path.iterdir())) == (1, [])
        assert told in said.err


def test_the_demo_goes_the_whole_road_and_says_where_the_maps_are(tmp_path: Path) -> None:
    said = tropa("demo", tmp_path / "demo", "--customers", 150, "--language", "en", "--json", "--no-serve")
    assert said.code == 0
    names = {Path(path).name for path in said.json["files"]}
    assert {"index.html", "comparison.html", "students.map.json", "students.html", "students.md"} <= names
    assert all(Path(path).is_file() for path in said.json["files"])
    assert (tmp_path / "demo" / "maps" / "index.html").as_uri() in said.err


def test_a_new_sample_keeps_no_rows_of_the_old_one(tmp_path: Path) -> None:
    counts = []
    for customers in (80, 60):
        tropa("sample", "cinema", tmp_path / "home", "--customers", customers)
        counts.append(tropa("apply", tmp_path / "home", "--json").json["customers"])
    tropa("sample", "cinema", tmp_path / "fresh", "--customers", 60)
    assert counts[1] == tropa("apply", tmp_path / "fresh", "--json").json["customers"] < counts[0]


def test_the_demo_serves_its_maps_until_it_is_healthy_where_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TROPA_DEMO_EXIT", "1")
    tropa_command = str(Path(sys.executable).with_name("tropa"))
    command = [tropa_command, "demo", str(tmp_path / "demo"), "--customers", "150", "--port", "0"]
    said = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert said.returncode == 0, said.stderr
    assert "/open?key=" in said.stderr
