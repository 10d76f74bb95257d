"""A map as a workbook (XLSX): the sheet to read and fill, a flat sheet for each kind, and the sheet `Tropa`.

Flat sheets have one row an object, headings in the map's language, references by title. The hidden sheet `Tropa` keeps
the version, the map's own fields, the grid as it was written and the rests of texts that are too long for a cell.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from tropa.formats.flat.cells import Cell, plain_text
from tropa.formats.flat.columns import KINDS, columns_of
from tropa.formats.flat.headings import heading
from tropa.formats.flat.rows import rows_of
from tropa.formats.xlsx.base import base_of, cell_lines, to_rows
from tropa.formats.xlsx.book import Book, height
from tropa.formats.xlsx.grid import grid_of
from tropa.formats.xlsx.map_sheet import MapSheet, choice, in_words
from tropa.formats.xlsx.tint import INK, LINE, WASH
from tropa.kit.locale import Language, text
from tropa.model.map import Map

SERVICE = "Tropa"
VERSION = 1
_ORDER = ("card", "persona", "trait", "scored", "point", "evidence", "touchpoint", "channel", "metric", "stage", "lane",
          "link", "actor", "arrow")  # fmt: skip
_WIDE = frozenset({"body", "detail", "definition", "description", "about", "quote", "goal", "label"})
_ALWAYS = {
    "card": ("id", "stage", "lane", "body", "detail", "tags", "owner", "due", "status", "state"),
    "trait": ("persona", "name", "value", "source", "family"),
}


def write_xlsx(map_: Map) -> bytes:
    """The map as a workbook; MissingExtraError where XlsxWriter is not installed."""
    book, language = Book(), map_.language
    grid = grid_of(map_)
    MapSheet(book, map_, grid, text("formats", "flat.sheet.map", language)).write(cell_lines(map_, grid))
    rows = {kind: [in_words(kind, row, language) for row in some] for kind, some in rows_of(map_).items()}
    for kind in _ORDER:
        if kind == "persona" and rows[kind]:
            _persona_sheet(book, rows[kind], language)
        elif rows[kind]:
            _flat_sheet(book, kind, rows[kind], language)
    _service_sheet(book, to_rows(base_of(map_)))
    book.workbook.set_properties({"title": map_.title[:250], "company": map_.company[:250]})
    return book.content()


def _flat_sheet(book: Book, kind: str, rows: Sequence[Mapping[str, Cell]], language: Language) -> None:
    sheet = book.sheet(text("formats", f"flat.sheet.{kind}", language))
    used = {name for row in rows for name in row} | set(_ALWAYS.get(kind, ()))
    columns = [one for one in columns_of(kind) if one.name in used or (one.required and len(one.path) == 1)]
    widths = [44 if one.name in _WIDE else 22 if one.shape in ("text", "texts") else 13 for one in columns]
    for place, (column, width) in enumerate(zip(columns, widths, strict=True)):
        sheet.write_string(0, place, heading(column.name, language), _header(book))
        sheet.set_column(place, place, width, None, {"hidden": column.name == "rank"})
        if column.allowed:
            sheet.data_validation(1, place, len(rows) + 200, place, choice(column.allowed, language))
    for number, row in enumerate(rows, 1):
        high = 0.0
        for place, column in enumerate(columns):
            if column.name in row:
                book.put(sheet, number, place, row[column.name], text_wrap=True)
                high = max(high, height(plain_text(row[column.name]), widths[place]))
        sheet.set_row(number, high)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    _page(sheet, across=1 if sum(widths) < 250 else 2)


def _persona_sheet(book: Book, rows: Sequence[Mapping[str, Cell]], language: Language) -> None:
    """Fields down, personas across: a portrait is read from top to bottom."""
    sheet = book.sheet(text("formats", "flat.sheet.persona", language))
    names = [column.name for column in columns_of("persona") if column.name != "id"]
    for place, name in enumerate(("name", *(one for one in names if one != "name"), "id")):
        sheet.write_string(place, 0, heading(name, language), _header(book))
        for column, row in enumerate(rows, 1):
            look: dict[str, Any] = {"bold": True, "font_size": 14} if name == "name" else {}
            book.put(
                sheet, place, column, row.get(name), text_wrap=True, bottom=1, bottom_color=LINE, align="left", **look
            )
        tallest = max(height(plain_text(row.get(name)), 44) for row in rows)
        sheet.set_row(place, max(tallest, 24 if name == "name" else 0))
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, len(rows), 44)
    sheet.freeze_panes(1, 1)
    _page(sheet)


def _service_sheet(book: Book, rows: Sequence[Sequence[Cell]]) -> None:
    sheet = book.sheet(SERVICE)
    sheet.hide()
    written: list[Sequence[Cell]] = [["version", VERSION], *rows]
    for number, row in enumerate(written):
        for place, cell in enumerate(row):
            if cell is not None and cell != "":
                book.put(sheet, number, place, cell)
    for number, (name, piece) in enumerate(book.long.pieces, len(written)):
        sheet.write_string(number, 0, "rest")
        sheet.write_number(number, 1, name)
        sheet.write_string(number, 2, piece)


def _header(book: Book) -> Any:
    return book.format(bold=True, bg_color=WASH, text_wrap=True, bottom=1, bottom_color=INK)


def _page(sheet: Any, across: int = 1) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(across, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&F, &A&R&P / &N")


assert set(_ORDER) | {"map"} == set(KINDS)
