import pyarrow as pa
import pytest

from tests.events.event_builder import events
from tropa.errors import InputError, NotFoundError
from tropa.events.schema import EVENTS
from tropa.events.validate import conform


def test_columns_come_in_the_order_of_the_table_and_missing_ones_are_null() -> None:
    rows = events([("e1", ["crm:1"], "2026-05-01")]).drop_columns(["value", "stage"])
    conformed = conform("events", rows.select(list(reversed(rows.column_names))))
    assert conformed.schema.equals(EVENTS)
    assert conformed["value"].to_pylist() == [None]


def test_an_impossible_value_is_named_with_its_table_and_column() -> None:
    rows = pa.table({"date": ["2026-05-01"] * 3, "metric": ["q"] * 3, "value": ["1", "2", "many"]})
    rows = rows.append_column("source", [["s"] * 3]).append_column("import_id", [["i"] * 3])
    with pytest.raises(InputError, match=r"many does not fit the column value of the table series"):
        conform("series", rows)


def test_an_id_that_passed_through_a_float_is_refused() -> None:
    rows = events([("e1", ["crm:1"], "2026-05-01")]).drop_columns(["ids"])
    damaged = rows.append_column("ids", pa.array([[1.7e18]], pa.list_(pa.float64())))
    with pytest.raises(InputError, match="ids"):
        conform("events", damaged)


def test_a_required_column_must_be_there_and_filled() -> None:
    rows = events([("e1", ["crm:1"], "2026-05-01"), ("e2", ["crm:1"], "2026-05-01")])
    with pytest.raises(InputError, match="lack the column name"):
        conform("events", rows.drop_columns(["name"]))
    holed = rows.drop_columns(["name"]).append_column("name", pa.array(["a", None], pa.string()))
    with pytest.raises(InputError, match="Row 2"):
        conform("events", holed)


def test_a_case_called_na_survives() -> None:
    rows = events([("NA", ["case:NA"], "2026-05-01")], name="NA")
    assert conform("events", rows).select(["event_id", "name"]).to_pylist() == [{"event_id": "NA", "name": "NA"}]


def test_an_unknown_table_is_refused_with_the_tables_there_are() -> None:
    with pytest.raises(NotFoundError, match="verbatims"):
        conform("visits", pa.table({}))
