from pathlib import Path

import pytest

from tests.ingest.files import imported, reasons, written
from tropa.ingest.head import look
from tropa.ingest.reviews import Reviews


@pytest.mark.parametrize(
    ("columns", "least", "most"),
    [
        ("Star Rating,Review Text", 0.9, 1.0),
        ("date,rating,review", 0.7, 0.8),
        ("date,rating,text", 0.5, 0.6),
        ("date,rating,city", 0.0, 0.0),
        ("customer_id,date,event", 0.0, 0.0),
    ],
)
def test_a_text_beside_a_rating_is_recognised_by_degrees(
    tmp_path: Path, columns: str, least: float, most: float
) -> None:
    head = look(written(tmp_path, "a.csv", f"{columns}\n1,2,3\n"))
    assert least <= Reviews().recognise(head) <= most


def test_a_review_has_its_stars_its_words_and_the_kind_review(tmp_path: Path) -> None:
    text = "date,rating,review,language\n2026-05-01,4,Works well for me,en-GB\n2026-05-02,,Never again I say,pl\n"
    rows = imported(written(tmp_path, "a.csv", text), "reviews").tables["verbatims"].to_pylist()
    assert [(row["kind"], row["rating"], row["language"]) for row in rows] == [
        ("review", 4.0, "en"),
        ("review", None, "pl"),
    ]
    assert (rows[0]["scale_low"], rows[0]["scale_high"]) == (1.0, 5.0)


def test_what_a_company_answers_is_not_a_customers_voice(tmp_path: Path) -> None:
    text = "Star Rating,Review Text,Developer Reply Text\n2,It fails every day,We are very sorry for this\n"
    rows = imported(written(tmp_path, "a.csv", text), "reviews").tables["verbatims"].to_pylist()
    assert [row["text"] for row in rows] == ["It fails every day"]


def test_a_review_of_nothing_is_refused(tmp_path: Path) -> None:
    found = imported(written(tmp_path, "a.csv", "rating,review\n5,fine\n,\n"), "reviews")
    assert reasons(found) == [(3, "nothing_said")]
