"""Where the parts of a written date stand: the layout that all values of the same shape share."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tropa.kit.time import DAY, HOUR, MINUTE, SECOND

Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]

_CLOCK = (
    r"(?:(?:\s*[T,]\s*|\s+|\s*в\s*)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?)?"
)
_ZONE = r"\s*(?P<zone>Z|UTC|GMT|(?:UTC|GMT)?(?P<sign>[+\-−])(?P<zone_hour>\d{1,2})(?::?(?P<zone_minute>\d{2}))?)?"
_MONTH = r"(?P<name>[^\W\d_]{3,})\.?"
_DATES = (
    r"(?P<year>\d{4})(?P<separator>[-/.])(?P<month>\d{1,2})(?P=separator)(?P<day>\d{1,2})",
    r"(?P<first>\d{1,2})(?P<separator>[-/.])(?P<second_>\d{1,2})(?P=separator)(?P<year>\d{4}|\d{2})",
    rf"(?:[^\W\d_]{{2,}}\.?,?\s+)?(?P<day>\d{{1,2}})[\s.-]+{_MONTH}[\s.,-]+(?P<year>\d{{4}})(?:\s*г\.?)?",
    rf"(?:[^\W\d_]{{2,}}\.?,?\s+)?{_MONTH}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})",
)
_WHOLE = tuple(re.compile(date + _CLOCK + _ZONE) for date in _DATES)
_COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
    r"(?:[T ]?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?)?" + _ZONE
)
_MONTH_STEMS = (
    ("jan", "янв", "sty"), ("feb", "фев", "lut"), ("mar", "мар"), ("apr", "апр", "kwi"), ("may", "май", "мая", "maj"),
    ("jun", "июн", "cze"), ("jul", "июл", "lip"), ("aug", "авг", "sie"), ("sep", "сен", "wrz"), ("oct", "окт", "paź"),
    ("nov", "ноя", "lis"), ("dec", "дек", "gru"),
)  # fmt: skip
_MONTHS = {stem: number for number, stems in enumerate(_MONTH_STEMS, 1) for stem in stems}
_DIRECTIVES = {
    "Y": r"(?P<year>\d{4})",
    "y": r"(?P<year>\d{2})",
    "m": r"(?P<month>\d{1,2})",
    "d": r"(?P<day>\d{1,2})",
    "H": r"(?P<hour>\d{1,2})",
    "I": r"(?P<hour>\d{1,2})",
    "M": r"(?P<minute>\d{1,2})",
    "S": r"(?P<second>\d{1,2})",
    "f": r"(?P<fraction>\d{1,9})",
    "p": r"(?P<half>[AaPp]\.?[Mm]\.?)",
    "z": _ZONE,
    "b": _MONTH,
    "B": _MONTH,
    "%": "%",
}


@dataclass(frozen=True)
class Layout:
    """Byte spans of the numbers in a written date, and what the letters between them say."""

    spans: dict[str, tuple[int, int]]
    month: int | None = None  # written as a name
    separator: str = ""
    swappable: bool = False  # day and month are both numbers at the front
    halves: bool = False  # a.m. and p.m. are written
    afternoon: bool = False
    zoned: bool = False
    zone_sign: int = 1

    def numbers(self, matrix: Bytes, part: str) -> Ints:
        """The numbers of one part, for every row of the matrix; zeros where the layout has no such part."""
        start, end = self.spans.get(part, (0, 0))
        total = np.zeros(len(matrix), np.int64)
        for place in range(start, end):
            total = total * 10 + (matrix[:, place].astype(np.int64) - 48)
        return total

    def read(self, matrix: Bytes) -> tuple[Ints, NDArray[np.bool_]]:
        """Microseconds since 1970 by the clock on the wall (UTC where a zone is written), and which are real dates."""
        days, real = self._days(matrix)
        hour = self.numbers(matrix, "hour")
        minute, second = self.numbers(matrix, "minute"), self.numbers(matrix, "second")
        real &= (hour <= 23) & (minute <= 59) & (second <= 60)
        if self.halves:
            real &= (hour >= 1) & (hour <= 12)
            hour = hour % 12 + (12 if self.afternoon else 0)
        start, end = self.spans.get("fraction", (0, 0))
        fraction = self.numbers(matrix, "fraction") * 10 ** (9 - (end - start)) // 1000
        away = self.numbers(matrix, "zone_hour") * HOUR + self.numbers(matrix, "zone_minute") * MINUTE
        moment = days * DAY + hour * HOUR + minute * MINUTE + second * SECOND + fraction
        return np.where(real, moment - self.zone_sign * away, 0), real

    def _days(self, matrix: Bytes) -> tuple[Ints, NDArray[np.bool_]]:
        year, day = self.numbers(matrix, "year"), self.numbers(matrix, "day")
        start, end = self.spans["year"]
        if end - start == 2:
            year = np.where(year < 70, 2000, 1900) + year
        month = self.numbers(matrix, "month") if self.month is None else np.full(len(matrix), self.month, np.int64)
        real = (month >= 1) & (month <= 12)
        months = (year - 1970) * 12 + np.where(real, month, 1) - 1
        first = months.astype("M8[M]").astype("M8[D]").astype(np.int64)
        after = (months + 1).astype("M8[M]").astype("M8[D]").astype(np.int64)
        return first + day - 1, real & (day >= 1) & (day <= after - first)


def date_layout(text: str, month_first: bool) -> Layout | None:
    """The layout of a written date, None where it is none.

    >>> sorted(date_layout("31.12.2025 23:59", False).spans)
    ['day', 'hour', 'minute', 'month', 'year']
    """
    match = _COMPACT.fullmatch(text) if text[:8].isdigit() else None
    match = match or next((found for form in _WHOLE if (found := form.fullmatch(text))), None)
    return None if match is None else _from_match(text, match, month_first)


def pattern_layout(text: str, pattern: str) -> Layout | None:
    """The layout of a text by a strptime pattern; ValueError for a pattern that names no full date."""
    expression = "".join(
        _DIRECTIVES.get(piece[1], "(") if len(piece) == 2 and piece[0] == "%" else re.escape(piece)
        for piece in re.findall(r"%.|[^%]+", pattern)
    )
    try:
        compiled = re.compile(expression)
    except re.error:
        raise ValueError(pattern) from None
    if not {"year", "day"} <= compiled.groupindex.keys() or not {"month", "name"} & compiled.groupindex.keys():
        raise ValueError(pattern)
    match = compiled.fullmatch(text)
    return None if match is None else _from_match(text, match, False)


def _from_match(text: str, match: re.Match[str], month_first: bool) -> Layout | None:
    found = match.groupdict()
    month = None
    if found.get("name"):
        month = _MONTHS.get(found["name"].lower()[:3])
        if month is None:
            return None
    front = ("month", "day") if month_first else ("day", "month")
    parts = {"first": front[0], "second_": front[1]}
    numeric = {"year", "month", "day", "hour", "minute", "second", "fraction", "zone_hour", "zone_minute"}
    spans = {
        parts.get(name, name): (len(text[: match.start(name)].encode()), len(text[: match.end(name)].encode()))
        for name, value in found.items()
        if value is not None and parts.get(name, name) in numeric
    }
    half = (found.get("half") or "").lower()
    return Layout(
        spans=spans,
        month=month,
        separator=found.get("separator") or "",
        swappable="first" in found,
        halves=bool(half),
        afternoon=half.startswith("p"),
        zoned=bool(found.get("zone")),
        zone_sign=-1 if found.get("sign") in ("-", "−") else 1,
    )
