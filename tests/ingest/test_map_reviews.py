import json
from pathlib import Path

import pytest

from tests.ingest.files import imported, reasons, written
from tests.ingest.stories import said, told
from tropa.ingest.map_reviews import in_the_original
from tropa.ingest.read import read_file
from tropa.ingest.registry import recognise

RUSSIAN = (
    "Площадка;Филиал;Дата;Автор;Оценка;Текст отзыва;Ответ компании\n"
    'Яндекс.Карты;Тверская, 1;12 мая 2026;Анна;2;"Кофе остыл,\nпока ""донесли"" ☕";Простите нас\n'
    "2ГИС;Тверская, 1;13.05.2026;Олег;★★★★★;;\n"
    "2ГИС;Тверская, 1;2 месяца назад;Олег;5;Хорошо;\n"
    "2ГИС;Тверская, 1;14.05.2026;Иван;6;Отлично;\n"
)
OUTSCRAPER = (
    "name,place_id,author_title,review_id,review_link,review_rating,review_text,review_datetime_utc,owner_answer,rating\n"
    "Kino,ChIJ1,Jan,Rv1,https://g/1,1,Brudno i głośno 🤢,05/12/2026 09:01:00,Przepraszamy,4.4\n"
)
APIFY = (
    "title,name,stars,text,publishedAtDate,reviewId,reviewUrl,responseFromOwnerText\n"
    'Kino Atlantic,Jan,4,"(Translated by Google) Nice\n\n(Original)\nMiło",2026-05-12T09:01:00.000Z,r1,https://g/1,Dzięki\n'
)
POLISH = "Placówka,Data,Ocena,Treść opinii\nRynek 1,12.05.2026,3,Długa kolejka\n"


@pytest.mark.parametrize(
    ("text", "encoding"), [(RUSSIAN, "utf-8-sig"), (OUTSCRAPER, "utf-8"), (APIFY, "utf-16"), (POLISH, "cp1250")]
)
def test_tables_of_places_are_recognised(tmp_path: Path, text: str, encoding: str) -> None:
    assert recognise(written(tmp_path, "a.csv", text, encoding))[0].source == "map_reviews"


def test_a_table_in_russian_gives_words_and_stars_but_no_answers(tmp_path: Path) -> None:
    found = read_file(written(tmp_path, "a.csv", RUSSIAN))
    assert told(found, "kind", "rating", "text", "ids") == [
        ("review", 2, 'Кофе остыл,\nпока "донесли" ☕', []),
        ("review", 5, None, []),
    ]
    assert reasons(found) == [(5, "bad_time"), (6, "rating_off_scale")]


def test_cyrillic_of_windows_is_read(tmp_path: Path) -> None:
    text = RUSSIAN.replace("☕", "").replace("★★★★★", "5")
    assert said(read_file(written(tmp_path, "a.csv", text, "cp1251")))[0]["text"].startswith("Кофе остыл")


def test_the_review_and_not_the_place_is_rated(tmp_path: Path) -> None:
    found = imported(written(tmp_path, "a.csv", OUTSCRAPER), None, time_zone="Asia/Tokyo")
    assert told(found, "rating", "text") == [(1, "Brudno i głośno 🤢")]
    assert said(found)[0]["time"].isoformat() == "2026-05-12T09:01:00+00:00"


def test_the_name_of_a_place_is_no_title(tmp_path: Path) -> None:
    assert told(read_file(written(tmp_path, "a.csv", APIFY)), "rating", "text") == [(4, "Miło")]


def test_google_and_2gis_are_read_as_json(tmp_path: Path) -> None:
    google = {"reviewId": "g1", "starRating": "FOUR", "comment": "Добро", "createTime": "2026-05-12T09:01:00Z"}
    gis = {
        "id": "7",
        "rating": 2,
        "text": "Холодно",
        "date_created": "2026-05-12T12:01:00+03:00",
        "official_answer": None,
    }
    for name, one, text, rating in (("g.json", google, "Добро", 4), ("2.json", gis, "Холодно", 2)):
        path = written(
            tmp_path, name, json.dumps({"reviews": [one, one | {"reviewId": "x", "id": "8"}]}, ensure_ascii=False)
        )
        assert recognise(path)[0].source == "map_reviews"
        found = read_file(path)
        assert told(found, "text", "rating") == [(text, rating)] * 2
        assert said(found)[0]["time"].isoformat() == "2026-05-12T09:01:00+00:00"


def test_a_translation_is_not_what_was_written() -> None:
    assert in_the_original("Miło\n\n(Translated by Google)\nNice") == "Miło"


def test_a_table_that_knows_customers_is_left_to_readers_that_keep_them(tmp_path: Path) -> None:
    text = "Площадка;Дата;Email;Оценка;Текст отзыва\nСайт;12.05.2026;a@b.ru;5;Хорошо\n"
    path = written(tmp_path, "a.csv", text)
    assert recognise(path)[0].source == "reviews"
    assert said(read_file(path))[0]["ids"][0].startswith("email_sha256:")
