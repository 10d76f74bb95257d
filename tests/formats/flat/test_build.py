"""Rows that contradict each other still make a map that holds together, and each loss is told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.strategies import maps
from tropa.formats.flat.build import map_of
from tropa.formats.flat.cells import Cell
from tropa.formats.flat.columns import KINDS, LOSSES, columns_of
from tropa.formats.flat.rows import Row, rows_of
from tropa.formats.losses import kept
from tropa.formats.reading import Read
from tropa.model.map import Map

JUNK: st.SearchStrategy[Cell] = st.sampled_from(
    [
        "",
        "x",
        "s0",
        "l0",
        "c0",
        "p0",
        "e0",
        "-1",
        0,
        3.5,
        "[1]",
        "{}",
        "null",
        "2026-01-01",
        "emotion",
        "yes",
        "1..5",
        True,
    ]
)


@st.composite
def junk_rows(draw: st.DrawFn) -> list[Row]:
    kinds = draw(st.lists(st.sampled_from(list(KINDS)), max_size=8))
    rows = []
    for line, kind in enumerate(kinds, 2):
        names = st.sampled_from([column.name for column in columns_of(kind)])
        rows.append(Row(kind, draw(st.dictionaries(names, JUNK, max_size=8)), line))
    return rows


@given(junk_rows())
@settings(max_examples=150)
def test_any_rows_make_a_map(rows: list[Row]) -> None:
    assert isinstance(map_of(rows).map, Map)


@given(maps())
@settings(max_examples=40)
def test_rows_of_a_map_make_the_map(map_: Map) -> None:
    rows = [Row(kind, cells, 1) for kind, some in rows_of(map_).items() for cells in some]
    assert map_of(rows) == Read(kept(map_, LOSSES))


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([("stage", {"id": "a", "parent": "b"}), ("stage", {"id": "b", "parent": "a"})], ["cycle"]),
        ([("stage", {"id": "a"}), ("stage", {"id": "a"})], ["twice"]),
        ([("link", {"type": "loop", "source": "nowhere", "target": "nowhere"})], ["unknown_name"]),
        ([("persona", {"id": "p"}), ("stage", {"id": "s"}), ("point", {"persona": "p", "stage": "s", "value": 9})],
         ["outside_scale"]),
        ([("trait", {"persona": "ghost", "name": "age"})], ["unknown_name"]),
        ([("map", {"language": "klingon", "created": "soon"})], ["bad_value", "bad_value"]),
    ],
)  # fmt: skip
def test_a_contradiction_is_mended(rows: list[tuple[str, dict[str, Cell]]], codes: list[str]) -> None:
    read = map_of([Row(kind, cells, line) for line, (kind, cells) in enumerate(rows, 2)])
    assert [notice.code for notice in read.warnings] == [f"formats.{code}" for code in codes]
