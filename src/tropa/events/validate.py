"""Rows made to fit a table of the lake, or refused with the place and the value."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tropa.errors import InputError, NotFoundError
from tropa.events.schema import AUDIT_TABLES, TABLES


def schema_of(table: str) -> pa.Schema:
    """The schema of a table of the lake; NotFoundError for a name that is none."""
    schema = TABLES.get(table) or AUDIT_TABLES.get(table)
    if schema is None:
        raise NotFoundError("events.no_table", table=table, allowed=", ".join([*TABLES, *AUDIT_TABLES]))
    return schema


def conform(table: str, rows: pa.Table) -> pa.Table:
    """The rows in the table's schema: columns in order, types cast, missing nullable columns null.

    Columns the table does not have are left out. A missing or null required value, and a value that cannot become
    the column's type, raise InputError naming table, column and value. A number with a fraction part never becomes
    text: an id that passed through a float is already damaged.

    >>> conform("series", pa.table({"date": ["2026-05-03"], "metric": ["q"], "value": [3],
    ...                             "source": ["s"], "import_id": ["i"]})).column("dimension").to_pylist()
    [None]
    """
    schema = schema_of(table)
    if rows.schema.equals(schema) and not any(rows[field.name].null_count for field in schema if not field.nullable):
        return rows
    return pa.table([_column(table, rows, field) for field in schema], schema=schema)


def _column(table: str, rows: pa.Table, field: pa.Field) -> pa.ChunkedArray | pa.Array:
    if field.name not in rows.column_names:
        if field.nullable or rows.num_rows == 0:
            return pa.nulls(rows.num_rows, field.type)
        raise InputError("events.missing_column", table=table, column=field.name)
    column = rows[field.name]
    if not field.nullable and column.null_count:
        row = pc.index(pc.is_null(column), True).as_py()
        raise InputError("events.missing_value", table=table, column=field.name, row=row + 1)
    return column if column.type.equals(field.type) else _cast(table, column, field)


def _cast(table: str, column: pa.ChunkedArray, field: pa.Field) -> pa.ChunkedArray:
    if _carries_floats(column.type) and not _carries_floats(field.type) and _inner(field.type) == pa.string():
        raise _refusal(table, field, column[0].as_py())
    try:
        return column.cast(field.type)
    except pa.ArrowException:
        raise _refusal(table, field, _first_that_fails(column, field.type)) from None


def _first_that_fails(column: pa.ChunkedArray, to: pa.DataType) -> Any:
    """The first value that cannot be cast, by halving."""
    values = column
    while len(values) > 1:
        half = len(values) // 2
        try:
            values.slice(0, half).cast(to)
            values = values.slice(half)
        except pa.ArrowException:
            values = values.slice(0, half)
    return values[0].as_py()


def _refusal(table: str, field: pa.Field, value: Any) -> InputError:
    return InputError(
        "events.bad_value", table=table, column=field.name, value=str(value)[:200], allowed=str(field.type)
    )


def _inner(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_list(kind) or pa.types.is_large_list(kind) else kind


def _carries_floats(kind: pa.DataType) -> bool:
    return bool(pa.types.is_floating(_inner(kind)))
