"""Phone and card numbers in a text.

Numbers are read as groups of digits. A run of groups is a card number where its length and beginning are a card
scheme's and its check digit is right (Luhn, ISO/IEC 7812); a phone number where it is grouped as phone numbers are
written and `phonenumbers` (Google's libphonenumber) finds it valid: with +, anywhere; without, as Russian, Polish or
North American (nine digits, alone or in threes, must be a Polish mobile). Order numbers, amounts of money and dates
stay: a number behind such a word as "order", or before a currency or a unit, or with a date in it, is no phone number.
"""

import re

import phonenumbers

from tropa.voice.mask_span import Span

_MOST_GROUPS = 8  # of digits in one number
_DIGITS = re.compile(r"(?<![^\W_])(?<!\d,)\d++(?![^\W_])")
_BETWEEN = re.compile(r"[ \u00a0\u2009]?[-–().][ \u00a0\u2009]?[(]?|[ \u00a0\u2009][(]?")
_DATE = re.compile(r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}|(?:19|20)\d{2}[./-]\d{1,2}[./-]\d{1,2})(?!\d)")
_NUMBER_OF = re.compile(
    r"(?:№|\#|\b(?:заказ\w*|заявк\w*|договор\w*|сч[её]т\w*|артикул\w*|товар\w*|брон[ьи]\w*|трек\w*|инн|огрн|снилс|order|invoice|ticket"
    r"|product|item|booking|reservation|rezerwacj\w*"
    r"|tracking|sku|id|zamówieni\w*|faktur\w*|umow\w*|przesyłk\w*|paczk\w*|nip|pesel|regon))"
    r"\s*(?:№|\#|nr\b\.?|no\b\.?|номер\w*|numer\w*|number)?\s*[:=]?\s*\Z",
    re.IGNORECASE,
)
_MONEY_BEFORE = re.compile(r"[$€£₽]\s?\Z")
_UNIT_AFTER = re.compile(
    r"\s?(?:[₽€$£%]|р\.|(?:руб\w*|коп|тыс|млн|шт|км|zł\w*|gr|szt|tys|mln|km|pcs|pln|usd|eur|rub)\b)", re.IGNORECASE
)
_CARD = re.compile(
    r"4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01])\d{13}|220[0-4]\d{12,15}|3[47]\d{13}|6\d{15,18}"
)
_CARD_GROUPS = {(4, 4, 4, 4), (4, 6, 5), (4, 4, 4, 4, 3), (4, 4, 4, 1), (4, 4, 4, 4, 1)}
_LOCAL_GROUPS = {  # digits in each group → regions that write their numbers so
    (2, 3, 2, 2): ("PL",),
    (2, 7): ("PL",),
    (3, 3, 2, 2): ("RU",),
    (3, 7): ("RU",),
    (4, 2, 2, 2): ("RU",),
    (4, 6): ("RU",),
    (3, 3, 4): ("RU", "US"),
}
_POLISH_MOBILE = {(9,), (3, 3, 3)}


def numbers(text: str, taken: bytearray) -> list[Span]:
    """Phone and card numbers outside the marked characters: from each group of digits, the longest run that is one."""
    groups = [found.span() for found in _DIGITS.finditer(text) if not taken[found.start()]]
    spans: list[Span] = []
    i = 0
    while i < len(groups):
        j = i
        while j + 1 < len(groups) and j - i + 1 < _MOST_GROUPS and _joined(text, groups[j][1], groups[j + 1][0]):
            j += 1
        while j >= i:
            span = _number(text, groups[i : j + 1])
            if span is not None:
                spans.append(span)
                break
            j -= 1
        i = max(i, j) + 1
    return spans


def _joined(text: str, end: int, start: int) -> bool:
    return start - end <= 4 and _BETWEEN.fullmatch(text, end, start) is not None


def _number(text: str, groups: list[tuple[int, int]]) -> Span | None:
    """The card or phone number these groups of digits are together, if they are one."""
    start, end = groups[0][0], groups[-1][1]
    sizes = tuple(b - a for a, b in groups)
    if not 9 <= sum(sizes) <= 19:
        return None
    digits = "".join(text[a:b] for a, b in groups)
    if (len(sizes) == 1 or sizes in _CARD_GROUPS) and _CARD.fullmatch(digits) and luhn(digits):
        return Span(start, end, "card")
    opened = start - (start > 0 and text[start - 1] == "(")
    plus = opened > 0 and text[opened - 1] == "+"
    if plus:
        valid = len(digits) <= 15 and _valid(f"+{digits}", None)
        first = opened - 1 - (opened > 1 and text[opened - 2] == "(" and ")" in text[start:end])
        return Span(first, end, "phone") if valid else None
    mobile = sizes in _POLISH_MOBILE and _valid(digits, "PL", mobile=True)
    local = mobile or any(_valid(digits, region) for region in _regions(digits, sizes))
    return Span(opened, end, "phone") if local and not is_other(text, opened, end) else None


def _regions(digits: str, sizes: tuple[int, ...]) -> tuple[str, ...]:
    if digits.startswith("00") and len(digits) <= 15:
        return ("PL",)  # 00 and the country's code
    if len(digits) == 11 and digits[0] in "78":
        return ("RU",)
    if len(digits) == 11 and digits[0] == "1" and sizes == (1, 3, 3, 4):
        return ("US",)
    if sizes == (10,) and digits[0] == "9":
        return ("RU",)
    return _LOCAL_GROUPS.get(sizes, ())


def _valid(number: str, region: str | None, *, mobile: bool = False) -> bool:
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return False
    if mobile:
        return phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.MOBILE
    return phonenumbers.is_valid_number(parsed)


def is_other(text: str, start: int, end: int) -> bool:
    """Whether what stands around a number says that it is no phone number."""
    before = text[max(start - 40, 0) : start]
    return bool(
        _NUMBER_OF.search(before)
        or _MONEY_BEFORE.search(before)
        or _UNIT_AFTER.match(text, end)
        or _DATE.search(text, max(start - 1, 0), min(end + 1, len(text)))
    )


def luhn(digits: str) -> bool:
    """Whether the last digit checks the others (ISO/IEC 7812)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
