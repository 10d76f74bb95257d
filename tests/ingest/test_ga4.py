import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tropa.errors import InputError
from tropa.ingest.ga4 import Ga4
from tropa.ingest.head import look
from tropa.ingest.mapping import Mapping
from tropa.ingest.report import ImportReport

Row = dict[str, Any]

TYPED = pa.struct(
    [
        ("string_value", pa.string()),
        ("int_value", pa.int64()),
        ("float_value", pa.float64()),
        ("double_value", pa.float64()),
    ]
)
PARAMS = pa.list_(pa.struct([("key", pa.string()), ("value", TYPED)]))
MANUAL = ("source", "medium", "campaign_name", "content", "term")
SCHEMA = pa.schema(
    [
        ("event_date", pa.string()),
        ("event_timestamp", pa.int64()),
        ("event_name", pa.string()),
        ("event_params", PARAMS),
        ("event_bundle_sequence_id", pa.int64()),
        ("user_id", pa.string()),
        ("user_pseudo_id", pa.string()),
        ("user_properties", PARAMS),
        ("device", pa.struct([("category", pa.string()), ("web_info", pa.struct([("browser", pa.string())]))])),
        ("geo", pa.struct([("country", pa.string()), ("city", pa.string())])),
        ("traffic_source", pa.struct([("name", pa.string()), ("medium", pa.string()), ("source", pa.string())])),
        ("collected_traffic_source", pa.struct([("manual_source", pa.string()), ("gclid", pa.string())])),
        (
            "session_traffic_source_last_click",
            pa.struct([("manual_campaign", pa.struct([(name, pa.string()) for name in MANUAL]))]),
        ),
        ("stream_id", pa.string()),
        ("ecommerce", pa.struct([("transaction_id", pa.string()), ("purchase_revenue", pa.float64())])),
        ("items", pa.list_(pa.struct([("item_id", pa.string())]))),
    ]
)


def param(key: str, **value: object) -> Row:
    return {
        "key": key,
        "value": {"string_value": None, "int_value": None, "float_value": None, "double_value": None} | value,
    }


PURCHASE: Row = {
    "event_date": "20260501",
    "event_timestamp": 1_777_629_600_000_001,
    "event_name": "purchase",
    "event_params": [
        param("page_location", string_value="https://shop.example/thanks"),
        param("page_referrer", string_value="https://pay.example/"),
        param("ga_session_id", int_value=1777629000),
        param("session_engaged", string_value="1"),
        param("currency", string_value="EUR"),
        param("medium", string_value="cpc"),
        param("tax", double_value=1.5),
    ],
    "event_bundle_sequence_id": 42,
    "user_id": "u-7",
    "user_pseudo_id": "1234567890.1700000000",
    "user_properties": [param("plan", string_value="pro")],
    "device": {"category": "mobile", "web_info": {"browser": "Chrome"}},
    "geo": {"country": "Poland", "city": "(not set)"},
    "traffic_source": {"name": "(direct)", "medium": "(none)", "source": "(direct)"},
    "collected_traffic_source": {"manual_source": "google", "gclid": None},
    "session_traffic_source_last_click": {"manual_campaign": dict.fromkeys(MANUAL) | {"campaign_name": "spring"}},
    "stream_id": "99",
    "ecommerce": {"transaction_id": "T1", "purchase_revenue": 49.9},
    "items": [{"item_id": "a"}, {"item_id": "b"}],
}


def as_json(row: Row) -> str:
    """BigQuery's JSON: whole numbers as text, empty fields left out."""

    def told(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: told(one) for key, one in value.items() if one is not None}
        if isinstance(value, list):
            return [told(one) for one in value]
        return str(value) if isinstance(value, int) else value

    return json.dumps(told(row))


def write(folder: Path, form: str, *rows: Row) -> Path:
    path = folder / f"events_20260501.{form}"
    if form == "parquet":
        pq.write_table(pa.Table.from_pylist(list(rows), SCHEMA), path)
    else:
        path.write_text("".join(as_json(row) + "\n" for row in rows), "utf-8")
    return path


def read(path: Path) -> tuple[list[Row], list[Row], ImportReport]:
    report = ImportReport(path.name, Ga4.source, "i1")
    batches = list(Ga4().read(path, Mapping(), report, lambda _: None))

    def rows(table: str, column: str) -> list[Row]:
        found = [batch.rows for batch in batches if batch.table == table]
        listed = pa.concat_tables(found).to_pylist() if found else []
        return [row | {column: json.loads(row[column] or "{}")} for row in listed]

    return rows("events", "properties"), rows("traits", "traits"), report


FORMS = pytest.mark.parametrize("form", ["parquet", "jsonl"])


@FORMS
def test_a_purchase_is_read_whole(tmp_path: Path, form: str) -> None:
    path = write(tmp_path, form, PURCHASE)
    [event], [trait], report = read(path)
    assert Ga4().recognise(look(path)) > 0.9
    assert (event["name"], event["value"], event["currency"], event["sequence"]) == ("purchase", 49.9, "EUR", 42)
    assert event["time"] == datetime(2026, 5, 1, 10, 0, 0, 1, tzinfo=UTC)
    assert event["ids"] == ["user_id:u-7", "ga_client_id:1234567890.1700000000"]
    assert event["properties"] == {
        "url": "https://shop.example/thanks",
        "referrer": "https://pay.example/",
        "ga_session_id": 1777629000,
        "session_engaged": True,
        "currency": "EUR",
        "tax": 1.5,
        "device": "mobile",
        "browser": "Chrome",
        "country": "Poland",
        "first_source": "(direct)",
        "first_medium": "(none)",
        "first_campaign": "(direct)",
        "transaction_id": "T1",
        "utm_source": "google",
        "utm_medium": "cpc",
        "items": 2,
    }
    assert trait["traits"] == {"plan": "pro"}
    assert (report.rows, report.rejected) == (1, 0)


def test_parquet_and_json_of_one_export_have_the_same_event_ids(tmp_path: Path) -> None:
    ids = [read(write(tmp_path, form, PURCHASE))[0][0]["event_id"] for form in ("parquet", "jsonl")]
    assert ids[0] == ids[1]


@FORMS
def test_a_row_without_consent_is_an_event_of_nobody_and_counted(tmp_path: Path, form: str) -> None:
    [event], traits, report = read(write(tmp_path, form, PURCHASE | {"user_id": None, "user_pseudo_id": None}))
    assert event["ids"] == []
    assert traits == []
    assert ("assume.no_consent", {"n": 1}) in report.assumptions


@FORMS
def test_rows_of_daily_and_intraday_tables_are_one_event(tmp_path: Path, form: str) -> None:
    other = PURCHASE | {"event_params": [*PURCHASE["event_params"], param("step", int_value=2)]}
    intraday = PURCHASE | {"event_bundle_sequence_id": 43}
    first, again, step = (row["event_id"] for row in read(write(tmp_path, form, PURCHASE, intraday, other))[0])
    assert first == again != step


@FORMS
def test_only_a_session_start_takes_the_campaign_of_its_session(tmp_path: Path, form: str) -> None:
    events, _, _ = read(write(tmp_path, form, PURCHASE, PURCHASE | {"event_name": "session_start"}))
    assert [row["properties"].get("utm_campaign") for row in events] == [None, "spring"]


@FORMS
def test_progress_grows_to_the_end(tmp_path: Path, form: str) -> None:
    shares: list[float] = []
    list(Ga4().read(write(tmp_path, form, PURCHASE), Mapping(), ImportReport("f", Ga4.source, "i"), shares.append))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


@FORMS
def test_user_properties_are_told_once_until_they_change(tmp_path: Path, form: str) -> None:
    later = PURCHASE | {"user_properties": [param("plan", string_value="team")]}
    _, traits, _ = read(write(tmp_path, form, PURCHASE, PURCHASE, later, later))
    assert [row["traits"]["plan"] for row in traits] == ["pro", "team"]


@FORMS
def test_value_is_money_only_with_a_currency(tmp_path: Path, form: str) -> None:
    price, currency = param("value", int_value=30), param("currency", string_value="USD")
    cart = PURCHASE | {"event_name": "add_to_cart", "ecommerce": None}
    rows = [cart | {"event_params": [price, currency]}, cart | {"event_params": [price]}]
    events, _, _ = read(write(tmp_path, form, *rows))
    assert [(row["value"], row["currency"]) for row in events] == [(30.0, "USD"), (None, None)]


@FORMS
def test_bad_rows_never_stop_the_file(tmp_path: Path, form: str) -> None:
    rows = [
        PURCHASE | {"event_timestamp": None},
        PURCHASE | {"event_timestamp": 7},
        PURCHASE | {"event_name": None},
        PURCHASE,
    ]
    events, _, report = read(write(tmp_path, form, *rows))
    assert len(events) == 1
    assert [(r.line, r.code) for r in report.rejections] == [
        (1, "ingest.missing_time"),
        (2, "ingest.time_out_of_range"),
        (3, "ingest.missing_name"),
    ]
    assert report.rows == 4


def test_lists_wrapped_once_more_are_read_alike(tmp_path: Path) -> None:
    element = pa.struct([("element", PARAMS.value_type)])
    column = pa.array(
        [{"list": [{"element": one} for one in PURCHASE["event_params"]]}], pa.struct([("list", pa.list_(element))])
    )
    table = pa.table(
        {
            "event_timestamp": [PURCHASE["event_timestamp"]],
            "event_name": ["purchase"],
            "user_pseudo_id": ["1.2"],
            "event_params": column,
        }
    )
    pq.write_table(table, tmp_path / "old.parquet")
    [event], _, _ = read(tmp_path / "old.parquet")
    assert event["properties"]["url"] == "https://shop.example/thanks"


def test_events_of_one_page_are_ordered_by_their_batch(tmp_path: Path) -> None:
    batch = {"batch_page_id": 1_777_629_600_123, "batch_ordering_id": 2}
    path = tmp_path / "events.jsonl"
    path.write_text("".join(as_json(PURCHASE | batch | {"batch_event_index": n}) + "\n" for n in (2, 1)), "utf-8")
    second, first = (row["sequence"] for row in read(path)[0])
    assert first + 1 == second


def test_a_parquet_file_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    path.write_bytes(b"PAR1 and nothing else PAR1")
    assert Ga4().recognise(look(path)) == 0.0
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.code == "ingest.broken_parquet"


def test_json_cut_in_the_middle_keeps_its_whole_rows(tmp_path: Path) -> None:
    path = write(tmp_path, "jsonl", PURCHASE, PURCHASE)
    path.write_bytes(path.read_bytes()[:-30])
    events, _, report = read(path)
    assert len(events) == 1
    assert [(r.line, r.code) for r in report.rejections] == [(2, "ingest.bad_json")]


def test_other_tables_are_not_its_own(tmp_path: Path) -> None:
    pq.write_table(pa.table({"event_name": ["a"], "time": [1]}), tmp_path / "t.parquet")
    assert Ga4().recognise(look(tmp_path / "t.parquet")) == 0.0
