import pytest
from hypothesis import given
from hypothesis import strategies as st

from tropa.ingest.blocks import read_block
from tropa.ingest.delimited import Dialect, records

CELL = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters='";'), max_size=5)
ROW = st.lists(CELL, min_size=1, max_size=4).filter(lambda row: any(row) and bool(row[-1].strip()))


@given(st.lists(ROW, min_size=1), st.sampled_from(["\n", "\r\n"]))
def test_a_block_reads_as_its_lines_do(rows: list[list[str]], end: str) -> None:
    text = "".join(";".join(row) + end for row in rows)
    block = read_block(text, ["a", "b", "c"], ";", 7)
    assert block is not None
    chunk, misfits = block
    slow = list(records([";".join(row) + end for row in rows], Dialect(";")))
    good = [(line + 6, fields) for line, fields, _ in slow if len(fields) == 3]
    fast = zip(*(chunk.columns[name].to_pylist() for name in "abc"), strict=True)
    assert list(zip(chunk.lines.tolist(), map(list, fast), strict=True)) == good
    assert [(line, found) for line, _, found in misfits] == [
        (line + 6, len(fields)) for line, fields, _ in slow if len(fields) != 3
    ]


@pytest.mark.parametrize(
    "text", ['a;"b"\n', "a;b\n\nc;d\n", "\na;b\n", "a;b\rc;d\n", "a;\udcff\n", "a;\x00\n", "a;b;\n"]
)
def test_where_a_line_may_be_no_row_the_block_is_left_to_slower_reading(text: str) -> None:
    assert read_block(text, ["a", "b"], ";", 1) is None
