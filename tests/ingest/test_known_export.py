from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import openpyxl

from tests.ingest.stories import said, told
from tropa.ingest.known_export import Export, role, with_known
from tropa.ingest.mapping import Column, Mapping
from tropa.ingest.read import read_file
from tropa.ingest.registry import recognise

KNOWN = Export(
    "review", {"updated": role("time"), "created": role("time"), "stars": role("rating"), "note": None}, "ignore"
)
COLUMNS = ("Created", "Updated", "Stars", "Note", "Device")


def roles(mapping: Mapping) -> dict[str, str]:
    return {name: column.role for name, column in mapping.columns.items()}


def test_of_two_names_for_one_role_the_preferred_counts() -> None:
    found = roles(with_known(KNOWN, Mapping(), COLUMNS))
    assert found == {"Created": "ignore", "Updated": "time", "Stars": "rating", "Device": "ignore"}


def test_a_person_stands_above_what_is_known() -> None:
    said_so = Mapping(columns={"Created": Column(role="time")}, kind="nps", scale=(0, 10))
    mapping = with_known(KNOWN, said_so, COLUMNS)
    assert (roles(mapping)["Created"], roles(mapping)["Updated"]) == ("time", "ignore")
    assert (mapping.kind, mapping.scale) == ("nps", (0, 10))


def test_an_export_that_names_its_zone_needs_none() -> None:
    zoned = Export("review", {}, "ignore", time_zone="UTC")
    assert with_known(zoned, Mapping(time_zone="Asia/Tokyo"), ()).time_zone == "UTC"


def test_only_a_question_for_consent_is_one() -> None:
    asked = (
        "Согласие на цитирование",
        "Согласны ли вы с ценой?",
        "Zgoda na publikację",
        "Do you consent to be quoted?",
    )
    found = roles(with_known(Export(None, {}), Mapping(), asked))
    assert set(found) == {asked[0], asked[2], asked[3]}
    assert set(found.values()) == {"consent", "ignore"}  # of several questions the first counts


def workbook(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def test_workbooks_of_forms_are_read_with_their_dates(tmp_path: Path) -> None:
    rows = [
        ("Отметка времени", "Оцените доставку", "Что улучшить?"),
        (datetime.fromisoformat("2026-05-03 09:05"), 4, "Писать заранее,\nа не после 📦"),
        (datetime.fromisoformat("2026-05-04 09:05"), 3, "Привозить вовремя и целым"),
    ]
    path = workbook(tmp_path / "Ответы.xlsx", rows)
    assert recognise(path)[0].source == "google_forms"
    found = read_file(path)
    assert told(found, "rating", "text") == [
        (4, "Писать заранее,\nа не после 📦"),
        (3, "Привозить вовремя и целым"),
    ]
    assert [row["time"].day for row in said(found)] == [3, 4]


def test_workbooks_of_survey_monkey_have_two_rows_of_headers_too(tmp_path: Path) -> None:
    rows = [
        (
            "Respondent ID",
            "Collector ID",
            "End Date",
            "Custom Data 1",
            "How satisfied are you?",
            "What did you buy?",
            None,
        ),
        (None, None, None, None, "Response", "Tickets", "Food"),
        (118123456789, 44, datetime.fromisoformat("2026-05-03 09:05"), "C-17", 5, "Tickets", "Food"),
    ]
    path = workbook(tmp_path / "Sheet_1.xlsx", rows)
    assert recognise(path)[0].source == "survey_monkey"
    assert told(read_file(path), "kind", "rating", "ids") == [("csat", 5, ["customer:C-17"])]
