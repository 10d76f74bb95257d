"""XLSX, XLS and ODS sheets as a table of text. What a cell shows is data: a text such as `=cmd()` stays a text."""

from collections.abc import Iterator
from datetime import date, datetime

from python_calamine import CalamineError, CalamineWorkbook

from tropa.errors import InputError
from tropa.ingest.header import LOOKED_AT, find_header
from tropa.ingest.ids import EXACT
from tropa.ingest.mapping import Mapping
from tropa.ingest.reader import Head, Progress
from tropa.ingest.report import ImportReport
from tropa.ingest.sheet import CHUNK_ROWS, Chunk, chunk_of


class WorkbookSheet:
    """One sheet of a workbook: the one a person named, else the first that holds a table."""

    def __init__(self, head: Head, mapping: Mapping, report: ImportReport) -> None:
        try:
            book = CalamineWorkbook.from_path(str(head.path))
            sheets = {name: book.get_sheet_by_name(name) for name in book.sheet_names}
        except (CalamineError, OSError, ValueError) as error:
            raise InputError("ingest.broken_workbook", path=head.path, reason=str(error)) from None
        if mapping.sheet is not None and mapping.sheet not in sheets:
            raise InputError("ingest.no_sheet", path=head.path, value=mapping.sheet, allowed=", ".join(sheets))
        for name in [mapping.sheet] if mapping.sheet else sheets:
            self._rows = [[cell_text(cell) for cell in row] for row in sheets[name].to_python(skip_empty_area=False)]
            header = find_header(self._rows[:LOOKED_AT])
            if header is not None and len(self._rows) > header.rows:
                break
        else:
            raise InputError("ingest.no_columns", path=head.path)
        self.columns, self._above = header.names, header.rows
        if mapping.sheet is None and len(sheets) > 1:
            report.assume("assume.sheet", sheet=name, others=", ".join(other for other in sheets if other != name))

    def chunks(self, report: ImportReport, progress: Progress) -> Iterator[Chunk]:
        """The rows as text; empty rows are left out."""
        numbered = [(number, row) for number, row in enumerate(self._rows[self._above :], self._above + 1) if any(row)]
        report.rows += len(numbered)
        for start in range(0, len(numbered), CHUNK_ROWS):
            part = numbered[start : start + CHUNK_ROWS]
            yield chunk_of(self.columns, [number for number, _ in part], [row for _, row in part])
            progress(min(1.0, (start + CHUNK_ROWS) / len(numbered)))


def cell_text(value: object) -> str:
    """A cell as text: whole numbers without a point, times in ISO 8601.

    >>> cell_text(17.0), cell_text(datetime(2025, 12, 31, 23, 59)), cell_text(True)
    ('17', '2025-12-31 23:59:00', 'true')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < EXACT else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
