"""Group-sequential tests: a planned number of looks at an experiment with the error spent between them.

Looking every 100 customers an arm with p < .05 declares 32 % false winners; five O'Brien–Fleming looks 5.1 % at
almost no cost in power. Looks are given as *fractions*, the share of the planned customers seen by then, rising to at
most 1; bounds are the |z| to pass at each. Two-sided and symmetric. Spending functions are those of Lan & DeMets
(1983), so the number and the times of looks may differ from the plan; classical bounds those of Wang & Tsiatis (1987),
of which O'Brien & Fleming (1979) and Pocock (1977) are two. Probabilities come from the recursive integration of
Armitage, McPherson & Rowe (1969).
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import e, log, sqrt
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.special import ndtr
from scipy.stats import norm

from tropa.statistics.interval import Estimate

F64 = npt.NDArray[np.float64]
Spending = Literal["obrien_fleming", "pocock"]

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(160)
_FARTHEST = 9.0  # standard errors: no bound lies beyond


def spent(fraction: float, significance: float = 0.05, spending: Spending = "obrien_fleming") -> float:
    """How much of the error may have been used by this share of the planned customers.

    >>> spent(1.0)
    0.05
    """
    if fraction >= 1:
        return significance
    if spending == "pocock":
        return significance * log(1 + (e - 1) * fraction)
    return float(4 * norm.sf(norm.ppf(1 - significance / 4) / sqrt(fraction)))


def spending_bounds(
    fractions: Sequence[float], significance: float = 0.05, spending: Spending = "obrien_fleming"
) -> tuple[float, ...]:
    """The bounds of looks at these fractions, by a spending function; they do not depend on looks that come later.

    >>> [round(bound, 3) for bound in spending_bounds([0.2, 0.4, 0.6, 0.8, 1.0])]
    [4.877, 3.357, 2.68, 2.29, 2.031]
    """
    times = _checked(fractions)
    bounds: list[float] = []
    before = 0.0
    walk = _Walk(0.0)
    for time in times:
        allowed = spent(time, significance, spending) - before
        bounds.append(_bound(walk, time, allowed))
        walk.step(time, bounds[-1])
        before = spent(time, significance, spending)
    return tuple(bounds)


def classical_bounds(looks: int, significance: float = 0.05, shape: float = 0.0) -> tuple[float, ...]:
    """Bounds C · (k / looks)^(shape − ½) of equally spaced looks: `shape` 0 is O'Brien–Fleming's, ½ Pocock's.

    >>> [round(bound, 3) for bound in classical_bounds(5)]
    [4.562, 3.226, 2.634, 2.281, 2.04]
    """
    times = [(look + 1) / looks for look in range(looks)]

    def excess(constant: float) -> float:
        return sum(crossing(times, [constant * time ** (shape - 0.5) for time in times])) - significance

    constant = float(brentq(excess, norm.ppf(1 - significance / 2) - 1e-6, _FARTHEST, xtol=1e-7))
    return tuple(constant * time ** (shape - 0.5) for time in times)


def crossing(fractions: Sequence[float], bounds: Sequence[float], drift: float = 0.0) -> tuple[float, ...]:
    """The chance to stop at each look where z is expected to be `drift` at fraction 1; with drift 0 the error spent."""
    times = _checked(fractions)
    if len(bounds) != len(times):
        raise ValueError("every look has its bound")
    walk = _Walk(drift)
    return tuple(walk.step(time, bound) for time, bound in zip(times, bounds, strict=True))


def inflation(
    fractions: Sequence[float], bounds: Sequence[float], power: float = 0.8, significance: float = 0.05
) -> float:
    """How many times the customers of a fixed test must be planned for, to keep its power with these looks.

    >>> round(inflation([0.2, 0.4, 0.6, 0.8, 1.0], classical_bounds(5)), 2)
    1.03
    """
    fixed = float(norm.ppf(power) + norm.ppf(1 - significance / 2))
    needed = float(brentq(lambda drift: sum(crossing(fractions, bounds, drift)) - power, 0.5 * fixed, 3 * fixed))
    return (needed / fixed) ** 2


def sequential_p(z: float, fractions: Sequence[float], bounds: Sequence[float]) -> float:
    """The two-sided p-value of an experiment that stopped at the last of these looks with this z.

    Results are ordered by look, earlier ones being the stronger (Fairbanks & Madsen 1982); `bounds` are those of the
    looks before and of this one, which is not used.
    """
    return min(sum(crossing(fractions, [*bounds[: len(fractions) - 1], abs(z)])), 1.0)


def repeated_interval(difference: Estimate, bound: float) -> Estimate:
    """The interval that holds at every look at once (Jennison & Turnbull 1989), from the usual one and this bound."""
    stretch = bound / float(norm.ppf((1 + difference.confidence) / 2))
    value = difference.value
    return replace(
        difference, low=value - stretch * (value - difference.low), high=value + stretch * (difference.high - value)
    )


class _Walk:
    """The density of the score z·√fraction among experiments that have not stopped yet, on Gauss–Legendre nodes."""

    def __init__(self, drift: float) -> None:
        self.drift, self.time = drift, 0.0
        self.place, self.mass = np.zeros(1), np.ones(1)

    def beyond(self, time: float, bound: float) -> float:
        """The chance to pass the bound at the next look and not before."""
        step, edge = time - self.time, bound * sqrt(time)
        middle = self.place + self.drift * step
        out = ndtr((-edge - middle) / sqrt(step)) + ndtr((middle - edge) / sqrt(step))
        return float(out @ self.mass)

    def step(self, time: float, bound: float) -> float:
        """Look, and keep those inside the bound; the chance that was outside."""
        outside = self.beyond(time, bound)
        step = time - self.time
        edge = min(bound, _FARTHEST + abs(self.drift)) * sqrt(time)
        place = edge * _NODES
        apart = (place[:, None] - self.place - self.drift * step) / sqrt(step)
        density = np.exp(-0.5 * apart**2) @ self.mass / sqrt(2 * np.pi * step)
        self.time, self.place, self.mass = time, place, density * edge * _WEIGHTS
        return outside


def _bound(walk: _Walk, time: float, allowed: float) -> float:
    if walk.beyond(time, _FARTHEST) >= allowed:
        return _FARTHEST
    return float(brentq(lambda bound: walk.beyond(time, bound) - allowed, 0.0, _FARTHEST, xtol=1e-9))


def _checked(fractions: Sequence[float]) -> list[float]:
    times = [float(time) for time in fractions]
    if not times or times[0] <= 0 or times[-1] > 1 or any(b <= a for a, b in pairwise(times)):
        raise ValueError("fractions of the planned customers rise from above 0 to at most 1")
    return times
