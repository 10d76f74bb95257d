"""The contract of a source: recognise a file by its head, read it in batches, tell everything to the report."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from tropa.ingest.mapping import Mapping
from tropa.ingest.report import ImportReport

Progress = Callable[[float], None]  # share of the file read, 0…1


@dataclass(frozen=True)
class Head:
    """The beginning of a file, decompressed, and what is known of it without parsing it."""

    path: Path
    data: bytes  # up to 64 KiB
    encoding: str  # of the text; "binary" for Parquet and XLSX
    suffix: str  # ".csv", ".xes"…, without ".gz"

    @property
    def text(self) -> str:
        """The head as text; empty for binary files."""
        return "" if self.encoding == "binary" else self.data.decode(self.encoding, "replace")


@dataclass(frozen=True)
class Batch:
    """Rows for one of the tables, in its schema (`tropa.events.schema.TABLES`)."""

    table: str
    rows: pa.Table


class Reader(Protocol):
    """One source. Modules of this room each define one and list it in `tropa.ingest.registry`."""

    source: str

    def recognise(self, head: Head) -> float:
        """How sure the reader is that the file is its own, 0…1; never raises."""
        ...

    def read(self, path: Path, mapping: Mapping, report: ImportReport, progress: Progress) -> Iterator[Batch]:
        """The file's rows. A bad row goes to the report; a file that cannot be read raises InputError."""
        ...
