"""CSV and TSV: separators, quotes, titles above the header, rows that are broken.

A record that cannot be one (an open quote, too many fields) costs its own line and nothing else: reading goes on with
the next line.
"""

import csv
import io
import itertools
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from tropa.errors import InputError
from tropa.ingest.blocks import BLOCK_CHARS, read_block
from tropa.ingest.head import chosen_encoding, is_broken, open_text
from tropa.ingest.header import LOOKED_AT, find_header
from tropa.ingest.mapping import Mapping
from tropa.ingest.reader import Head, Progress
from tropa.ingest.report import ImportReport
from tropa.ingest.sheet import CHUNK_ROWS, Chunk, chunk_of

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", " ": "space"}
_SPOKEN = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "bar": "|", "space": " "}
_MOST_LINES = 100  # of one record; a quote left open must not swallow the file
_PIECE = 1 << 16  # characters
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
        header = find_header(self._first_records())
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
        with open_text(self._path, self._encoding, progress) as stream:
            tape = _Tape(stream, self._dialect)
            for _ in itertools.islice(tape.records(len(self.columns)), self._above):
                pass
            while text := tape.block():
                block = read_block(text, self.columns, self._dialect.separator, tape.line)
                if block is None:
                    tape.give_back(text)
                    break
                chunk, misfits = block
                tape.line += len(chunk) + len(misfits)
                report.rows += len(chunk) + len(misfits)
                for line, row, found in misfits:
                    self._refuse(report, line, row, _misfit(found, len(self.columns)), found)
                yield chunk
            yield from self._line_by_line(tape, report)

    def _line_by_line(self, tape: "_Tape", report: ImportReport) -> Iterator[Chunk]:
        lines: list[int] = []
        rows: list[list[str]] = []
        width = len(self.columns)
        for line, fields, code in tape.records(width):
            report.rows += 1
            if code is None and len(fields) != width:
                fields = _fitted(fields, width)
                code = None if len(fields) == width else _misfit(len(fields), width)
            if code is not None:
                self._refuse(report, line, self._dialect.separator.join(fields), code, len(fields))
                continue
            lines.append(line)
            rows.append(fields)
            if len(rows) >= CHUNK_ROWS:
                yield chunk_of(self.columns, lines, rows)
                lines, rows = [], []
        if rows:
            yield chunk_of(self.columns, lines, rows)

    def _first_records(self) -> list[list[str]]:
        with open_text(self._path, self._encoding) as stream:
            return [fields for _, fields, _ in itertools.islice(records(stream, self._dialect), LOOKED_AT)]

    def _refuse(self, report: ImportReport, line: int, row: str, code: str, found: int) -> None:
        shown = row.encode("utf-8", "replace").decode()
        report.reject(line, None, shown, code, found=found, expected=len(self.columns), encoding=self._encoding)


def records(lines: Iterable[str], dialect: Dialect) -> Iterator[Record]:
    """The records of a text that are not blank.

    >>> list(records(['a,b', '"x,1', '2,"y"'], Dialect(",")))
    [(1, ['a', 'b'], None), (2, ['"x,1'], 'ingest.broken_quotes'), (3, ['2', 'y'], None)]
    """
    return _Tape(lines, dialect).records()


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
    found = list(records(lines, dialect))
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


def _misfit(found: int, width: int) -> str:
    return "ingest.too_many_fields" if found > width else "ingest.too_few_fields"


class _Tape:
    """Lines in reading: taken one by one or as a block, and read again from the second of what was no record."""

    def __init__(self, lines: Iterable[str], dialect: Dialect) -> None:
        self._dialect = dialect
        self._text = lines if isinstance(lines, io.TextIOBase) else None
        spaced = dialect.separator == " "
        self._lines = (_SPACES.sub(" ", line.strip(" ")) for line in lines) if spaced else iter(lines)
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self._break: InputError | None = None
        self.line = 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self._taken) >= _MOST_LINES:
            raise csv.Error
        if self._break is not None and not self._again:
            raise self._break
        line = self._again.popleft() if self._again else next(self._lines)
        self._taken.append(line)
        return line

    def records(self, width: int | None = None) -> Iterator[Record]:
        """The records from here on. With `width` a record over several lines must have as many fields."""
        quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if self._dialect.quoted else csv.QUOTE_NONE
        while True:
            try:
                for fields in csv.reader(self, delimiter=self._dialect.separator, strict=True, quoting=quoting):
                    if len(self._taken) > 1 and width is not None and len(fields) != width:
                        raise csv.Error
                    line, code = self.line, "ingest.broken_text" if any(map(is_broken, self._taken)) else None
                    self.line += len(self._taken)
                    self._taken.clear()
                    if fields:
                        yield line, fields, code
            except csv.Error:
                line, written = self.line, [line.rstrip("\r\n") for line in self._taken[:1]]
                self._rewind()
                yield line, written, "ingest.broken_quotes"
            else:
                return

    def block(self) -> str:
        """Some whole lines as they stand; nothing at the end, or where lines wait to be read again."""
        if self._text is None or self._again:
            return ""
        text = ""
        try:
            while len(text) < BLOCK_CHARS and (piece := self._text.read(_PIECE)):
                text += piece
            text += self._text.readline()
        except InputError as error:  # a gzip that breaks off: what came before is whole up to its last line
            self._break = self._break or error
            text = text[: text.rfind("\n") + 1]
        if self._break is not None and not text:
            raise self._break
        return text

    def give_back(self, text: str) -> None:
        """Read the lines of a block one by one after all."""
        self._again.extend(io.StringIO(text, newline=""))

    def _rewind(self) -> None:
        self._again.extendleft(reversed(self._taken[1:]))
        self.line += 1
        self._taken.clear()
