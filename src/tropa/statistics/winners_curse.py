"""Winner's curse: an effect that is looked at because it was significant is too large on average.

With a true +1 point and 1,000 customers an arm, the significant results report +3.3 points. Given that a result was
significant, its z follows a normal law with the middle |z| < critical cut out; the corrected effect is the one under
which the observed result is the median of that law, and the interval has the same coverage among significant results
that the usual one has among all (Zhong & Prentice 2008, Bias-reduced estimators after a significance filter).
"""

from scipy.special import ndtr
from scipy.stats import norm

from tropa.statistics.interval import Estimate


def corrected(difference: Estimate, critical: float | None = None) -> Estimate:
    """The difference as it would be without the selection on significance; the same where it is not significant.

    `critical` is the |z| it had to pass: by default that of the interval's confidence, for a sequential test the bound
    at the look that stopped it. The standard error is read from the side of the interval that faces 0.
    """
    z_confidence = float(norm.ppf((1 + difference.confidence) / 2))
    limit = z_confidence if critical is None else critical
    facing = difference.value - difference.low if difference.value > 0 else difference.high - difference.value
    error = facing / z_confidence
    if error <= 0 or abs(difference.value) <= limit * error:
        return difference
    sign = 1.0 if difference.value > 0 else -1.0
    z = abs(difference.value) / error
    tail = (1 - difference.confidence) / 2
    value, low, high = (sign * error * _effect(z, limit, below) for below in (0.5, 1 - tail, tail))
    return Estimate(value, min(low, high), max(low, high), difference.n, difference.confidence)


def _effect(z: float, limit: float, below: float) -> float:
    """The true effect, in standard errors, under which a significant result is ≤ z with chance `below`."""
    low, high = -z - 40.0, z + 40.0
    for _ in range(100):
        middle = (low + high) / 2
        if _chance(z, limit, middle) > below:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _chance(z: float, limit: float, effect: float) -> float:
    """P(Z ≤ z | |Z| > limit) for Z ~ N(effect, 1) and z > limit."""
    beneath, above = float(ndtr(-limit - effect)), float(ndtr(effect - limit))
    between = above - float(ndtr(effect - z))
    return (beneath + between) / (beneath + above) if beneath + above > 0 else float(effect < 0)
