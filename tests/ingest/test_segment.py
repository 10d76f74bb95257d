import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from tropa.ingest.head import look
from tropa.ingest.ids import person_id
from tropa.ingest.mapping import Mapping
from tropa.ingest.report import ImportReport
from tropa.ingest.segment import Segment

Row = dict[str, Any]

TRACK = {
    "type": "track",
    "messageId": "m1",
    "anonymousId": "a-1",
    "userId": "u-7",
    "event": "Order Completed",
    "timestamp": "2026-05-01T10:00:00.000Z",
    "properties": {"revenue": 99.5, "currency": "PLN", "order_id": "o1"},
    "context": {
        "page": {"url": "https://shop.example/thanks", "referrer": "https://pay.example/"},
        "campaign": {"source": "google", "name": "spring", "medium": "cpc"},
    },
}


def write(folder: Path, *lines: object, name: str = "calls.jsonl") -> Path:
    path = folder / name
    path.write_text("".join((x if isinstance(x, str) else json.dumps(x)) + "\n" for x in lines), "utf-8")
    return path


def read(path: Path, mapping: Mapping | None = None) -> tuple[list[Row], list[Row], ImportReport]:
    report = ImportReport(path.name, Segment.source, "i1")
    batches = list(Segment().read(path, mapping or Mapping(), report, lambda _: None))

    def rows(table: str, column: str) -> list[Row]:
        found = [batch.rows for batch in batches if batch.table == table]
        listed = pa.concat_tables(found).to_pylist() if found else []
        return [row | {column: json.loads(row[column] or "{}")} for row in listed]

    return rows("events", "properties"), rows("traits", "traits"), report


def test_a_tracked_event_keeps_its_name_money_page_and_campaign(tmp_path: Path) -> None:
    [event], traits, report = read(write(tmp_path, TRACK))
    assert (event["name"], event["value"], event["currency"]) == ("Order Completed", 99.5, "PLN")
    assert event["time"] == datetime(2026, 5, 1, 10, tzinfo=UTC)
    assert event["ids"] == ["user_id:u-7", "anonymous:a-1"]
    assert event["properties"] == {
        "url": "https://shop.example/thanks",
        "referrer": "https://pay.example/",
        "utm_source": "google",
        "utm_medium": "cpc",
        "utm_campaign": "spring",
        "revenue": 99.5,
        "currency": "PLN",
        "order_id": "o1",
    }
    assert traits == []
    assert (report.rows, report.rejected) == (1, 0)


def test_money_without_a_currency_is_in_the_mappings(tmp_path: Path) -> None:
    path = write(tmp_path, TRACK | {"properties": {"value": "12.5"}}, TRACK)
    events, _, _ = read(path, Mapping(currency="EUR"))
    assert [(row["value"], row["currency"]) for row in events] == [(12.5, "EUR"), (99.5, "PLN")]


def test_the_same_message_has_the_same_event_id(tmp_path: Path) -> None:
    events, _, _ = read(write(tmp_path, TRACK, TRACK, TRACK | {"messageId": "m2"}))
    first, again, other = (row["event_id"] for row in events)
    assert first == again != other


def test_pages_and_screens_are_events_of_their_type(tmp_path: Path) -> None:
    page = {
        "type": "page",
        "anonymousId": "a",
        "name": "Pricing",
        "category": "Docs",
        "timestamp": "2026-05-01T10:00:00Z",
    }
    events, _, _ = read(write(tmp_path, page | {"properties": {"url": "/p"}}, page | {"type": "screen"}))
    assert [row["name"] for row in events] == ["page", "screen"]
    assert events[0]["properties"] == {"page_name": "Pricing", "category": "Docs", "url": "/p"}


def test_identify_tells_traits_and_keeps_contacts_as_hashes_only(tmp_path: Path) -> None:
    call = {
        "type": "identify",
        "anonymousId": "a",
        "userId": 17,
        "timestamp": "2026-05-01T10:00:00Z",
        "traits": {"email": "Anna@Example.com", "phone": "+48 512 345 678", "plan": "pro"},
    }
    events, [trait], _ = read(write(tmp_path, call))
    assert events == []
    assert trait["ids"] == [
        "user_id:17",
        person_id("email", "anna@example.com"),
        person_id("phone", "+48512345678"),
        "anonymous:a",
    ]
    assert trait["traits"] == {"plan": "pro"}


def test_a_contact_that_is_none_is_left_out_and_counted(tmp_path: Path) -> None:
    call = {"type": "identify", "userId": "u", "timestamp": "2026-05-01T10:00:00Z", "traits": {"email": "none"}}
    _, [trait], report = read(write(tmp_path, call))
    assert trait["ids"] == ["user_id:u"]
    assert ("assume.bad_contacts", {"n": 1}) in report.assumptions


def test_an_alias_joins_the_previous_id(tmp_path: Path) -> None:
    call = {"type": "alias", "userId": "u", "previousId": "a", "timestamp": "2026-05-01T10:00:00Z"}
    _, [trait], _ = read(write(tmp_path, call))
    assert trait["ids"] == ["user_id:u", "anonymous:a", "user_id:a"]
    assert trait["traits"] == {}


def test_a_group_is_a_trait_of_its_member(tmp_path: Path) -> None:
    call = {"type": "group", "userId": "u", "groupId": "g", "traits": {"name": "ACME", "email": "x@acme.example"}}
    _, [trait], _ = read(write(tmp_path, call | {"timestamp": "2026-05-01T10:00:00Z"}))
    assert trait["ids"] == ["user_id:u"]
    assert trait["traits"] == {"group_name": "ACME", "group_email": "x@acme.example", "group_id": "g"}


def test_a_wrong_device_clock_is_set_right(tmp_path: Path) -> None:
    call = TRACK | {
        "originalTimestamp": "2026-05-01T20:00:00Z",
        "sentAt": "2026-05-01T20:00:10Z",
        "receivedAt": "2026-05-01T10:00:10Z",
    }
    [event], _, report = read(write(tmp_path, call))
    assert event["time"] == datetime(2026, 5, 1, 10, tzinfo=UTC)
    assert ("assume.clock_skew", {"n": 1}) in report.assumptions


@pytest.mark.parametrize("form", ["one line", "indented", "begun with the batch"])
def test_envelopes_are_opened_and_lend_their_fields(tmp_path: Path, form: str) -> None:
    inner = {key: value for key, value in TRACK.items() if key not in ("context", "anonymousId")}
    envelope = {
        "sentAt": "2026-05-01T12:00:00Z",
        "receivedAt": "2026-05-01T11:00:00Z",
        "context": {"locale": "pl-PL"},
        "batch": [inner, inner | {"messageId": "m2"}, "no call"],
    }
    text = json.dumps(envelope, indent=None if form == "one line" else 2)
    if form == "begun with the batch":
        text = json.dumps(dict(reversed(envelope.items()))).replace("[{", "[\n{", 1)
    path = write(tmp_path, text)
    events, _, report = read(path)
    assert [row["properties"]["locale"] for row in events] == ["pl-PL", "pl-PL"]
    assert events[0]["time"] == datetime(2026, 5, 1, 9, tzinfo=UTC)
    assert [r.code for r in report.rejections] == ["ingest.unknown_call"]
    assert report.rows == 3
    assert Segment().recognise(look(path)) > 0.9


def test_bad_calls_never_stop_the_file(tmp_path: Path) -> None:
    nobody = {key: value for key, value in TRACK.items() if key not in ("userId", "anonymousId")}
    path = write(
        tmp_path,
        TRACK,
        '{"type": "track"',
        "[1]",
        TRACK | {"type": "dance"},
        nobody,
        TRACK | {"timestamp": "yesterday"},
        TRACK | {"event": ""},
        TRACK | {"messageId": "m9"},
    )
    events, _, report = read(path)
    assert len(events) == 2
    assert [(r.line, r.code) for r in report.rejections] == [
        (2, "ingest.bad_json"),
        (3, "ingest.not_an_object"),
        (4, "ingest.unknown_call"),
        (5, "ingest.missing_ids"),
        (6, "ingest.bad_time"),
        (7, "ingest.missing_name"),
    ]
    assert report.rows == 8


def test_an_array_cut_in_the_middle_keeps_its_whole_calls(tmp_path: Path) -> None:
    text = json.dumps([TRACK, TRACK | {"messageId": "m2"}, TRACK | {"messageId": "m3"}])
    path = write(tmp_path, text[:-50], name="calls.json")
    events, _, report = read(path)
    assert len(events) == 2
    assert [r.code for r in report.rejections] == ["ingest.json_breaks_off"]
    assert Segment().recognise(look(path)) > 0.9


def test_half_an_emoji_and_nan_are_no_text_and_no_number(tmp_path: Path) -> None:
    line = json.dumps(TRACK | {"properties": {"note": "ok \ud83d", "value": float("nan")}})
    [event], _, _ = read(write(tmp_path, line))
    assert event["properties"]["note"] == "ok ?"
    assert event["value"] is None


def test_other_json_is_not_its_own(tmp_path: Path) -> None:
    assert Segment().recognise(look(write(tmp_path, {"type": "track", "time": 1}))) == 0.0
    assert Segment().recognise(look(write(tmp_path, "a,b"))) == 0.0
