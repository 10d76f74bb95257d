"""How many groups there are, and whether there are any at all.

Any method of grouping finds groups where there are none. A number of groups is kept here when three things hold:

* where the method has a likelihood, it is better by BIC than one group;
* every group is found again in resamples: its mean Jaccard likeness to the group most like it is at least .85 (Hennig,
  Cluster-wise assessment of cluster stability, 2007; his .75 lets two groups through where there are none);
* the groups explain more than is explained, by the same method, in data made to have none (a permutation test).

Of several such numbers the largest is taken: with one more, some group would no longer be found again.

The silhouette is not looked at: it rises with the number of groups in data without any.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from tropa.statistics.cluster_agreement import best_jaccard

I64 = npt.NDArray[np.int64]
F64 = npt.NDArray[np.float64]
ChoiceVerdict = Literal["groups", "unstable", "none"]

TOO_MANY = 5  # as good results without groups after which no more are drawn (Besag and Clifford 1991)


class Fitted(Protocol):
    """Groups of rows."""

    @property
    def group(self) -> I64:
        """The group of each row."""
        ...

    @property
    def gain(self) -> float:
        """How much more is explained than by one group; more is better."""
        ...

    @property
    def bic(self) -> float | None:
        """BIC less that of one group, below 0 where the groups are worth it; None without a likelihood."""
        ...


F = TypeVar("F", bound=Fitted, covariant=True)


class Groupable(Protocol[F]):
    """Data that a method groups."""

    @property
    def rows(self) -> int:
        """Number of rows."""
        ...

    def fit(self, k: int, weight: F64, random: np.random.Generator) -> F:
        """The best k groups found; rows count `weight` times, all rows get a group."""
        ...

    def take(self, rows: I64) -> "Groupable[F]":
        """The chosen rows."""
        ...

    def without_groups(self, random: np.random.Generator) -> "Groupable[F]":
        """Data alike in everything but groups."""
        ...


@dataclass(frozen=True)
class Tried:
    """One number of groups: BIC less that of one group, the smallest group, and the likeness of each when resampled.

    `jaccard` is None where the number was dismissed before, by BIC or by a group that is too small. Where resampling
    was given up because .85 was out of reach, it is that of the resamples drawn until then.
    """

    k: int
    bic: float | None
    smallest: int
    jaccard: tuple[float, ...] | None

    def stable(self, least: float) -> bool:
        """Every group is found again."""
        return self.jaccard is not None and min(self.jaccard) >= least


@dataclass(frozen=True)
class Choice(Generic[F]):
    """`groups`: there are such; `unstable`: rows differ, but no number of groups is found again; `none`: no groups.

    `p_value` is that of the permutation test of the number chosen (of the best one, where none is stable), None where
    none was worth testing. `fitted` is None unless there are groups.
    """

    verdict: ChoiceVerdict
    tried: tuple[Tried, ...]
    p_value: float | None
    fitted: F | None


@dataclass(frozen=True)
class ChoiceRule:
    """What is asked of groups: see the module. `rows_tested` bounds the rows of the permutation test."""

    most: int = 6
    least: int = 20
    jaccard: float = 0.85
    resamples: int = 20
    permutations: int = 49
    level: float = 0.05
    rows_tested: int = 1000


def choose_groups(data: Groupable[F], rule: ChoiceRule, seed: int = 0) -> Choice[F]:
    """The number of groups of the data; the same seed, the same answer."""
    random = np.random.Generator(np.random.PCG64(seed))
    everything = np.ones(data.rows)
    fits = [data.fit(k, everything, random) for k in range(2, rule.most + 1)]
    tried = [_tried(k, fitted, data, rule, random) for k, fitted in enumerate(fits, start=2)]
    stable = [one.k for one in tried if one.stable(rule.jaccard)]
    worth = stable or [one.k for one in tried if one.jaccard is not None]
    if not worth:
        return Choice("none", tuple(tried), None, None)
    chosen = max(stable) if stable else min(worth, key=lambda k: (tried[k - 2].bic or 0.0, k))
    p_value = _permutation_p(data, chosen, rule, random)
    if p_value > rule.level:
        return Choice("none", tuple(tried), p_value, None)
    if not stable:
        return Choice("unstable", tuple(tried), p_value, None)
    return Choice("groups", tuple(tried), p_value, fits[chosen - 2])


def _tried(k: int, fitted: Fitted, data: Groupable[F], rule: ChoiceRule, random: np.random.Generator) -> Tried:
    sizes = np.bincount(fitted.group, minlength=k)
    smallest, bic = int(sizes.min()), fitted.bic
    if smallest < rule.least or (bic is not None and bic >= 0):
        return Tried(k, bic, smallest, None)
    return Tried(k, bic, smallest, _jaccards(k, fitted.group, data, rule, random))


def _jaccards(
    k: int, group: I64, data: Groupable[F], rule: ChoiceRule, random: np.random.Generator
) -> tuple[float, ...]:
    """The mean likeness of each group over bootstrap samples, compared on the rows drawn."""
    found: list[F64] = []
    for drawn in range(1, rule.resamples + 1):
        weight = random.multinomial(data.rows, np.full(data.rows, 1 / data.rows)).astype(np.float64)
        again = data.fit(k, weight, random).group
        here = weight > 0
        likeness = np.zeros(k)
        likeness[np.unique(group[here])] = best_jaccard(group[here], again[here])
        found.append(likeness)
        reachable = (np.sum(found, axis=0) + rule.resamples - drawn) / rule.resamples
        if reachable.min() < rule.jaccard:
            break
    return tuple(float(value) for value in np.mean(found, axis=0))


def _permutation_p(data: Groupable[F], k: int, rule: ChoiceRule, random: np.random.Generator) -> float:
    """The share of data without groups in which k groups gain as much; stops early where that is often."""
    if data.rows > rule.rows_tested:
        data = data.take(np.sort(random.choice(data.rows, rule.rows_tested, replace=False)).astype(np.int64))
    everything = np.ones(data.rows)
    observed, as_good = data.fit(k, everything, random).gain, 0
    for drawn in range(1, rule.permutations + 1):
        as_good += data.without_groups(random).fit(k, everything, random).gain >= observed
        if as_good == TOO_MANY:
            return as_good / drawn
    return (as_good + 1) / (rule.permutations + 1)


def far_rows(k: int, weight: F64, distance_to: "Distance", random: np.random.Generator) -> Sequence[int]:
    """`k` rows far from each other, the later ones drawn by their distance to those before (k-means++, 2007)."""
    chosen = [int(random.choice(len(weight), p=weight / weight.sum()))]
    nearest = distance_to(chosen[0])
    for _ in range(k - 1):
        chance = weight * np.maximum(nearest, 0)
        total = chance.sum()
        chosen.append(int(random.choice(len(weight), p=chance / total if total > 0 else weight / weight.sum())))
        nearest = np.minimum(nearest, distance_to(chosen[-1]))
    return chosen


class Distance(Protocol):
    """Squared distances of all rows to one of them."""

    def __call__(self, row: int, /) -> F64:
        """By row."""
        ...
