import json
from pathlib import Path
from typing import Any

from tests.ingest.files import imported, reasons, written
from tests.ingest.stories import said, told
from tropa.ingest.read import read_file
from tropa.ingest.registry import recognise


def review(number: int, **attributes: Any) -> dict[str, Any]:
    known = {"rating": 1, "title": "Crash", "body": "Won’t open 😭", "reviewerNickname": "anna77"}
    known |= {"createdDate": "2026-02-03T04:05:06-08:00", "territory": "GBR"}
    return {"type": "customerReviews", "id": f"0000-{number}", "attributes": known | attributes}


def test_the_answer_of_app_store_connect_is_read(tmp_path: Path) -> None:
    answer = {
        "data": [review(1), review(2, rating=5, title="Супер", body="Всё работает", territory="RUS")],
        "included": [{"type": "customerReviewResponses", "attributes": {"responseBody": "Thank you"}}],
        "links": {"self": "…"},
    }
    path = written(tmp_path, "reviews.json", json.dumps(answer, ensure_ascii=False, indent=1))
    assert recognise(path)[0].source == "app_store"
    found = read_file(path)
    assert told(found, "rating", "text", "ids") == [(1, "Crash\nWon’t open 😭", []), (5, "Супер\nВсё работает", [])]
    assert said(found)[0]["time"].isoformat() == "2026-02-03T12:05:06+00:00"
    assert found.report.rows == 2


def test_one_review_a_line_and_several_pages_are_the_same(tmp_path: Path) -> None:
    lines = written(tmp_path, "a.jsonl", "\n".join(json.dumps(review(n)) for n in (1, 2)), "utf-8-sig")
    pages = written(tmp_path, "b.jsonl", "\n".join(json.dumps({"data": [review(n)]}) for n in (1, 2)))
    ids = [[row["verbatim_id"] for row in said(read_file(path))] for path in (lines, pages)]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 2


def test_the_public_feed_is_read_without_the_app_itself(tmp_path: Path) -> None:
    def labels(**named: str) -> dict[str, Any]:
        return {name.replace("__", ":"): {"label": value} for name, value in named.items()}

    app = labels(id="app", title="Kino", im__name="Kino")
    one = labels(
        id="99", im__rating="3", title="Tak sobie", content="Długo się ładuje", updated="2026-03-01T10:00:00-07:00"
    )
    path = written(tmp_path, "feed.json", json.dumps({"feed": {"entry": [app, one]}}, ensure_ascii=False))
    assert recognise(path)[0].source == "app_store"
    assert told(read_file(path), "rating", "text") == [(3, "Tak sobie\nDługo się ładuje")]


def test_a_table_with_a_territory_is_read(tmp_path: Path) -> None:
    text = (
        "Date;Rating;Title;Review;Author;Territory\n2026-03-01;4;Ok;Could be faster;bob;USA\n2026-03-02;7;;x y;al;USA\n"
    )
    path = written(tmp_path, "a.csv", text, "cp1252")
    assert recognise(path)[0].source == "app_store"
    found = read_file(path)
    assert told(found, "rating", "text") == [(4, "Ok\nCould be faster")]
    assert reasons(found) == [(3, "rating_off_scale")]


def test_a_broken_line_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    lines = [json.dumps(review(1)), '{"type": "customerReviews", "id"', json.dumps(review(2, rating="five"))]
    found = imported(written(tmp_path, "a.jsonl", "\n".join(lines)), "app_store")
    assert reasons(found) == [(2, "bad_json"), (3, "bad_number")]
    assert len(said(found)) == 1
