import json
from pathlib import Path
from typing import Any

from tests.ingest.files import imported, reasons, written
from tests.ingest.stories import said, told
from tropa.ingest.read import read_file
from tropa.ingest.registry import recognise

TABLE = (
    "Ticket ID,Subject,Description,Status,Source,Agent,Created time,Agent interactions,Survey results,Full name,Email,"
    "Mobile phone,Contact ID\n"
    '501,Нет билета,"<div>Где мой билет?<br>Жду час 😤</div><blockquote>Спасибо за заказ</blockquote>",Open,Email,Оля,'
    "2026-05-12 09:01:00,2,Extremely Unhappy,Анна К.,anna@mail.ru,8 912 345-67-89,77\n"
    "502,Zwrot,Kiedy dostanę zwrot?,Open,Email,Ola,2026-05-13 09:01:00,1,,Jan K.,jan@o2.pl,,78\n"
    "503,Zwrot,Kiedy dostanę zwrot?,Open,Email,Ola,2026-05-13 09:01:00,1,So so,Jan K.,jan@o2.pl,,78\n"
    "504,Zwrot,Kiedy?,Open,Email,Ola,2026-05-13 09:01:00,1,,Jan K.,jan(at)o2.pl,,78\n"
)


def answer(number: int, incoming: bool, text: str, **more: Any) -> dict[str, Any]:
    return {"id": number, "incoming": incoming, "body_text": text, "created_at": "2026-05-12T11:00:00Z", **more}


TICKET = {
    "id": 9, "subject": "Late", "description": "<p>The train was late</p>", "description_text": "The train was late",
    "requester_id": 5, "responder_id": 8, "source": 7, "created_at": "2026-05-12T10:00:00Z",
    "conversations": [answer(1, False, "So sorry", user_id=8), answer(2, True, "Again today!", user_id=5)],
}  # fmt: skip


def test_a_table_is_recognised_and_read(tmp_path: Path) -> None:
    path = written(tmp_path, "tickets.csv", TABLE, "utf-8-sig")
    assert recognise(path)[0].source == "freshdesk"
    found = imported(path, None, time_zone="Europe/Warsaw")
    assert told(found, "kind", "rating", "scale_low", "scale_high", "text") == [
        ("ticket", 1, 1, 7, "Нет билета\nГде мой билет?\nЖду час 😤"),
        ("ticket", None, None, None, "Zwrot\nKiedy dostanę zwrot?"),
    ]
    kinds = [id_.split(":")[0] for id_ in said(found)[0]["ids"]]
    assert sorted(kinds) == ["email_sha256", "freshdesk", "phone_sha256"]
    assert reasons(found) == [(4, "bad_number"), (5, "bad_email")]
    assert said(found)[0]["time"].isoformat() == "2026-05-12T07:01:00+00:00"


def test_conversations_have_their_speakers(tmp_path: Path) -> None:
    path = written(tmp_path, "tickets.json", json.dumps([TICKET], indent=2))
    assert recognise(path)[0].source == "freshdesk"
    assert told(read_file(path), "kind", "speaker_role", "text", "ids") == [
        ("chat", "customer", "Late\nThe train was late", ["freshdesk:5"]),
        ("chat", "staff", "So sorry", ["freshdesk:5"]),
        ("chat", "customer", "Again today!", ["freshdesk:5"]),
    ]


def test_the_export_of_an_account_is_read(tmp_path: Path) -> None:
    note = {"helpdesk_note": answer(3, True, "", body="Я уже писал об этом")}
    old = {
        "display_id": 12,
        "subject": "Вопрос",
        "description": "Как вернуть деньги?",
        "requester_id": 5,
        "notes": [note],
    }
    path = written(tmp_path, "Tickets0.json", json.dumps([{"helpdesk_ticket": old}], ensure_ascii=False))
    assert recognise(path)[0].source == "freshdesk"
    assert [text for (text,) in told(read_file(path), "text")] == ["Вопрос\nКак вернуть деньги?", "Я уже писал об этом"]


def rated(number: int, mark: int, words: str | None = None) -> dict[str, Any]:
    of = {"id": number, "ticket_id": number, "user_id": 5, "created_at": "2026-05-12T10:00:00Z"}
    return of | {"feedback": words, "ratings": {"default_question": mark}}


def test_ratings_of_satisfaction_go_from_one_to_seven(tmp_path: Path) -> None:
    path = written(tmp_path, "ratings.json", json.dumps([rated(1, 103, "Great 🎉"), rated(2, -103), rated(3, 55)]))
    assert recognise(path)[0].source == "freshdesk"
    found = read_file(path)
    assert told(found, "kind", "rating", "text") == [("csat", 7, "Great 🎉"), ("csat", 1, None)]
    assert [reason for _, reason in reasons(found)] == ["rating_off_scale"]
