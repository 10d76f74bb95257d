"""How far two groups' numbers lie apart, in standard deviations."""

from math import sqrt

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from tropa.statistics.customer_sums import welch
from tropa.statistics.interval import Estimate

F64 = npt.NDArray[np.float64]


def standardised_difference(one: F64, other: F64, confidence: float = 0.95) -> tuple[Estimate, float] | None:
    """The standardised mean difference (SMD, Cohen's d) of `one` less `other`, and Welch's two-sided p-value.

    The standard deviation is the root of the two variances' mean, as in tables of balance (Austin 2009), the interval
    Hedges and Olkin's (1985). None where a side has fewer than two numbers or nothing varies.

    >>> standardised_difference(np.array([1.0, 3.0, 5.0]), np.array([0.0, 2.0, 4.0]))[0].value
    0.5
    """
    n, m = len(one), len(other)
    if min(n, m) < 2:
        return None
    v, w = float(one.var(ddof=1)), float(other.var(ddof=1))
    spread = sqrt((v + w) / 2)
    if spread == 0:
        return None
    difference = float(one.mean() - other.mean())
    value = difference / spread
    half = float(norm.ppf((1 + confidence) / 2)) * sqrt((n + m) / (n * m) + value**2 / (2 * (n + m)))
    _, p_value = welch(difference, (v / n, n), (w / m, m))
    return Estimate(value, value - half, value + half, n + m, confidence), p_value
