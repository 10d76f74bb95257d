"""A workbook (XLSX) as a map: one that Tropa wrote and people changed, or a sheet that somebody typed by hand.

The flat sheets give ids and details, the grid wins where it differs from what was written into it (`merge`). A
workbook without flat sheets is read from its grid alone (`bare`). Every notice names sheet and cell.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from python_calamine import CalamineError, CalamineWorkbook

from tropa.errors import MapError
from tropa.formats.flat.build import map_of
from tropa.formats.flat.cells import Cell, is_empty, plain_text
from tropa.formats.flat.columns import LOSSES, columns_of
from tropa.formats.flat.headings import column_named, kind_named
from tropa.formats.flat.language import language_of
from tropa.formats.flat.rows import Row
from tropa.formats.reading import Notice, Read
from tropa.formats.xlsx.bare import rows_of_grid
from tropa.formats.xlsx.base import Base, base_of, from_rows
from tropa.formats.xlsx.merge import merged, merged_head
from tropa.formats.xlsx.size import check_size
from tropa.formats.xlsx.texts import unescaped
from tropa.formats.xlsx.typed import Typed, letter, typed_grid

__all__ = ["LOSSES", "read_xlsx"]

Rows = list[list[Cell]]
_SERVICE = "Tropa"


def read_xlsx(content: bytes) -> Read:
    """The map in these bytes, with notices that name sheet and cell.

    MapError for what is no workbook, a sheet too large to be a map, or a workbook without stages.
    """
    sheets = _sheets(content)
    service = sheets.pop(_SERVICE, None)
    if service is not None:
        sheets = _plain(sheets, service)
    notices: list[Notice] = []
    rows: list[Row] = []
    grids: Rows | None = None
    name = ""
    for sheet, cells in sheets.items():
        kind = kind_named(sheet)
        if kind not in (None, "map") and _is_flat(cells, kind or ""):
            rows += _flat(kind or "", sheet, cells, notices)
        elif kind == "map" or grids is None:
            grids, name = cells, sheet
    typed = typed_grid(name, grids) if grids is not None else None
    if service is not None or any(row.kind in ("stage", "card") for row in rows):
        base = from_rows(service) if service is not None else None
        return _whole(rows, base, typed, notices)
    if typed is None:
        raise MapError("formats.xlsx_no_stages", sheet=name or next(iter(sheets), ""))
    return _typed_by_hand(rows, typed, notices)


def _whole(rows: list[Row], base: Base | None, typed: Typed | None, notices: list[Notice]) -> Read:
    head = dict(base.head) if base else {}
    if typed is not None:
        head = merged_head(head, typed)
        letters = {name: place.rstrip("0123456789") for name, (_, place) in typed.head.items()}
        lines = [int(place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for _, place in typed.head.values()]
        rows.append(Row("map", head, min(lines, default=1), typed.sheet, letters))
    elif head:
        rows.append(Row("map", head, 1, _SERVICE))
    read = map_of(rows, language=language_of(_told(rows)))
    notices += read.warnings
    if typed is None:
        return Read(read.map, tuple(notices))
    notices += typed.loose
    map_ = merged(read.map, base or base_of(read.map), typed, notices)
    return Read(map_, tuple(notices))


def _typed_by_hand(rows: list[Row], typed: Typed, notices: list[Notice]) -> Read:
    words = [row.label for row in typed.rows] + [column.title for column in typed.columns]
    words += [plain_text(cell) for row in typed.rows for cell in row.cells.values()]
    language = language_of(" ".join(words)[:20_000])
    notices += typed.loose
    described = {row.kind for row in rows}
    own = [row for row in rows_of_grid(typed, language, notices) if row.kind != "persona" or "persona" not in described]
    if "persona" in described:
        own = [_of_first(row, rows) if row.kind == "point" else row for row in own]
    read = map_of([*own, *rows], language=language)
    return Read(read.map, (*notices, *read.warnings))


def _of_first(row: Row, rows: Sequence[Row]) -> Row:
    """A point of the curve as the first described persona's."""
    first = next(one for one in rows if one.kind == "persona")
    cells = {**row.cells, "persona": first.cells.get("id") or first.cells.get("name")}
    return Row(row.kind, cells, row.line, row.sheet, row.letters)


def _sheets(content: bytes) -> dict[str, Rows]:
    check_size(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        found = {}
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            found[name] = [[_cell(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    except (CalamineError, OSError, ValueError, KeyError) as error:
        raise MapError("formats.xlsx_broken", reason=str(error)[:200]) from None
    return found


def _cell(value: object) -> Cell:
    return value if isinstance(value, str | int | float | bool | date) else str(value)


def _plain(sheets: dict[str, Rows], service: Rows) -> dict[str, Rows]:
    """The sheets with their texts as they were, and the service sheet too."""
    rests: dict[int, list[str]] = {}
    for row in service:
        if row[:1] == ["rest"] and len(row) > 2 and isinstance(row[1], int | float):
            rests.setdefault(int(row[1]), []).append(plain_text(row[2]))

    def plain(rows: Rows) -> Rows:
        return [
            [unescaped(cell, rests) if isinstance(cell, str) and "␛" in cell else cell for cell in row] for row in rows
        ]

    service[:] = plain(service)
    return {name: plain(rows) for name, rows in sheets.items()}


def _is_flat(cells: Rows, kind: str) -> bool:
    """Whether a sheet that is called so has the headings of its kind."""
    own = {column.name for column in columns_of(kind)}
    heads = [row[0] for row in cells if row] if kind == "persona" else cells[0] if cells else []
    return len({column_named(plain_text(cell)) for cell in heads} & own) >= 2


def _flat(kind: str, sheet: str, cells: Rows, notices: list[Notice]) -> Iterator[Row]:
    turned = kind == "persona"
    table = [list(column) for column in zip(*cells, strict=True)] if turned else cells
    columns = [column_named(plain_text(cell)) for cell in table[0]]
    for place, (cell, name) in enumerate(zip(table[0], columns, strict=True)):
        if name is None and plain_text(cell).strip():
            where = f"{sheet}!A{place + 1}" if turned else f"{sheet}!{letter(place)}1"
            notices.append(Notice("formats.unknown_column", where, facts={"value": plain_text(cell)[:80]}))
    for number, row in enumerate(table[1:], 1):
        filled = {name: cell for name, cell in zip(columns, row, strict=True) if name and not is_empty(cell)}
        if filled:
            yield Row(kind, filled, number + 1, sheet, _letters(columns, number if turned else None))


def _letters(columns: Sequence[str | None], turned: int | None) -> Mapping[str, str]:
    """The letter of each column; in the turned sheet of personas all fields of one stand in one column."""
    return {name: letter(place if turned is None else turned) for place, name in enumerate(columns) if name}


def _told(rows: Sequence[Row]) -> str:
    return " ".join(plain_text(cell) for row in rows[:300] for cell in row.cells.values())
