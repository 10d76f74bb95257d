"""A file becomes tables and a report: recognise, read, count, leave out repetitions.

A bad row never stops a file, and a bad file never stops the files after it: it yields a report that says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.errors import InputError, NotFoundError, TropaError
from tropa.events.schema import TABLES
from tropa.ingest.event_ids import SeenIds
from tropa.ingest.mapping import Mapping
from tropa.ingest.reader import Batch, Progress, Reader
from tropa.ingest.registry import reader_named, recognise, source_name
from tropa.ingest.report import ImportReport, Rejection
from tropa.kit.ids import stable_id
from tropa.kit.progress import silent

_KEY = {"events": "event_id", "verbatims": "verbatim_id"}
_GIVEN = Mapping()


@dataclass(frozen=True)
class Import:
    """What a file held: the report, and rows by the name of their table."""

    report: ImportReport
    tables: dict[str, pa.Table]


def read_file(
    path: Path,
    *,
    source: str | None = None,
    reader: str | None = None,
    mapping: Mapping = _GIVEN,
    progress: Progress = silent,
    strict: bool = False,
) -> Import:
    """Read a whole file.

    `source` names where the rows come from (rows of one source with one key are one row; default: the reader's name,
    or the file's for plain tables); `reader` is a name of the registry, recognised where it is None. A file that
    cannot be read gives a report with `broken` and its reason, unless `strict`: then the InputError is raised.
    Raises NotFoundError for a missing file, InputError for an unknown reader.
    """
    report, batches = read_batches(
        path, source=source, reader=reader, mapping=mapping, progress=progress, strict=strict
    )
    parts: dict[str, list[pa.Table]] = {}
    for batch in batches:
        parts.setdefault(batch.table, []).append(batch.rows)
    return Import(report, {name: pa.concat_tables(parts[name]) for name in TABLES if name in parts})


def read_batches(
    path: Path,
    *,
    source: str | None = None,
    reader: str | None = None,
    mapping: Mapping = _GIVEN,
    progress: Progress = silent,
    strict: bool = False,
) -> tuple[ImportReport, Iterator[Batch]]:
    """The same as `read_file`, batch by batch: the report is complete once the batches are used up."""
    if not path.exists():
        raise NotFoundError("errors.no_file", path=path)
    named = None if reader is None else reader_named(reader)
    try:
        found = named or recognise(path)[0]
    except InputError as error:
        if strict:
            raise
        report = ImportReport(str(path), source or "", "")
        _break(report, error)
        return report, iter(())
    source = source or source_name(found, path)
    report = ImportReport(str(path), source, import_id(path, found.source, source, mapping))
    return report, _counted(found, path, mapping, report, (progress, strict))


def import_id(path: Path, reader: str, source: str, mapping: Mapping) -> str:
    """The stable name of an import: the same file read the same way has the same one."""
    digest = blake2b(digest_size=16)
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            digest.update(piece)
    return stable_id([digest.hexdigest(), reader, source, mapping.model_dump_json()])


def _counted(
    reader: Reader, path: Path, mapping: Mapping, report: ImportReport, how: tuple[Progress, bool]
) -> Iterator[Batch]:
    progress, strict = how
    count = _Count(report)
    try:
        for batch in reader.read(path, mapping, report, progress):
            fresh = count.take(batch)
            if fresh.rows.num_rows:
                yield fresh
    except TropaError as error:
        if strict:
            raise
        _break(report, error)
    except (pa.ArrowException, ValueError, OSError, LookupError) as error:
        broken = InputError("ingest.broken_file", path=path, reason=str(error).split("\n")[0] or type(error).__name__)
        if strict:
            raise broken from error
        _break(report, broken)
    count.finish()
    progress(1.0)


def _break(report: ImportReport, error: TropaError) -> None:
    """The file as a whole is refused: its reason stands with those of the rows, but counts as no row."""
    report.broken = True
    facts: dict[str, object] = {name: str(fact) for name, fact in error.facts.items() if name != "value"}
    value = error.facts.get("value")
    report.rejections.append(
        Rejection(report.file, None, None, None if value is None else str(value), error.code, facts)
    )


class _Count:
    """Counts what the batches hold and leaves out rows whose identifier was met before."""

    def __init__(self, report: ImportReport) -> None:
        self._report = report
        self._seen = {table: SeenIds() for table in _KEY}
        self._accepted = self._told = 0
        self._trait_ids: dict[str, int] = {}

    def take(self, batch: Batch) -> Batch:
        """The batch without repeated rows."""
        rows = batch.rows
        if batch.table in _KEY:
            repeated = self._seen[batch.table].repeats(rows.column(_KEY[batch.table]).to_pylist())
            if repeated.any():
                self._report.duplicates += int(repeated.sum())
                rows = rows.filter(pa.array(~repeated))
        if batch.table == "traits":
            self._told += rows.num_rows
            _count_kinds(rows, self._trait_ids)
        else:
            self._accepted += rows.num_rows
            if "ids" in rows.column_names:
                _count_kinds(rows, self._report.ids)
        if "time" in rows.column_names and rows.num_rows:
            self._span(rows.column("time"))
        return Batch(batch.table, rows)

    def finish(self) -> None:
        """Fill in the sums. A reader that counted its rows is believed; else rows are what came out of it."""
        report = self._report
        report.rejections.sort(key=lambda rejection: rejection.line or 0)
        if not report.ids:
            report.ids = self._trait_ids
        if report.rows == 0:
            report.rows = (self._accepted or self._told) + report.rejected + report.duplicates
        report.accepted = max(0, report.rows - report.rejected - report.duplicates)

    def _span(self, times: pa.ChunkedArray) -> None:
        bounds = pc.min_max(times.cast(pa.int64())).as_py()
        low, high = bounds["min"], bounds["max"]
        if low is not None:
            first, last = self._report.first_time, self._report.last_time
            self._report.first_time = low if first is None else min(first, low)
            self._report.last_time = high if last is None else max(last, high)


def _count_kinds(rows: pa.Table, into: dict[str, int]) -> None:
    """Add, for every kind of id, the number of rows that carry one."""
    lists = rows.column("ids").combine_chunks()
    values = pc.list_flatten(lists)
    if not len(values):
        return
    kinds = pc.struct_field(pc.extract_regex(values, r"^(?P<kind>[^:]*)"), "kind").dictionary_encode()
    names = kinds.dictionary.to_pylist()
    owners = pc.list_parent_indices(lists).to_numpy(zero_copy_only=False).astype(np.int64)
    pairs = np.unique(owners * len(names) + kinds.indices.to_numpy(zero_copy_only=False))
    for name, number in zip(names, np.bincount(pairs % len(names), minlength=len(names)).tolist(), strict=True):
        into[name] = into.get(name, 0) + number
