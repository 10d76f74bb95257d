import json
from pathlib import Path

import pytest

from tests.ingest.files import reasons, written
from tests.ingest.stories import said, told
from tropa.ingest.read import read_file
from tropa.ingest.registry import recognise

NAMES = (
    "StartDate,EndDate,Status,IPAddress,Progress,Finished,RecordedDate,ResponseId,RecipientEmail,ExternalReference,"
    "UserLanguage"
)
ASKED = (
    "Start Date,End Date,Response Type,IP Address,Progress,Finished,Recorded Date,Response ID,Recipient Email,"
    "External Data Reference,User Language"
)
IMPORT = ["startDate", "endDate", "status", "ipAddress", "progress", "finished", "recordedDate", "_recordId"]
IMPORT += ["recipientEmail", "externalDataReference", "userLanguage", "QID1_NPS_GROUP", "QID1", "QID2_TEXT", "QID3"]


def export(zone: str = "America/Denver", status: str = "IP Address,Survey Preview") -> str:
    kept, left = status.split(",")
    third = [json.dumps({"ImportId": name} | ({"timeZone": zone} if "Date" in name else {})) for name in IMPORT]
    quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in third)
    row = "2026-03-04 10:00:00,2026-03-04 10:02:00,{},1.2.3.4,100,True,2026-03-04 10:02:00,R_{},,{},PL,{}\n"
    return (
        f"{NAMES},Q1_NPS_GROUP,Q1,Q2,Q3\n"
        f'{ASKED},"Jak bardzo polecił(a)byś nas znajomym? - Group","Jak bardzo polecił(a)byś nas znajomym?",'
        '"Dlaczego taka ocena?\n(kilka słów)",Który kanał?\n'
        f"{quoted}\n"
        + row.format(kept, "1a", "C-1", '3,10,"Szybko, miło 🙂 i bez kolejki",Kasa')
        + row.format(left, "2b", "C-2", "1,0,To tylko próba przed wysłaniem,Kasa")
        + row.format(kept, "3c", "", "1,2,Nikt nie odbiera telefonu,Strona")
    )


def test_three_rows_of_headers_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, "Badanie.csv", export(), "utf-8-sig")
    assert recognise(path)[0].source == "qualtrics"
    assert told(read_file(path), "kind", "rating", "scale_high", "text", "language", "ids") == [
        ("nps", 10, 10, "Szybko, miło 🙂 i bez kolejki", "pl", ["customer:C-1"]),
        ("nps", 2, 10, "Nikt nie odbiera telefonu", "pl", []),
    ]


def test_the_zone_of_the_third_row_counts(tmp_path: Path) -> None:
    denver, zulu = (said(read_file(written(tmp_path, "a.csv", export(zone)))) for zone in ("America/Denver", "Z"))
    assert denver[0]["time"].isoformat() == "2026-03-04T17:02:00+00:00"
    assert zulu[0]["time"].isoformat() == "2026-03-04T10:02:00+00:00"


@pytest.mark.parametrize("status", ["IP Address,Survey Preview", "0,1", "IP Address,Spam", "0,8"])
def test_previews_and_spam_are_refused_and_told(tmp_path: Path, status: str) -> None:
    found = read_file(written(tmp_path, "a.tsv", export(status=status)))
    assert reasons(found) == [(6, "no_answer")]
    assert (found.report.rows, found.report.accepted) == (3, 2)
    assert found.report.rejections[0].value == status.split(",")[1]


def test_addresses_are_not_kept_and_choices_are_traits(tmp_path: Path) -> None:
    traits = [
        json.loads(row["traits"])
        for row in read_file(written(tmp_path, "a.csv", export())).tables["traits"].to_pylist()
    ]
    assert traits == [{"Który kanał?": "Kasa"}]
