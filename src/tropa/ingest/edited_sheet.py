"""A table with some columns written otherwise and some rows left out, before its columns are read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from tropa.ingest.checks import Checks
from tropa.ingest.reader import Progress
from tropa.ingest.report import ImportReport
from tropa.ingest.sheet import Chunk, Sheet

Edit = Callable[[str], str | None]


@dataclass(frozen=True)
class EditedSheet:
    """The same rows and columns, after `edits` by column; rows whose `refused_by` column says so go to the report.

    Each distinct value of a column is edited once.
    """

    sheet: Sheet
    edits: Mapping[str, Edit] = field(default_factory=dict)
    refused_by: tuple[str, Callable[[str], bool], str] | None = None  # column, whether a value is refused, the code

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return self.sheet.columns

    def chunks(self, report: ImportReport, progress: Progress) -> Iterator[Chunk]:
        """The rows from the beginning."""
        for chunk in self.sheet.chunks(report, progress):
            kept = self._kept(chunk, report)
            columns = {name: self._edited(name, values) for name, values in kept.columns.items()}
            yield Chunk(kept.lines, columns)

    def _edited(self, name: str, values: pa.StringArray) -> pa.StringArray:
        edit = self.edits.get(name)
        if edit is None:
            return values
        coded = values.dictionary_encode()
        return pa.array([edit(value) for value in coded.dictionary.to_pylist()], pa.string()).take(coded.indices)

    def _kept(self, chunk: Chunk, report: ImportReport) -> Chunk:
        if self.refused_by is None or self.refused_by[0] not in chunk.columns:
            return chunk
        column, refused, code = self.refused_by
        values = chunk.columns[column].to_pylist()
        checks = Checks(chunk, report)
        checks.refuse(np.array([value is not None and refused(value) for value in values], np.bool_), column, code)
        return chunk.take(checks.kept)
