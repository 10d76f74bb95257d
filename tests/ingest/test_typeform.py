import json
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.files import imported, reasons, written
from tests.ingest.stories import said, told
from tropa.ingest.read import read_file
from tropa.ingest.registry import recognise

TABLE = (
    "#,How likely are you to recommend us?,What would make it better?,Your favourite seat,user_id,Response Type,"
    "Start Date (UTC),Stage Date (UTC),Submit Date (UTC),Network ID,Tags\n"
    'tok1,9,"More trains,\nplease 🚆 and cheaper food",aisle,U-7,completed,2026-01-05 02:39:31,,2026-01-05 02:41:38,,\n'
    "tok2,2,The staff was rude to me twice,aisle,U-8,completed,2026-01-05 03:39:31,,2026-01-05 03:41:38,653f,\n"
    "tok3,ten,The staff was kind to me twice,aisle,U-9,completed,2026-01-05 03:39:31,,2026-01-05 03:41:38,653f,\n"
)


def answer(kind: str, sort: str, value: Any, name: str) -> dict[str, Any]:
    return {"type": kind, kind: value, "field": {"id": name, "ref": f"ref-{name}", "type": sort}}


def response(token: str, *answers: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "landing_id": token, "token": token, "response_id": token, "landed_at": "2026-02-01T10:00:00Z",
        "submitted_at": "2026-02-01T10:05:00Z", "answers": list(answers), **more,
    }  # fmt: skip


FULL = response(
    "t1",
    answer("number", "nps", 9, "q1"),
    answer("text", "long_text", "Кассир нагрубил,\nа потом извинился 😐", "q2"),
    answer("text", "short_text", "Анна Петрова", "q3"),
    answer("email", "email", "anna@mail.ru", "q4"),
    answer("number", "rating", 4, "q5"),
    answer("choices", "multiple_choice", {"labels": ["Сайт", "Касса"]}, "q6"),
    answer("boolean", "legal", True, "q7"),
    hidden={"crm": "", "user_id": "U-7", "campaign": "spring"},
)


def test_the_table_is_recognised_and_its_times_are_utc(tmp_path: Path) -> None:
    path = written(tmp_path, "responses.csv", TABLE, "utf-8-sig")
    assert recognise(path)[0].source == "typeform"
    found = imported(path, None, time_zone="Asia/Tokyo")
    assert told(found, "kind", "rating", "text", "ids") == [
        ("nps", 9, "More trains,\nplease 🚆 and cheaper food", ["user:U-7"]),
        ("nps", 2, "The staff was rude to me twice", ["user:U-8"]),
    ]
    assert said(found)[0]["time"].isoformat() == "2026-01-05T02:41:38+00:00"
    assert reasons(found) == [(5, "bad_number")]


def test_a_response_is_the_same_in_a_longer_export(tmp_path: Path) -> None:
    short = written(tmp_path, "a.csv", "".join(TABLE.splitlines(keepends=True)[:3]))
    first = [row["verbatim_id"] for row in said(imported(short, None))]
    longer = {row["verbatim_id"] for row in said(imported(written(tmp_path, "a.csv", TABLE), None))}
    assert first[0] in longer


def test_answers_of_the_interface_become_words_marks_and_traits(tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", json.dumps({"total_items": 1, "items": [FULL]}, ensure_ascii=False))
    assert recognise(path)[0].source == "typeform"
    found = read_file(path)
    assert told(found, "kind", "rating", "scale_low", "scale_high", "text", "consent") == [
        ("nps", 9, 0, 10, "Кассир нагрубил,\nа потом извинился 😐", True),
        ("csat", 4, 1, 5, None, True),
    ]
    assert [kind.split(":")[0] for kind in said(found)[0]["ids"]] == ["email_sha256", "user"]
    (trait,) = found.tables["traits"].to_pylist()
    assert json.loads(trait["traits"]) == {"ref-q6": "Сайт; Касса", "campaign": "spring"}


def test_a_webhook_tells_questions_and_steps(tmp_path: Path) -> None:
    asked = [
        {
            "id": "q1",
            "title": "How easy was it to pay?",
            "type": "opinion_scale",
            "properties": {"steps": 7, "start_at_one": True},
        },
        {"id": "q2", "title": "Why?", "type": "long_text"},
    ]
    one = response("t2", answer("number", "opinion_scale", 7, "q1"), answer("text", "long_text", "It hung", "q2"))
    path = written(
        tmp_path,
        "a.jsonl",
        json.dumps({"event_type": "form_response", "form_response": one | {"definition": {"fields": asked}}}),
    )
    assert recognise(path)[0].source == "typeform"
    assert told(read_file(path), "kind", "rating", "scale_low", "scale_high", "text") == [("ces", 7, 1, 7, "It hung")]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (response("t", answer("number", "nps", 11, "q1")), "rating_off_scale"),
        (response("t", answer("number", "nps", "ten", "q1")), "bad_number"),
        (response("t", answer("text", "short_text", "Anna", "q1")), "nothing_said"),
        (response("t", answer("number", "nps", 1, "q1")) | {"submitted_at": "yesterday"}, "bad_time"),
        (response("t", answer("number", "nps", 1, "q1"), answer("email", "email", "no", "q2")), "bad_email"),
        (response("t") | {"answers": "none"}, "nothing_said"),
    ],
)
def test_a_broken_response_costs_only_itself(tmp_path: Path, broken: dict[str, Any], reason: str) -> None:
    path = written(tmp_path, "a.jsonl", f"{json.dumps(broken)}\n{json.dumps(FULL)}\n")
    found = read_file(path)
    assert reasons(found) == [(1, reason)]
    assert (len(said(found)), found.report.rows, found.report.accepted) == (2, 2, 1)
