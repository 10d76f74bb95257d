"""JSON lines (or one JSON array of objects) as a table of text; nested objects become `parent.child` columns."""

import json
from collections.abc import Iterator
from typing import Any

from tropa.errors import InputError
from tropa.ingest.head import chosen_encoding, is_broken, lines, open_text
from tropa.ingest.mapping import Mapping
from tropa.ingest.reader import Head, Progress
from tropa.ingest.report import ImportReport
from tropa.ingest.sheet import CHUNK_ROWS, Chunk, chunk_of, unreported
from tropa.kit.progress import silent

Parsed = tuple[int, Any, str | None, str]  # line, value, the code of what is wrong, the line as written


class JsonSheet:
    """The table of a JSON file. Whole numbers keep all their digits."""

    def __init__(self, head: Head, mapping: Mapping, report: ImportReport) -> None:
        self._path, self._encoding = head.path, chosen_encoding(head, mapping)
        self._is_array = head.text.lstrip("\ufeff \r\n\t").startswith("[")
        report.encoding = self._encoding
        first = next(self.chunks(unreported(head.path), silent), None)
        if first is None:
            raise InputError("ingest.no_columns", path=head.path)
        self.columns = tuple(first.columns)

    def chunks(self, report: ImportReport, progress: Progress) -> Iterator[Chunk]:
        """The objects as rows; lines that are none go to the report."""
        numbers: list[int] = []
        rows: list[dict[str, str | None]] = []
        for number, value, code, written in self._parsed(progress):
            report.rows += 1
            if code is not None:
                report.reject(number, None, written, code, encoding=self._encoding)
                continue
            numbers.append(number)
            rows.append(flat(value))
            if len(rows) >= CHUNK_ROWS:
                yield _chunk(numbers, rows)
                numbers, rows = [], []
        if rows:
            yield _chunk(numbers, rows)

    def _parsed(self, progress: Progress) -> Iterator[Parsed]:
        if self._is_array:
            with open_text(self._path, self._encoding, progress) as stream:
                try:
                    values = json.load(stream)
                except ValueError as error:
                    raise InputError("ingest.broken_file", path=self._path, reason=error) from None
            for number, value in enumerate(values, 1):
                yield number, value, None if isinstance(value, dict) else "ingest.not_an_object", str(value)
            return
        for number, line in lines(self._path, self._encoding, progress):
            if line.strip():
                value, code = _parse(line)
                yield number, value, code, line.encode("utf-8", "replace").decode()


def flat(fields: dict[str, Any], prefix: str = "") -> dict[str, str | None]:
    """The fields as text; nested objects with dotted names, lists as JSON.

    >>> flat({"id": 7253110200330412345, "user": {"city": "Łódź"}, "tags": [1], "x": None})
    {'id': '7253110200330412345', 'user.city': 'Łódź', 'tags': '[1]', 'x': None}
    """
    found: dict[str, str | None] = {}
    for name, value in fields.items():
        if isinstance(value, dict):
            found.update(flat(value, f"{prefix}{name}."))
        else:
            found[prefix + name] = _text(value)
    return found


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value if value is None or not is_broken(value) else value.encode("utf-8", "replace").decode()
    return json.dumps(value, ensure_ascii=False)


def _parse(line: str) -> tuple[Any, str | None]:
    if is_broken(line):
        return None, "ingest.broken_text"
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None, "ingest.bad_json"
    return value, None if isinstance(value, dict) else "ingest.not_an_object"


def _chunk(numbers: list[int], rows: list[dict[str, str | None]]) -> Chunk:
    names = tuple(dict.fromkeys(name for row in rows for name in row))
    return chunk_of(names, numbers, ([row.get(name) for name in names] for row in rows))
