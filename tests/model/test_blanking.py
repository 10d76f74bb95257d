"""A customer's words are taken out of documents, wherever they stand."""

from datetime import date
from typing import Any

import pytest

from tropa.model.blanking import Blanking

TODAY = date(2026, 5, 1)
TEXT = "The courier never came to me. I waited for the whole day!"


def blanked(value: Any) -> tuple[Any, int]:
    blanking = Blanking(["v1"], [TEXT], "[gone]", TODAY)
    return blanking(value), blanking.places


@pytest.mark.parametrize(
    "words", [TEXT, "«The courier never came to me»", "I waited for the whole…", f"He said: {TEXT}"]
)
def test_the_words_are_found_whole_in_part_and_quoted(words: str) -> None:
    assert blanked({"curve": [{"label": words}]}) == ({"curve": [{"label": "[gone]"}]}, 1)


@pytest.mark.parametrize("words", ["The courier", "I waited", "", "Another courier never came to us", "v2"])
def test_short_and_other_words_stay(words: str) -> None:
    assert blanked([words]) == ([words], 0)


def test_evidence_loses_the_quote_and_is_stale_today() -> None:
    record = {
        "asked": "2026-05-01",
        "review_days": 30,
        "parameters": {"verbatim": "v1", "stage": "buy", "lists": ["a"]},
        "quotes": [{"verbatim_id": "v1", "start": 0, "end": 9}, {"verbatim_id": "v2", "start": 0, "end": 9}],
    }
    found, places = blanked(record)
    assert (found["review_days"], places) == (-1, 1)
    assert found["quotes"] == [{"verbatim_id": "v2", "start": 0, "end": 9}]
    assert found["parameters"] == {"stage": "buy", "lists": ["a"]}
    assert blanked(record | {"asked": "2026-04-01"})[0]["review_days"] == 0


def test_a_card_that_quotes_somebody_else_stays() -> None:
    card = {"body": "Another story altogether, of another customer", "quote": {"verbatim_id": "v2"}}
    assert blanked(card) == (card, 0)
