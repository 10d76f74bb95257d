"""A customer's records taken out of the source files that lie in the workspace.

A file is written anew without the records that name the customer, and only where reading the new file proves that
nobody else's row changed and that none of the customer's is left. Text tables and JSON Lines can be cleaned so; other
files are left as they are, and told.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pyarrow as pa

from tropa.definition.model import Source
from tropa.errors import TropaError
from tropa.events.tombstones import Tombstones, carrying, row_marks
from tropa.ingest.head import chosen_encoding, look
from tropa.ingest.read import Import, read_file
from tropa.library.files import flat, source_named
from tropa.library.importing import sources_of
from tropa.library.traces import Traces
from tropa.library.workspace import Workspace

_JSON_LINES = (".jsonl", ".ndjson")
_TABLES = (".csv", ".tsv", ".txt")

Reads = Callable[[Path], Import]


def clean_sources(
    workspace: Workspace, traces: Traces, stones: Tombstones, *, rewrite: bool = True
) -> tuple[list[Path], list[Path]]:
    """Clean every source file below the workspace's folder: the files written anew, and those that name the customer
    and stay, because they cannot be cleaned or are not to be (`rewrite=False`).
    """
    cleaned: list[Path] = []
    left: list[Path] = []
    for path, source in _sources(workspace):

        def reads(file: Path, source: Source = source) -> Import:
            return read_file(file, source=source.name, reader=source.reader, mapping=source.mapping)

        before = reads(path)
        if not _names(before, traces) and not traces.in_file(path):
            continue
        clean = rewrite and path.suffix in (*_JSON_LINES, *_TABLES)
        done = clean and _clean(path, before, chosen_encoding(look(path), source.mapping), (reads, traces, stones))
        (cleaned if done else left).append(path)
    return cleaned, left


def _sources(workspace: Workspace) -> list[tuple[Path, Source]]:
    try:
        found = sources_of(workspace)
    except TropaError:  # a source whose files are gone has nothing to clean
        found = [(path, Source(name=source_named(path), files=())) for path in flat([workspace.folder])]
    return [(path, source) for path, source in found if workspace.folder in path.parents]


def _clean(path: Path, read: Import, encoding: str, how: tuple[Reads, Traces, Tombstones]) -> bool:
    reads, traces, stones = how
    fresh = stones.folder / "fresh" / path.name  # readers call events by the name of the file
    fresh.parent.mkdir(parents=True, exist_ok=True)
    before = _others(read, stones)
    try:
        records = list(_records(path, encoding))
        for theirs in _choices(path, records, traces):
            kept = (record for number, record in enumerate(records) if number not in theirs)
            with fresh.open("w", encoding=encoding, newline="") as file:
                file.writelines(kept)
            after = reads(fresh)
            if _others(after, stones) == before and not _names(after, traces):
                fresh.replace(path)
                return True
    except (TropaError, UnicodeError):
        return False
    finally:
        fresh.unlink(missing_ok=True)
        with suppress(OSError):  # another erasure's
            fresh.parent.rmdir()
    return False


def _others(read: Import, stones: Tombstones) -> list[str]:
    """What names the rows of everybody else."""
    return _marks({table: stones.without(table, rows) for table, rows in read.tables.items()})


def _names(read: Import, traces: Traces) -> bool:
    return any(bool(carrying(rows, traces.ids).any()) for rows in read.tables.values() if "ids" in rows.column_names)


def _marks(tables: dict[str, pa.Table]) -> list[str]:
    return sorted(
        mark for table, rows in tables.items() if "ids" in rows.column_names for mark in row_marks(table, rows)
    )


def _records(path: Path, encoding: str) -> Iterator[str]:
    """The file's records as they stand, line ends included; a quoted cell may go over several lines."""
    with path.open(encoding=encoding, newline="") as file:
        held = ""
        for line in file:
            held += line
            if path.suffix in _JSON_LINES or held.count('"') % 2 == 0:
                yield held
                held = ""
        if held:
            yield held


def _choices(path: Path, records: list[str], traces: Traces) -> Iterator[set[int]]:
    """Which records may be the customer's: those with a trace in any cell, then those with one in a certain column."""
    if path.suffix in _JSON_LINES:
        yield {number for number, record in enumerate(records) if any(map(traces.is_cell, _values(record)))}
        return
    separator = _separator(records)
    places: dict[int, set[int]] = {}
    for number, record in enumerate(records):
        cells = next(csv.reader(io.StringIO(record), delimiter=separator), [])
        for column, cell in enumerate(cells):
            if traces.is_cell(cell):
                places.setdefault(column, set()).add(number)
    if places:
        yield set().union(*places.values())
        yield from places.values()


def _values(record: str) -> Iterator[str]:
    """Every string and number of a JSON value."""
    try:
        waiting = [json.loads(record)]
    except ValueError:
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
        elif value is not None:
            yield str(value)


def _separator(records: list[str]) -> str:
    beginning = "".join(records[:50])
    return max(",;\t|", key=beginning.count)
