"""A file before it is imported: which reader knows it, what its columns mean, its first rows, what would be refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from tropa.definition.model import Definition
from tropa.errors import TropaError
from tropa.ingest.head import look, stem_of
from tropa.ingest.mapping import Column, Mapping
from tropa.ingest.read import read_batches
from tropa.ingest.reader import Batch
from tropa.ingest.registry import recognise
from tropa.ingest.report import ImportReport
from tropa.ingest.sheet import Chunk, first_chunk, unreported
from tropa.ingest.sheets import open_sheet
from tropa.ingest.table import guess_roles
from tropa.library.files import source_named
from tropa.library.importing import with_zone

ROWS = 20  # shown as they are written, and as they would be read
BATCHES = 1  # read to see what would be refused: some 50,000 rows
EXAMPLES = 3
_GIVEN = Mapping()


@dataclass(frozen=True)
class PreviewedColumn:
    """A column: its meaning (None where the reader knows its own columns, or it is left as it is) and some values."""

    name: str
    role: str | None
    id_kind: str | None
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Preview:
    """What would become of a file. `rows` are as written; `read` as they would lie in the lake, by table.

    `report` covers the beginning of the file, `whole` says whether that is all of it; `sureness` is the reader's, 0…1.
    `source` is the name the file's rows would be stored under.
    """

    reader: str
    sureness: float
    source: str
    columns: tuple[PreviewedColumn, ...]
    rows: tuple[tuple[str | None, ...], ...]
    read: dict[str, list[dict[str, Any]]]
    report: ImportReport
    whole: bool


def preview_file(
    path: Path, definition: Definition, *, reader: str | None = None, mapping: Mapping = _GIVEN
) -> Preview:
    """Look at the beginning of a file as an import with these settings would.

    InputError or NotFoundError where nobody knows the file or there is no such reader; what is wrong further on stands
    in the report.
    """
    found, sureness = (reader, 1.0) if reader else _recognised(path)
    settled = with_zone(mapping, definition)
    report, batches = read_batches(path, source=source_named(path), reader=found, mapping=settled)
    taken = list(islice(batches, BATCHES))
    whole = next(batches, None) is None
    columns, rows = _written(path, found, settled, report)
    return Preview(found, sureness, source_named(path), columns, rows, _read(taken), report, whole)


def _recognised(path: Path) -> tuple[str, float]:
    known, sureness = recognise(path)
    return known.source, sureness


def _written(
    path: Path, reader: str, mapping: Mapping, report: ImportReport
) -> tuple[tuple[PreviewedColumn, ...], tuple[tuple[str | None, ...], ...]]:
    """The columns and first rows of a file that holds a table."""
    try:
        head = look(path)
        if head.text.lstrip("\ufeff \r\n\t").startswith("<"):
            return (), ()
        sheet = open_sheet(head, mapping, unreported(path))
        chunk = first_chunk(sheet)
        roles = _roles(report) | dict(mapping.columns)
        if reader == "table":
            roles |= guess_roles(sheet, mapping, unreported(path), stem_of(path)).roles
    except (TropaError, pa.ArrowException, ValueError, LookupError, OSError):
        return (), ()
    if chunk is None:
        return tuple(_column(name, roles, None) for name in sheet.columns), ()
    names = list(sheet.columns)
    cells = [chunk.columns[name].slice(0, ROWS).to_pylist() if name in chunk.columns else [] for name in names]
    rows = tuple(tuple(_short(one) for one in row) for row in zip(*cells, strict=False))
    return tuple(_column(name, roles, chunk) for name in names), rows


def _roles(report: ImportReport) -> dict[str, Column]:
    """The meanings that a reader said it takes the columns in."""
    found: dict[str, Column] = {}
    for key, facts in report.assumptions:
        name = facts.get("column")
        if not key.startswith("assume.role_") or not isinstance(name, str):
            continue
        role = facts["role"] if key == "assume.role_other" else key.removeprefix("assume.role_")
        kind = facts.get("kind")
        found[name] = Column.model_validate({"role": role, "id_kind": kind})
    return found


def _column(name: str, roles: dict[str, Column], chunk: Chunk | None) -> PreviewedColumn:
    known = roles.get(name)
    values: Iterator[str] = iter(())
    if chunk is not None and name in chunk.columns:
        values = (one for one in chunk.columns[name].slice(0, 500).to_pylist() if one and one.strip())
    examples = tuple(_short(one) or "" for one in islice(dict.fromkeys(values), EXAMPLES))
    return PreviewedColumn(name, known.role if known else None, known.id_kind if known else None, examples)


def _read(batches: list[Batch]) -> dict[str, list[dict[str, Any]]]:
    shown: dict[str, list[dict[str, Any]]] = {}
    for batch in batches:
        rows = shown.setdefault(batch.table, [])
        for row in batch.rows.slice(0, max(0, ROWS - len(rows))).to_pylist():
            rows.append({name: value for name, value in row.items() if value is not None and name != "import_id"})
    return shown


def _short(value: str | None) -> str | None:
    return value if value is None or len(value) <= 200 else value[:199] + "…"
