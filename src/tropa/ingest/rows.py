"""Rows written one by one become batches of the lake's tables, some 50,000 at a time.

>>> from tropa.ingest.report import ImportReport
>>> rows = EventRows(ImportReport("log.jsonl", "segment", "i1"))
>>> rows.add(EventRow(time=0, name="Order Completed", ids=("user:7",), key="m1"))
>>> [batch.rows.num_rows for batch in rows.drain(1)]
[1]
"""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, NamedTuple, Protocol, TypeVar

import pyarrow as pa

from tropa.events.schema import TABLES
from tropa.ingest.event_ids import ContentIds, keyed_ids
from tropa.ingest.reader import Batch
from tropa.ingest.report import ImportReport

CHUNK = 50_000
_JSON = json.JSONEncoder(ensure_ascii=False, default=str, separators=(",", ":"))


class EventRow(NamedTuple):
    """One event. `time` is UTC microseconds, `ids` are `kind:value`; `key` is what identifies it in its source."""

    time: int
    name: str
    ids: Sequence[str]
    key: str | None = None
    sequence: int | None = None
    channel: str | None = None
    value: float | None = None
    currency: str | None = None
    properties: Mapping[str, object] | None = None
    touchpoint: str | None = None
    stage: str | None = None

    @property
    def content(self) -> str:
        """What makes the row itself, when its source gives it no key."""
        parts = (self.time, self.name, *self.ids, self.sequence, self.value, self.currency, json_text(self.properties))
        return "\x1f".join("\x00" if part is None else str(part) for part in parts)


def in_currency(row: EventRow, currency: str | None) -> EventRow:
    """The event with its money in a currency a person named, where the source names none."""
    if currency is None or row.value is None or row.currency is not None:
        return row
    return row._replace(currency=currency)


@dataclass(frozen=True, slots=True)
class TraitRow:
    """What a source said about a customer, at a time where it names one."""

    ids: Sequence[str]
    traits: Mapping[str, object]
    time: int | None = None


@dataclass(frozen=True, slots=True)
class VerbatimRow:
    """What somebody said; at least one of `text` and `rating` is there."""

    kind: str
    text: str | None
    ids: Sequence[str] = ()
    key: str | None = None
    time: int | None = None
    rating: float | None = None
    scale: tuple[float, float] | None = None
    language: str | None = None
    touchpoint: str | None = None
    stage: str | None = None
    speaker_role: str = "customer"
    consent: bool | None = None

    @property
    def content(self) -> str:
        """What makes the row itself, when its source gives it no key."""
        parts = (self.kind, self.text, *self.ids, self.time, self.rating, self.touchpoint)
        return "\x1f".join("\x00" if part is None else str(part) for part in parts)


class _Keyed(Protocol):
    @property
    def key(self) -> str | None: ...
    @property
    def content(self) -> str: ...


RowT = TypeVar("RowT", EventRow, TraitRow, VerbatimRow)


class _Rows(ABC, Generic[RowT]):
    table: ClassVar[str]

    def __init__(self, report: ImportReport, keys_of: str | None = None) -> None:
        """`keys_of` names whose keys they are where several sources tell of the same rows; else the source's own."""
        self._report = report
        self._keys_of = keys_of or report.source
        self._rows: list[RowT] = []
        self._content_ids = ContentIds(self._keys_of)
        self._drained = 0

    def add(self, row: RowT) -> None:
        """Take one row."""
        self._rows.append(row)

    def drain(self, least: int = CHUNK) -> Iterator[Batch]:
        """The collected rows as one batch, once there are `least` of them; `drain(1)` gives the rest."""
        if len(self._rows) < least:
            return
        columns = self._columns(self._rows)
        columns["source"] = [self._report.source] * len(self._rows)
        columns["import_id"] = [self._report.import_id] * len(self._rows)
        self._drained += len(self._rows)
        self._rows = []
        yield Batch(self.table, table_of(self.table, columns))

    @abstractmethod
    def _columns(self, rows: list[RowT]) -> dict[str, Any]: ...


class EventRows(_Rows[EventRow]):
    """Collects events."""

    table = "events"

    def _columns(self, rows: list[EventRow]) -> dict[str, Any]:
        columns: dict[str, Any] = dict(zip(EventRow._fields, zip(*rows, strict=True), strict=True))
        columns["event_id"] = _row_ids(rows, self._keys_of, self._content_ids)
        columns["position"] = range(self._drained, self._drained + len(rows))
        columns["properties"] = [json_text(properties) for properties in columns["properties"]]
        return columns


class TraitRows(_Rows[TraitRow]):
    """Collects traits."""

    table = "traits"

    def _columns(self, rows: list[TraitRow]) -> dict[str, Any]:
        return {
            "ids": [list(row.ids) for row in rows],
            "time": [row.time for row in rows],
            "traits": [json_text(row.traits) or "{}" for row in rows],
        }


class VerbatimRows(_Rows[VerbatimRow]):
    """Collects verbatims."""

    table = "verbatims"

    def _columns(self, rows: list[VerbatimRow]) -> dict[str, Any]:
        names = ("time", "speaker_role", "language", "text", "rating", "kind", "touchpoint", "stage", "consent")
        columns: dict[str, Any] = {name: [getattr(row, name) for row in rows] for name in names}
        columns["verbatim_id"] = _row_ids(rows, self._keys_of, self._content_ids)
        columns["ids"] = [list(row.ids) for row in rows]
        columns["scale_low"] = [row.scale[0] if row.scale else None for row in rows]
        columns["scale_high"] = [row.scale[1] if row.scale else None for row in rows]
        return columns


def table_of(table: str, columns: Mapping[str, Any]) -> pa.Table:
    """Columns (lists or Arrow arrays; times as microseconds) as a table of the lake's schema; missing ones are null."""
    schema = TABLES[table]
    count = len(next(iter(columns.values())))
    arrays = []
    for field in schema:
        values = columns.get(field.name)
        if values is None:
            arrays.append(pa.nulls(count, field.type))
        elif isinstance(values, pa.Array | pa.ChunkedArray):
            arrays.append(values.cast(field.type))
        else:
            arrays.append(pa.array(values, field.type))
    return pa.Table.from_arrays(arrays, schema=schema)


def json_text(fields: Mapping[str, object] | None) -> str | None:
    """A JSON object without empty fields, null where nothing is left."""
    if not fields:
        return None
    kept = {name: value for name, value in fields.items() if value is not None and value != ""}
    return _JSON.encode(kept) if kept else None


def _row_ids(rows: Sequence[_Keyed], source: str, content_ids: ContentIds) -> list[str]:
    keyed = [place for place, row in enumerate(rows) if row.key is not None]
    loose = [place for place, row in enumerate(rows) if row.key is None]
    found = [""] * len(rows)
    for place, id_ in zip(keyed, keyed_ids(source, [rows[place].key or "" for place in keyed]), strict=True):
        found[place] = id_
    for place, id_ in zip(loose, content_ids.ids([rows[place].content for place in loose]), strict=True):
        found[place] = id_
    return found
