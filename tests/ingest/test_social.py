import json
from pathlib import Path

import pytest

from tests.ingest.files import imported, reasons, written
from tests.ingest.stories import said, told
from tropa.ingest.read import read_file
from tropa.ingest.registry import recognise

RUSSIAN = (
    "Дата;Заголовок;Текст;Автор;Место публикации;Тональность;Ссылка\n"
    '12.05.2026 10:00;;"Опять очередь,\nкак всегда 🙄";@anna;vk.com;негативная;https://vk.com/1\n'
    "12.05.2026 11:00;Отзыв;Приятно удивили;oleg;otzovik.com;позитивная;https://o/2\n"
    "12.05.2026 12:00;;;oleg;vk.com;нейтральная;https://vk.com/3\n"
)
ENGLISH = (
    "Date,Title,Text snippet,Full text,URL,Author,Source,Sentiment\n"
    "2026-05-12 10:00:00,,Too long…,Too long a queue for a coffee,https://x.com/1,@bob,twitter.com,negative\n"
)
POLISH = "Data,Treść,Autor,Źródło\n2026-05-12,Znowu kolejka,jan,facebook.com\n"
VK = {
    "response": {
        "count": 2,
        "items": [
            {"id": 5, "from_id": 777, "owner_id": -1, "post_id": 3, "date": 1778576400, "text": "Верните деньги!"},
            {"id": 6, "from_id": -1, "owner_id": -1, "post_id": 3, "date": 1778576460, "text": "Уже разбираемся"},
            {"id": 7, "from_id": 778, "owner_id": -1, "post_id": 3, "date": 1778576520, "text": ""},
        ],
    }
}
PIECES = ["Где ", {"type": "bold", "text": "возврат"}, "?"]
TELEGRAM = {
    "name": "Кино",
    "type": "public_supergroup",
    "id": 42,
    "messages": [
        {"id": 1, "type": "service", "date_unixtime": "1778576400", "text": ""},
        {"id": 2, "type": "message", "date_unixtime": "1778576400", "from_id": "user77", "text": PIECES},
        {"id": 3, "type": "message", "date_unixtime": "1778576460", "from_id": "channel1", "text": "Скоро ответим"},
    ],
}


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "utf-8-sig"), (ENGLISH, "utf-8"), (POLISH, "cp1250")])
def test_tables_of_mentions_are_recognised(tmp_path: Path, text: str, encoding: str) -> None:
    assert recognise(written(tmp_path, "a.csv", text, encoding))[0].source == "social"


def test_words_are_taken_and_a_tools_verdict_is_not(tmp_path: Path) -> None:
    found = imported(written(tmp_path, "a.csv", RUSSIAN), None, time_zone="Europe/Moscow")
    assert told(found, "kind", "rating", "text", "ids") == [
        ("review", None, "Опять очередь,\nкак всегда 🙄", []),
        ("review", None, "Отзыв\nПриятно удивили", []),
    ]
    assert said(found)[0]["time"].isoformat() == "2026-05-12T07:00:00+00:00"
    assert reasons(found) == [(5, "nothing_said")]


def test_the_full_text_stands_for_its_beginning(tmp_path: Path) -> None:
    assert told(read_file(written(tmp_path, "a.csv", ENGLISH)), "text") == [("Too long a queue for a coffee",)]


def test_vks_comments_tell_the_community_from_its_customers(tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", json.dumps(VK, ensure_ascii=False))
    assert recognise(path)[0].source == "social"
    found = read_file(path)
    assert told(found, "speaker_role", "text", "ids") == [
        ("customer", "Верните деньги!", ["vk:777"]),
        ("staff", "Уже разбираемся", []),
    ]
    assert said(found)[0]["time"].isoformat() == "2026-05-12T09:00:00+00:00"
    assert [reason for _, reason in reasons(found)] == ["nothing_said"]


def test_telegrams_chat_is_put_together_from_its_pieces(tmp_path: Path) -> None:
    path = written(tmp_path, "result.json", json.dumps(TELEGRAM, ensure_ascii=False, indent=1))
    assert recognise(path)[0].source == "social"
    assert told(read_file(path), "speaker_role", "text", "ids") == [
        ("customer", "Где возврат?", ["telegram:77"]),
        ("staff", "Скоро ответим", []),
    ]
