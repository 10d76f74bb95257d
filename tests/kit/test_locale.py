"""Texts, plural forms and numbers in three languages."""

from datetime import date

import pytest

from tropa.kit.locale import (
    Language,
    date_text,
    duration_text,
    money_text,
    number_text,
    percent_text,
    reader_language,
    text,
)


@pytest.mark.parametrize(
    ("language", "n", "expected"),
    [
        ("en", 1, "1 customer"),
        ("en", 1200, "1,200 customers"),
        ("ru", 1, "1 клиент"),
        ("ru", 3, "3 клиента"),
        ("ru", 11, "11 клиентов"),
        ("ru", 21, "21 клиент"),
        ("pl", 1, "1 klient"),
        ("pl", 4, "4 klientów"),
    ],
)
def test_a_count_takes_the_plural_form_of_its_language(language: Language, n: int, expected: str) -> None:
    assert text("kit", "count.customers", language, n=n) == expected


@pytest.mark.parametrize(
    ("share", "expected"), [(0.0345, "3.4%"), (0.3451, "35%"), (0.9964, "99.6%"), (0, "0%"), (1, "100%")]
)
def test_a_share_shows_two_significant_digits(share: float, expected: str) -> None:
    assert percent_text(share, "en") == expected


def test_a_share_in_russian_has_a_no_break_space_before_the_sign() -> None:
    assert percent_text(0.3451, "ru") == "35\xa0%"


def test_numbers_follow_the_language() -> None:
    assert number_text(1234567.5, "pl") == "1\xa0234\xa0567,5"
    assert number_text(1234.5, "en", digits=0) == "1,234"


def test_numbers_of_any_size_can_be_written() -> None:
    assert percent_text(-1.9e34, "en").startswith("-1,900,000")
    assert number_text(1e300, "pl").startswith("1\xa0000")


def test_money_drops_cents_from_a_hundred_up() -> None:
    assert money_text(299, "RUB", "ru") == "299\xa0₽"
    assert money_text(29.9, "PLN", "pl") == "29,9\xa0zł"


@pytest.mark.parametrize(("seconds", "expected"), [(5, "5 s"), (90, "1.5 min"), (7200, "2 h"), (12 * 86400, "12 d")])
def test_a_duration_is_told_in_its_largest_unit(seconds: float, expected: str) -> None:
    assert duration_text(seconds, "en") == expected


def test_dates_have_the_month_in_letters() -> None:
    assert date_text(date(2026, 5, 3), "ru") == "3 мая 2026"
    assert date_text(date(2026, 5, 3), "pl") == "3 maja 2026"


def test_the_readers_language_is_the_variable_before_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    monkeypatch.delenv("TROPA_LANGUAGE", raising=False)
    assert reader_language() == "ru"
    monkeypatch.setenv("TROPA_LANGUAGE", "pl")
    assert reader_language() == "pl"


def test_an_unknown_locale_reads_english(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("TROPA_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(variable, "C")
    assert reader_language() == "en"
