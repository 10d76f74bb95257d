"""A map as CSV: one flat table whose first column, `kind`, says what a row is (map, stage, lane, card, point…).

UTF-8 with a byte order mark, as spreadsheets want it; parted by `;` with decimal commas in Russian and Polish maps, by
`,` in English ones. A text that a spreadsheet would take for a formula (it begins with `= + - @`, their wide
forms, a tab or a line end, after any number of apostrophes) gets one apostrophe more; reading takes it away again.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date

from tropa.errors import MapError
from tropa.formats.flat.build import map_of
from tropa.formats.flat.cells import Cell, plain_text
from tropa.formats.flat.columns import KINDS, LOSSES, columns_of
from tropa.formats.flat.headings import column_named, kind_named
from tropa.formats.flat.language import language_of
from tropa.formats.flat.rows import Row, rows_of
from tropa.formats.reading import Notice, Read
from tropa.model.map import Map

__all__ = ["LOSSES", "guarded", "read_csv", "unguarded", "write_csv"]

_DANGEROUS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_SEPARATORS = (";", ",", "\t", "|")
_MOST = 5_000_000  # letters of one field


def write_csv(map_: Map) -> bytes:
    """The map as CSV, columns that are empty throughout left out."""
    separator = "," if map_.language == "en" else ";"
    rows = [(kind, cells) for kind, some in rows_of(map_).items() for cells in some]
    used = {name for _, cells in rows for name in cells}
    names = list(dict.fromkeys(c.name for kind in ("card", *KINDS) for c in columns_of(kind) if c.name in used))
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=separator, lineterminator="\r\n")
    writer.writerow(["kind", *names])
    for kind, cells in rows:
        writer.writerow([kind, *(_written(cells.get(name), separator) for name in names)])
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8", "replace")


def read_csv(content: bytes) -> Read:
    """The map in these bytes; a row that cannot be read costs itself and is told with its line.

    The separator and the encoding (UTF-8, UTF-16 with a mark, Windows-1251 or -1250) are found out. A table of cards
    alone, with columns for stage, lane and text, is a map too. MapError for what is no table of a map.
    """
    notices: list[Notice] = []
    rows = list(_rows(_text(content, notices), notices))
    if not rows:
        raise MapError("formats.csv_empty")
    told = " ".join(str(cell) for row in rows[:500] for cell in row.cells.values())
    read = map_of(rows, language=language_of(told))
    return Read(read.map, (*notices, *read.warnings))


def guarded(words: str) -> str:
    """The words so that no spreadsheet computes them.

    >>> guarded("=cmd()"), guarded("'=x"), guarded("a=b")
    ("'=cmd()", "''=x", 'a=b')
    """
    return "'" + words if _DANGEROUS.match(words) else words


def unguarded(words: str) -> str:
    """The words as they were before they were guarded.

    >>> unguarded("'=cmd()"), unguarded("''=x"), unguarded("'tis"), unguarded("-1")
    ('=cmd()', "'=x", "'tis", '-1')
    """
    return words[1:] if _GUARDED.match(words) else words


def _written(cell: Cell, separator: str) -> str:
    if isinstance(cell, str):
        return guarded(cell)
    if isinstance(cell, float) and separator == ";":
        return plain_text(cell).replace(".", ",")
    return plain_text(cell)


def _text(content: bytes, notices: list[Notice]) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    found = max(("cp1251", "cp1250"), key=lambda encoding: _letters(content.decode(encoding, "replace")))
    notices.append(Notice("formats.encoding", facts={"encoding": found}))
    return content.decode(found, "replace")


def _letters(words: str) -> int:
    """How much like Russian or Polish a text looks."""
    return len(re.findall(r"[а-яё]{2,}", words)) * 2 + len(re.findall(r"[ąćęłńóśźż]", words))


def _rows(written: str, notices: list[Notice]) -> Iterator[Row]:
    separator = _separator(written)
    csv.field_size_limit(_MOST)
    reader = csv.reader(io.StringIO(written, newline=""), delimiter=separator)
    columns: list[str] | None = None
    while True:
        line = reader.line_num + 1
        try:
            fields = next(reader, None)
        except csv.Error:
            notices.append(Notice("formats.broken_row", line=line))
            continue
        if fields is None:
            return
        if not any(field.strip() for field in fields):
            continue
        if columns is None:
            columns = _columns(fields, line, notices)
            continue
        row = _row(fields, columns, line, notices)
        if row is not None:
            yield row


def _columns(fields: list[str], line: int, notices: list[Notice]) -> list[str]:
    columns = [column_named(unguarded(field)) or "" for field in fields]
    if not {"kind", "body"} & set(columns):
        raise MapError("formats.csv_header", value=", ".join(fields)[:80])
    for field, column in zip(fields, columns, strict=True):
        if not column and field.strip():
            notices.append(Notice("formats.unknown_column", line=line, facts={"value": field[:80]}))
    return columns


def _row(fields: list[str], columns: list[str], line: int, notices: list[Notice]) -> Row | None:
    cells: dict[str, Cell] = {}
    for column, field in zip(columns, fields, strict=False):
        if column and field:
            cells[column] = unguarded(field)
    if any(field.strip() for field in fields[len(columns) :]):
        notices.append(Notice("formats.too_many_fields", line=line, facts={"found": len(fields), "n": len(columns)}))
    written = str(cells.pop("kind", "card"))
    kind = kind_named(written)
    if kind is None:
        notices.append(
            Notice("formats.unknown_kind", line=line, facts={"value": written[:80], "allowed": ", ".join(KINDS)})
        )
        return None
    _tell_strangers(kind, cells, line, notices)
    return Row(kind, cells, line)


def _tell_strangers(kind: str, cells: Mapping[str, Cell | date], line: int, notices: list[Notice]) -> None:
    own = {column.name for column in columns_of(kind)}
    for name in cells:
        if name not in own:
            facts = {"value": str(cells[name])[:80], "kind": kind}
            notices.append(Notice("formats.not_of_kind", name, line, facts))


def _separator(written: str) -> str:
    """What parts the first line that says something."""
    for line in written.splitlines():
        if line.strip():
            return max(_SEPARATORS, key=line.count)
    return ","
