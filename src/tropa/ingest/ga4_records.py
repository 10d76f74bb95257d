"""The rows of a GA4 export, from Parquet or JSON, in one flat form: LEAVES by dotted name, parameters as a dict.

BigQuery writes a repeated field to Parquet as a list of structs, older exports wrap it once more (`list.element`), and
to JSON as a list of objects whose whole numbers are text. A parameter's value stands in the one of its typed fields
that is not empty.

Source: Google Analytics, "BigQuery Export schema".
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tropa.errors import InputError
from tropa.ingest.head import look
from tropa.ingest.json_objects import Object, objects
from tropa.ingest.mapping import Mapping
from tropa.ingest.reader import Progress
from tropa.ingest.report import ImportReport

LEAVES = (
    "event_name", "event_timestamp", "user_id", "user_pseudo_id", "stream_id", "platform",
    "event_bundle_sequence_id", "batch_page_id", "batch_ordering_id", "batch_event_index",
    "device.category", "device.operating_system", "device.language", "device.browser", "device.web_info.browser",
    "geo.country", "geo.region", "geo.city",
    "traffic_source.source", "traffic_source.medium", "traffic_source.name",
    "collected_traffic_source.manual_source", "collected_traffic_source.manual_medium",
    "collected_traffic_source.manual_campaign_name", "collected_traffic_source.manual_content",
    "collected_traffic_source.manual_term", "collected_traffic_source.gclid",
    "session_traffic_source_last_click.manual_campaign.source",
    "session_traffic_source_last_click.manual_campaign.medium",
    "session_traffic_source_last_click.manual_campaign.campaign_name",
    "session_traffic_source_last_click.manual_campaign.content",
    "session_traffic_source_last_click.manual_campaign.term",
    "ecommerce.purchase_revenue", "ecommerce.transaction_id",
)  # fmt: skip
_PATHS = tuple((name, name.split(".")) for name in LEAVES)
_TYPED = ("string_value", "int_value", "float_value", "double_value")
_WRAPPERS = frozenset(("list", "element", "item", "array"))
_ROWS_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Record:
    """One exported event. `leaves` holds what of LEAVES is there."""

    line: int
    leaves: Object
    params: Object = field(default_factory=dict)
    user_properties: Object = field(default_factory=dict)
    items: int = 0


def parquet_records(path: Path, report: ImportReport, progress: Progress) -> Iterator[list[Record]]:
    """The rows of a Parquet export; lines are row numbers. A damaged part ends the file there, after good rows."""
    done = 0
    try:
        file = pq.ParquetFile(path)
        total = max(1, file.metadata.num_rows)
        for batch in file.iter_batches(_ROWS_AT_ONCE):
            records = _of_batch(batch, done)
            done += batch.num_rows
            report.rows += batch.num_rows
            yield records
            progress(done / total)
    except (pa.ArrowException, OSError) as error:
        if not done:
            raise InputError("ingest.broken_parquet", path=path, reason=str(error).split("\n")[0]) from None
        report.rows += 1  # what is lost counts as one
        report.reject(done + 1, None, None, "ingest.broken_parquet", path=str(path), reason=str(error).split("\n")[0])


def json_records(path: Path, mapping: Mapping, report: ImportReport, progress: Progress) -> Iterator[list[Record]]:
    """The rows of a JSON export."""
    for chunk in objects(look(path), mapping, report, progress):
        yield [_of_object(line, row) for line, row in chunk]


def _of_object(line: int, row: Object) -> Record:
    leaves: Object = {}
    for name, (first, *rest) in _PATHS:
        value = row.get(first)
        for part in rest:
            if not isinstance(value, dict):
                value = None
                break
            value = value.get(part)
        if value is not None and not isinstance(value, dict | list):
            leaves[name] = value
    items = row.get("items")
    params, user_properties = (_object_params(row.get(name)) for name in ("event_params", "user_properties"))
    return Record(line, leaves, params, user_properties, len(items) if isinstance(items, list) else 0)


def _object_params(listed: object) -> Object:
    found: Object = {}
    for one in listed if isinstance(listed, list) else ():
        typed = one.get("value") if isinstance(one, dict) else None
        if not isinstance(typed, dict) or not isinstance(one.get("key"), str):
            continue
        value: object = typed.get("string_value")
        if value is None:
            value = _number(next((typed[name] for name in _TYPED if typed.get(name) is not None), None))
        if value is not None:
            found[one["key"]] = value
    return found


def _number(value: object) -> object:
    """A typed number, which JSON exports write as text."""
    if not isinstance(value, str):
        return value
    try:
        return int(value)
    except ValueError:
        return value


def _of_batch(batch: pa.RecordBatch, done: int) -> list[Record]:
    count = batch.num_rows
    columns = {name: values for name in LEAVES if (values := _leaf(batch, name)) is not None}
    params, user_properties = (_batch_params(batch, name) for name in ("event_params", "user_properties"))
    items = _column(batch, "items")
    lengths = [0] * count if items is None else pc.fill_null(pc.list_value_length(items), 0).to_pylist()
    rows = zip(*columns.values(), strict=True) if columns else [()] * count
    return [
        Record(
            done + place + 1,
            {name: value for name, value in zip(columns, row, strict=True) if value is not None},
            params[place],
            user_properties[place],
            lengths[place],
        )
        for place, row in enumerate(rows)
    ]


def _leaf(batch: pa.RecordBatch, name: str) -> list[Any] | None:
    """The values under a dotted name, None where the export has no such field."""
    first, *rest = name.split(".")
    values = _column(batch, first)
    for part in rest:
        if values is None or not pa.types.is_struct(values.type) or values.type.get_field_index(part) < 0:
            return None
        values = pc.struct_field(values, part)
    if values is None or pa.types.is_nested(values.type):
        return None
    if pa.types.is_timestamp(values.type):
        values = values.cast(pa.timestamp("us", values.type.tz)).cast(pa.int64())
    return list(values.to_pylist())


def _column(batch: pa.RecordBatch, name: str) -> pa.Array | None:
    place = batch.schema.get_field_index(name)
    return None if place < 0 else _unwrapped(batch.column(place))


def _unwrapped(values: pa.Array) -> pa.Array:
    """Without the structs of one field that older exports put around lists and their elements."""
    while pa.types.is_struct(values.type) and values.type.num_fields == 1 and values.type[0].name in _WRAPPERS:
        values = pc.struct_field(values, 0)
    return values


def _batch_params(batch: pa.RecordBatch, name: str) -> list[Object]:
    """Repeated key-value structs as one dict a row."""
    found: list[Object] = [{} for _ in range(batch.num_rows)]
    column = _column(batch, name)
    if column is None or (not pa.types.is_list(column.type) and not pa.types.is_large_list(column.type)):
        return found
    flat = _unwrapped(pc.list_flatten(column))
    if not pa.types.is_struct(flat.type) or flat.type.get_field_index("value") < 0:
        return found
    values = pc.struct_field(flat, "value")
    typed = [pc.struct_field(values, own).to_pylist() for own in _TYPED if values.type.get_field_index(own) >= 0]
    rows, keys = pc.list_parent_indices(column).to_pylist(), pc.struct_field(flat, "key").to_pylist()
    for row, key, *candidates in zip(rows, keys, *typed, strict=True):
        value = next((one for one in candidates if one is not None), None)
        if key and value is not None:
            found[row][key] = value
    return found
