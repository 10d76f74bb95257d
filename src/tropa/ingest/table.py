"""Any table of events or of customers: CSV, TSV, JSON lines, Parquet, XLSX; a shop's orders, a CRM's clients, a log.

A column of times and one of ids make events; without a time the rows describe customers (traits).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.errors import InputError
from tropa.ingest.checks import Checks
from tropa.ingest.column_names import id_kind, role_rank
from tropa.ingest.columns import Guess
from tropa.ingest.conversion import Conversion, filled, json_objects
from tropa.ingest.event_ids import ContentIds, SeenIds, keyed_ids
from tropa.ingest.head import look, stem_of
from tropa.ingest.mapping import Mapping, Role
from tropa.ingest.reader import Batch, Head, Progress
from tropa.ingest.report import ImportReport
from tropa.ingest.rows import table_of
from tropa.ingest.sheet import Chunk, Sheet, first_chunk
from tropa.ingest.sheets import columns_of, open_sheet

_OPTIONAL: tuple[Role, ...] = ("key", "value", "currency", "channel", "touchpoint", "sequence", "url", "referrer")


class Table:
    """Reads tables of events and of customers."""

    source = "table"

    def recognise(self, head: Head) -> float:
        """Sure by the names of a time and an id; any table will do for lack of a better reader."""
        names = columns_of(head)
        if len(names) < 2:
            return 0.0
        has_id = any(id_kind(name) for name in names)
        has_time = any(role_rank("time", name) is not None for name in names)
        return 0.2 + 0.2 * has_id + 0.1 * has_time

    def read(self, path: Path, mapping: Mapping, report: ImportReport, progress: Progress) -> Iterator[Batch]:
        """Events, and traits where columns hold them."""
        sheet = open_sheet(look(path), mapping, report)
        guess = guess_roles(sheet, mapping, report, stem_of(path))
        rows = _TableRows(guess, Conversion(sheet, guess, mapping, report), mapping, report, stem_of(path))
        for chunk in sheet.chunks(report, progress):
            yield from rows.batches(chunk)
        rows.conversion.tell()


def guess_roles(sheet: Sheet, mapping: Mapping, report: ImportReport, stem: str) -> Guess:
    """The roles of a table's columns; InputError where none of them says who or when."""
    guess = Guess(sheet, first_chunk(sheet), mapping, report)
    guess.settle_time()
    if not guess.of("id"):
        guess.settle_ids()
    if guess.one("time") is None:
        if not guess.of("id"):
            raise InputError("ingest.no_use", path=report.file, columns=", ".join(sheet.columns))
        report.assume("assume.traits_only")
        guess.settle_rest("trait")
        return guess
    if mapping.event_name is None:
        guess.settle("name")
    guess.settle(*_OPTIONAL)
    guess.settle_rest()
    if guess.one("name") is None and mapping.event_name is None:
        report.assume("assume.event_name", name=stem)
    if mapping.currency is not None and guess.one("value"):
        report.assume("assume.currency", currency=mapping.currency)
    return guess


class _TableRows:
    """Turns chunks into batches of events and traits."""

    def __init__(self, guess: Guess, conversion: Conversion, mapping: Mapping, report: ImportReport, stem: str) -> None:
        self.conversion = conversion
        self._guess, self._mapping, self._report = guess, mapping, report
        self._event_name = mapping.event_name or stem
        self._content_ids = ContentIds(report.source)
        self._known_traits = SeenIds()
        self._position = 0

    def batches(self, chunk: Chunk) -> Iterator[Batch]:
        """The events and traits of a chunk; refused rows are in the report."""
        checks = Checks(chunk, self._report)
        time = self._guess.one("time")
        columns = {"ids": self.conversion.ids(chunk, checks)}
        if time is not None:
            columns["time"] = self.conversion.times(chunk, checks, time)
            columns |= self._said(chunk, checks)
        columns["traits"] = json_objects(chunk, [(name, name) for name in self._guess.of("trait")])
        kept = pa.array(checks.kept)
        columns = {name: values.filter(kept) for name, values in columns.items()}
        count = int(checks.kept.sum())
        if not count:
            return
        if time is not None:
            yield self._events(columns, count)
        yield from self._traits(columns)

    def _said(self, chunk: Chunk, checks: Checks) -> dict[str, Any]:
        """Everything an event has beside its time and its ids."""
        one = self._guess.one
        name = one("name")
        names = filled(chunk, name) if name else pa.array([self._event_name] * len(chunk), pa.string())
        checks.refuse(names.is_null().to_numpy(zero_copy_only=False), name, "ingest.missing_name")
        columns = {"name": names, "key": filled(chunk, one("key"))}
        for role in ("channel", "touchpoint", "currency"):
            columns[role] = filled(chunk, one(role))
        value, sequence = one("value"), one("sequence")
        if value:
            columns["value"] = self.conversion.numbers(chunk, checks, value)
            if self._mapping.currency:
                columns["currency"] = pc.fill_null(columns["currency"], self._mapping.currency)
            columns["currency"] = pc.if_else(columns["value"].is_valid(), columns["currency"], None)
        if sequence:
            columns["sequence"] = self.conversion.whole_numbers(chunk, checks, sequence)
        pairs = [(name, name) for name in self._guess.of("property")]
        unknown = [(name, name) for name in chunk.columns if name not in self._guess.roles]
        known = [(role, column) for role in ("url", "referrer") if (column := one(role))]
        columns["properties"] = json_objects(chunk, [*known, *pairs, *unknown])
        return columns

    def _events(self, columns: dict[str, Any], count: int) -> Batch:
        columns = dict(columns)
        columns["event_id"] = self._event_ids(columns, count)
        columns["position"] = pa.array(np.arange(self._position, self._position + count))
        self._position += count
        columns["source"] = [self._report.source] * count
        columns["import_id"] = [self._report.import_id] * count
        return Batch("events", table_of("events", columns))

    def _event_ids(self, columns: dict[str, Any], count: int) -> list[str]:
        keys = columns["key"]
        if keys.null_count == 0:
            return keyed_ids(self._report.source, keys.to_pylist())
        parts = [columns["time"].cast(pa.string()), columns["name"], pc.binary_join(columns["ids"], "\x1e")]
        more = ("sequence", "value", "currency", "properties", "traits")
        parts.extend(columns[name].cast(pa.string()) for name in more if name in columns)
        joined = pc.binary_join_element_wise(*parts, "\x1f", null_handling="replace", null_replacement="\x00")
        loose = keys.is_null().to_numpy(zero_copy_only=False)
        found = np.empty(count, object)
        found[loose] = self._content_ids.ids(joined.filter(keys.is_null()).to_pylist())
        found[~loose] = keyed_ids(self._report.source, keys.drop_null().to_pylist())
        return list(found)

    def _traits(self, columns: dict[str, Any]) -> Iterator[Batch]:
        """What is new about the customers of the chunk: the same traits are told once."""
        told = columns["traits"].is_valid()
        rows: dict[str, Any] = {
            name: columns[name].filter(told) for name in ("ids", "traits", "time") if name in columns
        }
        if not len(rows["traits"]):
            return
        joined = pc.binary_join_element_wise(pc.binary_join(rows["ids"], "\x1e"), rows["traits"], "\x1f")
        coded = joined.dictionary_encode()
        first = np.unique(coded.indices.to_numpy(), return_index=True)[1]
        fresh = ~self._known_traits.repeats(coded.dictionary.to_pylist())
        rows = {name: values.take(pa.array(np.sort(first[fresh]))) for name, values in rows.items()}
        count = len(rows["traits"])
        if count:
            rows["source"] = [self._report.source] * count
            rows["import_id"] = [self._report.import_id] * count
            yield Batch("traits", table_of("traits", rows))
