"""Numbers of documents and bank accounts: by their check digits, or by the word that names them.

| what | known by | check |
|---|---|---|
| СНИЛС | its grouping, or its name | weighted sum modulo 101 |
| ИНН of a person | 12 digits, or its name | weighted sums modulo 11 (10 digits: only behind the name) |
| PESEL | 11 digits | date of birth and weighted sum modulo 10 |
| NIP | its grouping, or its name | weighted sum modulo 11 |
| REGON, passport, identity card, driving licence, health insurance | their name | none |
| IBAN, Polish NRB | their form | remainder 97 (ISO 13616) |
| Russian account | 20 digits that begin with 408 or 423, or its name | none |
| US social security, UK national insurance | their form | ranges that are given out |

Behind its name a number is masked even where its check digit is wrong. Orders, invoices and parcels are left alone.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from tropa.voice.mask_numbers import is_other
from tropa.voice.mask_span import Kind, Span

_S = "[ \u00a0\u2009]"
_NOT_IN = r"(?<![^\W_])(?<!\d[-.,])"
_END = r"(?![^\W_])(?![-.,]\d)"
_NO = rf"(?:{_S}*(?:№|#|nr\b\.?|no\b\.?|n°|номер\w*|numer\w*|number|is|to|это|:|=|-|–|—))*{_S}*"
_IBAN = re.compile(
    rf"{_NOT_IN}[A-Z]{{2}}\d{{2}}(?:{_S}?[A-Z0-9]{{4}}){{2,7}}(?:{_S}?[A-Z0-9]{{1,3}})?{_END}", re.IGNORECASE
)
_NRB = re.compile(rf"{_NOT_IN}\d{{2}}(?:{_S}?\d{{4}}){{6}}{_END}")
_RUSSIAN_ACCOUNT = re.compile(rf"{_NOT_IN}(?:408|423)\d{{2}}[ .]?\d{{3}}[ .]?\d[ .]?\d{{4}}[ .]?\d{{7}}{_END}")
_SNILS = re.compile(rf"{_NOT_IN}\d{{3}}[- ]\d{{3}}[- ]\d{{3}}[- ]?\d{{2}}{_END}")
_NIP = re.compile(rf"{_NOT_IN}(?:PL{_S}?)?(?:\d{{3}}-\d{{3}}-\d{{2}}-\d{{2}}|\d{{3}}-\d{{2}}-\d{{2}}-\d{{3}}){_END}")
_ELEVEN = re.compile(rf"{_NOT_IN}\d{{11}}{_END}")
_TWELVE = re.compile(rf"{_NOT_IN}\d{{12}}{_END}")
_US_SECURITY = re.compile(rf"{_NOT_IN}(?!000|666|9)\d{{3}}-(?!00)\d{{2}}-(?!0000)\d{{4}}{_END}")
_UK_INSURANCE = re.compile(
    rf"{_NOT_IN}[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]{_S}?\d{{2}}{_S}?\d{{2}}{_S}?\d{{2}}{_S}?[A-D]{_END}"
)
_DIGITS = r"\d(?:[- \u00a0]?\d){%s}"
_NAMES_AND_FORMS: tuple[tuple[str, str, Kind], ...] = (
    (r"снилс\w*|страхов\w+\sсвидетельств\w+", _DIGITS % "10", "document"),
    (r"инн", _DIGITS % "11" + "|" + _DIGITS % "9", "document"),
    (r"pesel\w*", _DIGITS % "10", "document"),
    (r"nip(?:-?\w{1,2})?", rf"(?:PL{_S}?)?" + _DIGITS % "9", "document"),
    (r"regon\w*", _DIGITS % "13" + "|" + _DIGITS % "8", "document"),
    (r"огрнип", _DIGITS % "14", "document"),
    (
        (
            rf"паспорт\w*(?:{_S}(?:рф|россии|гражданина{_S}рф))?|загранпаспорт\w*"
            rf"|(?:паспорт\w*,?{_S})?серия(?:{_S}и{_S}номер)?(?:{_S}паспорта)?"
        ),
        rf"\d{{2}}{_S}?\d{{2}}{_S}?,?{_S}?(?:(?:№|номер){_S}?)?\d{{3}}{_S}?\d{{3}}|\d{{2}}{_S}?\d{{7}}",
        "document",
    ),
    (
        r"водительск\w+(?:\sудостоверени\w+)?|права|в/у",
        rf"\d{{2}}{_S}?(?:\d{{2}}|[А-Я]{{2}}){_S}?\d{{6}}",
        "document",
    ),
    (r"полис\w*(?:\sомс)?|омс", _DIGITS % "15", "document"),
    (
        rf"paszport\w*|dow[oó]d\w*(?:{_S}osobist\w*)?|seria(?:{_S}i{_S}numer)?",
        rf"[A-Z]{{2,3}}{_S}?\d{{6,7}}",
        "document",
    ),
    (r"prawo\sjazdy|prawa\sjazdy", r"\d{5}/\d{2}/\d{4}", "document"),
    (
        rf"passport|identity{_S}card|id{_S}card|driv(?:er'?s|er|ing){_S}licen[cs]e",
        rf"(?=(?:[A-Z]?{_S}?[\dA-Z]*\d){{3}})[A-Z0-9]{{1,5}}{_S}?\d[A-Z0-9]{{5,12}}",
        "document",
    ),
    (rf"ssn|social{_S}security", r"\d{3}[- ]?\d{2}[- ]?\d{4}", "document"),
    (rf"national{_S}insurance|nino", rf"[A-Z]{{2}}(?:{_S}?\d{{2}}){{3}}{_S}?[A-D]", "document"),
    (rf"р/сч?|(?:расч[её]тн\w+|лицев\w+|банковск\w+){_S}сч[её]т\w*|сч[её]т\w*", r"\d(?:[ .]?\d){19}", "account"),
    (rf"(?:nr|numer)?{_S}?(?:konta|konto|rachun\w+)", rf"(?:PL{_S}?)?\d{{2}}(?:{_S}?\d{{4}}){{6}}", "account"),
    (rf"sort{_S}code", r"\d{2}-\d{2}-\d{2}", "account"),
)
_NAMED: tuple[tuple[re.Pattern[str], Kind], ...] = tuple(
    (re.compile(rf"(?<!\w)(?:{name}){_NO}(?P<value>{value}){_END}", re.IGNORECASE), kind)
    for name, value, kind in _NAMES_AND_FORMS
)  # fmt: skip


_ANY_NAME = re.compile(  # of `_NAMES_AND_FORMS`: most texts have none, and one look is quicker than seventeen
    r"снилс|свидет|инн|pesel|nip|regon|паспорт|серия|удост|права|в/у|полис|омс|огрн|paszp|dow[oó]d|seria|praw|passport"
    r"|card|licen[cs]e|ssn|security|insurance|nino|сч[её]т|р/с|kont|rachun|sort",
    re.IGNORECASE,
)
_ANY_FORM = re.compile(r"\d[\d. \u00a0\u2009-]{5,}[\dA-Z]|[A-Za-z]{2}\d{2}")


def documents(text: str) -> Iterator[Span]:
    """Numbers named by a word before them, and those whose form and check digits leave no doubt."""
    for pattern, kind in _NAMED if _ANY_NAME.search(text) else ():
        for found in pattern.finditer(text):
            yield Span(*found.span("value"), kind)
    for pattern, check, kind in _FORMS if _ANY_FORM.search(text) else ():
        for found in pattern.finditer(text):
            other = kind == "document" and is_other(text, *found.span())
            if not other and check(re.sub(r"[^A-Za-z0-9]", "", found[0])):
                yield Span(*found.span(), kind)


def unnamed(text: str) -> Iterator[Span]:
    """Plain runs of digits that are a PESEL or a person's ИНН and are not called an order, an amount or the like."""
    for pattern, check in ((_ELEVEN, is_pesel), (_TWELVE, is_inn)):
        for found in pattern.finditer(text):
            if check(found[0]) and not is_other(text, *found.span()):
                yield Span(*found.span(), "document")


def is_snils(digits: str) -> bool:
    """Whether the last two digits check the nine before them.

    >>> is_snils("11223344595"), is_snils("11223344596")
    (True, False)
    """
    return _weighted(digits[:9], range(9, 0, -1)) % 101 % 100 == int(digits[9:])


def is_inn(digits: str) -> bool:
    """Whether ten (company) or twelve (person) digits are a Russian taxpayer's number.

    >>> is_inn("7707083893"), is_inn("500100732259"), is_inn("500100732258")
    (True, True, False)
    """
    weights = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
    ends = (9,) if len(digits) == 10 else (10, 11)
    return all(_weighted(digits[:end], weights[-end:]) % 11 % 10 == int(digits[end]) for end in ends)


def is_pesel(digits: str) -> bool:
    """Whether eleven digits hold a date of birth and the right check digit.

    >>> is_pesel("44051401359"), is_pesel("44051401358"), is_pesel("44991401350")
    (True, False, False)
    """
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    try:
        date(1900 + year, month % 20, day)
    except ValueError:
        return False
    return (10 - _weighted(digits[:10], (1, 3, 7, 9, 1, 3, 7, 9, 1, 3))) % 10 == int(digits[10])


def is_nip(written: str) -> bool:
    """Whether ten digits, PL before them or not, are a Polish taxpayer's number.

    >>> is_nip("1234563218"), is_nip("PL1234563219")
    (True, False)
    """
    digits = written.upper().removeprefix("PL")
    return _weighted(digits[:9], (6, 5, 7, 2, 3, 4, 5, 6, 7)) % 11 == int(digits[9])


def is_iban(written: str) -> bool:
    """Whether letters and digits without spaces are an IBAN: moved and read as a number, the remainder by 97 is 1.

    >>> is_iban("GB82WEST12345698765432"), is_iban("GB82WEST12345698765433")
    (True, False)
    """
    moved = written[4:] + written[:4]
    return 15 <= len(written) <= 34 and int("".join(str(int(one, 36)) for one in moved)) % 97 == 1


def _weighted(digits: str, weights: range | tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def _always(_: str) -> bool:
    return True


_FORMS: tuple[tuple[re.Pattern[str], Callable[[str], bool], Kind], ...] = (
    (_IBAN, is_iban, "account"),
    (_NRB, lambda digits: is_iban("PL" + digits), "account"),
    (_RUSSIAN_ACCOUNT, _always, "account"),
    (_SNILS, is_snils, "document"),
    (_NIP, is_nip, "document"),
    (_US_SECURITY, _always, "document"),
    (_UK_INSURANCE, _always, "document"),
)
