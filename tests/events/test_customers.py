import json
from datetime import date

import pyarrow as pa

from tests.events.event_builder import events, moment, seen
from tropa.events.customers import customers
from tropa.events.identity import stitch
from tropa.events.schema import TRAITS


def said(*rows: tuple[str, str | None, dict[str, object]]) -> pa.Table:
    return pa.table(
        {
            "ids": [[row[0]] for row in rows],
            "time": [None if row[1] is None else moment(row[1]) for row in rows],
            "traits": [json.dumps(row[2], ensure_ascii=False) for row in rows],
            "source": ["crm"] * len(rows),
            "import_id": ["i1"] * len(rows),
        },
        schema=TRAITS,
    )


def test_the_latest_known_value_wins() -> None:
    traits = said(
        ("crm:1", "2026-05-02", {"city": "Казань", "age": 30}),
        ("crm:1", "2026-05-01", {"city": "Москва", "age": 29}),
        ("crm:1", "2026-05-03", {"city": "", "age": None}),
        ("crm:1", None, {"city": "Уфа"}),
    )
    (row,) = customers(traits, stitch(traits)).to_pylist()
    assert (row["city"], row["age"]) == ("Казань", 30)
    assert (row["first_seen"], row["last_seen"]) == (moment("2026-05-01"), moment("2026-05-03"))


def test_columns_get_the_type_all_their_values_have() -> None:
    traits = said(
        ("crm:1", None, {"n": 1, "x": "2.5", "vip": True, "born": "1990-02-28", "code": "007", "mixed": 1}),
        ("crm:2", None, {"n": 2, "x": 3, "vip": False, "born": "1991-01-01", "code": "12", "mixed": "a"}),
    )
    table = customers(traits, stitch(traits))
    kinds = {name: str(table.schema.field(name).type) for name in ("n", "x", "vip", "born", "code", "mixed")}
    assert kinds == {
        "n": "int64",
        "x": "double",
        "vip": "bool",
        "born": "date32[day]",
        "code": "string",
        "mixed": "string",
    }
    assert table["born"].to_pylist() == [date(1990, 2, 28), date(1991, 1, 1)]


def test_customers_known_only_by_events_are_there_too() -> None:
    traits = said(("crm:1", None, {'a/b ~ "c"': "x", "customer": "y"}))
    met = events([("e1", ["crm:2"], "2026-05-01"), ("e2", ["crm:2"], "2026-05-04"), ("e3", [], "2026-05-04")])
    identity = stitch(seen([(["crm:1"], 1), (["crm:2"], 2)]))
    first, second = customers(traits, identity, met).to_pylist()
    assert (first["customer"], first['a/b ~ "c"'], first["customer_"]) == ("crm:1", "x", "y")
    assert (second["customer"], second["last_seen"]) == ("crm:2", moment("2026-05-04"))


def test_no_traits_give_no_customers() -> None:
    assert customers(TRAITS.empty_table(), stitch(seen([]))).num_rows == 0
