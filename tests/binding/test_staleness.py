"""How evidence stands: fresh, stale, frozen or broken, each with its reason."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.binding.material_builder import material
from tropa.binding.staleness import Present, standing
from tropa.model.evidence import Evidence, QuoteSpan

TODAY = date(2026, 11, 24)
PRESENT = Present(material(("new",)).journeys.vocabulary, {"v1pay"}, 3)


def record(**told: Any) -> Evidence:
    base: dict[str, Any] = {
        "id": "ev_1", "question": "reach", "definition": "d", "grade": "D", "asked": TODAY, "review_days": 30,
        "table_version": 3,
    }  # fmt: skip
    return Evidence(**base | told)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, ("fresh", "")),
        ({"parameters": {"stage": "pay", "touchpoint": "card error", "segment": "new"}}, ("fresh", "")),
        ({"asked": TODAY - timedelta(days=31)}, ("stale", "review")),
        ({"asked": TODAY - timedelta(days=30)}, ("fresh", "")),
        ({"table_version": 2}, ("stale", "new_data")),
        ({"frozen": True, "table_version": 2, "asked": TODAY - timedelta(days=99)}, ("frozen", "")),
        ({"parameters": {"segment": "gone"}}, ("broken", "segment")),
        ({"parameters": {"stage": "gone"}}, ("broken", "stage")),
        ({"parameters": {"source": "catalog", "target": "gone"}}, ("broken", "touchpoint")),
        ({"parameters": {"channel": "gone"}}, ("broken", "channel")),
        ({"quotes": (QuoteSpan(verbatim_id="gone", start=0, end=3),)}, ("broken", "verbatim")),
        ({"quotes": (QuoteSpan(verbatim_id="v1pay", start=0, end=3),)}, ("fresh", "")),
    ],
)
def test_a_record_stands_as_the_data_and_the_day_say(told: dict[str, Any], expected: tuple[str, str]) -> None:
    found = standing(record(**told), TODAY, PRESENT)
    assert (found.state, found.reason) == expected


def test_the_day_is_told_since_which_it_is_stale() -> None:
    found = standing(record(asked=TODAY - timedelta(days=40)), TODAY, PRESENT)
    assert found.since == TODAY - timedelta(days=10)


def test_without_data_only_the_day_counts() -> None:
    assert standing(record(parameters={"stage": "gone"}, table_version=1), TODAY).state == "fresh"
    assert standing(record(asked=date(2026, 1, 1)), TODAY).state == "stale"
