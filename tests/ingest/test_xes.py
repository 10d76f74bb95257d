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
from tropa.ingest.xes import Xes

LOGS = Path(__file__).parents[2] / "../shared/data/event-logs"
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
<global scope="event"><date key="time:timestamp" value="1970-01-01T00:00:00Z"/></global>
"""

Row = dict[str, Any]


def event(name: str, time: str = "2026-05-01T10:00:00+02:00", *more: str) -> str:
    stamp = f'<date key="time:timestamp" value="{time}"/>' if time else ""
    named = f'<string key="concept:name" value="{name}"/>' if name else ""
    return f"<event>\n{named}{stamp}{''.join(more)}</event>\n"


def transition(value: str) -> str:
    return f'<string key="lifecycle:transition" value="{value}"/>'


def trace(name: str, *events: str, about: str = "") -> str:
    named = f'<string key="concept:name" value="{name}"/>' if name else ""
    return f"<trace>{named}{about}\n{''.join(events)}</trace>\n"


def write(folder: Path, *traces: str, head: str = HEAD, foot: str = "</log>", name: str = "log.xes") -> Path:
    path = folder / name
    text = (head + "".join(traces) + foot).encode()
    path.write_bytes(gzip.compress(text) if name.endswith(".gz") else text)
    return path


def read(path: Path, mapping: Mapping | None = None) -> tuple[list[Row], list[Row], ImportReport]:
    report = ImportReport(path.name, Xes.source, "i1")
    batches = list(Xes().read(path, mapping or Mapping(), report, lambda _: None))

    def rows(table: str, column: str) -> list[Row]:
        found = [batch.rows for batch in batches if batch.table == table]
        listed = pa.concat_tables(found).to_pylist() if found else []
        return [row | {column: json.loads(row[column] or "{}")} for row in listed]

    return rows("events", "properties"), rows("traits", "traits"), report


def test_a_case_is_a_customer_and_its_events_are_in_order(tmp_path: Path) -> None:
    path = write(tmp_path, trace("NA", event("register"), event("pay", "2026-05-01T08:00:00.250Z")))
    events, traits, report = read(path)
    assert [(row["name"], row["ids"], row["sequence"]) for row in events] == [
        ("register", ["case:NA"], 0),
        ("pay", ["case:NA"], 1),
    ]
    assert events[1]["time"] == datetime(2026, 5, 1, 8, 0, 0, 250_000, tzinfo=UTC)
    assert traits == []
    assert (report.rows, report.assumptions) == (2, [])


def test_attributes_keep_their_types(tmp_path: Path) -> None:
    about = (
        '<int key="n" value="9007199254740993"/><float key="f" value="1.5"/><float key="bad" value="NaN"/>'
        '<boolean key="b" value="true"/><int key="text" value="many"/>'
        '<list key="l"><values><string key="x" value="1"/><string key="x" value="2"/></values></list>'
        '<container key="c"><int key="y" value="3"/></container>'
        '<string key="outer" value="o"><string key="inner" value="i"/></string>'
    )
    events, traits, _ = read(write(tmp_path, trace("1", event("a", "2026-05-01T10:00:00Z", about), about=about)))
    expected = {
        "n": 9007199254740993,
        "f": 1.5,
        "bad": "NaN",
        "b": True,
        "text": "many",
        "l": [{"x": "1"}, {"x": "2"}],
        "c": {"y": 3},
        "outer": "o",
        "outer.inner": "i",
    }
    assert events[0]["properties"] == expected
    assert traits[0]["traits"] == expected
    assert traits[0]["ids"] == ["case:1"]


def test_a_start_becomes_a_property_of_what_completes_it(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        trace(
            "1",
            event("call", "2026-05-01T10:00:00Z", transition("start")),
            event("wait", "2026-05-01T10:01:00Z", transition("START")),
            event("call", "2026-05-01T10:05:00Z", transition("complete")),
            event("mail", "2026-05-01T10:06:00Z", transition("schedule")),
            event("mail", "2026-05-01T10:07:00Z", transition("complete")),
        ),
    )
    events, _, report = read(path)
    assert [row["name"] for row in events] == ["wait+start", "call", "mail+schedule", "mail"]
    assert events[1]["properties"]["start_time"] == "2026-05-01T10:00:00Z"
    assert ("assume.joined_starts", {"n": 1}) in report.assumptions


def test_starts_are_matched_by_instance(tmp_path: Path) -> None:
    def instance(value: str) -> str:
        return f'<string key="concept:instance" value="{value}"/>'

    path = write(
        tmp_path,
        trace(
            "1",
            event("call", "2026-05-01T10:00:00Z", transition("start"), instance("i")),
            event("call", "2026-05-01T10:01:00Z", transition("start"), instance("k")),
            event("call", "2026-05-01T10:05:00Z", transition("complete"), instance("k")),
        ),
    )
    events, _, _ = read(path)
    assert [row["name"] for row in events] == ["call+start", "call"]
    assert events[1]["properties"]["start_time"] == "2026-05-01T10:01:00Z"


def test_a_log_without_times_gets_them_from_its_order(tmp_path: Path) -> None:
    events, _, report = read(write(tmp_path, trace("1", event("b", ""), event("a", "")), trace("2", event("c", ""))))
    assert [(row["name"], row["time"].timestamp()) for row in events] == [("b", 0), ("a", 1), ("c", 2)]
    assert ("assume.no_times", {}) in report.assumptions


def test_bad_events_never_stop_the_log(tmp_path: Path) -> None:
    path = write(tmp_path, trace("1", event("a"), event(""), event("b", ""), event("c", "soon"), event("d")))
    events, _, report = read(path)
    assert [row["name"] for row in events] == ["a", "d"]
    assert [(r.line, r.code, r.value) for r in report.rejections] == [
        (7, "ingest.missing_name", None),
        (9, "ingest.missing_time", None),
        (11, "ingest.bad_time", "soon"),
    ]
    assert report.rows == 5


def test_times_without_a_zone_are_in_the_zone_of_the_mapping(tmp_path: Path) -> None:
    path = write(tmp_path, trace("1", event("a", "2026-05-01T10:00:00.000")))
    events, _, report = read(path, Mapping(time_zone="Europe/Warsaw"))
    assert events[0]["time"] == datetime(2026, 5, 1, 8, tzinfo=UTC)
    assert report.time_zone == "Europe/Warsaw"
    assert ("assume.zone", {"zone": "UTC"}) in read(path)[2].assumptions


def test_a_case_without_a_name_is_named_by_its_place(tmp_path: Path) -> None:
    events, _, report = read(write(tmp_path, trace("", event("a")), trace("", event("a"))))
    assert [row["ids"] for row in events] == [["case:#1"], ["case:#2"]]
    assert ("assume.nameless_cases", {"n": 2}) in report.assumptions


@pytest.mark.parametrize("name", ["log.xes", "log.xes.gz"])
def test_a_log_cut_in_the_middle_keeps_its_whole_events(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, trace("1", event("a")), trace("2", event("b"), event("c")), foot="", name="log.xes")
    cut = path.read_bytes()[: path.read_bytes().rindex(b"<date")]
    (tmp_path / name).write_bytes(gzip.compress(cut) if name.endswith(".gz") else cut)
    events, _, report = read(tmp_path / name)
    assert [row["name"] for row in events] == ["a", "b"]
    assert [r.code for r in report.rejections] == ["ingest.xml_breaks_off"]


def test_a_gzip_that_breaks_off_keeps_its_whole_events(tmp_path: Path) -> None:
    traces = [trace(str(number), event(f"step {number * 7919 % 1009}")) for number in range(3_000)]
    path = write(tmp_path, *traces, name="log.xes.gz")
    path.write_bytes(path.read_bytes()[:-3_000])
    events, _, report = read(path)
    assert 1_000 < len(events) < 3_000
    assert [r.code for r in report.rejections] == ["ingest.xml_breaks_off"]


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE log [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE log [<!ENTITY file SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE log [<!ENTITY % p SYSTEM "http://example.org/x.dtd"> %p;]>',
    ],
)
def test_a_log_that_declares_entities_is_refused(tmp_path: Path, doctype: str) -> None:
    path = write(tmp_path, trace("&b;", event("a")), head='<?xml version="1.0"?>\n' + doctype + "<log>")
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.code == "ingest.xml_entities"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<html><log/></html>", "ingest.not_xes"),
        ("case;activity\n1;a\n", "ingest.broken_xml"),
        ('<?xml version="1.0" encoding="UTF-9"?><log/>', "ingest.broken_xml"),
    ],
)
def test_what_is_no_log_is_refused(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "x.xes"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.code == code


def test_a_log_in_a_one_byte_encoding_is_read(tmp_path: Path) -> None:
    path = tmp_path / "log.xes"
    text = f'<?xml version="1.0" encoding="windows-1251"?><log>{trace("Анна", event("оплата"))}</log>'
    path.write_bytes(text.encode("cp1251"))
    events, _, _ = read(path)
    assert [(row["name"], row["ids"]) for row in events] == [("оплата", ["case:Анна"])]


def test_a_log_in_utf_16_with_prefixed_elements_is_read(tmp_path: Path) -> None:
    path = tmp_path / "log.xes"
    body = trace("Łódź", event("zapłata")).replace("<", "<x:").replace("<x:/", "</x:")
    path.write_bytes(f'<?xml version="1.0" encoding="UTF-16"?><x:log xmlns:x="u">{body}</x:log>'.encode("utf-16"))
    events, _, report = read(path)
    assert [(row["name"], row["ids"]) for row in events] == [("zapłata", ["case:Łódź"])]
    assert report.assumptions == []


def test_the_same_log_twice_has_the_same_event_ids(tmp_path: Path) -> None:
    path = write(tmp_path, trace("1", event("a"), event("a")))
    first, second = ([row["event_id"] for row in read(path)[0]] for _ in range(2))
    assert first == second
    assert len(set(first)) == 2


@pytest.mark.skipif(not LOGS.exists(), reason="the shared event logs are not here")
@pytest.mark.parametrize(("name", "cases", "count"), [("receipt.xes.gz", 1_434, 8_577), ("running-example.xes", 6, 42)])
def test_real_logs_are_read_whole(name: str, cases: int, count: int) -> None:
    events, traits, report = read(LOGS / name)
    assert Xes().recognise(look(LOGS / name)) > 0.9
    assert len(events) == len({row["event_id"] for row in events}) == report.rows == count
    assert len({row["ids"][0] for row in events}) == len(traits) == cases
    assert report.rejected == 0
