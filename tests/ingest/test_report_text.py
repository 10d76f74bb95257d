import json
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from tests.ingest.files import written
from tropa.ingest.read import read_file
from tropa.ingest.report_text import render
from tropa.kit.locale import LANGUAGES, Language, catalogue

BROKEN = "Клиент;Дата;Событие;Сумма\n7;31.12.2025;Покупка;1,50\n8;вчера;Звонок;2,50\n9;01.02.2025;Звонок;3,50\n"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", ["прочитано 3 строки", "«вчера» в столбце «Дата»", "точка с запятой"]),
        ("pl", ["odczytano 3 wiersze", "„вчера” w kolumnie „Дата”", "średnik"]),
        ("en", ["3 rows read", "“вчера” in column “Дата”", "semicolon"]),
    ],
)
def test_a_report_is_told_in_words_with_place_value_and_reason(
    tmp_path: Path, language: Language, words: list[str]
) -> None:
    told = render(read_file(written(tmp_path, "orders.csv", BROKEN, "cp1251")).report, language)
    for word in [*words, "orders.csv:3: ", "cp1251", "UTC"]:
        assert word in told
    assert str(tmp_path) not in told


def test_only_the_first_refusals_are_told_one_by_one(tmp_path: Path) -> None:
    rows = "1,a,2025-01-02\n" * 30 + "1,a,never\n" * 20
    told = render(read_file(written(tmp_path, "t.csv", "user_id,event,time\n" + rows)).report, "en", shown=3)
    assert told.count("t.csv:") == 3
    assert "…and 17 more rows" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_broken_file_says_why(tmp_path: Path, language: Language) -> None:
    told = render(read_file(written(tmp_path, "empty.csv", "")).report, language)
    assert "empty.csv" in told
    assert len(told.splitlines()) == 3


def test_the_catalogues_hold_the_same_keys() -> None:
    keys = {frozenset(catalogue("ingest", language)) for language in LANGUAGES}
    assert len(keys) == 1


@pytest.mark.parametrize("language", ["ru", "pl"])
def test_plurals_have_all_forms(language: Language) -> None:
    source = files("tropa").joinpath("texts", f"ingest.{language}.toml").read_text("utf-8")
    tables = [entry for group in tomllib.loads(source).values() for entry in group.values() if isinstance(entry, dict)]
    assert all({"one", "few", "many", "other"} <= set(table) for table in tables)


def test_plain_values_of_a_report_are_json(tmp_path: Path) -> None:
    report = read_file(written(tmp_path, "orders.csv", BROKEN)).report
    plain = json.loads(json.dumps(report.to_dict()))
    assert (plain["rows"], plain["rejected"], plain["rejections"][0]["code"]) == (3, 1, "ingest.bad_time")
