"""A table of text read in chunks, whatever file it lies in: every cell as it was written, every row with its line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tropa.ingest.reader import Progress
from tropa.ingest.report import ImportReport
from tropa.kit.progress import silent

CHUNK_ROWS = 50_000


@dataclass(frozen=True)
class Chunk:
    """Some rows: columns of text by name, and the line (row, in a workbook) each begins at."""

    lines: NDArray[np.int64]
    columns: dict[str, pa.StringArray]

    def __len__(self) -> int:
        return len(self.lines)

    def take(self, kept: NDArray[np.bool_]) -> "Chunk":
        """The rows where `kept` is true."""
        if kept.all():
            return self
        mask = pa.array(kept)
        return Chunk(self.lines[kept], {name: values.filter(mask) for name, values in self.columns.items()})


class Sheet(Protocol):
    """One table of a file. Rows that are no rows of it go to the report; `report.rows` counts all of them."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        ...

    def chunks(self, report: ImportReport, progress: Progress) -> Iterator[Chunk]:
        """The rows from the beginning, some CHUNK_ROWS at a time."""
        ...


def unreported(path: object) -> ImportReport:
    """A report that nobody reads, for a first look at a file."""
    return ImportReport(str(path), "", "")


def first_chunk(sheet: Sheet) -> Chunk | None:
    """The first rows of a sheet, None where it has none."""
    return next(sheet.chunks(unreported(""), silent), None)


def chunk_of(names: Sequence[str], lines: Sequence[int], rows: Iterable[Sequence[str | None]]) -> Chunk:
    """Rows of text as a chunk."""
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    arrays = {name: pa.array(values, pa.string()) for name, values in zip(names, columns, strict=True)}
    return Chunk(np.asarray(lines, np.int64), arrays)
