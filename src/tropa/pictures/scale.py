"""Scales: from a value to a pixel, and the round values that stand on an axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, inf, isfinite, log10

from tropa.kit.locale import Language, duration_text, number_text, percent_text

_TIMES = (1, 5, 15, 30, 60, 300, 900, 1800, 3600, 3 * 3600, 6 * 3600, 12 * 3600)
_DAYS = (1, 2, 3, 7, 14, 28, 56, 91, 182, 364)


@dataclass(frozen=True)
class Tick:
    """A round value of an axis: where it stands, in pixels, and its text."""

    at: float
    text: str


@dataclass(frozen=True)
class Scale:
    """From values low…high to pixels start…end, evenly or (`log`) by ratio."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def at(self, value: float) -> float:
        """The pixel of a value; beyond the axis it is the axis' end."""
        low, high, value = (log10(v) if self.log else v for v in (self.low, self.high, self._held(value)))
        part = (value - low) / (high - low) if high > low else 0.0
        return self.start + (self.end - self.start) * part

    def inside(self, value: float) -> bool:
        """Whether a value lies on the axis."""
        return self.low <= value <= self.high

    def _held(self, value: float) -> float:
        return min(max(value, self.low), self.high)


def round_ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Multiples of 1, 2 or 5 times a power of ten between low and high, at most so many.

    >>> round_ticks(0, 0.83)
    [0.0, 0.2, 0.4, 0.6, 0.8]
    """
    span = high - low
    if not isfinite(span) or span <= 0:
        return [low]
    power = 10.0 ** floor(log10(span / most))
    step = next(power * n for n in (1, 2, 5, 10, 20, 50, 100) if span / (power * n) <= most - 1)
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return [_clean(n * step) for n in range(first, last + 1)]


def round_end(value: float, most: int = 6) -> float:
    """The value, rounded up to where an axis from 0 may end.

    >>> round_end(0.83)
    1.0
    """
    if value <= 0:
        return 1.0
    ticks = round_ticks(0.0, value, most)
    step = ticks[1] - ticks[0] if len(ticks) > 1 else value
    return _clean(ceil(value / step - 1e-9) * step)


def ratio_ticks(low: float, high: float) -> list[float]:
    """Round ratios between low and high, 1 among them where it lies there.

    >>> ratio_ticks(0.3, 5)
    [0.5, 1.0, 2.0, 5.0]
    """
    found = [n * 10.0**power for power in range(-6, 7) for n in (1, 2, 5)]
    inside = [_clean(value) for value in found if low <= value <= high]
    return inside if len(inside) <= 9 else [value for value in inside if log10(value) % 1 < 1e-9]


def time_ticks(longest: float, most: int = 7) -> list[float]:
    """Round lengths of time from 0 to `longest` seconds: seconds, minutes, hours, days, weeks or quarters.

    >>> time_ticks(20 * 86400)
    [0, 259200, 518400, 777600, 1036800, 1296000, 1555200]
    """
    steps = (*_TIMES, *(days * 86400 for days in _DAYS), inf)
    step = next(step for step in steps if longest / step <= most)
    if step == inf:
        return [value * 86400 for value in round_ticks(0.0, longest / 86400, most)]
    return [n * step for n in range(int(longest // step) + 1)]


def percent_ticks(scale: Scale, values: Sequence[float], language: Language) -> tuple[Tick, ...]:
    """Ticks with their shares in per cent."""
    return tuple(Tick(scale.at(value), percent_text(value, language)) for value in values)


def time_text(seconds: float, language: Language) -> str:
    """A round length of time as an axis says it; 0 without a unit."""
    return duration_text(seconds, language) if seconds else number_text(0, language)


def _clean(value: float) -> float:
    """Without the dust of binary fractions: 0.3 for 0.30000000000000004."""
    return float(f"{value:.12g}")
