"""A value becomes a cell and comes back; what a person writes instead is understood."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tropa.formats.flat.cells import Cell, Shape, from_cell, plain_text, to_cell

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(TEXTS | st.sampled_from(["", '"', '""', '"""']))
def test_any_text_comes_back(words: str) -> None:
    assert from_cell(to_cell(words, "text"), "text") == words


@given(st.lists(TEXTS | st.sampled_from(["a;b", "[x]", " y", "", "\n"]), max_size=3).map(tuple))
def test_any_list_of_texts_comes_back(words: tuple[str, ...]) -> None:
    assert from_cell(to_cell(words, "texts"), "texts") == words


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_comes_back_from_its_text(value: float) -> None:
    assert from_cell(plain_text(to_cell(value, "number")), "number") == value


@given(st.integers(-(10**20), 10**20))
def test_any_whole_number_comes_back(value: int) -> None:
    assert from_cell(plain_text(to_cell(value, "whole")), "whole") == value


@pytest.mark.parametrize(
    ("cell", "shape", "value"),
    [
        ("45 %", "number", 0.45),
        ("1 234,5", "number", 1234.5),
        ("−2", "number", -2.0),
        (7.0, "whole", 7),
        ("24.11.2026", "day", date(2026, 11, 24)),
        ("2026-11-24 10:00", "day", date(2026, 11, 24)),
        (datetime(2026, 11, 24, 5), "day", date(2026, 11, 24)),  # noqa: DTZ001
        ("Да", "flag", True),
        (False, "flag", False),
        ("one\ntwo; ", "texts", ("one", "two")),
        (2024.0, "text", "2024"),
    ],
)
def test_what_people_write_is_understood(cell: Cell, shape: Shape, value: Any) -> None:
    assert from_cell(cell, shape) == value


@pytest.mark.parametrize(
    ("cell", "shape"),
    [("nan", "number"), ("much", "number"), (True, "number"), (1.5, "whole"), ("soon", "day"), ("31.02.2026", "day"),
     ("maybe", "flag"), ("{", "json"), ("x", "code")],
)  # fmt: skip
def test_what_cannot_be_is_refused(cell: Cell, shape: Shape) -> None:
    with pytest.raises(ValueError, match=r".*"):
        from_cell(cell, shape, ("a", "b"))
