"""Customers: one row a customer, with the latest known value of every trait as a typed column."""

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from tropa.events.identity import Identity
from tropa.events.schema import TIME

_RESERVED = ("customer", "first_seen", "last_seen")
_TRUTH = pa.array(["true", "false"], pa.string())
_LEADING_ZERO = r"^-?0\d"  # 007 is a code, not the number 7
_DATE = r"^\d{4}-\d{2}-\d{2}$"
_WHOLE = r"^-?\d{1,18}$"
_NUMBER = r"^-?\d{1,15}(\.\d+)?([eE][-+]?\d{1,3})?$"


def customers(traits: pa.Table, identity: Identity, events: pa.Table | None = None) -> pa.Table:
    """One row a customer, sorted: `customer`, `first_seen`, `last_seen` and a column a trait, sorted by name.

    The latest value that is not null or empty wins; values without a time are older than all others, and of equal
    times the later row of the table wins. A column is bool, int64, float64 or date32 when every value of it is, else
    text. A trait whose name is one of the columns above gets `_` after it. Events give first and last seen, and
    customers without traits; `events` needs `ids` and `time`.
    """
    owned = traits.append_column("customer", identity.customer_of(traits))
    latest = _latest(owned)
    seen = _seen(owned, events, identity)
    columns = {name: seen[name] for name in _RESERVED}
    for name in sorted(pc.unique(latest["trait"]).to_pylist()):
        chosen = latest.filter(pc.equal(latest["trait"], name))
        place = pc.index_in(seen["customer"], value_set=chosen["customer"].combine_chunks())
        columns[name + "_" * (name in _RESERVED)] = typed(chosen["value"].take(place))
    return pa.table(columns)


def typed(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Text as the narrowest type that holds every value: bool, int64, float64, date32, else text.

    >>> typed(pa.chunked_array([["12", None, "7"]])).type, typed(pa.chunked_array([["007"]])).type
    (DataType(int64), DataType(string))
    """
    known = values.drop_null()
    if not len(known):
        return values
    if pc.all(pc.is_in(known, value_set=_TRUTH)).as_py():
        return values.cast(pa.bool_())
    if _all_match(known, _DATE):
        return _cast_or_text(values, pa.date32())
    if pc.any(pc.match_substring_regex(known, _LEADING_ZERO)).as_py():
        return values
    if _all_match(known, _WHOLE):
        return values.cast(pa.int64())
    return values.cast(pa.float64()) if _all_match(known, _NUMBER) else values


def _all_match(values: pa.ChunkedArray, pattern: str) -> bool:
    return bool(pc.all(pc.match_substring_regex(values, pattern)).as_py())


def _cast_or_text(values: pa.ChunkedArray, to: pa.DataType) -> pa.ChunkedArray:
    try:
        return values.cast(to)
    except pa.ArrowInvalid:  # 2026-13-45 looks like a date
        return values


def _latest(owned: pa.Table) -> pa.Table:
    """The latest value of each trait of each customer: customer, trait, value as text."""
    with duckdb.connect() as database:
        database.register("owned", owned)
        return database.sql(
            """
            WITH numbered AS (
                SELECT customer, time, row_number() OVER () AS row, traits::JSON AS traits FROM owned
                WHERE customer IS NOT NULL
            ), named AS (
                SELECT customer, time, row, traits, unnest(json_keys(traits)) AS trait FROM numbered
            ), valued AS (
                SELECT customer, time, row, trait,
                       json_extract_string(traits, '/' || replace(replace(trait, '~', '~0'), '/', '~1')) AS value
                FROM named
            )
            SELECT customer, trait, max_by(value, (coalesce(epoch_us(time), -9223372036854775807), row)) AS value
            FROM valued WHERE value IS NOT NULL AND trim(value) <> '' GROUP BY customer, trait
            """
        ).to_arrow_table()


def _seen(owned: pa.Table, events: pa.Table | None, identity: Identity) -> pa.Table:
    sightings = [owned.select(["customer", "time"])]
    if events is not None:
        sightings.append(pa.table({"customer": identity.customer_of(events), "time": events["time"]}))
    together = pa.concat_tables(
        table.cast(pa.schema([("customer", pa.string()), ("time", TIME)])) for table in sightings
    )
    known = together.filter(pc.is_valid(together["customer"]))
    seen = known.group_by("customer").aggregate([("time", "min"), ("time", "max")]).sort_by("customer")
    return pa.table({"customer": seen["customer"], "first_seen": seen["time_min"], "last_seen": seen["time_max"]})
