import json
from collections import Counter
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.ingest.files import assumed, imported, reasons, shared, written
from tropa.ingest.head import look
from tropa.ingest.read import Import, read_file
from tropa.ingest.table import Table

ORDERS = "Клиент;Дата;Событие;Сумма\n{};31.12.2025 23:59;Покупка;1 234,50\n8;01.02.2026 10:00;Звонок;\n"


def column(found: Import, name: str, table: str = "events") -> list[object]:
    values: list[object] = found.tables[table].column(name).to_pylist()
    return values


def micros(found: Import) -> list[int]:
    values: list[int] = found.tables["events"].column("time").cast(pa.int64()).to_pylist()
    return values


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16", "utf-16-le"])
def test_russian_orders_are_read_in_every_encoding_of_the_trade(tmp_path: Path, encoding: str) -> None:
    found = imported(written(tmp_path, "orders.csv.gz", ORDERS.format(7), encoding), time_zone="Europe/Moscow")
    assert column(found, "ids") == [["customer:7"], ["customer:8"]]
    assert column(found, "name") == ["Покупка", "Звонок"]
    assert column(found, "value") == [1234.5, None]
    assert str(column(found, "time")[0]) == "2025-12-31 20:59:00+00:00"
    assert (found.report.encoding, found.report.separator) == (encoding, ";")
    assert found.report.time_zone == "Europe/Moscow"


def test_polish_columns_are_understood_in_cp1250(tmp_path: Path) -> None:
    text = "klient\tdata\tzdarzenie\tkwota\tkanał\nŁucja\t31.12.2025\tzakup\t12,50 zł\tsklep\n"
    found = imported(written(tmp_path, "t.tsv", text, "cp1250"))
    row = found.tables["events"].to_pylist()[0]
    assert (row["ids"], row["name"], row["value"], row["channel"]) == (["customer:Łucja"], "zakup", 12.5, "sklep")
    assert found.report.encoding == "cp1250"


def test_a_case_called_na_survives_and_an_empty_one_is_refused(tmp_path: Path) -> None:
    text = "case:concept:name,concept:name,time:timestamp\nNA,a,2025-01-02\n,b,2025-01-02\nnull,c,2025-01-02\n"
    found = imported(written(tmp_path, "t.csv", text))
    assert column(found, "ids") == [["case:NA"], ["case:null"]]
    assert reasons(found) == [(3, "missing_ids")]


@pytest.mark.parametrize("scale", [1, 1_000, 1_000_000])
def test_epochs_are_read_in_their_unit(tmp_path: Path, scale: int) -> None:
    found = imported(written(tmp_path, "t.csv", f"user_id,event,ts\n7253110200330412345,a,{1767225600 * scale}\n"))
    assert micros(found) == [1767225600_000_000]
    assert column(found, "ids") == [["user:7253110200330412345"]]


def test_an_id_that_lost_digits_is_refused_with_its_line_and_value(tmp_path: Path) -> None:
    text = "user_id,event,time\n1.2345678901234568e+18,a,2025-01-02\n17.0,b,2025-01-02\n"
    found = imported(written(tmp_path, "t.csv", text))
    (rejection,) = found.report.rejections
    assert (rejection.line, rejection.column, rejection.value) == (2, "user_id", "1.2345678901234568e+18")
    assert column(found, "ids") == [["user:17"]]


def test_personal_ids_are_kept_as_hashes_and_found_by_their_look(tmp_path: Path) -> None:
    text = "Кто;Куда звонить;Дата;Событие\nAnna@x.ru;+7 912 345-67-89;01.02.2025;заявка\n"
    found = imported(written(tmp_path, "t.csv", text))
    (ids,) = column(found, "ids")
    assert isinstance(ids, list)
    assert [id_.partition(":")[0] for id_ in ids] == ["email_sha256", "phone_sha256"]
    assert "nna" not in json.dumps(found.tables["events"].to_pylist(), default=str)
    assert found.report.ids == {"email_sha256": 1, "phone_sha256": 1}


def test_orders_without_a_name_of_the_event_take_the_files(tmp_path: Path) -> None:
    path = written(tmp_path, "orders.csv", "customer_id,order_date,amount\n1,2025-01-02,5\n1,2025-01-02,5\n")
    found = imported(path)
    assert column(found, "name") == ["orders", "orders"]
    assert "event_name" in assumed(found)
    assert len(set(column(found, "event_id"))) == 2
    assert column(imported(path, event_name="Purchase"), "name") == ["Purchase", "Purchase"]


def test_a_table_without_times_describes_customers(tmp_path: Path) -> None:
    text = "ID клиента;Пол;Город;Дата рождения\n7;ж;Казань;01.02.1990\n8;м;;\n"
    found = imported(written(tmp_path, "clients.csv", text, "cp1251"))
    assert list(found.tables) == ["traits"]
    assert column(found, "ids", "traits") == [["customer:7"], ["customer:8"]]
    assert json.loads(str(column(found, "traits", "traits")[0]))["Город"] == "Казань"
    assert (found.report.accepted, "traits_only" in assumed(found)) == (2, True)


def test_traits_beside_events_are_told_once_a_customer(tmp_path: Path) -> None:
    text = "user_id,event,time,city\n" + "".join(f"{n % 2},a,2025-01-02 10:00:0{n},Riga\n" for n in range(6))
    found = imported(written(tmp_path, "t.csv", text))
    assert column(found, "ids", "traits") == [["user:0"], ["user:1"]]
    assert len(column(found, "ids")) == 6


def test_a_person_overrules_every_guess(tmp_path: Path) -> None:
    text = "a|b|c|d|user_id\nbuy|03/04/2025|x7|1,5|u1\n"
    columns = {
        "a": {"role": "name"},
        "b": {"role": "time"},
        "c": {"role": "id", "id_kind": "card"},
        "d": {"role": "value"},
    }
    options = {"separator": "|", "date_format": "day-first", "decimal": ",", "currency": "PLN", "columns": columns}
    row = imported(written(tmp_path, "t.txt", text), "table", **options).tables["events"].to_pylist()[0]
    assert (row["ids"], row["name"], row["value"], row["currency"]) == (["card:x7"], "buy", 1.5, "PLN")
    assert str(row["time"]) == "2025-04-03 00:00:00+00:00"


def test_days_and_months_are_settled_by_the_end_of_the_file(tmp_path: Path) -> None:
    head = "user_id,event,date\n" + "1,a,01/02/2025\n" * 60_000
    sure = imported(written(tmp_path, "sure.csv", head + "1,a,31/01/2025\n"))
    assert str(column(sure, "time")[0]) == "2025-02-01 00:00:00+00:00"
    assert "order_day_first" not in assumed(sure)
    unsure = imported(written(tmp_path, "unsure.csv", head))
    assert "order_month_first" in assumed(unsure)


def test_bad_values_are_told_with_their_column(tmp_path: Path) -> None:
    text = (
        "user_id,event,time,amount\n1,a,2025-01-02,5\n1,b,soon,5\n1,c,1970-01-01,5\n1,,2025-01-02,5\n1,d,,5\n"
        "1,e,2025-01-02,many\n1,f,2025-01-02,\n2,g,2025-01-02,1\n3,h,2025-01-03,1\n"
    )
    found = imported(written(tmp_path, "t.csv", text))
    assert reasons(found) == [
        (3, "bad_time"), (4, "time_out_of_range"), (5, "missing_name"), (6, "missing_time"), (7, "bad_number"),
    ]  # fmt: skip
    assert (found.report.rows, found.report.accepted) == (9, 4)
    assert found.report.rejections[-1].column == "amount"


def test_formulas_stay_text_in_csv_and_in_workbooks(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Клиент", "Дата", "Событие", "Заметка"])
    sheet.append([7, "31.12.2025 10:00", "покупка", "note"])
    sheet["D2"].value, sheet["D2"].data_type = "=cmd()", "s"
    book.save(tmp_path / "t.xlsx")
    text = 'Клиент;Дата;Событие;Заметка\n7;31.12.2025 10:00;покупка;"=cmd()"\n'
    for path in (tmp_path / "t.xlsx", written(tmp_path, "t.csv", text)):
        row = imported(path).tables["events"].to_pylist()[0]
        assert json.loads(row["properties"]) == {"Заметка": "=cmd()"}
        assert row["ids"] == ["customer:7"]


def test_a_second_file_of_the_same_source_adds_nothing(tmp_path: Path) -> None:
    january = imported(written(tmp_path, "orders_2026-01.csv", ORDERS.format(7)))
    again = imported(written(tmp_path, "orders_2026-02.csv", ORDERS.format(7), "cp1251"))
    assert january.report.source == again.report.source == "orders"
    assert column(january, "event_id") == column(again, "event_id")
    assert january.report.import_id != again.report.import_id


def test_a_repeated_key_is_a_duplicate(tmp_path: Path) -> None:
    text = "event_id,user_id,event,time\ne1,1,a,2025-01-02\ne1,1,a,2025-01-02\ne2,1,a,2025-01-02\n"
    found = imported(written(tmp_path, "t.csv", text))
    assert (found.report.rows, found.report.accepted, found.report.duplicates) == (3, 2, 1)


def test_json_lines_keep_long_numbers_and_nested_fields(tmp_path: Path) -> None:
    lines = [
        '{"user_id": 7253110200330412345, "event": "a", "time": "2025-01-02T10:00:00Z", "p": {"x": [1, "й"]}}',
        "not json",
        "[1]",
        '{"user_id": 1.2345678901234568e+18, "event": "b", "time": "2025-01-02T10:00:00Z"}',
    ]
    found = imported(written(tmp_path, "t.jsonl", "\n".join(lines)))
    assert column(found, "ids") == [["user:7253110200330412345"]]
    assert json.loads(str(column(found, "properties")[0])) == {"p.x": '[1, "й"]'}
    assert reasons(found) == [(2, "bad_json"), (3, "not_an_object"), (4, "id_through_float")]


def test_parquet_keeps_its_types(tmp_path: Path) -> None:
    table = pa.table(
        {
            "user_id": pa.array([2**62 + 1, None], pa.int64()),
            "event": pa.array(["a", "b"]).dictionary_encode(),
            "time": pa.array([1767225600_000_000_000] * 2, pa.timestamp("ns", "Europe/Moscow")),
            "tags": pa.array([["x"], []]),
        }
    )
    pq.write_table(table, tmp_path / "t.parquet")
    found = imported(tmp_path / "t.parquet")
    assert column(found, "ids") == [[f"user:{2**62 + 1}"]]
    assert micros(found) == [1767225600_000_000]
    assert reasons(found) == [(2, "missing_ids")]


def test_broken_containers_are_told_and_not_raised(tmp_path: Path) -> None:
    for name, content, code in (
        ("t.parquet", b"PAR1nonsense", "broken_parquet"),
        ("t.xlsx", b"PK\x03\x04nonsense", "broken_workbook"),
    ):
        (tmp_path / name).write_bytes(content)
        found = imported(tmp_path / name, "table")
        assert (found.report.broken, reasons(found)) == (True, [(None, code)])


def test_the_named_sheet_is_read_and_an_unknown_one_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name in ("Сводка", "Заказы"):
        sheet = book.create_sheet(name)
        sheet.append(["Клиент", "Дата"])
        sheet.append([name, "31.12.2025"])
    book.save(tmp_path / "t.xlsx")
    assert column(imported(tmp_path / "t.xlsx", sheet="Заказы"), "ids") == [["customer:Заказы"]]
    assert "sheet" in assumed(imported(tmp_path / "t.xlsx"))
    assert reasons(imported(tmp_path / "t.xlsx", "table", sheet="Нет")) == [(None, "no_sheet")]


@pytest.mark.parametrize(
    ("text", "mapping", "code"),
    [
        ("colour,size\nred,5\n", {}, "no_use"),
        ("user_id,time\n1,2025-01-02\n", {"columns": {"nobody": {"role": "id"}}}, "unknown_column"),
        ("user_id,time\n1,2025-01-02\n", {"time_zone": "Mars/Olympus"}, "bad_time_zone"),
        ("user_id,time\n1,2025-01-02\n", {"date_format": "someday"}, "bad_date_format"),
        ("user_id,time\n1,2025-01-02\n", {"encoding": "klingon"}, "bad_encoding"),
    ],
)
def test_what_cannot_be_read_says_what_would_help(
    tmp_path: Path, text: str, mapping: dict[str, object], code: str
) -> None:
    found = imported(written(tmp_path, "t.csv", text), "table", **mapping)
    assert (found.report.broken, reasons(found)) == (True, [(None, code)])


def test_any_table_is_recognised_and_prose_is_not(tmp_path: Path) -> None:
    reader = Table()
    good = reader.recognise(look(written(tmp_path, "a.csv", "user_id,event,time\n1,a,2025-01-02\n")))
    prose = reader.recognise(look(written(tmp_path, "b.txt", "Once upon a time.\nThere was a shop.\n\nIt closed.\n")))
    assert (good, prose < good) == (0.5, True)


def test_the_textbook_log_comes_whole() -> None:
    found = read_file(shared("event-logs/running-example.csv"))
    assert found.report.accepted == 42
    assert len({str(ids) for ids in column(found, "ids")}) == 6
    assert Counter(column(found, "name"))["check ticket"] == 9
    assert str(found.tables["events"].sort_by("time").column("time")[0]) == "2010-12-30 10:02:00+00:00"


def test_the_web_shop_comes_whole() -> None:
    found = read_file(shared("ecom/ecom.csv.gz"))
    assert (found.report.accepted, found.report.rejected) == (31_106, 0)
    told = [
        f"{ids}{traits}"
        for ids, traits in zip(column(found, "ids", "traits"), column(found, "traits", "traits"), strict=True)
    ]
    assert len(told) == len(set(told)) == 1_410


def test_empty_cells_leave_a_row_without_properties(tmp_path: Path) -> None:
    found = imported(written(tmp_path, "t.csv", "user_id,event,time,x,y\n1,a,2025-01-02,,\n1,b,2025-01-02,5,\n"))
    assert column(found, "properties") == [None, '{"x":"5"}']


def test_the_retailers_rows_without_a_customer_are_counted_and_the_rest_keep_whole_ids() -> None:
    found = read_file(shared("online-retail/online_retail.parquet"))
    report = found.report
    assert (report.rows, report.accepted, report.rejected) == (525_461, 417_534, 107_927)
    assert len(report.rejections) == 1_000
    assert column(found, "ids")[0] == ["customer:13085"]
