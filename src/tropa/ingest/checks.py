"""Which rows of a chunk are refused: one reason a row, the first that was found."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tropa.ingest.report import ImportReport
from tropa.ingest.sheet import Chunk


class Checks:
    """The refusals of one chunk; `kept` is true for rows nobody refused yet."""

    def __init__(self, chunk: Chunk, report: ImportReport) -> None:
        self._chunk, self._report = chunk, report
        self.kept: NDArray[np.bool_] = np.ones(len(chunk), np.bool_)

    def refuse(self, wrong: NDArray[np.bool_], column: str | None, code: str, **facts: object) -> None:
        """Refuse the rows where `wrong` is true, showing what the column holds there."""
        self.refuse_places(dict.fromkeys(np.flatnonzero(wrong & self.kept).tolist(), code), column, **facts)

    def refuse_places(self, codes: Mapping[int, str], column: str | None, **facts: object) -> None:
        """Refuse single rows, each with its own code."""
        values: pa.StringArray | None = None if column is None else self._chunk.columns.get(column)
        for place, code in codes.items():
            if self.kept[place]:
                self.kept[place] = False
                value = None if values is None else values[place].as_py()
                self._report.reject(int(self._chunk.lines[place]), column, value, code, **facts)
