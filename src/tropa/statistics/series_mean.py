"""The mean of a daily series whose days resemble the day before.

Days that follow each other tell less than independent ones: with n days and a correlation ρ between neighbours the
mean is as unsure as that of n (1 − ρ) / (1 + ρ) independent days (Bayley & Hammersley 1946, for an AR(1) series).
"""

from math import sqrt

import numpy as np
import numpy.typing as npt
from scipy.stats import t as student

from tropa.statistics.interval import Estimate

_WEEK = 7
_HIGHEST = 0.95


def series_mean(values: npt.ArrayLike, confidence: float = 0.95) -> Estimate | None:
    """The mean of consecutive days with its interval; None without days, as wide as the value with fewer than three.

    From 28 days on the weekly pattern is taken out of the spread. The correlation is that of neighbouring days,
    corrected for its bias in short series (Kendall 1954), and not below 0.

    >>> series_mean([5.0, 5.0, 5.0, 5.0])
    Estimate(value=5.0, low=5.0, high=5.0, n=4, confidence=0.95)
    """
    days = np.asarray(values, np.float64)
    n = len(days)
    if n == 0:
        return None
    value = float(days.mean())
    if n < 3:
        return Estimate(value, value - abs(value), value + abs(value), n, confidence)
    variance, independent = mean_variance(days)
    half = float(student.ppf((1 + confidence) / 2, max(independent - 1, 1.0))) * sqrt(variance)
    return Estimate(value, value - half, value + half, n, confidence)


def mean_variance(values: npt.ArrayLike) -> tuple[float, float]:
    """The variance of the mean of at least three consecutive days, and how many independent days they are worth."""
    days = np.asarray(values, np.float64)
    n, fitted = len(days), 1
    around = days - days.mean()
    if n >= 4 * _WEEK:
        for weekday in range(_WEEK):
            around[weekday::_WEEK] -= around[weekday::_WEEK].mean()
        fitted = _WEEK
    squares = float(around @ around)
    if squares <= 1e-18 * (1 + abs(float(days.mean()))) ** 2 * n:
        return 0.0, float(n)
    correlation = float(around[1:] @ around[:-1]) / squares
    correlation = min(max((n * correlation + 1) / (n - 3), 0.0) if n > 4 else 0.0, _HIGHEST)
    independent = n * (1 - correlation) / (1 + correlation)
    return squares / (n - fitted) / max(independent, 1.0), independent
