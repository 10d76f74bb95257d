from pathlib import Path

import pytest

from tests.ingest.files import assumed, imported, reasons, written
from tests.ingest.stories import said, told
from tropa.ingest.read import read_file
from tropa.ingest.registry import recognise

HEADER = (
    "Package Name,App Version Code,App Version Name,Reviewer Language,Device,Review Submit Date and Time,"
    "Review Submit Millis Since Epoch,Review Last Update Date and Time,Review Last Update Millis Since Epoch,"
    "Star Rating,Review Title,Review Text,Developer Reply Date and Time,Developer Reply Millis Since Epoch,"
    "Developer Reply Text,Review Link\n"
)
ROWS = (
    'pl.kino,412,4.1.2,ru,a52q,2026-01-03T10:11:12Z,1767435072000,2026-01-05T08:00:00Z,1767600000000,2,Плохо,"Вылетает,\n'
    'не войти ""вообще"" 😡",2026-01-04T09:00:00Z,1767517200000,"Чиним, спасибо",http://play.google.com/r?reviewId=gp:A\n'
    "pl.kino,412,4.1.2,pl,a52q,2026-01-04T10:11:12Z,1767521472000,2026-01-04T10:11:12Z,1767521472000,5,,,,,,\n"
    "pl.kino,412,4.1.2,pl,a52q,2026-01-06T10:11:12Z,1767694272000,2026-01-06T10:11:12Z,1767694272000,4,,"
    "Świetna apka 👍🏽,,,,http://play.google.com/r?reviewId=gp:B\n"
)


@pytest.fixture
def play(tmp_path: Path) -> Path:
    return written(tmp_path, "reviews_pl.kino_202601.csv", HEADER + ROWS, "utf-16")


def test_a_monthly_report_is_recognised_with_and_without_the_device(play: Path, tmp_path: Path) -> None:
    bare = written(tmp_path, "b.csv", HEADER.replace("Device,", "") + ROWS.replace("a52q,", ""), "utf-16-le")
    assert [recognise(path)[0].source for path in (play, bare)] == ["google_play", "google_play"]
    assert len(said(read_file(bare))) == 3


def test_stars_words_language_and_time_come_from_utf_16(play: Path) -> None:
    found = read_file(play)
    assert told(found, "rating", "scale_high", "language", "text") == [
        (2, 5, "ru", 'Плохо\nВылетает,\nне войти "вообще" 😡'),
        (5, 5, "pl", None),
        (4, 5, "pl", "Świetna apka 👍🏽"),
    ]
    assert said(found)[0]["time"].isoformat() == "2026-01-03T10:11:12+00:00"
    assert (found.report.encoding, found.report.source) == ("utf-16", "google_play")
    assert {row["kind"] for row in said(found)} == {"review"}


def test_nothing_of_a_known_report_is_guessed(play: Path) -> None:
    assert assumed(read_file(play)) == {"encoding"}


def test_a_review_that_comes_again_next_month_is_the_same(play: Path, tmp_path: Path) -> None:
    again = written(tmp_path, "reviews_pl.kino_202602.csv", HEADER + ROWS.replace("412,4.1.2", "413,4.1.3"), "utf-16")
    first, second = (said(read_file(path)) for path in (play, again))
    assert [first[n]["verbatim_id"] for n in (0, 2)] == [second[n]["verbatim_id"] for n in (0, 2)]


def test_broken_rows_cost_only_themselves(tmp_path: Path) -> None:
    bad = ROWS.replace("gp:A\n", "gp:A\nshort,row\n").replace(",5,,,,,,", ",9,,,,,,")
    found = read_file(written(tmp_path, "a.csv", HEADER + bad, "utf-16"))
    assert sorted(reasons(found)) == [(4, "too_few_fields"), (5, "rating_off_scale")]
    assert [rejection.value for rejection in found.report.rejections] == ["short,row", "9"]
    assert len(said(found)) == 2


def test_what_a_person_says_stands_above_what_is_known(play: Path) -> None:
    columns = {"Review Last Update Date and Time": {"role": "time"}}
    found = imported(play, "google_play", columns=columns, scale=[0, 10])
    assert (said(found)[0]["time"].day, said(found)[0]["scale_high"]) == (5, 10)
