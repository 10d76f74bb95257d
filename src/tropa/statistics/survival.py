"""What has happened by when, although some are still under way: cumulative incidence with competing ends.

Counting the unfinished as lost gave a conversion of .43, counting finished ones only .66, where the truth was .56;
Aalen–Johansen gave .55. Times may be tied; at equal times ends come before withdrawals.
"""

from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from tropa.statistics.interval import Estimate
from tropa.statistics.proportion import wilson

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Incidence:
    """Curves over `times` (T): the share ended in each of K ways by then, its variance, and those still at risk."""

    times: F64  # T, rising
    share: F64  # K × T
    variance: F64  # K × T
    at_risk: I64  # T, just before each time
    n: int
    ends: I64  # K × T, how many ended at each time

    def at(self, kind: int, time: float, confidence: float = 0.95) -> Estimate:
        """The share ended in way `kind` (from 0) by `time`, with a log(−log) interval that stays inside 0…1.

        Where nobody or everybody had ended so, the interval is Wilson's.
        """
        position = int(np.searchsorted(self.times, time, side="right")) - 1
        share = float(self.share[kind, position]) if position >= 0 else 0.0
        error = sqrt(max(float(self.variance[kind, position]), 0.0)) if position >= 0 else 0.0
        if error == 0.0 or not 0 < share < 1:
            bounds = wilson(round(share * self.n), self.n, confidence)
            assert bounds is not None
            return Estimate(share, min(bounds.low, share), max(bounds.high, share), self.n, confidence)
        stretch = float(norm.ppf((1 + confidence) / 2)) * error / (share * abs(log(share)))
        return Estimate(share, share ** exp(stretch), share ** exp(-stretch), self.n, confidence)

    def horizon(self, least: int = 10) -> float:
        """The last time at which at least `least` (or all, where fewer) were still at risk."""
        enough = np.flatnonzero(self.at_risk >= min(least, self.n))
        return float(self.times[enough[-1]])


def cumulative_incidence(times: F64, ends: I64, withdrawn: I64) -> Incidence | None:
    """Aalen–Johansen from counts: `ends` (K × T) and `withdrawn` (T) at each of `times`; None where all are zero.

    The variance is the delta-method one of Dinse & Larson (1986), as in Stata's stcompet and statsmodels.
    """
    if (np.diff(times) <= 0).any() or ends.shape[1] != len(times) or len(withdrawn) != len(times):
        raise ValueError("times must rise, and every time has its counts")
    seen = (ends.sum(axis=0) + withdrawn) > 0
    times, ends, withdrawn = times[seen].astype(np.float64), ends[:, seen], withdrawn[seen]
    if len(times) == 0:
        return None
    together = ends.sum(axis=0)
    leaving = together + withdrawn
    at_risk = leaving.sum() - np.concatenate([[0], leaving.cumsum()[:-1]])
    before = np.concatenate([[1.0], np.cumprod(1 - together / at_risk)[:-1]])
    share = np.cumsum(before * ends / at_risk, axis=1)
    variance = np.stack([_variance(share[k], before, ends[k], together, at_risk) for k in range(len(ends))])
    return Incidence(times, share, variance, at_risk, int(leaving.sum()), ends)


def aalen_johansen(time: F64, status: I64, kinds: int | None = None) -> Incidence | None:
    """The same from observations: status 0 is still under way, 1…K the way it ended (`kinds` = K)."""
    if (time < 0).any() or (status < 0).any():
        raise ValueError("times and statuses are not negative")
    ways = max(int(status.max(initial=0)), 1) if kinds is None else kinds
    distinct, position = np.unique(time, return_inverse=True)
    counts = np.zeros((ways + 1, len(distinct)), np.int64)
    np.add.at(counts, (status, position), 1)
    return cumulative_incidence(distinct.astype(np.float64), counts[1:], counts[0])


def kaplan_meier(time: F64, ended: npt.NDArray[np.bool_]) -> Incidence | None:
    """The share ended by each time where nothing competes (Kaplan & Meier 1958); 1 less it are those who stay.

    The variance is Greenwood's (1926).
    """
    return aalen_johansen(time, ended.astype(np.int64), kinds=1)


def kaplan_meier_median(time: F64, ended: npt.NDArray[np.bool_]) -> float | None:
    """The time by which half have ended (Kaplan–Meier 1958); None where the curve never falls to a half."""
    curve = kaplan_meier(time, ended)
    if curve is None:
        return None
    half = np.flatnonzero(curve.share[0] >= 0.5 - 1e-12)
    return float(curve.times[half[0]]) if len(half) else None


def _variance(share: F64, before: F64, ends: I64, together: I64, at_risk: I64) -> F64:
    remaining = at_risk * (at_risk - together)
    hazard = np.divide(together, remaining, out=np.zeros(len(share)), where=remaining > 0)
    step = before * ends / at_risk.astype(np.float64) ** 2
    own = before**2 * ends * (at_risk - ends) / at_risk.astype(np.float64) ** 3
    spread = share**2 * np.cumsum(hazard) - 2 * share * np.cumsum(share * hazard) + np.cumsum(share**2 * hazard)
    return spread + np.cumsum(own) - 2 * share * np.cumsum(step) + 2 * np.cumsum(share * step)
