"""Time as Tropa counts it: whole microseconds since 1970 in UTC, and lengths of time such as `30m`."""

import re
from datetime import UTC, datetime, timedelta

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_UNITS = {"us": 1, "ms": 1_000, "s": SECOND, "m": MINUTE, "min": MINUTE, "h": HOUR, "d": DAY, "w": 7 * DAY}
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(us|ms|s|min|m|h|d|w)\s*")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros(moment: datetime) -> int:
    """Microseconds since 1970; a moment without a zone is refused with ValueError."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone has no place on the UTC line")
    return (moment - _EPOCH) // timedelta(microseconds=1)


def moment(micros_: int) -> datetime:
    """The UTC moment of a number of microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=micros_)


def parse_length(written: str) -> int:
    """Microseconds of a written length of time, `30m`, `7d`, `1.5h`; ValueError for a number without a unit.

    >>> parse_length("30m") == 30 * MINUTE
    True
    """
    match = _LENGTH.fullmatch(written)
    if match is None:
        raise ValueError(f"{written!r} is not a length of time; write a number and a unit: 30m, 2h, 7d, 4w")
    return round(float(match[1]) * _UNITS[match[2]])


def write_length(length: int) -> str:
    """The shortest exact writing of a length of time that `parse_length` reads back."""
    for unit in ("w", "d", "h", "m", "s", "ms"):
        if length and length % _UNITS[unit] == 0:
            return f"{length // _UNITS[unit]}{unit}"
    return f"{length}us"
