"""The answers of a service's interface, saved as JSON, as a table: envelopes are opened, each record gives its rows."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tropa.ingest.json_objects import Object, objects
from tropa.ingest.mapping import Mapping
from tropa.ingest.reader import Head, Progress
from tropa.ingest.report import ImportReport
from tropa.ingest.sheet import Chunk, chunk_of

Row = dict[str, str | None]
_NAME = re.compile(r'"([\w:.-]{1,60})"\s*:')


class ObjectSheet:
    """A table of the given columns; `rows_of` opens one object of the file into its rows."""

    def __init__(
        self, head: Head, mapping: Mapping, columns: Sequence[str], rows_of: Callable[[Object], Sequence[Row]]
    ) -> None:
        self.columns = tuple(columns)
        self._head, self._mapping, self._rows_of = head, mapping, rows_of

    def chunks(self, report: ImportReport, progress: Progress) -> Iterator[Chunk]:
        """The rows; those of one object share the line it begins in."""
        for part in objects(self._head, self._mapping, report, progress):
            lines: list[int] = []
            rows: list[Row] = []
            for line, found in part:
                made = self._rows_of(found)
                report.rows += len(made) - 1
                lines += [line] * len(made)
                rows += made
            if rows:
                yield chunk_of(self.columns, lines, ([row.get(name) for name in self.columns] for row in rows))


def json_names(head: Head) -> frozenset[str]:
    """The names of fields that the head of a JSON file mentions; none for other files. Never raises.

    >>> from pathlib import Path
    >>> sorted(json_names(Head(Path("a.json"), b'{"data": [{"id": 1', "utf-8", ".json")))
    ['data', 'id']
    """
    return frozenset(_NAME.findall(head.text)) if is_json(head) else frozenset()


def is_json(head: Head) -> bool:
    """Whether a file begins like JSON."""
    return head.text.lstrip("\ufeff \r\n\t").startswith(("{", "["))


def inner(found: Object, *names: str) -> list[Object]:
    """The records of an envelope under the first of `names` it has; the object itself where it has none."""
    for name in names:
        if name in found:
            held = found[name]
            return [one for one in held if isinstance(one, dict)] if isinstance(held, list) else [fields(held)]
    return [found]


def fields(value: Any) -> Object:
    """An object; an empty one where the value is none."""
    return value if isinstance(value, dict) else {}


def text_of(value: Any) -> str | None:
    """A plain value as text, None where it is empty or no plain value.

    >>> text_of(7253110200330412345), text_of(" "), text_of([1])
    ('7253110200330412345', None, None)
    """
    if value is None or isinstance(value, dict | list | bool):
        return None
    return str(value).strip() or None
