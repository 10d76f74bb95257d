import json
from pathlib import Path

import pytest

from tests.ingest.files import imported, reasons, written
from tests.ingest.stories import said, told
from tropa.ingest.read import read_file
from tropa.ingest.registry import recognise

RUSSIAN = (
    '"Отметка времени","Адрес электронной почты","Насколько вероятно, что вы порекомендуете нас?","Что улучшить?",'
    '"Чем вы пользовались?","Согласие на обработку данных"\n'
    '"31.12.2025 9:05:00","Anna@Mail.ru","9","Отвечать\nна звонки быстрее 🙏","Приложение, Касса","Да, согласна"\n'
    '"02.01.2026 23:59:59","petr@mail.ru","3","Ничего не менять, всё хорошо","Сайт","Нет"\n'
    '"02.01.2026 23:59:59","oleg@mail.ru","12","Очередь на кассе слишком длинная","Сайт","Да"\n'
    '"04.01.2026 10:00:00","vera@mail.ru","10","","Сайт","Да"\n'
)
POLISH = (
    "Sygnatura czasowa,Jak oceniasz zakup?,Co możemy zrobić lepiej?\n"
    "2026-03-01 14:05:00,4,Krótsza kolejka do kasy\n2026-03-01 14:06:00,2,Odpowiadać na maile na czas\n"
)
ENGLISH = (
    "Timestamp,How satisfied are you with the delivery?,What could we do better?,Score\n"
    "2026/03/01 2:05:00 PM GMT+3,5,Nothing at all to change,8 / 10\n"
)


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "utf-8-sig"), (POLISH, "cp1250"), (ENGLISH, "utf-8")])
def test_forms_of_three_languages_are_recognised(tmp_path: Path, text: str, encoding: str) -> None:
    assert recognise(written(tmp_path, "answers.csv", text, encoding))[0].source == "google_forms"


def test_a_log_that_begins_with_a_timestamp_is_none(tmp_path: Path) -> None:
    log = written(tmp_path, "log.csv", "timestamp,user_id,event\n2026-01-01,1,open\n")
    assert recognise(log)[0].source == "table"


def test_marks_words_consent_and_the_zone_of_the_form(tmp_path: Path) -> None:
    found = imported(written(tmp_path, "a.csv", RUSSIAN), "google_forms", time_zone="Europe/Moscow")
    assert told(found, "kind", "rating", "text", "consent") == [
        ("nps", 9, "Отвечать\nна звонки быстрее 🙏", True),
        ("nps", 3, "Ничего не менять, всё хорошо", False),
        ("nps", 10, None, True),
    ]
    assert said(found)[0]["time"].isoformat() == "2025-12-31T06:05:00+00:00"
    assert reasons(found) == [(5, "rating_off_scale")]


def test_who_answered_is_kept_as_a_hash_and_what_was_chosen_as_a_trait(tmp_path: Path) -> None:
    found = read_file(written(tmp_path, "a.csv", RUSSIAN))
    assert all(row["ids"][0].startswith("email_sha256:") for row in said(found))
    chosen = [json.loads(row["traits"])["Чем вы пользовались?"] for row in found.tables["traits"].to_pylist()]
    assert chosen == ["Приложение, Касса", "Сайт", "Сайт"]


def test_a_score_of_a_quiz_is_no_rating_and_the_zone_that_is_written_counts(tmp_path: Path) -> None:
    found = imported(written(tmp_path, "a.csv", ENGLISH), "google_forms", time_zone="Europe/Warsaw")
    assert told(found, "kind", "rating", "text") == [("csat", 5, "Nothing at all to change")]
    assert said(found)[0]["time"].isoformat() == "2026-03-01T11:05:00+00:00"


def test_anonymous_answers_belong_to_nobody(tmp_path: Path) -> None:
    found = read_file(written(tmp_path, "a.csv", POLISH, "cp1250"))
    assert told(found, "kind", "rating", "ids") == [("csat", 4, []), ("csat", 2, [])]
