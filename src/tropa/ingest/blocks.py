"""Blocks of a delimited text without quotes, blank lines or broken bytes: there Arrow reads every line as a row."""

import io
import re
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from tropa.ingest.head import is_broken
from tropa.ingest.sheet import Chunk

BLOCK_CHARS = 1 << 21  # some 50,000 rows
_BLANK = re.compile(r"(?:^|\n)\r?\n")
Misfit = tuple[int, str, int]  # line, the row as written, how many fields it has


def read_block(text: str, names: Sequence[str], separator: str, first_line: int) -> tuple[Chunk, list[Misfit]] | None:
    """The rows of whole lines, and the lines with too many or too few fields.

    None where a line may be no row of its own, or where one has empty fields past its end: then read it line by line.

    >>> chunk, misfits = read_block("1,a\\n2\\n3,c\\n", ["id", "x"], ",", 10)
    >>> chunk.lines.tolist(), misfits
    ([10, 12], [(11, '2', 1)])
    """
    if '"' in text or separator == " " or len(names) < 2 or _BLANK.search(text) or is_broken(text):
        return None
    if text.count("\r") != text.count("\r\n"):
        return None
    misfits: list[Misfit] = []

    def keep(row: arrow_csv.InvalidRow) -> str:
        misfits.append((first_line + row.number - 1, row.text, row.actual_columns))
        return "skip"

    content = text.encode()
    table = arrow_csv.read_csv(
        io.BytesIO(content),
        arrow_csv.ReadOptions(use_threads=False, column_names=list(names), block_size=len(content) + 1),
        arrow_csv.ParseOptions(
            delimiter=separator, quote_char=False, ignore_empty_lines=False, invalid_row_handler=keep
        ),
        arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
    ).combine_chunks()
    if any(found > len(names) and row.rstrip().endswith(separator) for _, row, found in misfits):
        return None
    lines = np.arange(first_line, first_line + table.num_rows + len(misfits), dtype=np.int64)
    lines = np.delete(lines, [line - first_line for line, _, _ in misfits])
    columns = {name: _array(column) for name, column in zip(names, table.columns, strict=True)}
    return Chunk(lines, columns), misfits


def _array(column: pa.ChunkedArray) -> pa.StringArray:
    return column.chunk(0) if column.num_chunks == 1 else pa.array([], pa.string())
