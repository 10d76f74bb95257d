"""Quotes are literal, of the right length, different, and of different customers."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.voice.said import said
from tropa.voice.quotes import FEWEST_WORDS, MOST_WORDS, quotes

LATE = "Доставка опоздала на три дня и никто не позвонил"
LOST = "Посылку потеряли, а деньги до сих пор не вернули"
RUDE = "Оператор нагрубил мне и бросил трубку посреди разговора"
GOOD = "Всё привезли вовремя, курьер был вежлив и помог донести"


def ids(table: Any, **wanted: Any) -> list[str]:
    return [quote.verbatim_id for quote in quotes(table, **wanted)]


def test_the_lowest_ratings_come_first_among_the_negative_and_the_highest_among_the_positive() -> None:
    table = said(
        {"text": LATE, "rating": 2},
        {"text": LOST, "rating": 1},
        {"text": RUDE, "rating": 3},
        {"text": GOOD, "rating": 5},
        {"text": GOOD + " до квартиры", "rating": None},
    )
    assert ids(table, valence="negative") == ["v1", "v0"]
    assert ids(table, valence="positive") == ["v3"]


def test_nps_answers_are_judged_as_detractors_and_promoters() -> None:
    scale = {"kind": "nps", "scale_low": 0, "scale_high": 10}
    table = said(
        *({"text": text, "rating": r, **scale} for text, r in zip((LATE, LOST, RUDE, GOOD), (6, 7, 8, 9), strict=True))
    )
    assert ids(table, valence="negative") == ["v0"]
    assert ids(table, valence="positive") == ["v3"]


def test_staff_and_those_who_refused_are_never_quoted() -> None:
    table = said({"text": LATE, "speaker_role": "staff"}, {"text": LOST, "consent": False}, {"text": RUDE})
    assert ids(table) == ["v2"]


def test_a_customer_is_quoted_once_and_near_duplicates_are_not_repeated() -> None:
    table = said(
        {"text": LATE, "customer": "anna"},
        {"text": LOST, "customer": "anna"},
        {"text": LATE + "!!!"},
        {"text": RUDE, "customer": None},
        {"text": GOOD, "customer": None},
    )
    found = quotes(table, limit=5)
    assert len({q.customer for q in found if q.customer}) == len([q for q in found if q.customer])
    assert sum("Доставка" in q.text for q in found) <= 1
    assert {"v3", "v4"} <= {q.verbatim_id for q in found}


def test_only_the_stage_asked_for_is_quoted() -> None:
    table = said({"text": LATE, "stage": "delivery"}, {"text": LOST, "stage": "return"}, {"text": RUDE})
    assert ids(table, stage="return") == ["v1"]


def test_the_most_typical_complaint_stands_before_the_odd_one() -> None:
    texts = [f"Курьер опоздал и доставка пришла поздно, в {hour} часов вечера" for hour in ("семь", "восемь", "девять")]
    table = said({"text": RUDE, "rating": 1}, *({"text": text, "rating": 1} for text in texts))
    assert ids(table, valence="negative", limit=1) != ["v0"]


def test_a_long_text_is_cut_at_its_sentences_and_a_short_one_is_left_out() -> None:
    long = " ".join(f"Это предложение номер {n} про доставку заказа домой." for n in range(20))
    table = said({"text": long}, {"text": "Плохо."})
    (quote,) = quotes(table)
    assert quote.text.startswith("Это предложение")
    assert quote.text.endswith("домой.")
    assert long[quote.start : quote.end] == quote.text


def test_a_single_endless_sentence_is_cut_after_forty_words() -> None:
    (quote,) = quotes(said({"text": "слово " * 100}))
    assert len(quote.text.split()) == MOST_WORDS


@given(st.lists(st.text("абв .!?\n»", max_size=300), max_size=5))
def test_quotes_are_literal_and_of_the_right_length(texts: list[str]) -> None:
    table = said(*({"text": text} for text in texts))
    for quote in quotes(table, limit=5):
        text = texts[int(quote.verbatim_id[1:])]
        assert text[quote.start : quote.end] == quote.text == quote.text.strip()
        assert 0 < len(quote.text.split()) <= MOST_WORDS * 3  # "а.б" is one piece and two words
        assert FEWEST_WORDS > 0


@pytest.mark.parametrize("limit", [0, 1, 2])
def test_no_more_than_the_limit_are_given(limit: int) -> None:
    assert len(quotes(said({"text": LATE}, {"text": LOST}, {"text": RUDE}), limit=limit)) == limit
