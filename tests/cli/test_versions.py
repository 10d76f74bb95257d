"""`tropa diff`, `tropa merge` and `tropa compare`: versions of maps and maps side by side."""

import json
from pathlib import Path

import pytest

from tests.model.map_builder import card, point, small_map
from tests.terminal import tropa
from tropa.library.documents import read_map, write_map
from tropa.model.map import Map

OLD = small_map(
    card("ask", body="Asks a friend"),
    card("dear", lane="barriers", body="no instalments", stage="payment"),
    curve=(point("payment", 0.8),),
)
FELL = OLD.with_fields(curve=(point("payment", -0.4),))
SOLVED = OLD.with_fields(cards=(OLD.cards[0], OLD.cards[1].model_copy(update={"status": "done"})))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with versions of one map: old, fell, solved, and to be."""
    for name, map_ in {"old": OLD, "fell": FELL, "solved": SOLVED}.items():
        write_map(map_, tmp_path / f"{name}.map.json")
    return tmp_path


def changed(folder: Path, name: str, map_: Map) -> Path:
    return write_map(map_, folder / f"{name}.map.json")


def test_diff_says_each_change_in_a_line(home: Path) -> None:
    said = tropa("diff", home / "old.map.json", home / "fell.map.json")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == ["Emotion at “Payment” fell from 0.8 to −0.4", "1 change"]


@pytest.mark.parametrize(("language", "words"), [("ru", "упала с 0,8 до −0,4"), ("pl", "z 0,8 do −0,4")])
def test_diff_speaks_the_language_of_the_reader(home: Path, language: str, words: str) -> None:
    assert words in tropa("diff", home / "old.map.json", home / "fell.map.json", language=language).out


def test_diff_as_json_is_the_list_of_changes(home: Path) -> None:
    [change] = tropa("diff", home / "old.map.json", home / "solved.map.json", "--json").json
    assert (change["kind"], change["title"], change["after"]) == ("solved", "no instalments", "done")
    assert "before" not in change


def test_diff_strict_exits_with_2_where_something_changed(home: Path) -> None:
    assert tropa("diff", home / "old.map.json", home / "fell.map.json", "--strict").code == 2
    same = tropa("diff", home / "old.map.json", home / "old.map.json", "--strict")
    assert (same.code, same.out) == (0, "No change.\n")


@pytest.mark.parametrize("suffix", [".html", ".svg", ".pdf", ".png", ".json"])
def test_diff_draws_both_versions(home: Path, suffix: str) -> None:
    drawn = home / "drawings" / f"diff{suffix}"
    said = tropa("diff", home / "old.map.json", home / "fell.map.json", "-o", drawn)
    assert (said.code, said.err.strip()) == (0, str(drawn))
    assert drawn.stat().st_size > 300


def test_diff_refuses_a_drawing_it_cannot_make(home: Path) -> None:
    said = tropa("diff", home / "old.map.json", home / "fell.map.json", "-o", home / "diff.docx")
    assert (said.code, said.out) == (1, "")
    assert ".html, .svg, .pdf, .png, .json" in said.err


def test_a_version_that_is_not_there_is_told(home: Path) -> None:
    said = tropa("diff", home / "old.map.json", home / "gone.map.json", "--json")
    assert said.code == 1
    assert said.json["error"]["code"] == "errors.no_file"


def test_merge_takes_both_changes(home: Path) -> None:
    merged = home / "merged.map.json"
    said = tropa("merge", *(home / f"{name}.map.json" for name in ("old", "fell", "solved")), "-o", merged)
    assert (said.code, said.out) == (0, "")
    assert str(merged) in said.err
    map_ = read_map(merged)
    assert [one.value for one in map_.curve] == [-0.4]
    assert next(one.status for one in map_.cards if one.id == "dear") == "done"


def test_merge_names_conflicts_keeps_ours_and_exits_with_2(home: Path) -> None:
    changed(home, "ours", OLD.with_fields(goal="fast"))
    changed(home, "theirs", OLD.with_fields(goal="cheap"))
    files = [home / f"{name}.map.json" for name in ("old", "ours", "theirs")]
    said = tropa("merge", *files, "-o", home / "merged.map.json", "--json")
    assert said.code == 2
    [conflict] = said.json["conflicts"]
    assert (conflict["field"], conflict["ours"], conflict["theirs"]) == ("goal", "fast", "cheap")
    assert "“fast”" in said.err
    assert read_map(home / "merged.map.json").goal == "fast"


def test_compare_puts_maps_side_by_side(home: Path) -> None:
    future = changed(home, "future", OLD.with_fields(state="future", curve=(point("payment", 1.5),)))
    said = tropa("compare", home / "fell.map.json", future, "-o", home / "both.json", "--json")
    assert said.code == 0
    assert said.json == json.loads((home / "both.json").read_text())
    assert said.json["names"] == ["Anna, as is", "Anna, to be"]
    assert said.json["gaps"][0]["stages"][1]["told"][0] == ["−0.4 → +1.5, gap +1.9"]


def test_compare_takes_a_folder(home: Path) -> None:
    said = tropa("compare", home, "-o", home / "all.html")
    assert (said.code, said.out, said.err.strip()) == (0, "", str(home / "all.html"))
    assert "<table>" in (home / "all.html").read_text()


def test_compare_of_an_empty_folder_is_told(tmp_path: Path) -> None:
    said = tropa("compare", tmp_path)
    assert said.code == 1
    assert str(tmp_path) in said.err
