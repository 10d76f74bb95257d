from datetime import date

import pyarrow as pa
import pytest

from tropa.definition.model import Condition, Definition, Segment
from tropa.definition.segments import assign

CUSTOMERS = pa.table(
    {
        "customer": ["a", "b", "c"],
        "age": pa.array([17, 18, None], pa.int64()),
        "vip": [True, False, None],
        "city": ["Łódź", "Казань", None],
        "size": [1.0, 2.5, None],
        "born": [date(1990, 1, 1), None, None],
    }
)


def taken(*conditions: Condition) -> list[str]:
    definition = Definition(segments=(Segment(id="s", title="S", where=conditions),))
    return [row["customer"] for row in assign(CUSTOMERS, definition).to_pylist() if row["segment"] == "s"]


@pytest.mark.parametrize(
    ("condition", "customers"),
    [
        (Condition(trait="age", at_least=18), ["b"]),
        (Condition(trait="age", below=18), ["a"]),
        (Condition(trait="age", equals=17), ["a"]),
        (Condition(trait="vip", equals=True), ["a"]),
        (Condition(trait="city", any_of=("Łódź", "Казань")), ["a", "b"]),
        (Condition(trait="size", any_of=(1, 2.5)), ["a", "b"]),
        (Condition(trait="born", equals="1990-01-01"), ["a"]),
        (Condition(trait="born", known=True), ["a"]),
        (Condition(trait="age", known=False), ["c"]),
        (Condition(trait="nothing", known=False), ["a", "b", "c"]),
        (Condition(trait="nothing", equals="x"), []),
        (Condition(trait="city", at_least=1), []),
    ],
)
def test_a_condition_takes_whom_it_says(condition: Condition, customers: list[str]) -> None:
    assert taken(condition) == customers


def test_all_conditions_must_hold() -> None:
    assert taken(Condition(trait="age", at_least=10), Condition(trait="vip", equals=False)) == ["b"]


def test_the_first_segment_that_fits_takes_the_customer_and_others_have_none() -> None:
    young = Segment(id="young", title="Y", where=(Condition(trait="age", below=18),))
    aged = Segment(id="aged", title="A", where=(Condition(trait="age", known=True),))
    assert assign(CUSTOMERS, Definition(segments=(young, aged)))["segment"].to_pylist() == ["young", "aged", None]


def test_without_segments_nobody_has_one() -> None:
    assert assign(CUSTOMERS, Definition())["segment"].to_pylist() == [None] * 3
