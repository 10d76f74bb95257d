import json
from pathlib import Path

from tests.ingest.files import imported, reasons, written
from tests.ingest.stories import said, told
from tropa.ingest.read import read_file
from tropa.ingest.registry import recognise

META = "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,Custom Data 1"
EXPORT = (
    META + ',"На сколько вы довольны доставкой?",Что вы у нас брали?,,Что нам исправить?\n'
    ",,,,,,,,,Response,Билеты,Еда,Open-Ended Response\n"
    '118,44,03/04/2026 10:00:00 AM,03/04/2026 10:02:00 AM,10.1.1.7,,Анна,К.,C-17,4,Билеты,,"Меньше писем,\n'
    'пожалуйста ✉️"\n'
    "119,44,03/05/2026 10:00:00 AM,03/05/2026 11:02:00 PM,10.1.1.8,oleg@mail.ru,,,,5,Билеты,Еда,\n"
    "120,44,03/05/2026 10:00:00 AM,31/31/2026 11:02:00 PM,10.1.1.8,,,,,5,Билеты,Еда,\n"
    "121,44,03/05/2026 10:00:00 AM,03/06/2026 11:02:00 PM,10.1.1.9,,,,,,,,\n"
)


def test_two_rows_of_headers_make_one_name_a_column(tmp_path: Path) -> None:
    path = written(tmp_path, "Survey.csv", EXPORT, "utf-8-sig")
    assert recognise(path)[0].source == "survey_monkey"
    found = read_file(path)
    assert told(found, "kind", "rating", "text") == [("csat", 4, "Меньше писем,\nпожалуйста ✉️"), ("csat", 5, None)]
    assert reasons(found) == [(6, "bad_time"), (7, "nothing_said")]


def test_dates_begin_with_the_month_whatever_the_language_of_the_questions(tmp_path: Path) -> None:
    first, second = said(imported(written(tmp_path, "a.csv", EXPORT), None, time_zone="America/New_York"))
    assert first["time"].isoformat() == "2026-03-04T15:02:00+00:00"
    assert second["time"].isoformat() == "2026-03-06T04:02:00+00:00"


def test_dates_that_can_only_begin_with_the_day_are_believed(tmp_path: Path) -> None:
    text = EXPORT.replace("03/04/2026 10:02:00 AM", "25/04/2026 10:02").replace(
        "03/05/2026 11:02:00 PM", "26/04/2026 9:00"
    )
    assert [row["time"].day for row in said(read_file(written(tmp_path, "a.csv", text)))] == [25, 26]


def test_custom_data_is_the_id_and_names_and_addresses_are_not_kept(tmp_path: Path) -> None:
    found = imported(written(tmp_path, "a.csv", EXPORT), None, id_kind="crm")
    assert [row["ids"][0].split(":")[0] for row in said(found)] == ["crm", "email_sha256"]
    traits = [json.loads(row["traits"]) for row in found.tables["traits"].to_pylist()]
    assert traits[0] == {"Что вы у нас брали?: Билеты": "Билеты"}
    assert not {"Анна", "10.1.1.7"} & {value for trait in traits for value in trait.values()}


def test_the_spelling_with_underscores_is_the_same(tmp_path: Path) -> None:
    names = (
        META.replace("Start Date", "date_created")
        .replace("End Date", "date_modified")
        .replace("Custom Data 1", "custom_1")
    )
    text = EXPORT.replace(META, names.lower().replace(" ", "_"))
    assert told(read_file(written(tmp_path, "a.csv", text)), "rating", "text", "ids")[0] == (
        4, "Меньше писем,\nпожалуйста ✉️", ["customer:C-17"],
    )  # fmt: skip
