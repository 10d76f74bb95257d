"""Costs of advertising by day, channel and campaign; and any number by day (search-query frequency, weather)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tropa.errors import InputError
from tropa.ingest.checks import Checks
from tropa.ingest.column_names import role_rank
from tropa.ingest.columns import Guess
from tropa.ingest.conversion import Conversion, filled
from tropa.ingest.head import look, stem_of
from tropa.ingest.mapping import Mapping, Role
from tropa.ingest.reader import Batch, Head, Progress
from tropa.ingest.report import ImportReport
from tropa.ingest.rows import table_of
from tropa.ingest.sheet import Chunk, first_chunk
from tropa.ingest.sheets import columns_of, open_sheet

_COUNTS: tuple[Role, ...] = ("impressions", "clicks")
_TEXTS: tuple[Role, ...] = ("channel", "campaign", "currency")


class Costs:
    """Reads tables of costs, and series where there is no cost."""

    source = "costs"

    def recognise(self, head: Head) -> float:
        """Sure by a date beside a cost and a campaign, clicks or impressions; or beside a metric and a value."""
        roles: tuple[Role, ...] = ("date", "cost", "campaign", "clicks", "impressions", "metric", "value", "dimension")
        names = columns_of(head)
        found = {role for role in roles if any(role_rank(role, name) is not None for name in names)}
        if "date" not in found:
            return 0.0
        if "cost" in found and found & {"campaign", "clicks", "impressions"}:
            return 0.9
        return 0.8 if {"metric", "value"} <= found else 0.0

    def read(self, path: Path, mapping: Mapping, report: ImportReport, progress: Progress) -> Iterator[Batch]:
        """Costs, or series."""
        sheet = open_sheet(look(path), mapping, report)
        guess = Guess(sheet, first_chunk(sheet), mapping, report)
        guess.settle("date")
        if guess.one("date") is None:
            raise InputError("ingest.no_cost_column", path=report.file, columns=", ".join(sheet.columns))
        guess.settle("cost", *_COUNTS, *_TEXTS)
        days = Conversion(sheet, guess, mapping.model_copy(update={"time_zone": "UTC"}), report)
        table = "costs" if guess.one("cost") or guess.one("clicks") or guess.one("impressions") else "series"
        if table == "series":
            _settle_series(guess, report)
        for chunk in sheet.chunks(report, progress):
            rows = _cost_rows(chunk, guess, days, mapping, report) if table == "costs" else None
            rows = _series_rows(chunk, guess, days, report) if rows is None else rows
            if rows.num_rows:
                yield Batch(table, rows)


def _cost_rows(chunk: Chunk, guess: Guess, days: Conversion, mapping: Mapping, report: ImportReport) -> pa.Table:
    checks = Checks(chunk, report)
    columns: dict[str, Any] = {"date": _dates(chunk, checks, guess, days)}
    cost = guess.one("cost")
    columns["cost"] = days.numbers(chunk, checks, cost) if cost else pa.nulls(len(chunk), pa.float64())
    for role in _COUNTS:
        column = guess.one(role)
        if column:
            columns[role] = days.whole_numbers(chunk, checks, column)
    for role in _TEXTS:
        columns[role] = filled(chunk, guess.one(role))
    if mapping.currency:
        columns["currency"] = pc.fill_null(columns["currency"], mapping.currency)
    return _kept("costs", columns, checks, report)


def _settle_series(guess: Guess, report: ImportReport) -> None:
    guess.settle("metric", "dimension", "value")
    if guess.one("value") is None:
        raise InputError("ingest.no_cost_column", path=report.file, columns=", ".join(guess.names))


def _series_rows(chunk: Chunk, guess: Guess, days: Conversion, report: ImportReport) -> pa.Table:
    checks = Checks(chunk, report)
    value = guess.one("value")
    assert value is not None
    values = days.numbers(chunk, checks, value)
    checks.refuse(values.is_null().to_numpy(zero_copy_only=False), value, "ingest.bad_number")
    metric = guess.one("metric")
    columns = {
        "date": _dates(chunk, checks, guess, days),
        "metric": pc.fill_null(filled(chunk, metric), value if metric is None else stem_of(Path(report.file))),
        "dimension": filled(chunk, guess.one("dimension")),
        "value": values,
    }
    return _kept("series", columns, checks, report)


def _dates(chunk: Chunk, checks: Checks, guess: Guess, days: Conversion) -> pa.Array:
    """Days as the file names them: no zone moves them."""
    column = guess.one("date")
    assert column is not None
    return days.times(chunk, checks, column).cast(pa.timestamp("us")).cast(pa.date32(), safe=False)


def _kept(table: str, columns: dict[str, Any], checks: Checks, report: ImportReport) -> pa.Table:
    kept = pa.array(checks.kept)
    rows = {name: values.filter(kept) for name, values in columns.items()}
    count = int(checks.kept.sum())
    return table_of(table, rows | {"source": [report.source] * count, "import_id": [report.import_id] * count})
