"""Workbooks for tests: ours as a person changes it, and sheets that somebody typed."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl

from tropa.formats.xlsx.write import write_xlsx
from tropa.model.map import Map


def changed(map_: Map, change: Callable[[Any], None]) -> bytes:
    """Our workbook after `change` was done to it in another program."""
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(map_)))
    change(book)
    return saved(book)


def typed(*sheets: tuple[str, Sequence[Sequence[Any]]]) -> bytes:
    """A workbook of these sheets: name and rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: Any) -> bytes:
    """The workbook as bytes."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def cell_of(sheet: Any, words: object) -> Any:
    """The first cell that holds these words."""
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == words)
