"""Numbers as pictures write them: two significant digits, the interval beside, n stated."""

from math import floor, isinf, log10

from tropa.analytics.lengths import TimeSummary
from tropa.kit.locale import Language, duration_text, number_text, percent_text, text
from tropa.statistics.interval import Estimate


def say(key: str, language: Language, /, **facts: object) -> str:
    """A text of this room."""
    return text("pictures", key, language, **facts)


def digits_text(value: float, language: Language) -> str:
    """A number with two significant digits, whole numbers from 10 up as they are; ∞ where it has no end.

    >>> digits_text(0.1234, "en"), digits_text(1234.5, "en"), digits_text(-3.21, "pl")
    ('0.12', '1,234', '−3,2')
    """
    if isinf(value):
        return "∞" if value > 0 else "−∞"
    decimals = 0 if value == 0 or abs(value) >= 9.95 else min(1 - floor(log10(abs(value))), 6)
    return _minus(number_text(round(value, decimals) + 0.0, language, max(decimals, 0)))


def tick_text(value: float, language: Language) -> str:
    """A round value of an axis with the decimals it has.

    >>> tick_text(-8.0, "en"), tick_text(0.005, "pl")
    ('−8', '0,005')
    """
    decimals = len(f"{value:.6f}".rstrip("0").partition(".")[2])
    return _minus(number_text(value + 0.0, language, decimals))


def signed_text(value: float, language: Language) -> str:
    """The same with its sign."""
    return ("+" if value > 0 else "") + digits_text(value, language)


def share_text(share: float, language: Language) -> str:
    """A share in per cent; one that is not none but rounds to nothing is said to be below."""
    return "<" + percent_text(0.001, language) if 0 < share < 0.0005 else _minus(percent_text(share, language))


def share_interval(share: Estimate, language: Language) -> str:
    """A share with its interval.

    >>> share_interval(Estimate(0.352, 0.31, 0.38, 900), "en")
    '35% (31–38)'
    """
    return f"{share_text(share.value, language)} ({bounds_text(share, language)})"


def bounds_text(share: Estimate, language: Language) -> str:
    """The interval of a share alone, in per cent."""
    low, high = (_points(bound, language) for bound in (share.low, share.high))
    return f"{low}–{high}"


def value_interval(found: Estimate, language: Language) -> str:
    """A number with its interval.

    >>> value_interval(Estimate(1.52, 1.21, 1.9, 900), "en")
    '1.5 (1.2–1.9)'
    """
    between = " … " if found.low < 0 else "–"
    low, high = (digits_text(bound, language) for bound in (found.low, found.high))
    return f"{digits_text(found.value, language)} ({low}{between}{high})"


def points_interval(found: Estimate, language: Language) -> str:
    """A difference of shares in percentage points with its interval.

    >>> points_interval(Estimate(-0.034, -0.06, -0.01, 900), "en")
    '−3.4 (−6.0 … −1.0)'
    """
    value, low, high = (_signed_points(part, language) for part in (found.value, found.low, found.high))
    return f"{value} ({low} … {high})"


def median_text(time: TimeSummary | None, language: Language) -> str:
    """A median time, "" where there is none."""
    return "" if time is None else duration_text(time.median, language)


def joined(*parts: str) -> str:
    """Parts of a line that belong together, empty ones left out.

    >>> joined("12", "", "3 h")
    '12 · 3 h'
    """
    return " · ".join(part for part in parts if part)


def _points(share: float, language: Language) -> str:
    points = 100 * share
    fine = 0 < round(points, 1) < 100 and (points < 9.95 or points > 99)
    return _minus(number_text(points, language, 1 if fine else 0))


def _signed_points(share: float, language: Language) -> str:
    points = 100 * share
    written = number_text(round(points, 1) + 0.0, language, 1 if abs(points) < 9.95 else 0)
    return ("+" if round(points, 1) > 0 else "") + _minus(written)


def _minus(written: str) -> str:
    return written.replace("-", "−")
