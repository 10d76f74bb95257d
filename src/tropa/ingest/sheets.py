"""Which kind of table a file holds: delimited text, JSON, Parquet or a workbook."""

from weakref import WeakKeyDictionary

from tropa.errors import InputError, TropaError
from tropa.ingest.delimited import DelimitedSheet
from tropa.ingest.json_lines import JsonSheet
from tropa.ingest.mapping import Mapping
from tropa.ingest.parquet import ParquetSheet
from tropa.ingest.reader import Head
from tropa.ingest.report import ImportReport
from tropa.ingest.sheet import Sheet, unreported
from tropa.ingest.workbook import WorkbookSheet

_COLUMNS: WeakKeyDictionary[Head, tuple[str, ...]] = WeakKeyDictionary()  # many readers ask for those of one head


def open_sheet(head: Head, mapping: Mapping, report: ImportReport) -> Sheet:
    """The table of a file; InputError where it holds none."""
    if head.data.startswith(b"PAR1"):
        return ParquetSheet(head)
    if head.encoding == "binary":
        if head.data.startswith(b"SQLite"):
            raise InputError("ingest.no_columns", path=head.path)
        return WorkbookSheet(head, mapping, report)
    if head.text.lstrip("\ufeff \r\n\t").startswith(("{", "[")):
        return JsonSheet(head, mapping, report)
    return DelimitedSheet(head, mapping, report)


def columns_of(head: Head) -> tuple[str, ...]:
    """The names of the columns of a file, none where it holds no table: for recognising it. Never raises."""
    if head not in _COLUMNS:
        _COLUMNS[head] = _columns(head)
    return _COLUMNS[head]


def _columns(head: Head) -> tuple[str, ...]:
    if head.encoding != "binary" and head.text.lstrip("\ufeff \r\n\t").startswith("<"):
        return ()
    try:
        return open_sheet(head, Mapping(), unreported(head.path)).columns
    except (TropaError, LookupError, UnicodeError):
        return ()
