"""Single values out of the JSON `properties` of events, as text columns."""

from collections.abc import Sequence

import duckdb
import pyarrow as pa
import pyarrow.compute as pc


def properties_of(events: pa.Table, keys: Sequence[str]) -> pa.Table:
    """A text column for each key, row by row; null where an event lacks it or its properties are no JSON object.

    >>> properties_of(pa.table({"properties": ['{"url": "/a", "n": 3}', None]}), ["url", "n"]).to_pylist()
    [{'url': '/a', 'n': '3'}, {'url': None, 'n': None}]
    """
    written = events.select(["properties"])
    keys = list(dict.fromkeys(keys))
    if not keys or not events.num_rows:
        return pa.table({key: pa.nulls(events.num_rows, pa.string()) for key in keys})
    pointers = ", ".join(_quoted("/" + key.replace("~", "~0").replace("/", "~1")) for key in keys)
    with duckdb.connect() as database:
        database.register("written", written)
        values = database.sql(
            f"SELECT CASE WHEN json_valid(properties) THEN json_extract_string(properties, [{pointers}]) END AS found "  # noqa: S608
            "FROM written"
        ).to_arrow_table()["found"]
    return pa.table({key: pc.list_element(values, number) for number, key in enumerate(keys)})


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
