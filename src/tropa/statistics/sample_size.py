"""How many customers an experiment needs, and what it can find with those there are.

Shares are compared on the arcsine scale (Cohen 1988, Statistical Power Analysis, §6), where their spread hardly
depends on the share.
"""

from math import asin, ceil, sin, sqrt

from scipy.stats import norm


def shares_size(
    base: float, expected: float, *, power: float = 0.8, significance: float = 0.05, ratio: float = 1.0
) -> int:
    """Customers needed in the first arm to tell a share `expected` from `base`; the second has `ratio` times as many.

    Two-sided. Raises ValueError where the shares are equal or outside 0…1.

    >>> shares_size(0.10, 0.12)
    3835
    """
    _check(power, significance, ratio)
    apart = _angle(expected) - _angle(base)
    if apart == 0:
        raise ValueError("the shares to tell apart are equal")
    return ceil((1 + 1 / ratio) * (_quantiles(power, significance) / apart) ** 2)


def means_size(
    spread: float, difference: float, *, power: float = 0.8, significance: float = 0.05, ratio: float = 1.0
) -> int:
    """Customers needed in the first arm to find a difference of means; `spread` is the customers' standard deviation.

    The normal size with Guenther's correction (1981) for Student's test: z²/4 more customers in equal arms.

    >>> means_size(10, 2)
    394
    """
    _check(power, significance, ratio)
    if difference == 0 or spread <= 0:
        raise ValueError("the difference is not 0 and the spread positive")
    z = float(norm.ppf(1 - significance / 2))
    plain = (1 + 1 / ratio) * (_quantiles(power, significance) * spread / difference) ** 2
    return ceil(plain + z**2 / (2 * (1 + ratio)))


def least_detectable_share(
    base: float, n: int, m: int, *, power: float = 0.8, significance: float = 0.05
) -> float | None:
    """The smallest rise of a share from `base` that arms of n and m customers find with this power.

    None where even a rise to 1 would be missed too often.
    """
    _check(power, significance, 1.0)
    angle = _angle(base) + _quantiles(power, significance) * sqrt(1 / n + 1 / m)
    return None if angle > _angle(1.0) else sin(angle / 2) ** 2 - base


def shares_power(base: float, expected: float, n: int, m: int, significance: float = 0.05) -> float:
    """The chance that arms of n and m customers find the difference between two shares (two-sided)."""
    shift = abs(_angle(expected) - _angle(base)) / sqrt(1 / n + 1 / m)
    return power_at(shift, significance)


def power_at(shift: float, significance: float = 0.05) -> float:
    """The chance of a significant result where the true effect is `shift` standard errors.

    >>> round(power_at(2.8016), 3)
    0.8
    """
    z = float(norm.ppf(1 - significance / 2))
    return float(norm.sf(z - shift) + norm.cdf(-z - shift))


def _quantiles(power: float, significance: float) -> float:
    return float(norm.ppf(power) + norm.ppf(1 - significance / 2))


def _angle(share: float) -> float:
    if not 0 <= share <= 1:
        raise ValueError(f"a share lies between 0 and 1, not at {share}")
    return 2 * asin(sqrt(share))


def _check(power: float, significance: float, ratio: float) -> None:
    if not (0 < significance < 1 and significance < power < 1 and ratio > 0):
        raise ValueError("significance < power < 1, and the ratio of the arms is positive")
