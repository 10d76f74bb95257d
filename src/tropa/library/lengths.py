"""Lengths of time and lists of names as people write them in Python."""

from collections.abc import Sequence

from tropa.errors import QuestionError
from tropa.kit.time import parse_length

Length = int | str | None  # microseconds, or written as "7d"


def micros(length: Length) -> int | None:
    """Microseconds of a length; QuestionError `library.bad_length` for what is none.

    >>> micros("2h"), micros(None)
    (7200000000, None)
    """
    if not isinstance(length, str):
        return length
    try:
        return parse_length(length)
    except ValueError:
        raise QuestionError("library.bad_length", value=length) from None


def names(given: str | Sequence[str]) -> tuple[str, ...]:
    """One name or several as several.

    >>> names("cart"), names(["cart", "pay"])
    (('cart',), ('cart', 'pay'))
    """
    return (given,) if isinstance(given, str) else tuple(given)
