"""The table of an answer as a file that no spreadsheet computes: CSV and XLSX, with the definition beside it."""

import csv
import io
from typing import Any

from tropa.analytics.answer import TableAnswer
from tropa.errors import needed
from tropa.formats.csv import guarded
from tropa.kit.locale import Language

with needed("xlsxwriter", "export"):
    from tropa.formats.xlsx.book import Book

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
_SHEET_ROWS = 1_000_000


def csv_of(answer: TableAnswer, language: Language) -> bytes:
    """All rows as CSV: UTF-8 with a mark, `;` and decimal commas in Russian and Polish, formulas made harmless."""
    rows = answer.rows()
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter="," if language == "en" else ";", lineterminator="\r\n")
    if rows:
        writer.writerow([guarded(name) for name in rows[0]])
    writer.writerows([_written(value, language) for value in row.values()] for row in rows)
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8", "replace")


def xlsx_of(answer: TableAnswer, language: Language) -> bytes:
    """All rows as a workbook: the table on its first sheet, what is counted and what is left out on the second."""
    book = Book()
    sheet = book.sheet("Table")
    rows = answer.rows()[:_SHEET_ROWS]
    for column, name in enumerate(rows[0] if rows else ()):
        book.put(sheet, 0, column, name, bold=True)
    for number, row in enumerate(rows):
        for column, value in enumerate(row.values()):
            book.put(sheet, number + 1, column, _cell(value))
    about = book.sheet("Definition")
    told = (answer.definition_in(language), f"n = {answer.journeys}", answer.left_out_in(language))
    for number, words in enumerate(told):
        book.put(about, number, 0, words)
    return book.content()


def _cell(value: Any) -> Any:
    plain = value.item() if hasattr(value, "item") else value
    if isinstance(plain, bool):
        return "yes" if plain else "no"
    if isinstance(plain, float) and plain - plain != 0:
        return None
    return plain if plain is None or isinstance(plain, str | int | float) else str(plain)


def _written(value: Any, language: Language) -> str:
    cell = _cell(value)
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guarded(cell)
    return repr(cell) if language == "en" else repr(cell).replace(".", ",")
