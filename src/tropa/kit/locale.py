"""Text in the reader's language: catalogues with plural forms, numbers, dates and durations.

A catalogue is `tropa/texts/<room>.<language>.toml`. A value is a template with `{name}` fields, or a table of
plural forms chosen by the number `n`: `customers = { one = "{n} customer", other = "{n} customers" }`.
Keys are dotted paths through the tables. Russian and Polish use the forms one, few, many, other.
"""

import os
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Context, localcontext
from functools import cache
from importlib.resources import files
from typing import Literal

Language = Literal["ru", "pl", "en"]
LANGUAGES: tuple[Language, ...] = ("ru", "pl", "en")

Entry = str | dict[str, str]
_WIDE = Context(prec=700)  # digits enough to write out any float; the default 28 raise beyond 1e28


def reader_language() -> Language:
    """The language of the person at this terminal: TROPA_LANGUAGE, else the locale's, else English."""
    for variable in ("TROPA_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")[:2].lower()
        for language in LANGUAGES:
            if value == language:
                return language
    return "en"


@cache
def catalogue(room: str, language: Language) -> Mapping[str, Entry]:
    """All texts of a room in a language, by dotted key."""
    source = files("tropa").joinpath("texts", f"{room}.{language}.toml").read_text("utf-8")
    return dict(_flatten("", tomllib.loads(source)))


def text(room: str, key: str, language: Language, /, **facts: object) -> str:
    """The text `key` of `room` with its fields filled in; KeyError where the catalogue has no such key.

    >>> text("kit", "count.customers", "ru", n=5)
    '5 клиентов'
    """
    entry = catalogue(room, language)[key]
    if isinstance(entry, dict):
        number = facts["n"]
        assert isinstance(number, int | float)
        entry = entry.get(plural_form(number, language), entry["other"])
    if "n" in facts and isinstance(facts["n"], int | float):
        facts["n"] = number_text(facts["n"], language)
    return entry.format_map(facts)


def has_text(room: str, key: str, language: Language) -> bool:
    """Whether the room's catalogue has the key."""
    return key in catalogue(room, language)


def plural_form(number: float, language: Language) -> str:
    """The CLDR plural category of a number: one, few, many or other."""
    from babel import Locale

    return str(Locale.parse(language).plural_form(number))


def number_text(value: float, language: Language, digits: int | None = None) -> str:
    """A number as the language writes it; `digits` fixes the decimals, else at most two are shown.

    >>> number_text(1234567.5, "pl")
    '1\\xa0234\\xa0567,5'
    """
    from babel.numbers import format_decimal

    pattern = "#,##0.##" if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
    with localcontext(_WIDE):
        return str(format_decimal(value, format=pattern, locale=language))


def percent_text(share: float, language: Language) -> str:
    """A share 0…1 in per cent with two significant digits and never more than one decimal.

    >>> percent_text(0.0345, "en"), percent_text(0.3451, "en"), percent_text(0.9964, "en")
    ('3.4%', '35%', '99.6%')
    """
    from babel.numbers import format_percent

    points = abs(share) * 100
    decimals = 1 if 0 < points < 9.95 or 99 < points < 100 else 0
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "") + ("%" if language == "en" else "\xa0%")
    with localcontext(_WIDE):
        return str(format_percent(share, format=pattern, locale=language))


def money_text(value: float, currency: str, language: Language) -> str:
    """An amount of money with its currency, without cents from 100 up."""
    from babel.numbers import format_currency

    whole = abs(value) >= 100
    with localcontext(_WIDE):
        return str(
            format_currency(
                round(value) if whole else value,
                currency,
                locale=language,
                currency_digits=False,
                decimal_quantization=False,
                format="¤#,##0.##" if language == "en" else "#,##0.##\xa0¤",
            )
        )


def date_text(day: date, language: Language) -> str:
    """A date with the month in letters: 3 мая 2026, 3 maja 2026, 3 May 2026."""
    from babel.dates import format_date

    return str(format_date(day, format="d MMMM y", locale=language))


def duration_text(seconds: float, language: Language) -> str:
    """A length of time in its largest unit, two significant digits: `3.2 h`, `12 d`."""
    for unit, size in (("d", 86400.0), ("h", 3600.0), ("min", 60.0)):
        if abs(seconds) >= size:
            return text("kit", f"unit.{unit}", language, value=_two_digits(seconds / size, language))
    return text("kit", "unit.s", language, value=_two_digits(seconds, language))


def _two_digits(value: float, language: Language) -> str:
    return number_text(round(value, 1) if abs(value) < 9.95 else round(value), language)


def _flatten(prefix: str, table: Mapping[str, object]) -> list[tuple[str, Entry]]:
    pairs: list[tuple[str, Entry]] = []
    for key, value in table.items():
        if isinstance(value, str) or (isinstance(value, dict) and "other" in value):
            pairs.append((prefix + key, value))
        elif isinstance(value, dict):
            pairs.extend(_flatten(f"{prefix}{key}.", value))
        else:
            raise TypeError(f"catalogue entry {prefix}{key} is neither a text nor plural forms")
    return pairs
