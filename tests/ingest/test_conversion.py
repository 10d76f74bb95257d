import json

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from hypothesis import given
from hypothesis import strategies as st

from tropa.ingest.conversion import json_objects, row_lists
from tropa.ingest.sheet import Chunk

CELLS = st.none() | st.text(max_size=8)
ROWS = st.lists(st.tuples(CELLS, CELLS), max_size=12)


@given(ROWS)
def test_objects_hold_what_json_reads_back(rows: list[tuple[str | None, str | None]]) -> None:
    columns = {name: pa.array([row[place] for row in rows], pa.string()) for place, name in enumerate(("a", 'b"'))}
    chunk = Chunk(np.arange(len(rows)), columns)
    found = json_objects(chunk, [("a", "a"), ('b"', 'b"')]).to_pylist()
    for row, written in zip(rows, found, strict=True):
        kept = {name: cell for name, cell in zip(("a", 'b"'), row, strict=True) if cell is not None}
        read = {} if written is None else json.loads(written)
        assert read == {name: cell for name, cell in _trimmed(kept).items() if cell}


@given(ROWS)
def test_lists_hold_the_cells_of_their_row(rows: list[tuple[str | None, str | None]]) -> None:
    columns = [pa.array([row[place] for row in rows], pa.string()) for place in (0, 1)]
    expected = [[cell for cell in row if cell is not None] for row in rows]
    assert row_lists(columns, len(rows)).to_pylist() == expected


def _trimmed(cells: dict[str, str]) -> dict[str, str]:
    columns = pc.utf8_trim_whitespace(pa.array(list(cells.values()), pa.string())).to_pylist()
    return dict(zip(cells, columns, strict=True))
