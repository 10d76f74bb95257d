import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tropa.ingest.amounts import guess_decimal, parse_numbers
from tropa.ingest.moments import BAD, MISSING, OK


@pytest.mark.parametrize(
    ("values", "decimal"),
    [
        (["1 234,50"], ","),
        (["1.234,50"], ","),
        (["1,234.50"], "."),
        (["12,5", "7"], ","),
        (["1,234"], None),
        (["7", "8"], None),
    ],
)
def test_the_decimal_sign_is_found_by_the_column(values: list[str], decimal: str | None) -> None:
    assert guess_decimal(pa.array(values)) == decimal


@given(st.floats(-1e9, 1e9).map(lambda value: round(value, 2)))
def test_money_comes_back_from_russian_polish_and_english_writing(amount: float) -> None:
    english = f"{amount:,.2f}"
    russian = english.replace(",", "\xa0").replace(".", ",") + " ₽"
    polish = english.replace(",", " ").replace(".", ",") + " zł"
    assert parse_numbers(pa.array([english]), ".")[0][0] == amount
    assert parse_numbers(pa.array([russian, polish]), ",")[0].tolist() == [amount, amount]


def test_what_is_no_number_is_bad_and_nothing_is_missing() -> None:
    numbers, state = parse_numbers(pa.array(["=cmd()", "1e999", "nan", "", None, "−5", "+3"]), ".")
    assert state.tolist() == [BAD, BAD, BAD, MISSING, MISSING, OK, OK]
    assert numbers[5:].tolist() == [-5, 3]
    assert np.isnan(numbers[3])
