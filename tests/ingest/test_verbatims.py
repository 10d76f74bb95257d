import json
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.files import assumed, imported, reasons, shared, written
from tropa.ingest.head import look
from tropa.ingest.read import Import, read_file
from tropa.ingest.registry import recognise
from tropa.ingest.reviews import Reviews
from tropa.ingest.survey import Survey

PLAY = (
    "Package Name,App Version Code,App Version Name,Reviewer Language,Device,Review Submit Date and Time,"
    "Review Submit Millis Since Epoch,Review Last Update Date and Time,Review Last Update Millis Since Epoch,"
    "Star Rating,Review Title,Review Text,Developer Reply Date and Time,Developer Reply Millis Since Epoch,"
    "Developer Reply Text,Review Link\n"
    'app,12,1.2,ru_RU,pixel,2026-01-03T10:11:12Z,1767435072000,,,2,Плохо,"Вылетает, не войти",,,'
    "Чиним уже,https://play/1\n"
    "app,12,1.2,pl,pixel,2026-01-04T10:11:12Z,1767521472000,,,5,,,,,,https://play/2\n"
)
FORM = (
    'Отметка времени,Email,"Насколько вероятно, что вы порекомендуете нас?",Оцените доставку,Что улучшить?,'
    "Что понравилось?,Ваш город\n"
    "31.12.2025 9:05:00,a@b.ru,9,5,Отвечать на звонки быстрее,Вежливый и быстрый персонал,Казань\n"
    "31.12.2025 10:05:00,c@b.ru,3,,,,Казань\n"
    "31.12.2025 10:06:00,d@b.ru,11,4,Ничего не надо менять,,Казань\n"
    "31.12.2025 10:07:00,e@b.ru,,,,,Казань\n"
    "31.12.2025 10:08:00,f@b.ru,10,4,,Очень всё понравилось,Уфа\n"
)


def said(found: Import) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = found.tables["verbatims"].to_pylist()
    return rows


def test_google_plays_reviews_are_read_from_utf_16(tmp_path: Path) -> None:
    found = read_file(written(tmp_path, "reviews_app_202601.csv", PLAY, "utf-16"))
    first, second = said(found)
    assert (first["text"], first["rating"], first["language"]) == ("Плохо\nВылетает, не войти", 2, "ru")
    assert (second["text"], second["rating"], second["scale_low"], second["scale_high"]) == (None, 5, 1, 5)
    assert {row["kind"] for row in said(found)} == {"review"}
    assert (found.report.source, found.report.encoding) == ("google_play", "utf-16")


def test_a_form_yields_a_verbatim_an_answer_and_no_rating_twice(tmp_path: Path) -> None:
    rows = said(read_file(written(tmp_path, "form.csv", FORM)))
    told = [(row["kind"], row["rating"], row["text"]) for row in rows]
    assert told == [
        ("nps", 9, "Отвечать на звонки быстрее"),
        ("nps", None, "Вежливый и быстрый персонал"),
        ("csat", 5, None),
        ("nps", 3, None),
        ("nps", 10, "Очень всё понравилось"),
        ("csat", 4, None),
    ]
    assert [row["scale_high"] for row in rows] == [10, None, 5, 10, 10, 5]


def test_what_a_form_says_of_a_known_customer_is_a_trait(tmp_path: Path) -> None:
    found = read_file(written(tmp_path, "form.csv", FORM))
    traits = found.tables["traits"].to_pylist()
    assert {json.loads(row["traits"])["Ваш город"] for row in traits} == {"Казань", "Уфа"}
    assert all(row["ids"][0].startswith("email_sha256:") for row in traits)


def test_ratings_off_the_scale_and_silence_are_refused(tmp_path: Path) -> None:
    found = read_file(written(tmp_path, "form.csv", FORM))
    assert reasons(found) == [(4, "rating_off_scale"), (5, "nothing_said")]
    assert "scale" in assumed(found)


@pytest.mark.parametrize(("name", "answers"), [("web", 2_290), ("email", 1_952), ("mobile", 1_801)])
def test_the_nps_files_come_whole(name: str, answers: int) -> None:
    found = read_file(shared(f"nps/nps_{name}.csv"))
    ratings = [row["rating"] for row in said(found)]
    promoters, detractors = sum(rating >= 9 for rating in ratings), sum(rating <= 6 for rating in ratings)
    expected = {"web": 22.10, "email": 18.60, "mobile": -14.71}[name]
    assert len(ratings) == answers
    assert 100 * (promoters - detractors) / len(ratings) == pytest.approx(expected, abs=0.005)
    assert said(found)[0]["ids"][0].startswith("user:")


def test_a_marketplaces_three_fields_are_three_verbatims_with_one_rating(tmp_path: Path) -> None:
    text = "Дата;Оценка;Достоинства;Недостатки;Комментарий\n05.03.2026;4 из 5;Тихий;Дорогой;Берите со скидкой\n"
    rows = said(imported(written(tmp_path, "otzyvy.csv", text, "cp1251"), "reviews"))
    assert [(row["text"], row["rating"]) for row in rows] == [
        ("Тихий", 4), ("Дорогой", None), ("Берите со скидкой", None),
    ]  # fmt: skip


def test_circumstances_of_an_answer_are_kept(tmp_path: Path) -> None:
    text = "date,customer_id,score,comment,kind,speaker,touchpoint,stage,consent\n"
    row = "2026-03-05,7,4,ok by me,ticket,Operator Anna,call centre,purchase,yes\n"
    (found,) = said(imported(written(tmp_path, "t.csv", text + row), "reviews"))
    kept = {name: found[name] for name in ("ids", "kind", "speaker_role", "touchpoint", "stage", "consent")}
    assert kept == {
        "ids": ["customer:7"], "kind": "ticket", "speaker_role": "staff",
        "touchpoint": "call centre", "stage": "purchase", "consent": True,
    }  # fmt: skip


def test_a_person_says_kind_and_scale(tmp_path: Path) -> None:
    path = written(tmp_path, "t.csv", "date,mark,comment\n2026-03-05,4,fine\n")
    columns = {"mark": {"role": "rating"}}
    (row,) = said(imported(path, "survey", kind="ces", scale=[1, 100], columns=columns))
    assert (row["kind"], row["scale_high"], row["rating"]) == ("ces", 100, 4)


def test_the_same_answers_imported_twice_have_the_same_ids(tmp_path: Path) -> None:
    path = written(tmp_path, "form.csv", FORM)
    ids = [row["verbatim_id"] for row in said(read_file(path))]
    assert ids == [row["verbatim_id"] for row in said(read_file(path))]
    assert len(set(ids)) == len(ids)


def test_a_table_without_ratings_and_texts_says_so(tmp_path: Path) -> None:
    found = imported(written(tmp_path, "t.csv", "user_id,time\n1,2025-01-02\n"), "survey")
    assert reasons(found) == [(None, "no_rating_or_text")]


def test_reviews_surveys_and_events_are_told_apart(tmp_path: Path) -> None:
    play = written(tmp_path, "a.csv", PLAY, "utf-16")
    form = written(tmp_path, "b.csv", FORM)
    log = written(tmp_path, "c.csv", "timestamp,user_id,event\n2025-01-02,1,a\n")
    assert [recognise(path)[0].source for path in (play, form, log)] == ["google_play", "google_forms", "table"]
    assert (Reviews().recognise(look(log)), Survey().recognise(look(log))) == (0, 0)
