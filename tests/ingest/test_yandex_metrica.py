import gzip
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from tropa.errors import InputError
from tropa.ingest.head import look
from tropa.ingest.mapping import Mapping
from tropa.ingest.report import ImportReport
from tropa.ingest.yandex_metrica import YandexMetrica

Row = dict[str, Any]

VISIT = {
    "visitID": "9007199254740993001",
    "dateTime": "2026-05-01 10:00:00",
    "clientID": "17635477191823262391",
    "startURL": "https://shop.example/?a=1",
    "referer": "https://ya.ru/",
    "lastsignTrafficSource": "ad",
    "lastsignUTMSource": "yandex",
    "lastsignUTMMedium": "cpc",
    "deviceCategory": "2",
    "regionCity": "Kazan",
    "pageViews": "7",
    "visitDuration": "321",
    "bounce": "0",
}
HIT = {
    "watchID": "5012345678901234567",
    "dateTime": "2026-05-01 10:05:00",
    "clientID": "17635477191823262391",
    "URL": "https://shop.example/cart",
    "title": "Cart",
    "isPageView": "1",
    "link": "0",
    "download": "0",
    "httpError": "",
    "goalsID": "[]",
    "ecommerce": "",
}


def write(folder: Path, prefix: str, *rows: dict[str, str], name: str = "visits.tsv") -> Path:
    fields = list(rows[0])
    lines = ["\t".join(prefix + field for field in fields)] + ["\t".join(row.values()) for row in rows]
    path = folder / name
    text = ("\n".join(lines) + "\n").encode()
    path.write_bytes(gzip.compress(text) if name.endswith(".gz") else text)
    return path


def read(path: Path, mapping: Mapping | None = None) -> tuple[list[Row], ImportReport]:
    report = ImportReport(path.name, path.stem, "i1")
    tables = [b.rows for b in YandexMetrica().read(path, mapping or Mapping(), report, lambda _: None)]
    rows = pa.concat_tables(tables).to_pylist() if tables else []
    for row in rows:
        row["properties"] = json.loads(row["properties"] or "{}")
    return rows, report


def utc(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


def test_a_visit_is_an_event_with_plain_property_names(tmp_path: Path) -> None:
    [visit], report = read(write(tmp_path, "ym:s:", VISIT))
    assert visit["name"] == "visit"
    assert visit["time"] == utc("2026-05-01 07:00:00")
    assert visit["ids"] == ["ym_client_id:17635477191823262391"]
    assert visit["properties"] == {
        "visit_id": "9007199254740993001",
        "url": "https://shop.example/?a=1",
        "referrer": "https://ya.ru/",
        "traffic_source": "ad",
        "utm_source": "yandex",
        "utm_medium": "cpc",
        "device": "mobile",
        "city": "Kazan",
        "page_views": 7,
        "visit_duration": 321,
        "bounce": False,
    }
    assert ("assume.zone", {"zone": "Europe/Moscow"}) in report.assumptions
    assert ("assume.attribution", {"attribution": "lastsign"}) in report.assumptions
    assert report.rows == 1


def test_the_counters_zone_comes_from_the_mapping_and_goals_stay_in_utc_plus_three(tmp_path: Path) -> None:
    row = VISIT | {"goalsID": "[42]", "goalsDateTime": r"[\'2026-05-01 06:30:00\']"}
    [visit, goal], report = read(write(tmp_path, "ym:s:", row), Mapping(time_zone="Asia/Yekaterinburg"))
    assert visit["time"] == utc("2026-05-01 05:00:00")
    assert goal["time"] == utc("2026-05-01 03:30:00")
    assert report.time_zone == "Asia/Yekaterinburg"
    assert not [key for key, _ in report.assumptions if key == "assume.zone"]


def test_goals_carry_their_price_and_currency(tmp_path: Path) -> None:
    row = VISIT | {
        "goalsID": "[42,7]",
        "goalsDateTime": "['2026-05-01 10:05:00','2026-05-01 10:06:00']",
        "goalsPrice": "[1500,0]",
        "goalsCurrency": "['RUB','RUB']",
        "goalsOrder": r"['A\'1','']",
    }
    _, paid, free = read(write(tmp_path, "ym:s:", row))[0]
    assert (paid["name"], paid["value"], paid["currency"]) == ("goal:42", 1500.0, "RUB")
    assert paid["properties"]["order"] == "A'1"
    assert (free["name"], free["value"], free["currency"]) == ("goal:7", None, None)
    assert paid["sequence"] < free["sequence"]


def test_a_goal_of_a_hit_is_the_same_event_as_the_goal_of_the_visit(tmp_path: Path) -> None:
    visit = VISIT | {"goalsID": "[42]", "goalsDateTime": "['2026-05-01 10:05:00']"}
    of_visit = read(write(tmp_path, "ym:s:", visit))[0][1]
    of_hit = read(write(tmp_path, "ym:pv:", HIT | {"goalsID": "[42]"}, name="hits.tsv"))[0][1]
    assert (of_visit["name"], of_visit["time"]) == (of_hit["name"], of_hit["time"])
    assert of_visit["event_id"] == of_hit["event_id"]


def test_a_purchase_of_a_hit_is_the_same_event_as_the_purchase_of_the_visit(tmp_path: Path) -> None:
    visit = VISIT | {
        "purchaseID": "['T-1']",
        "purchaseRevenue": "[99.9]",
        "purchaseCurrency": "['RUB']",
        "purchaseDateTime": "['2026-05-01 10:05:00']",
        "purchaseProductQuantity": "[2]",
    }
    ecommerce = {"currencyCode": "RUB", "purchase": {"actionField": {"id": "T-1", "revenue": "99.9"}, "products": []}}
    of_visit = read(write(tmp_path, "ym:s:", visit))[0][1]
    of_hit = read(write(tmp_path, "ym:pv:", HIT | {"ecommerce": json.dumps([ecommerce])}, name="h.tsv"))[0][1]
    for purchase in (of_visit, of_hit):
        assert (purchase["name"], purchase["value"], purchase["currency"]) == ("purchase", 99.9, "RUB")
        assert purchase["properties"]["purchase_id"] == "T-1"
    assert of_visit["event_id"] == of_hit["event_id"]


def test_offline_calls_are_events_of_their_own(tmp_path: Path) -> None:
    row = VISIT | {
        "offlineCallTalkDuration": "[125,0]",
        "offlineCallHoldDuration": "[8,30]",
        "offlineCallMissed": "[0,1]",
        "offlineCallTag": "['hotline','']",
        "offlineCallFirstTimeCaller": "[1,0]",
    }
    visit, call, missed = read(write(tmp_path, "ym:s:", row))[0]
    assert (call["name"], missed["name"]) == ("call", "call_missed")
    assert call["time"] == visit["time"]
    told = {name: call["properties"][name] for name in ("talk_duration", "hold_duration", "tag", "first_time_caller")}
    assert told == {"talk_duration": 125, "hold_duration": 8, "tag": "hotline", "first_time_caller": True}
    assert missed["properties"]["first_time_caller"] is False


def test_parsed_parameters_are_paths(tmp_path: Path) -> None:
    row = VISIT | {
        "parsedParamsKey1": "['plan','order','order','seen']",
        "parsedParamsKey2": "['pro','tag','tag','']",
        "parsedParamsKey3": "['','a','b','']",
    }
    [visit], _ = read(write(tmp_path, "ym:s:", row))
    params = {name: value for name, value in visit["properties"].items() if name.startswith("params.")}
    assert params == {"params.plan": "pro", "params.order.tag": ["a", "b"], "params.seen": True}


def test_a_broken_row_never_stops_the_file(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "ym:s:",
        VISIT | {"goalsID": "[]"},
        VISIT | {"goalsID": "[1", "visitID": "2"},
        VISIT | {"goalsID": "[]\textra", "visitID": "3"},
        VISIT | {"goalsID": "[]", "dateTime": "yesterday", "visitID": "4"},
        VISIT | {"goalsID": "[]", "clientID": "1.7635477191823262e+19", "visitID": "5"},
        VISIT | {"goalsID": "[]", "pageViews": "many", "visitID": "6"},
        VISIT | {"goalsID": "[]", "visitID": "7"},
    )
    rows, report = read(path)
    assert [row["properties"]["visit_id"] for row in rows] == ["9007199254740993001", "7"]
    assert sorted((r.line, r.code) for r in report.rejections) == [
        (3, "ingest.bad_array"),
        (4, "ingest.too_many_fields"),
        (5, "ingest.bad_time"),
        (6, "ingest.id_through_float"),
        (7, "ingest.bad_number"),
    ]
    assert report.rows == 7
    assert report.rejected == 5


def test_a_file_cut_in_the_middle_of_a_row_keeps_its_good_rows(tmp_path: Path) -> None:
    path = write(tmp_path, "ym:s:", VISIT, VISIT | {"visitID": "2"})
    path.write_bytes(path.read_bytes()[:-40])
    rows, report = read(path)
    assert len(rows) == 1
    assert [r.code for r in report.rejections] == ["ingest.too_few_fields"]


def test_a_gzip_cut_in_the_middle_keeps_its_good_rows(tmp_path: Path) -> None:
    many = [
        VISIT | {"visitID": str(number), "startURL": f"https://shop.example/{number * 7919 % 10007}"}
        for number in range(20_000)
    ]
    path = write(tmp_path, "ym:s:", *many, name="visits.tsv.gz")
    path.write_bytes(path.read_bytes()[:-20_000])
    rows, report = read(path)
    assert 5_000 < len(rows) < 20_000
    assert "ingest.broken_gzip" in [r.code for r in report.rejections]


def test_a_packed_file_is_read_like_a_plain_one(tmp_path: Path) -> None:
    plain = read(write(tmp_path, "ym:s:", VISIT))[0]
    packed = read(write(tmp_path, "ym:s:", VISIT, name="visits.tsv.gz"))[0]
    told = [(row["event_id"], row["time"], row["properties"]) for row in plain]
    assert told == [(row["event_id"], row["time"], row["properties"]) for row in packed]


def test_nobody_is_named_by_a_client_id_of_zero(tmp_path: Path) -> None:
    [visit], _ = read(write(tmp_path, "ym:s:", VISIT | {"clientID": "0", "counterUserIDHash": "18446744073709551615"}))
    assert visit["ids"] == ["ym_user_hash:18446744073709551615"]


def test_escapes_in_plain_fields_are_undone(tmp_path: Path) -> None:
    [visit], _ = read(write(tmp_path, "ym:s:", VISIT | {"startURL": r"https://e.example/?q=it\'s\ttab"}))
    assert visit["properties"]["url"] == "https://e.example/?q=it's\ttab"


def test_few_fields_are_enough(tmp_path: Path) -> None:
    rows, _ = read(write(tmp_path, "ym:s:", {"dateTime": "2026-05-01 10:00:00", "clientID": "1"}))
    assert [(row["name"], row["ids"]) for row in rows] == [("visit", ["ym_client_id:1"])]


def test_the_hour_the_clock_repeats_is_told(tmp_path: Path) -> None:
    row = {"dateTime": "2026-10-25 02:30:00", "clientID": "1"}
    _, report = read(write(tmp_path, "ym:s:", row), Mapping(time_zone="Europe/Warsaw"))
    assert ("assume.folded", {"n": 1}) in report.assumptions


@pytest.mark.parametrize(
    ("flags", "name"),
    [
        ({}, "pageview"),
        ({"httpError": "404"}, "http_error"),
        ({"isPageView": "0", "link": "1"}, "link"),
        ({"isPageView": "0", "link": "1", "download": "1"}, "download"),
    ],
)
def test_a_hit_is_named_by_what_happened(tmp_path: Path, flags: dict[str, str], name: str) -> None:
    [hit], _ = read(write(tmp_path, "ym:pv:", HIT | flags))
    assert hit["name"] == name
    assert hit["properties"]["url"] == "https://shop.example/cart"
    assert hit["properties"].get("http_error") == flags.get("httpError")


def test_ecommerce_actions_of_a_hit_are_events(tmp_path: Path) -> None:
    add = {"currencyCode": "RUB", "add": {"products": [{"id": "7", "name": "Tea", "price": 100, "quantity": 2}]}}
    buy = {"purchase": {"actionField": {"id": "T-2"}, "products": [{"id": "7", "price": "100,5", "quantity": 2}]}}
    page, added, bought = read(write(tmp_path, "ym:pv:", HIT | {"ecommerce": json.dumps([add, {"ecommerce": buy}])}))[0]
    assert [page["name"], added["name"], bought["name"]] == ["pageview", "add", "purchase"]
    assert added["value"] is None
    assert added["properties"]["product_names"] == ["Tea"]
    assert bought["value"] == 201.0
    assert page["sequence"] < added["sequence"] < bought["sequence"]


def test_a_page_whose_ecommerce_cannot_be_read_is_still_a_page(tmp_path: Path) -> None:
    [page], report = read(write(tmp_path, "ym:pv:", HIT | {"ecommerce": '[{"purchase":'}))
    assert (page["name"], page["properties"]["ecommerce"]) == ("pageview", '[{"purchase":')
    assert report.rejected == 0


def test_odd_values_in_ecommerce_are_no_values(tmp_path: Path) -> None:
    products = [{"name": "half \ud83d", "price": float("nan"), "quantity": 1}, {"name": None, "price": 5}, "none"]
    told = [{"purchase": {"actionField": None, "products": products}}, {"purchase": []}, None]
    _, bought = read(write(tmp_path, "ym:pv:", HIT | {"ecommerce": json.dumps(told)}))[0]
    assert (bought["name"], bought["value"]) == ("purchase", 5.0)
    assert bought["properties"]["product_names"] == ["half ?"]


def test_a_hit_that_is_nothing_is_counted(tmp_path: Path) -> None:
    rows, report = read(write(tmp_path, "ym:pv:", HIT | {"isPageView": "0"}))
    assert rows == []
    assert ("assume.silent_hits", {"n": 1}) in report.assumptions


def test_its_files_are_recognised_by_their_header(tmp_path: Path) -> None:
    other = tmp_path / "other.tsv"
    other.write_text("date\tym:s:visits\n", "utf-8")
    assert YandexMetrica().recognise(look(write(tmp_path, "ym:s:", VISIT))) > 0.9
    assert YandexMetrica().recognise(look(write(tmp_path, "ym:pv:", HIT, name="h.tsv.gz"))) > 0.9
    assert YandexMetrica().recognise(look(other)) == 0.0


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("a\tb", "ingest.not_logs_api"),
        ("ym:s:visitID\tym:pv:URL", "ingest.not_logs_api"),
        ("ym:s:visitID", "ingest.no_logs_field"),
    ],
)
def test_a_file_without_its_header_is_refused(tmp_path: Path, header: str, code: str) -> None:
    path = tmp_path / "x.tsv"
    path.write_text(header + "\n1\t2\n", "utf-8")
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.code == code
