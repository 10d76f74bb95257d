from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from tropa.errors import InputError
from tropa.ingest.head import look
from tropa.ingest.mapping import Mapping
from tropa.ingest.report import ImportReport
from tropa.ingest.sheet import Chunk
from tropa.ingest.workbook import WorkbookSheet, cell_text
from tropa.kit.progress import silent

Sheets = dict[str, list[list[object]]]


def saved(folder: Path, sheets: Sheets) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(folder / "book.xlsx")
    return folder / "book.xlsx"


def opened(path: Path, sheet: str | None = None) -> tuple[WorkbookSheet, Chunk, ImportReport]:
    report = ImportReport(str(path), "", "")
    found = WorkbookSheet(look(path), Mapping(sheet=sheet), report)
    return found, next(iter(found.chunks(report, silent))), report


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (17.0, "17"),
        (0.5, "0.5"),
        (False, "false"),
        (datetime.fromisoformat("2026-05-01T09:30:00"), "2026-05-01 09:30:00"),
        (date(2026, 5, 1), "2026-05-01"),
        ("00017", "00017"),
        ("", ""),
    ],
)
def test_a_cell_is_written_as_text(cell: object, text: str) -> None:
    assert cell_text(cell) == text


def test_a_title_above_and_empty_rows_leave_the_numbers_of_rows_alone(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Orders of May"], ["id", "day"], [17, date(2026, 5, 1)], [], [18, date(2026, 5, 2)]]
    found, chunk, report = opened(saved(tmp_path, {"Orders": rows}))
    assert found.columns == ("id", "day")
    assert chunk.lines.tolist() == [3, 5]
    assert chunk.columns["id"].to_pylist() == ["17", "18"]
    assert report.rows == 2


def test_the_first_sheet_that_holds_a_table_is_read_and_told(tmp_path: Path) -> None:
    path = saved(tmp_path, {"Cover": [], "Orders": [["id", "city"], [17, "Kazan"]], "More": [["id"], [1]]})
    _, chunk, report = opened(path)
    assert chunk.columns["city"].to_pylist() == ["Kazan"]
    assert report.assumptions == [("assume.sheet", {"sheet": "Orders", "others": "Cover, More"})]


def test_a_named_sheet_is_no_assumption_and_an_unknown_one_names_the_others(tmp_path: Path) -> None:
    path = saved(tmp_path, {"A": [["id", "x"], [1, 2]], "B": [["id", "x"], [3, 4]]})
    _, chunk, report = opened(path, "B")
    assert (chunk.columns["id"].to_pylist(), report.assumptions) == (["3"], [])
    with pytest.raises(InputError) as told:
        opened(path, "C")
    assert (told.value.code, told.value.facts["allowed"]) == ("ingest.no_sheet", "A, B")


def test_a_book_without_tables_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as told:
        opened(saved(tmp_path, {"Empty": []}))
    assert told.value.code == "ingest.no_columns"
