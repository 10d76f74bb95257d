"""CSV and TSV: separators, quotes, titles above the header, rows that are broken.

A record that cannot be one (an open quote, too many fields) costs its own line and nothing else: reading goes on with
the next line.
"""

import csv
import itertools
import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tropa.errors import InputError
from tropa.ingest.head import chosen_encoding, is_broken, open_text
from tropa.ingest.header import LOOKED_AT, find_header
from tropa.ingest.mapping import Mapping
from tropa.ingest.reader import Head, Progress
from tropa.ingest.report import ImportReport
from tropa.ingest.sheet import CHUNK_ROWS, Chunk, chunk_of

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", " ": "space"}
_SPOKEN = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "bar": "|", "space": " "}
_MOST_LINES = 100  # of one record; a quote left open must not swallow the file
_SPACES = re.compile(r" {2,}|\t")

Record = tuple[int, list[str], str | None]  # line, fields, the code of what is wrong with it


@dataclass(frozen=True)
class Dialect:
    """What parts the fields, and whether quotes have a meaning."""

    separator: str
    quoted: bool = True


class DelimitedSheet:
    """The table of a CSV or TSV file."""

    def __init__(self, head: Head, mapping: Mapping, report: ImportReport) -> None:
        self._path, self._encoding = head.path, chosen_encoding(head, mapping)
        self._dialect = chosen_dialect(head, mapping)
        header = find_header([fields for _, fields, _ in itertools.islice(self._records(None), LOOKED_AT)])
        if header is None:
            raise InputError("ingest.no_columns", path=head.path)
        self.columns, self._above = header.names, header.rows
        report.encoding, report.separator = self._encoding, self._dialect.separator
        if self._encoding not in ("utf-8", "utf-8-sig") and mapping.encoding is None:
            report.assume("assume.encoding", encoding=self._encoding)
        if header.place:
            report.assume("assume.header", line=header.place + 1)
        if not header.written:
            report.assume("assume.no_header", columns=", ".join(header.names))

    def chunks(self, report: ImportReport, progress: Progress) -> Iterator[Chunk]:
        """The rows as text; broken ones go to the report."""
        lines: list[int] = []
        rows: list[list[str]] = []
        width = len(self.columns)
        for line, fields, code in itertools.islice(self._records(progress, width), self._above, None):
            report.rows += 1
            if code is None and len(fields) != width:
                fields = _fitted(fields, width)
                code = None if len(fields) == width else _misfit(fields, width)
            if code is not None:
                self._refuse(report, line, fields, code)
                continue
            lines.append(line)
            rows.append(fields)
            if len(rows) >= CHUNK_ROWS:
                yield chunk_of(self.columns, lines, rows)
                lines, rows = [], []
        if rows:
            yield chunk_of(self.columns, lines, rows)

    def _records(self, progress: Progress | None, width: int | None = None) -> Iterator[Record]:
        with open_text(self._path, self._encoding, progress) as stream:
            yield from records(stream, self._dialect, width)

    def _refuse(self, report: ImportReport, line: int, fields: list[str], code: str) -> None:
        shown = self._dialect.separator.join(fields).encode("utf-8", "replace").decode()
        facts: dict[str, object] = {"found": len(fields), "expected": len(self.columns)}
        report.reject(line, None, shown, code, **facts, encoding=self._encoding)


def records(stream: Iterator[str], dialect: Dialect, width: int | None = None) -> Iterator[Record]:
    """The records of a text that are not blank. With `width` a record over several lines must have as many fields.

    >>> list(records(iter(['a,b', '"x,1', '2,"y"']), Dialect(",")))
    [(1, ['a', 'b'], None), (2, ['"x,1'], 'ingest.broken_quotes'), (3, ['2', 'y'], None)]
    """
    tape = _Tape(stream if dialect.separator != " " else (_SPACES.sub(" ", line.strip(" ")) for line in stream))
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if dialect.quoted else csv.QUOTE_NONE
    while True:
        try:
            for fields in csv.reader(tape, delimiter=dialect.separator, strict=True, quoting=quoting):
                if len(tape.taken) > 1 and width is not None and len(fields) != width:
                    raise csv.Error
                if fields:
                    broken = is_broken(tape.taken[0]) or (len(tape.taken) > 1 and any(map(is_broken, tape.taken)))
                    yield tape.line, fields, "ingest.broken_text" if broken else None
                tape.forget()
        except csv.Error:
            yield tape.line, [tape.taken[0].rstrip("\r\n")] if tape.taken else [], "ingest.broken_quotes"
            tape.rewind()
        else:
            return


def chosen_dialect(head: Head, mapping: Mapping) -> Dialect:
    """The separator a person named, else the one that parts the head most evenly; InputError where it cannot be one."""
    if mapping.separator is not None:
        separator = _SPOKEN.get(mapping.separator, mapping.separator)
        if len(separator) != 1 or separator in '"\r\n\x00' or separator.isalnum():
            raise InputError("ingest.bad_separator", path=head.path, value=mapping.separator, allowed=", ; tab |")
        return Dialect(separator)
    found = find_dialect(_head_text(head, chosen_encoding(head, mapping)))
    return found or Dialect("\t" if head.suffix in (".tsv", ".tab") else ",")


def find_dialect(text: str) -> Dialect | None:
    """The dialect in which the lines of a text have most equally many fields, None where none parts them.

    >>> find_dialect("a;b\\n1,5;2\\n3,1;4\\n")
    Dialect(separator=';', quoted=True)
    """
    lines = text.splitlines(keepends=True)[:100]
    best, most = None, 0.0
    for separator in SEPARATORS:
        if separator == " " and best is not None:
            break
        evenness, width, broken = _evenness(lines, Dialect(separator))
        quoted = not (separator == "\t" and broken > 0.2)
        if not quoted:
            evenness, width, _ = _evenness(lines, Dialect(separator, False))
        score = evenness * min(width, 20) ** 0.5 if width > 1 and evenness > 0.3 else 0.0
        if score > most:
            best, most = Dialect(separator, quoted), score
    return best


def _evenness(lines: list[str], dialect: Dialect) -> tuple[float, int, float]:
    """The share of records with the commonest number of fields above one, that number, and the share broken."""
    found = list(records(iter(lines), dialect))
    widths = Counter(len(fields) for _, fields, code in found if code is None and len(fields) > 1)
    if not widths:
        return 0.0, 0, 0.0
    width, count = widths.most_common(1)[0]
    broken = sum(code is not None for _, _, code in found)
    return count / len(found), width, broken / len(found)


def _head_text(head: Head, encoding: str) -> str:
    text = head.data.decode(encoding, "replace")
    return text[: text.rfind("\n") + 1] if len(head.data) >= 60_000 else text


def _fitted(fields: list[str], width: int) -> list[str]:
    """Without empty fields past the last column: a separator at the end of a line is no field."""
    while len(fields) > width and not fields[-1].strip():
        fields = fields[:-1]
    return fields


def _misfit(fields: list[str], width: int) -> str:
    return "ingest.too_many_fields" if len(fields) > width else "ingest.too_few_fields"


class _Tape:
    """Lines that can be read again from the second of a record on."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self.taken: list[str] = []
        self.line = 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= _MOST_LINES:
            raise csv.Error
        line = self._again.popleft() if self._again else next(self._lines)
        self.taken.append(line)
        return line

    def forget(self) -> None:
        """The lines taken were a record."""
        self.line += len(self.taken)
        self.taken.clear()

    def rewind(self) -> None:
        """The first line taken was no record; read again from the next."""
        self._again.extendleft(reversed(self.taken[1:]))
        self.line += 1
        self.taken.clear()
