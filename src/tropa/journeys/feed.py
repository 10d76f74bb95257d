"""Events in pieces of about a million rows, from a table, from DuckDB or from Parquet files, in their order."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeAlias

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from tropa.errors import InputError
from tropa.journeys.plan import Plan

Events: TypeAlias = pa.Table | duckdb.DuckDBPyRelation | Sequence[Path]
Piece = Callable[[], pa.Table]  # read when called, by whichever thread calls

ROWS = 1 << 20


def pieces(events: Events, plan: Plan) -> Iterator[Piece]:
    """Readers of the pieces, each with the columns the plan uses; calling the same again gives the same rows.

    Raises InputError `journeys.no_column` where a required column is missing, `journeys.unreadable` for a file that
    is not Parquet.
    """
    if isinstance(events, pa.Table):
        table = events.select(_used(events.schema.names, plan))
        for first in range(0, table.num_rows, ROWS):
            yield partial(table.slice, first, ROWS)
    elif isinstance(events, duckdb.DuckDBPyRelation):
        used = _used(events.columns, plan)
        quoted = ", ".join('"' + name.replace('"', '""') + '"' for name in used)
        for batch in events.project(quoted).to_arrow_reader(ROWS):
            yield partial(pa.Table.from_batches, [batch])
    else:
        for path in events:
            yield from _file_pieces(path, plan)


def rows_known(events: Events) -> int | None:
    """How many rows there are, where that can be told without reading them."""
    if isinstance(events, pa.Table):
        return int(events.num_rows)
    if isinstance(events, duckdb.DuckDBPyRelation):
        return None
    return sum(_opened(path).metadata.num_rows for path in events)


def _file_pieces(path: Path, plan: Plan) -> Iterator[Piece]:
    file = _opened(path)
    used = _used(file.schema_arrow.names, plan, path)
    texts = [
        name
        for name in used
        if name not in (plan.customer_column, plan.properties_column)
        and (pa.types.is_string(kind := file.schema_arrow.field(name).type) or pa.types.is_large_string(kind))
    ]
    groups: list[int] = []
    rows = 0
    for group in range(file.num_row_groups):
        groups.append(group)
        rows += file.metadata.row_group(group).num_rows
        if rows >= ROWS or group == file.num_row_groups - 1:
            yield partial(_read, path, groups, used, texts)
            groups, rows = [], 0


def _read(path: Path, groups: list[int], columns: list[str], texts: list[str]) -> pa.Table:
    file = pq.ParquetFile(path, read_dictionary=texts, pre_buffer=False)
    return file.read_row_groups(groups, columns=columns, use_threads=False)


def _opened(path: Path) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(path)
    except FileNotFoundError:
        raise InputError("journeys.no_events_file", path=path) from None
    except (pa.ArrowInvalid, OSError) as reason:
        raise InputError("journeys.unreadable", path=path, reason=reason) from None


def _used(found: list[str], plan: Plan, path: Path | None = None) -> list[str]:
    columns = ", ".join(found)
    for name in plan.required:
        if name not in found and path is None:
            raise InputError("journeys.no_column", column=name, found=columns)
        if name not in found:
            raise InputError("journeys.no_column_in_file", path=path, column=name, found=columns)
    return [name for name in dict.fromkeys((*plan.required, *plan.optional)) if name in found]
