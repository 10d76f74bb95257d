"""Columns of text become times, ids, numbers and properties; what cannot goes to the checks."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.ingest import moments
from tropa.ingest.amounts import Decimal, guess_decimal, parse_numbers
from tropa.ingest.checks import Checks
from tropa.ingest.columns import NAMED, Guess, written_day_first
from tropa.ingest.ids import id_column
from tropa.ingest.mapping import Mapping
from tropa.ingest.moments import TimeFormat, chosen_format, guess_format, parse_times, time_zone
from tropa.ingest.report import ImportReport
from tropa.ingest.sheet import Chunk, Sheet, unreported
from tropa.kit.progress import silent

DEFAULT_ZONE = "UTC"


class Conversion:
    """How the columns of one sheet are read: settled at the start, the same for every chunk."""

    def __init__(self, sheet: Sheet, guess: Guess, mapping: Mapping, report: ImportReport) -> None:
        self._sheet, self._guess, self._mapping, self._report = sheet, guess, mapping, report
        self._zone = time_zone(mapping.time_zone or DEFAULT_ZONE)
        self._forms: dict[str, TimeFormat] = {}
        self._decimals: dict[str, Decimal] = {}
        self._unzoned = self._folded = self._skipped = 0

    def times(self, chunk: Chunk, checks: Checks, column: str, required: bool = True) -> pa.Array:
        """The column as UTC microseconds, null where it is empty or the row is refused."""
        form = self._forms.setdefault(column, self._forms.get(column) or self._time_form(column))
        values = cells(chunk, column)
        found = parse_times(values, form, self._zone)
        checks.refuse(found.state == moments.BAD, column, "ingest.bad_time", form=form.form)
        checks.refuse(found.state == moments.OUT_OF_RANGE, column, "ingest.time_out_of_range")
        if required:
            checks.refuse(found.state == moments.MISSING, column, "ingest.missing_time")
        self._unzoned += found.unzoned
        self._folded += found.folded
        self._skipped += found.skipped
        return pa.array(found.micros, pa.int64(), mask=found.state != moments.OK)

    def ids(self, chunk: Chunk, checks: Checks, required: bool = True) -> pa.ListArray:
        """The ids of each row, the most specific first."""
        columns = []
        for name in self._guess.of("id"):
            kind = self._guess.roles[name].id_kind or self._mapping.id_kind or "customer"
            values, refused = id_column(kind, cells(chunk, name))
            checks.refuse_places(refused, name)
            columns.append(values)
        lists = row_lists(columns, len(chunk))
        if required:
            empty = pc.equal(pc.list_value_length(lists), 0).to_numpy(zero_copy_only=False)
            checks.refuse(empty, self._guess.one("id"), "ingest.missing_ids")
        return lists

    def numbers(self, chunk: Chunk, checks: Checks, column: str) -> pa.DoubleArray:
        """The column as numbers, null where it is empty or the row is refused."""
        if column not in self._decimals:
            self._decimals[column] = self._decimal(column)
        found, state = parse_numbers(cells(chunk, column), self._decimals[column])
        checks.refuse(state == moments.BAD, column, "ingest.bad_number")
        return pa.array(found, pa.float64(), mask=state != moments.OK)

    def whole_numbers(self, chunk: Chunk, checks: Checks, column: str) -> pa.Int64Array:
        """The column as whole numbers, null where it is empty or the row is refused."""
        found = self.numbers(chunk, checks, column)
        values = pc.fill_null(found, 0.0).to_numpy(zero_copy_only=False)
        broken = (values != np.floor(values)) | (np.abs(values) >= 2**53)
        checks.refuse(broken, column, "ingest.bad_whole_number")
        return pa.array(np.where(broken, 0, values).astype(np.int64), mask=found.is_null().to_numpy(False) | broken)

    def tell(self) -> None:
        """Record what was assumed of the times, once all of them were read."""
        if self._unzoned:
            self._report.time_zone = self._zone.key
            if self._mapping.time_zone is None:
                self._report.assume("assume.zone", zone=self._zone.key)
        if self._folded:
            self._report.assume("assume.folded", n=self._folded)
        if self._skipped:
            self._report.assume("assume.skipped", n=self._skipped)

    def _time_form(self, column: str) -> TimeFormat:
        if self._mapping.date_format is not None:
            return chosen_format(self._mapping.date_format)
        day_first = written_day_first(self._sheet.columns, self._report.separator)
        form = moments.ISO
        for chunk in self._sheet.chunks(unreported(self._report.file), silent):
            form = guess_format(cells(chunk, column), day_first, NAMED) or form
            if form.example is None:
                return form
        self._report.assume(f"assume.order_{form.form.replace('-', '_')}", example=form.example)
        return form

    def _decimal(self, column: str) -> Decimal:
        if self._mapping.decimal is not None:
            return self._mapping.decimal
        sample = self._guess.sample(column)
        decimal = guess_decimal(sample) or "."
        if decimal == ",":
            example = next(value for value in sample.to_pylist() if "," in value)
            self._report.assume("assume.decimal_comma", example=example)
        return decimal


def cells(chunk: Chunk, column: str) -> pa.StringArray:
    """A column of a chunk; nulls where this chunk (of a JSON file) has no such column."""
    found = chunk.columns.get(column)
    return pa.nulls(len(chunk), pa.string()) if found is None else found


def filled(chunk: Chunk, column: str | None) -> pa.StringArray:
    """A column trimmed, null where it is empty or there is no such column."""
    if column is None:
        return pa.nulls(len(chunk), pa.string())
    values = pc.utf8_trim_whitespace(cells(chunk, column))
    return pc.if_else(pc.equal(values, ""), pa.scalar(None, pa.string()), values)


def row_lists(columns: Sequence[pa.StringArray], count: int) -> pa.ListArray:
    """Columns of texts as one list a row, without the nulls."""
    if not columns:
        return pa.ListArray.from_arrays(np.zeros(count + 1, np.int32), pa.array([], pa.string()))
    by_row = np.arange(count * len(columns)).reshape(len(columns), count).T.ravel()
    values = pa.concat_arrays([pa.array(column, pa.string()) for column in columns]).take(pa.array(by_row))
    valid = values.is_valid().to_numpy(zero_copy_only=False)
    ends = np.concatenate([[0], np.cumsum(valid.reshape(count, len(columns)).sum(axis=1))])
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), values.drop_null())


def json_objects(chunk: Chunk, columns: Sequence[tuple[str, str]]) -> pa.StringArray:
    """(key, column) pairs as one JSON object a row, without empty cells; null where nothing is left."""
    parts: list[Any] = [pa.array([""] * len(chunk), pa.string())]  # Arrow loses a row whose parts are all null
    for key, column in columns:
        coded = filled(chunk, column).dictionary_encode()
        name = json.dumps(key, ensure_ascii=False)
        texts = [f"{name}:{json.dumps(value, ensure_ascii=False)}" for value in coded.dictionary.to_pylist()]
        parts.append(pa.array(texts, pa.string()).take(coded.indices))
    inside = pc.utf8_ltrim(pc.binary_join_element_wise(*parts, ",", null_handling="skip"), ",")
    objects = pc.binary_join_element_wise("{", inside, "}", "")
    return pc.if_else(pc.equal(inside, ""), pa.scalar(None, pa.string()), objects)
