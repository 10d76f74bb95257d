import json
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.files import imported, reasons, written
from tests.ingest.stories import said, told
from tropa.ingest.read import read_file
from tropa.ingest.registry import recognise

TABLE = (
    "Id,Requester,Requester id,Requester external id,Requester email,Submitter,Assignee,Subject,Description,Status,Via,"
    "Created at,Satisfaction Score\n"
    '35,Анна,9007199254740993,C-17,anna@mail.ru,Анна,Олег,Билет не пришёл,"Оплатила, а письма нет 😡\n\n'
    '12 мая 2026 г. Поддержка пишет:\n> Здравствуйте!",Closed,Web form,2026-05-12 09:01,Bad\n'
    "36,Jan,9007199254740995,,jan@o2.pl,Jan,Ola,Zwrot,Kiedy dostanę zwrot?,Open,Mail,2026-05-13 10:00,Not Offered\n"
    "37,Bob,9007199254740997,,bob@x.org,Bob,Ola,Refund,Where is it?,Open,Mail,2026-05-13 10:00,Superb\n"
    "38,Bob,9007199254740997,,bob@x.org,Bob,Ola,Refund,Where is it?,Open,Mail,tomorrow,Good\n"
)


def comment(number: int, author: int, body: str, **more: Any) -> dict[str, Any]:
    return {"id": number, "author_id": author, "body": body, "created_at": f"2026-05-12T10:0{number}:00Z", **more}


TICKET = {
    "id": 41, "subject": "Seat taken", "description": "Somebody sat on my seat", "requester_id": 5, "submitter_id": 5,
    "via": {"channel": "chat"}, "created_at": "2026-05-12T10:00:00Z", "updated_at": "2026-05-13T10:00:00Z",
    "satisfaction_rating": {"score": "good", "comment": "Solved at once 👍"},
    "requester": {"id": 5, "email": "bob@x.org", "external_id": "C-5"},
    "comments": [
        comment(1, 5, "Somebody sat on my seat"),
        comment(2, 8, "<p>We are sorry</p>", plain_body="We are sorry"),
        comment(3, 5, "Thanks!\n\nOn Tue, 12 May 2026 at 12:02, Support wrote:\n> We are sorry"),
    ],
}  # fmt: skip


def test_a_table_is_recognised_and_read(tmp_path: Path) -> None:
    path = written(tmp_path, "export.csv", TABLE, "utf-8-sig")
    assert recognise(path)[0].source == "zendesk"
    found = imported(path, None, time_zone="Europe/Moscow")
    assert told(found, "kind", "rating", "scale_high", "text") == [
        ("ticket", 0, 1, "Билет не пришёл\nОплатила, а письма нет 😡"),
        ("ticket", None, None, "Zwrot\nKiedy dostanę zwrot?"),
    ]
    assert said(found)[0]["time"].isoformat() == "2026-05-12T06:01:00+00:00"
    assert sorted(said(found)[0]["ids"])[0] == "customer:C-17"
    assert "zendesk:9007199254740993" in said(found)[0]["ids"]
    assert reasons(found) == [(7, "bad_number"), (8, "bad_time")]


def test_a_view_tells_the_subject(tmp_path: Path) -> None:
    text = "ID,Subject,Requester,Requested,Assignee\n7,Не могу войти,Анна,2026-05-12 10:00,Олег\n"
    path = written(tmp_path, "view.csv", text)
    assert recognise(path)[0].source == "zendesk"
    assert told(read_file(path), "text", "speaker_role") == [("Не могу войти", "customer")]


def test_every_comment_has_its_own_speaker_and_its_own_words(tmp_path: Path) -> None:
    path = written(tmp_path, "tickets.json", json.dumps({"tickets": [TICKET]}))
    assert recognise(path)[0].source == "zendesk"
    found = read_file(path)
    assert told(found, "kind", "speaker_role", "text", "rating") == [
        ("chat", "customer", "Seat taken\nSomebody sat on my seat", None),
        ("chat", "staff", "We are sorry", None),
        ("chat", "customer", "Thanks!", None),
        ("csat", "customer", "Solved at once 👍", 1),
    ]
    assert [row["time"].minute for row in said(found)] == [1, 2, 3, 0]
    assert len({row["verbatim_id"] for row in said(found)}) == 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_ticket_a_line_is_the_same(tmp_path: Path, encoding: str) -> None:
    bare = {name: value for name, value in TICKET.items() if name not in ("comments", "satisfaction_rating")}
    found = read_file(
        written(tmp_path, "a.jsonl", f"{json.dumps(bare)}\n{{broken\n{json.dumps(bare | {'id': 42})}\n", encoding)
    )
    assert told(found, "kind", "text") == [("chat", "Seat taken\nSomebody sat on my seat")] * 2
    assert reasons(found) == [(2, "bad_json")]


def test_what_an_agent_opened_for_a_customer_begins_with_staff(tmp_path: Path) -> None:
    bare = {
        "id": 1,
        "subject": "Phone",
        "description": "Client called about a refund",
        "requester_id": 5,
        "submitter_id": 8,
    }
    found = read_file(written(tmp_path, "a.json", json.dumps({"tickets": [bare | {"via": {"channel": "voice"}}]})))
    assert told(found, "kind", "speaker_role") == [("call", "staff")]


def test_satisfaction_ratings_are_read_and_those_not_answered_refused(tmp_path: Path) -> None:
    rated = [
        {
            "id": n,
            "score": score,
            "comment": None,
            "ticket_id": n,
            "requester_id": 5,
            "created_at": "2026-05-12T10:00:00Z",
        }
        for n, score in enumerate(("bad", "offered", "good"), 1)
    ]
    found = read_file(written(tmp_path, "a.json", json.dumps({"satisfaction_ratings": rated})))
    assert told(found, "kind", "rating", "scale_low", "scale_high") == [("csat", 0, 0, 1), ("csat", 1, 0, 1)]
    assert [reason for _, reason in reasons(found)] == ["nothing_said"]
