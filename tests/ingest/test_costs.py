from datetime import date
from pathlib import Path

from tests.ingest.files import imported, reasons, written
from tropa.ingest.read import read_file

DIRECT = (
    "Отчёт по кампаниям\nДата;Кампания;Канал;Показы;Клики;Расход, руб\n01.02.2026;Поиск;Директ;1 200;34;1 234,50\n"
    "02.02.2026;Поиск;Директ;900;2,5;980,00\nИтого;;;2 100;55;2 214,50\n"
)


def test_costs_are_read_by_day_and_the_total_is_no_day(tmp_path: Path) -> None:
    found = imported(written(tmp_path, "direct.csv", DIRECT, "cp1251"), currency="RUB", time_zone="Asia/Vladivostok")
    (row,) = found.tables["costs"].to_pylist()
    assert row["date"] == date(2026, 2, 1)
    assert (row["campaign"], row["channel"], row["impressions"], row["clicks"]) == ("Поиск", "Директ", 1_200, 34)
    assert (row["cost"], row["currency"], row["source"]) == (1_234.5, "RUB", "direct")
    assert reasons(found) == [(4, "bad_whole_number"), (5, "bad_time")]


def test_numbers_by_day_are_series(tmp_path: Path) -> None:
    text = "date,metric,dimension,value\n2026-02-01,searches,тропа,120\n2026-02-02,searches,тропа,\n"
    found = read_file(written(tmp_path, "wordstat.csv", text))
    (row,) = found.tables["series"].to_pylist()
    assert (row["metric"], row["dimension"], row["value"]) == ("searches", "тропа", 120)
    assert reasons(found) == [(3, "bad_number")]


def test_a_table_without_days_or_numbers_says_so(tmp_path: Path) -> None:
    found = imported(written(tmp_path, "t.csv", "campaign,cost\nПоиск,5\n"), "costs")
    assert reasons(found) == [(None, "no_cost_column")]
    found = imported(written(tmp_path, "u.csv", "date,colour\n2026-02-01,red\n"), "costs")
    assert reasons(found) == [(None, "no_cost_column")]
