"""`tropa import`: what was read, every row refused, and nothing twice."""

from pathlib import Path
from typing import Any

import pytest

from tests.shop_folder import BAD_LINE, break_files, shop
from tests.terminal import tropa


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A shop with good files and a broken one of each kind."""
    folder = shop(tmp_path / "shop")
    break_files(folder)
    return folder


def reports(folder: Path) -> dict[str, Any]:
    return {Path(one["file"]).name: one for one in tropa("import", folder, "--json").json}


def test_the_good_rows_arrive_beside_broken_files(mixed: Path) -> None:
    found = reports(mixed)
    assert {name: one["added"] for name, one in found.items() if one["added"]} == {"events.csv": 119, "reviews.csv": 5}
    assert {name for name, one in found.items() if one["rejections"]} == {
        *("events.csv", "garbage.csv", "cut.csv.gz", "log.xes")
    }


def test_every_refused_row_has_file_line_value_and_reason(mixed: Path) -> None:
    (refused,) = reports(mixed)["events.csv"]["rejections"]
    assert refused["file"].endswith("events.csv")
    assert (refused["line"], refused["column"], refused["value"]) == (BAD_LINE, "time", "yesterday")
    assert refused["code"] == "ingest.bad_time"
    assert "is not a time" in refused["reason"]


def test_a_broken_file_has_its_reason(mixed: Path) -> None:
    found = reports(mixed)
    assert "breaks off" in found["cut.csv.gz"]["rejections"][0]["reason"]
    assert "none of the formats" in found["garbage.csv"]["rejections"][0]["reason"]
    assert found["log.xes"]["rejections"][0]["reason"]


def test_refused_rows_are_a_warning_and_with_strict_exit_code_2(mixed: Path) -> None:
    said = tropa("import", mixed)
    assert said.code == 0
    assert "4 rows were refused" in said.err
    assert f"events.csv:{BAD_LINE}: “yesterday”" in said.out
    assert tropa("import", mixed, "--strict").code == 2


def test_a_clean_import_is_silent_on_stderr_and_passes_strict(tmp_path: Path) -> None:
    said = tropa("import", shop(tmp_path) / "reviews.csv", "-w", tmp_path, "--strict")
    assert (said.code, said.err) == (0, "")


def test_more_than_ten_refused_rows_are_all_told(tmp_path: Path) -> None:
    rows = [f"c{n},2026-10-01 10:00:{n:02d},visit" for n in range(40)] + ["c1,never,visit"] * 25
    (tmp_path / "events.csv").write_text("\n".join(["customer_id,time,event", *rows]) + "\n")
    said = tropa("import", tmp_path)
    assert [line for line in range(42, 67) if f"events.csv:{line}:" not in said.out] == []


def test_importing_twice_adds_nothing(mixed: Path) -> None:
    assert sum(one["added"] for one in reports(mixed).values()) == 124
    again = tropa("import", mixed)
    assert sum(one["added"] for one in reports(mixed).values()) == 0
    assert again.out.count("already in the lake") == 2


def test_a_named_reader_must_be_one(mixed: Path) -> None:
    said = tropa("import", mixed, "--source", "excel95")
    assert said.code == 1
    assert "excel95" in said.err
    assert "yandex_metrica" in said.err


@pytest.mark.parametrize(("language", "word"), [("ru", "отклонен"), ("pl", "Odrzucono"), ("en", "refused")])
def test_the_warning_speaks_the_reader_s_language(mixed: Path, language: str, word: str) -> None:
    assert word in tropa("import", mixed, language=language).err
