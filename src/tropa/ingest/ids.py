"""Ids of customers as `kind:value`: text all the way, personal ones only as a SHA-256.

An e-mail is trimmed and lowered, a phone brought to E.164, and both are kept as hashes: the same person in two files
still meets, and nobody can read the address. An id that went through a floating-point number (`1.2345678901234568e+18`)
is refused, since its last digits are lost; where all digits are there (`123.0`) it is the whole number.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256

import phonenumbers
import pyarrow as pa
import pyarrow.compute as pc

from tropa.errors import InputError

EXACT = 2**53  # whole numbers below it survive a float64
_FLOAT = re.compile(r"([+-]?\d+)(?:[.,](\d+))?(?:[eE]\+?(\d+))?")
_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]{2,}")
_HASH = re.compile(r"[0-9a-f]{64}")


def person_id(kind: str, value: str) -> str | None:
    """The id in its kept form, None for an empty one; InputError where the value cannot be an id of the kind.

    >>> person_id("crm", " 17 "), person_id("crm", "17.0"), person_id("case", "NA")
    ('crm:17', 'crm:17', 'case:NA')
    >>> person_id("email", " Anna@Example.com ") == person_id("email", "anna@example.com")
    True
    """
    value = value.strip()
    if not value:
        return None
    if kind in ("email", "phone"):
        if _HASH.fullmatch(value.lower()):
            return f"{kind}_sha256:{value.lower()}"
        plain = email_address(value) if kind == "email" else phone_number(value)
        if plain is None:
            raise InputError(f"ingest.bad_{kind}", value=value)
        return f"{kind}_sha256:{sha256(plain.encode()).hexdigest()}"
    return f"{kind}:{whole_number(value)}"


def email_address(value: str) -> str | None:
    """The address trimmed and lowered; None where it is none."""
    value = value.strip().strip("<>").removeprefix("mailto:").lower()
    return value if _EMAIL.fullmatch(value) else None


@lru_cache(maxsize=200_000)
def phone_number(value: str) -> str | None:
    """The number in E.164; None where it is none. Without a country: 8… or 7… and ten digits is +7, nine digits +48.

    >>> phone_number("8 (912) 345-67-89"), phone_number("+48 512 345 678"), phone_number("512 345 678")
    ('+79123456789', '+48512345678', '+48512345678')
    """
    digits = re.sub(r"\D", "", value)
    if value.lstrip().startswith(("+", "00")):
        written = "+" + (digits[2:] if value.lstrip().startswith("00") else digits)
    elif len(digits) == 11 and digits[0] in "78":
        written = "+7" + digits[1:]
    elif len(digits) == 10 and digits[0] == "9":
        written = "+7" + digits
    elif len(digits) == 9:
        written = "+48" + digits
    else:
        written = "+" + digits
    try:
        number = phonenumbers.parse(written, None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def whole_number(value: str) -> str:
    """The id as written, or the whole number it names when it was shown as a float with all its digits.

    Raises InputError for a float whose last digits are lost.

    >>> whole_number("123.0"), whole_number("1.2345E+4"), whole_number("00017"), whole_number("1.10")
    ('123', '12345', '00017', '1.10')
    """
    if value.isdigit() or not (match := _FLOAT.fullmatch(value)):
        return value
    whole, fraction, exponent = match[1], match[2] or "", match[3]
    if exponent is None:
        if not fraction or fraction.strip("0"):
            return value
        if abs(int(whole)) >= EXACT:
            raise InputError("ingest.id_through_float", value=value)
        return str(int(whole))
    shift = int(exponent)
    if shift > 30 or len(fraction.rstrip("0")) > shift or len(fraction) < shift:
        raise InputError("ingest.id_through_float", value=value)
    number = int(whole + fraction[:shift])
    if abs(number) >= EXACT:
        raise InputError("ingest.id_through_float", value=value)
    return str(number)


def id_column(kind: str, values: pa.StringArray) -> tuple[pa.StringArray, dict[int, str]]:
    """The kept form of a column of ids (null for empty ones), and the error code of each refused position."""
    if kind in ("email", "phone"):
        return _mapped(values, lambda value: person_id(kind, value))
    trimmed = pc.utf8_trim_whitespace(values)
    present = pc.and_(pc.is_valid(trimmed), pc.not_equal(trimmed, ""))
    floats = pc.match_substring_regex(trimmed, r"^[+-]?\d+([.,]0+$|([.,]\d+)?[eE]\+?\d+$)")
    kept = pc.if_else(present, pc.binary_join_element_wise(kind, trimmed, ":"), pa.scalar(None, pa.string()))
    if not pc.any(floats).as_py():
        return kept, {}
    exact, refused = _mapped(pc.if_else(floats, trimmed, None), lambda value: person_id(kind, value))
    return pc.if_else(pc.fill_null(floats, False), exact, kept), refused


def _mapped(values: pa.StringArray, convert: Callable[[str], str | None]) -> tuple[pa.StringArray, dict[int, str]]:
    """Convert each distinct value once; a refusal becomes null and its code."""
    coded = values.dictionary_encode()
    codes: list[str | None] = []
    forms: list[str | None] = []
    for value in coded.dictionary.to_pylist():
        code, form = None, None
        try:
            form = convert(value)
        except InputError as error:
            code = error.code
        codes.append(code)
        forms.append(form)
    column = pa.array(forms, pa.string()).take(coded.indices)
    if not any(codes):
        return column, {}
    reasons = pa.array(codes, pa.string()).take(coded.indices)
    places = pc.indices_nonzero(pc.is_valid(reasons)).to_pylist()
    return column, {place: reasons[place].as_py() for place in places}
