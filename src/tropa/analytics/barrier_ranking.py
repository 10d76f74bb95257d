"""How surely a barrier is among the worst: its factors drawn together, many times.

Effects are first drawn towards each other (`statistics.shrinkage`): the largest of many noisy effects is large by luck
too, and without that the worst would be named too surely. Errors of different candidates count as independent.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import norm

from tropa.journeys.block import F64
from tropa.statistics.interval import Estimate
from tropa.statistics.shrinkage import posterior_draws

TOP = 3
DRAWS = 4000
SPREAD = 0.15  # how far apart effects usually lie, as differences of shares


@dataclass(frozen=True)
class Factors:
    """What the priority of a candidate is made of; `worth` is None where money is not asked for."""

    reach: Estimate
    effect: Estimate
    severity: Estimate
    worth: Estimate | None
    met: int


@dataclass(frozen=True)
class Rank:
    """`priority` is the median of the draws with their 95 % interval, `money` that of the money lost by it.

    `top` is the probability that it is among the three with the highest priority.
    """

    priority: Estimate
    money: Estimate | None
    top: float


def ranked(candidates: Sequence[Factors], top: int = TOP) -> list[Rank]:
    """The candidates of one list, in the order given; the same numbers give the same answer."""
    if not candidates:
        return []
    effects = [one.effect for one in candidates]
    drawn = posterior_draws([e.value for e in effects], [max(_error(e), 1e-4) ** 2 for e in effects], SPREAD, DRAWS)
    harm = np.maximum(-drawn, 0)
    random = np.random.Generator(np.random.PCG64(1))
    worth = np.stack([_draws(one.worth, random) for one in candidates], axis=1)
    severity = np.stack([_draws(one.severity, random) for one in candidates], axis=1)
    counts = [(one.reach.value * one.reach.n, one.reach.n) for one in candidates]
    reach = np.stack([random.beta(met + 0.5, n - met + 0.5, DRAWS) for met, n in counts], axis=1)
    priority = reach * harm * severity * worth
    place = (-priority).argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
    among = ((place < top) & (priority > 0)).mean(axis=0)
    money = harm * worth * np.array([one.met for one in candidates])
    return [
        Rank(
            _interval(priority[:, k], one.effect.n),
            None if one.worth is None else _interval(money[:, k], one.effect.n),
            float(among[k]),
        )
        for k, one in enumerate(candidates)
    ]


def _error(estimate: Estimate) -> float:
    return (estimate.high - estimate.low) / (2 * float(norm.ppf((1 + estimate.confidence) / 2)))


def _draws(factor: Estimate | None, random: np.random.Generator) -> F64:
    """Draws of a factor that cannot be below 0; 1 where there is none."""
    if factor is None:
        return np.ones(DRAWS)
    return np.maximum(random.normal(factor.value, _error(factor), DRAWS), 0)


def _interval(drawn: F64, n: int) -> Estimate:
    low, middle, high = np.quantile(drawn, [0.025, 0.5, 0.975]).tolist()
    return Estimate(middle, low, high, n)
