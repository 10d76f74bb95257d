"""The lake: Delta tables in a folder, which any engine can read and several processes can add to.

Events lie in partitions by month of UTC time: replacing a day rewrites one month's file, and three years are 36
partitions, not a thousand. Every write is one transaction: it happens whole or not at all, and an older version stays
readable until `purge`. deltalake does not survive `fork`; start other processes with `spawn`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
from deltalake import CommitProperties, DeltaTable, WriterProperties, write_deltalake
from deltalake.exceptions import DeltaError, TableNotFoundError

from tropa.errors import InputError, NotFoundError
from tropa.events.identity import Identity
from tropa.events.lock import exclusive
from tropa.events.purging import forget_past
from tropa.events.schema import AUDIT_TABLES, TABLES
from tropa.events.validate import conform, schema_of

_KEYS = {"events": "event_id", "verbatims": "verbatim_id", "imports": "import_id"}
_UNSAFE = re.compile(r"[*?\[\]]|%[0-9A-Fa-f]{2}")
_SMALL_FILES = 32  # beyond so many files above one a partition, they are joined into larger ones
_MONTH = "month"  # the partition column of events; it is in the folder's name, not in the schema


@dataclass(frozen=True)
class Written:
    """What a write did: rows that are new, rows that were there before, rows that went."""

    added: int
    duplicates: int
    removed: int = 0


class Lake:
    """The tables of `events.schema` under one folder; the folder appears with the first write.

    A folder whose path holds `* ? [ ]` or an escape such as `%20` is refused with InputError: deltalake and DuckDB
    read those as patterns and would look elsewhere.
    """

    def __init__(self, folder: Path) -> None:
        found = _UNSAFE.search(str(folder.absolute()))
        if found:
            raise InputError("events.bad_folder", path=folder, value=found[0])
        self.folder = folder

    def version(self, table: str) -> int | None:
        """The number of the table's newest version; None before the first write."""
        delta = self._open(table)
        return None if delta is None else int(delta.version())

    def files(self, table: str, version: int | None = None) -> list[str]:
        """The Parquet files of a version (the newest by default), for DuckDB's `read_parquet`."""
        delta = self._open(table, version)
        if delta is None:
            return []
        return [str(self.folder / table / path) for path in sorted(_paths(delta))]

    def read(self, table: str, version: int | None = None, columns: Sequence[str] | None = None) -> pa.Table:
        """The rows of a version (the newest by default), in no particular order; no rows before the first write."""
        schema = schema_of(table)
        files = self.files(table, version)
        if not files:
            empty = schema.empty_table()
            return empty if columns is None else empty.select(list(columns))
        data = ds.dataset(files, schema=schema, format="parquet")
        return data.to_table(columns=None if columns is None else list(columns))

    def append(self, table: str, rows: pa.Table) -> Written:
        """Add the rows that are not there yet.

        Events, verbatims and imports are the same when their id is; traits, costs and series when everything but the
        import is. One call scans the stored ids once, so give a whole import at a time.
        """
        rows = conform(table, rows)
        with exclusive(self.folder / f".{table}.lock"):
            fresh = self._new_rows(table, rows, self.files(table))
            if fresh.num_rows:
                self._write(table, fresh)
                self._join_small_files(table)
        return Written(fresh.num_rows, rows.num_rows - fresh.num_rows)

    def replace_days(self, table: str, rows: pa.Table) -> Written:
        """Let the rows take the place of all that is stored for their sources and UTC days, in one transaction.

        A row that is stored on a day outside these stays where it is and counts as a duplicate. Rows without a time
        are added as `append` does.
        """
        rows = conform(table, rows)
        when = _time_column(table)
        dated = rows.filter(pc.is_valid(rows[when]))
        with exclusive(self.folder / f".{table}.lock"):
            written = self._replace(table, dated, when) if dated.num_rows else Written(0, 0)
        if dated.num_rows == rows.num_rows:
            return written
        undated = self.append(table, rows.filter(pc.is_null(rows[when])))
        return Written(written.added + undated.added, written.duplicates + undated.duplicates, written.removed)

    def replace_all(self, table: str, rows: pa.Table) -> None:
        """Let the rows take the place of the whole table (identity and merges are computed anew as a whole)."""
        with exclusive(self.folder / f".{table}.lock"):
            self._write(table, conform(table, rows), overwrite="true")

    def delete_customer(self, customer: str) -> dict[str, int]:
        """Remove a customer's events, traits and verbatims, found through every id stitched to it; rows by table.

        What has not been stitched is found by the id that names the customer.
        Older versions of the tables still hold them until `purge`.
        """
        identity = Identity.from_table(self.read("identity"))
        counts = {table: self._delete_rows_of(table, customer, identity) for table in ("events", "traits", "verbatims")}
        for table in ("identity", "merges"):
            stored = self.read(table)
            kept = stored.filter(pc.fill_null(pc.not_equal(stored["customer"], customer), True))
            if kept.num_rows < stored.num_rows:
                self.replace_all(table, kept)
        return counts

    def remove(self, table: str, chosen: Callable[[pa.Table], pa.Array]) -> int:
        """Remove the rows of a table that `chosen` says yes to, in one transaction; how many there were.

        `chosen` gets the key, `ids`, `time` and `source` of events and verbatims, all columns of other tables.
        Older versions still hold the rows until `purge`.
        """
        key = _KEYS.get(table) if table in TABLES else None
        with exclusive(self.folder / f".{table}.lock"):
            stored = self.read(table, columns=[key, "ids", "time", "source"] if key else None)
            gone = pc.fill_null(chosen(stored), False)
            count = int(pc.sum(gone).as_py() or 0)
            if count and key:
                delta = self._open(table)
                assert delta is not None
                names = ", ".join(_quoted(name) for name in stored.filter(gone)[key].to_pylist())
                delta.delete(f"{key} IN ({names})")
            elif count:
                self._write(table, stored.filter(pc.invert(gone)), overwrite="true")
        return count

    def purge(self, *tables: str) -> None:
        """Erase from the disk what no newest version holds: deleted customers are gone, older versions unreadable.

        Of the tables named, else of all.
        """
        for table in tables or (*TABLES, *AUDIT_TABLES):
            with exclusive(self.folder / f".{table}.lock"):
                if self._open(table) is not None:
                    forget_past(self.folder / table)

    # ---- inside

    def _open(self, table: str, version: int | None = None) -> DeltaTable | None:
        schema_of(table)
        path = self.folder / table
        if not (path / "_delta_log").is_dir():
            if version is not None:
                raise NotFoundError("events.no_version", table=table, version=version)
            return None
        try:
            return DeltaTable(path, version=version)
        except TableNotFoundError as error:
            if version is not None:  # purged
                raise NotFoundError("events.no_version", table=table, version=version) from error
            return None
        except DeltaError as error:
            if version is not None:
                raise NotFoundError("events.no_version", table=table, version=version) from error
            raise InputError("events.broken_table", path=path) from error

    def _write(self, table: str, rows: pa.Table, overwrite: str = "") -> None:
        imports = sorted(pc.unique(rows["import_id"]).to_pylist()) if "import_id" in rows.column_names else []
        if table == "events":
            rows = rows.append_column(_MONTH, pc.strftime(rows["time"], "%Y-%m"))
        write_deltalake(
            self.folder / table,
            rows,
            mode="overwrite" if overwrite else "append",
            predicate=overwrite if overwrite not in ("", "true") else None,
            partition_by=[_MONTH] if table == "events" else None,
            writer_properties=WriterProperties(compression="ZSTD"),
            commit_properties=CommitProperties(custom_metadata={"import_ids": ",".join(imports[:100])}),
        )

    def _new_rows(self, table: str, rows: pa.Table, files: Sequence[str]) -> pa.Table:
        """The first of each row that `files` do not hold."""
        key = _key(table)
        with duckdb.connect() as database:
            database.register("incoming", rows.append_column("row", pa.array(np.arange(rows.num_rows))))
            query = f"SELECT min(row) AS row FROM (SELECT row, {key} AS key FROM incoming)"  # noqa: S608
            if files:
                database.register("stored", ds.dataset(list(files), schema=rows.schema, format="parquet"))
                query += f" ANTI JOIN (SELECT {key} AS key FROM stored) USING (key)"  # noqa: S608
            kept = database.sql(f"{query} GROUP BY key ORDER BY row").to_arrow_table()["row"]
        return rows if len(kept) == rows.num_rows else rows.take(kept)

    def _replace(self, table: str, rows: pa.Table, when: str) -> Written:
        days = _days(rows, when)
        where = _predicate(days, when)
        if table == "events":
            months = sorted({day.isoformat()[:7] for _, day in days})
            where = f"{_MONTH} IN ({', '.join(_quoted(month) for month in months)}) AND ({where})"
        stored = self._ids_of(table, when)
        inside = _on_days(stored, days, when)
        outside = stored.filter(pc.invert(inside))
        before = stored.filter(inside)
        fresh = _without(self._new_rows(table, rows, []), outside, _key(table))
        if self.version(table) is None:
            self._write(table, fresh)
            return Written(fresh.num_rows, rows.num_rows - fresh.num_rows)
        self._write(table, fresh, overwrite=where)
        added = _without(fresh, before, _key(table)).num_rows
        gone = _without(before, fresh, _key(table)).num_rows
        return Written(added, rows.num_rows - added, gone)

    def _ids_of(self, table: str, when: str) -> pa.Table:
        """What is stored, as far as a replacement must know it: keys, sources and times."""
        if table not in _KEYS:
            return self.read(table)
        return self.read(table, columns=[_KEYS[table], "source", when])

    def _delete_rows_of(self, table: str, customer: str, identity: Identity) -> int:
        def theirs(rows: pa.Table) -> pa.Array:
            return pc.coalesce(pc.equal(identity.customer_of(rows), customer), _names(rows, customer))

        return self.remove(table, theirs)

    def _join_small_files(self, table: str) -> None:
        delta = self._open(table)
        if delta is None:
            return
        paths = _paths(delta)
        if len(paths) - len({path.rpartition("/")[0] for path in paths}) > _SMALL_FILES:
            delta.optimize.compact()


def _paths(delta: DeltaTable) -> list[str]:
    return [str(path) for path in pa.table(delta.get_add_actions(flatten=True))["path"].to_pylist()]


def _key(table: str) -> str:
    """The SQL of what makes two rows the same."""
    if table in _KEYS:
        return _KEYS[table]
    columns = [field.name for field in schema_of(table) if field.name != "import_id"]
    return "md5(to_json(struct_pack(" + ", ".join(f'"{c}" := "{c}"' for c in columns) + "))::VARCHAR)"


def _time_column(table: str) -> str:
    names = schema_of(table).names
    for name in ("time", "date"):
        if name in names and "source" in names:
            return name
    raise NotFoundError("events.no_days", table=table)


def _days(rows: pa.Table, when: str) -> list[tuple[str, date]]:
    pairs = pa.table({"source": rows["source"], "day": rows[when].cast(pa.date32(), safe=False)})
    unique = pairs.group_by(["source", "day"]).aggregate([])
    return sorted(zip(unique["source"].to_pylist(), unique["day"].to_pylist(), strict=True))


def _predicate(days: Iterable[tuple[str, date]], when: str) -> str:
    parts = []
    for source, first, end in _runs(days):
        low, high = (f"{first}T00:00:00Z", f"{end}T00:00:00Z") if when == "time" else (str(first), str(end))
        parts.append(f"(source = {_quoted(source)} AND {when} >= '{low}' AND {when} < '{high}')")
    return " OR ".join(parts)


def _runs(days: Iterable[tuple[str, date]]) -> Iterator[tuple[str, date, date]]:
    """Unbroken runs of sorted days as (source, first day, day after the last)."""
    current: tuple[str, date, date] | None = None
    for source, day in days:
        if current and current[0] == source and current[2] == day:
            current = (source, current[1], day + timedelta(days=1))
            continue
        if current:
            yield current
        current = (source, day, day + timedelta(days=1))
    if current:
        yield current


def _on_days(stored: pa.Table, days: list[tuple[str, date]], when: str) -> pa.Array:
    """Which stored rows lie on one of the days of their source."""
    wanted = pa.array([f"{day} {source}" for source, day in days], pa.string())
    day = stored[when].cast(pa.date32(), safe=False).cast(pa.string())
    marks = pc.binary_join_element_wise(day, stored["source"], " ")
    return pc.is_in(marks, value_set=wanted)


def _without(rows: pa.Table, others: pa.Table, key: str) -> pa.Table:
    """The rows whose key the others do not have, in order."""
    with duckdb.connect() as database:
        database.register("rows_", rows.append_column("row", pa.array(np.arange(rows.num_rows))))
        database.register("others", others)
        query = f"SELECT row FROM (SELECT row, {key} AS key FROM rows_) "  # noqa: S608
        query += f"ANTI JOIN (SELECT {key} AS key FROM others) USING (key) ORDER BY row"  # noqa: S608
        return rows.take(database.sql(query).to_arrow_table()["row"])


def _names(rows: pa.Table, customer: str) -> pa.Array:
    """Which rows carry the customer's own name as an id: theirs even where nothing has been stitched yet."""
    lengths = pc.fill_null(pc.list_value_length(rows["ids"]), 0).to_numpy()
    hits = np.repeat(np.arange(rows.num_rows), lengths)[pc.equal(pc.list_flatten(rows["ids"]), customer).to_numpy()]
    named = np.zeros(rows.num_rows, bool)
    named[hits] = True
    return pa.array(named)


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
