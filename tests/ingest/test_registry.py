import json
from pathlib import Path

import pytest

from tests.ingest.files import written
from tropa.errors import InputError, NotFoundError
from tropa.ingest.registry import READERS, reader_named, recognise, source_name

XES = '<?xml version="1.0"?><log xmlns="http://www.xes-standard.org/"><trace/></log>'
GA4 = json.dumps({"event_date": "20260501", "event_timestamp": 1, "event_name": "page_view", "event_params": []})
CALL = json.dumps({"type": "track", "messageId": "m", "userId": "u", "event": "e", "timestamp": "2026-05-01T10:00:00Z"})
FILES = [
    ("visits.tsv", "ym:s:visitID\tym:s:dateTime\n1\t2026-05-01 10:00:00\n", "yandex_metrica"),
    ("hits.tsv", "ym:pv:watchID\tym:pv:dateTime\n1\t2026-05-01 10:00:00\n", "yandex_metrica"),
    ("events.json", GA4 + "\n", "ga4"),
    ("calls.jsonl", CALL + "\n", "segment"),
    ("batch.json", '{"batch": [' + CALL + "]}", "segment"),
    ("log.xes", XES, "xes"),
    ("form.csv", "Отметка времени,Как вам у нас?\n01.05.2026 10:00:00,Хорошо\n", "google_forms"),
    ("formularz.csv", "Sygnatura czasowa,Uwagi\n2026-05-01 10:00:00,Dobrze\n", "google_forms"),
    ("nps.csv", "date,customer_id,nps\n2026-05-01,17,9\n", "survey"),
    ("monkey.csv", "Respondent ID,Collector ID,Anything else\n1,2,no\n", "survey_monkey"),
    ("qualtrics.csv", "ResponseId,RecordedDate,Q1\nR_1,2026-05-01,5\n", "qualtrics"),
    ("typeform.csv", "#,Why?,Submit Date (UTC)\nt1,Because,2026-05-01 10:00:00\n", "typeform"),
    ("play.csv", "Star Rating,Review Text,Review Link\n5,fine,https://p/1\n", "google_play"),
    ("apple.csv", "Date,Rating,Title,Review,Territory\n2026-05-01,5,Ok,fine,USA\n", "app_store"),
    ("maps.csv", "Филиал;Дата;Оценка;Текст отзыва\nТверская;01.05.2026;5;Хорошо\n", "map_reviews"),
    ("social.csv", "Date,Text,Author,URL,Sentiment\n2026-05-01,fine,bob,https://x/1,positive\n", "social"),
    ("zendesk.csv", "Id,Requester id,Subject,Via,Created at\n1,2,Help,Mail,2026-05-01 10:00\n", "zendesk"),
    ("freshdesk.csv", "Ticket ID,Subject,Created time\n1,Help,2026-05-01 10:00\n", "freshdesk"),
    ("talk.txt", "Interviewer: How was it?\nRespondent: Fine.\n", "interviews"),
    ("stars.csv", "Star Rating,Review Text\n5,fine\n", "reviews"),
    ("отзывы.csv", "Дата;Оценка;Текст отзыва\n01.05.2026;5;Хорошо\n", "reviews"),
    ("opinie.csv", "Data;Ocena;Treść opinii\n01.05.2026;5;Dobrze\n", "reviews"),
    ("ads.csv", "Дата;Кампания;Клики;Расход\n01.05.2026;a;1;2,5\n", "costs"),
    ("weather.csv", "date,metric,value\n2026-05-01,rain,1\n", "costs"),
    ("orders.csv", "Код клиента;Дата;Сумма\n17;01.05.2026;10\n", "table"),
    ("orders.jsonl", '{"customer_id": 17, "created_at": "2026-05-01"}\n', "table"),
    ("clients.csv", "customer_id,city\n17,Kazan\n", "table"),
]


@pytest.mark.parametrize(("name", "text", "reader"), FILES, ids=[name for name, _, _ in FILES])
def test_every_kind_of_file_finds_its_reader(tmp_path: Path, name: str, text: str, reader: str) -> None:
    assert recognise(written(tmp_path, name, text))[0].source == reader
    assert recognise(written(tmp_path, f"{name}.gz", text))[0].source == reader


@pytest.mark.parametrize(("name", "text", "reader"), FILES, ids=[name for name, _, _ in FILES])
def test_a_file_is_known_by_its_content_and_not_by_its_name(tmp_path: Path, name: str, text: str, reader: str) -> None:
    assert recognise(written(tmp_path, "download", text))[0].source == reader


def test_every_reader_is_found_for_some_file() -> None:
    assert {reader for _, _, reader in FILES} == set(READERS)


def test_sureness_is_a_share_whatever_the_file(tmp_path: Path) -> None:
    for name, text, _ in FILES:
        assert 0 < recognise(written(tmp_path, name, text))[1] <= 1


def test_prose_and_missing_files_are_nobodys(tmp_path: Path) -> None:
    with pytest.raises(InputError) as unknown:
        recognise(written(tmp_path, "letter.txt", "Regards\n"))
    assert unknown.value.code == "ingest.unknown_format"
    with pytest.raises(NotFoundError):
        recognise(tmp_path / "nothing.csv")


def test_a_reader_is_named_as_the_registry_names_it() -> None:
    assert all(reader_named(name) is reader for name, reader in READERS.items())
    with pytest.raises(InputError) as unknown:
        reader_named("excel")
    assert unknown.value.facts["allowed"] == ", ".join(READERS)


@pytest.mark.parametrize(
    ("reader", "file", "source"),
    [
        ("table", "orders_2026-01.csv.gz", "orders"),
        ("survey", "nps 2026.xlsx", "nps"),
        ("table", "2026.csv", "2026"),
        ("ga4", "events_20260501.json", "ga4"),
        ("google_play", "reviews_app_202601.csv", "google_play"),
        ("interviews", "customers 2026-05-12.docx", "customers"),
    ],
)
def test_plain_tables_are_called_like_their_files_without_the_date(reader: str, file: str, source: str) -> None:
    assert source_name(READERS[reader], Path(file)) == source
