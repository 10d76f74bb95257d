"""Whatever stands in the answers of services, importing them ends in a report and in rows that can be stored."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.files import imported, written
from tropa.events.schema import VERBATIMS
from tropa.ingest.object_sheet import inner, text_of

_COMMENT = {
    "id": 3,
    "author_id": 8,
    "user_id": 8,
    "body": "<p>Sorry</p>",
    "incoming": False,
    "created_at": "2026-05-12",
}
_TICKET = {
    "id": 1, "subject": "Late", "description": "It was late", "requester_id": 5, "submitter_id": 5, "responder_id": 6,
    "via": {"channel": "chat"}, "created_at": "2026-05-12T10:00:00Z", "comments": [_COMMENT],
    "conversations": [_COMMENT],
    "requester": {"id": 5, "email": "a@b.ru"}, "satisfaction_rating": {"score": "good", "comment": "ok"}, "source": 7,
}  # fmt: skip
_ANSWER = {"type": "number", "number": 4, "field": {"id": "q", "type": "rating", "ref": "r"}}
_RESPONSE = {
    "landing_id": "t", "token": "t", "submitted_at": "2026-05-12T10:00:00Z", "hidden": {"user_id": "7"},
    "definition": {"fields": [{"id": "q", "title": "Why?", "type": "rating", "properties": {"steps": 7}}]},
    "answers": [_ANSWER, {"type": "text", "text": "Too slow for me", "field": {"id": "w", "type": "long_text"}}],
}  # fmt: skip
_ATTRIBUTES = {"rating": 4, "title": "Ok", "body": "Good", "createdDate": "2026-05-12T10:00:00Z"}
_ENTRY = {"id": {"label": "7"}, "im:rating": {"label": "3"}, "title": {"label": "So"}, "content": {"label": "Slow"}}
SAMPLES: dict[str, Any] = {
    "zendesk": {"tickets": [_TICKET]},
    "freshdesk": [_TICKET, {"ratings": {"default_question": 103}, "ticket_id": 1, "feedback": "x", "user_id": 2}],
    "typeform": {"items": [_RESPONSE]},
    "app_store": [
        {"data": [{"type": "customerReviews", "id": "1", "attributes": _ATTRIBUTES}]}, {"feed": {"entry": [_ENTRY]}},
    ],
    "map_reviews": {"reviews": [{"reviewId": "g", "starRating": "FOUR", "comment": "Ok", "createTime": "2026-05-12"}]},
    "social": [
        {"response": {"items": [{"id": 5, "from_id": 7, "date": 1778576400, "text": "Ah"}]}},
        {"messages": [{"id": 2, "date_unixtime": "1778576400", "from_id": "user7", "text": ["a", {}]}]},
    ],
}  # fmt: skip
JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.just([1, None, "x"]), st.just({"a": {"b": 1}}),
    st.just([]), st.just({}), st.just("\ud83d"), st.just(float("nan")),
)  # fmt: skip


def broken(value: Any, draw: st.DataObject) -> Any:
    """The value with something else standing in some of its places."""
    if draw.draw(st.integers(0, 11)) == 0:
        return draw.draw(JUNK)
    if isinstance(value, dict):
        return {name: broken(inside, draw) for name, inside in value.items()}
    return [broken(inside, draw) for inside in value] if isinstance(value, list) else value


@pytest.mark.parametrize("reader", SAMPLES)
@settings(max_examples=60, deadline=None)
@given(draw=st.data())
def test_answers_broken_anywhere_end_in_a_report(reader: str, draw: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        text = json.dumps(broken(SAMPLES[reader], draw))
        found = imported(written(Path(folder), "a.json", text), reader)
    rows = found.tables.get("verbatims")
    assert rows is None or rows.schema == VERBATIMS
    report = found.report
    assert report.rows == report.accepted + report.rejected + report.duplicates or report.broken


def test_an_envelope_gives_its_records_and_anything_else_itself() -> None:
    assert inner({"items": [{"a": 1}, 7]}, "data", "items") == [{"a": 1}]
    assert inner({"data": {"a": 1}}, "data") == [{"a": 1}]
    assert inner({"a": 1}, "data") == [{"a": 1}]


def test_only_plain_values_are_text() -> None:
    values: list[object] = [None, True, {}, [], "", " a ", 2**60]
    assert [text_of(value) for value in values] == [None] * 5 + ["a", str(2**60)]
