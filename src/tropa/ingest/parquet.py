"""Parquet as a table of text: whole numbers exactly, times in ISO 8601, nested values as JSON."""

import json
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tropa.errors import InputError
from tropa.ingest.ids import EXACT
from tropa.ingest.reader import Head, Progress
from tropa.ingest.report import ImportReport
from tropa.ingest.sheet import CHUNK_ROWS, Chunk


class ParquetSheet:
    """The table of a Parquet file; its lines are row numbers from 1."""

    def __init__(self, head: Head) -> None:
        self._path = head.path
        self.columns = tuple(self._open().schema_arrow.names)

    def chunks(self, report: ImportReport, progress: Progress) -> Iterator[Chunk]:
        """The rows as text."""
        file, done = self._open(), 0
        total = max(1, file.metadata.num_rows)
        for batch in file.iter_batches(CHUNK_ROWS):
            lines = np.arange(done + 1, done + 1 + batch.num_rows)
            columns = {name: text_of(batch.column(place)) for place, name in enumerate(batch.schema.names)}
            done += batch.num_rows
            report.rows += batch.num_rows
            yield Chunk(lines, columns)
            progress(done / total)

    def _open(self) -> pq.ParquetFile:
        try:
            return pq.ParquetFile(self._path)
        except (pa.ArrowException, OSError) as error:
            raise InputError("ingest.broken_parquet", path=self._path, reason=str(error).split("\n")[0]) from None


def text_of(values: pa.Array) -> pa.StringArray:
    """A column of any type as text. A float that is a whole number is written as one, NaN is missing.

    >>> text_of(pa.array([13085.0, None, 0.5])).to_pylist()
    ['13085', None, '0.5']
    """
    kind = values.type
    if pa.types.is_dictionary(kind):
        return text_of(values.dictionary_decode())
    if pa.types.is_floating(kind):
        values = pc.if_else(pc.is_finite(values), values, None).cast(pa.float64())
        whole = pc.and_(pc.equal(pc.floor(values), values), pc.less(pc.abs(values), EXACT))
        return pc.if_else(
            whole, pc.if_else(whole, values, None).cast(pa.int64()).cast(pa.string()), values.cast(pa.string())
        )
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return pa.array([None if v is None else v.decode("utf-8", "replace") for v in values.to_pylist()], pa.string())
    if pa.types.is_nested(kind):
        return pa.array(
            [None if v is None else json.dumps(v, ensure_ascii=False, default=str) for v in values.to_pylist()]
        )
    return values.cast(pa.string())
