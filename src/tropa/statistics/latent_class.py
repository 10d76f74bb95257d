"""Latent classes of things that have numbers and categories, some of them unknown, by EM.

Within a class traits are independent: numbers are normal, categories have shares of their own (Lazarsfeld and Henry
1968; Moustaki 1996 for mixed ones). What is unknown is left out of the likelihood. Variances and shares are drawn a
little towards those of all, so that no class shrinks to a point. BIC can say that one class is best, which neither
k-means nor the silhouette can.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.special import logsumexp

from tropa.statistics.cluster_choice import far_rows
from tropa.statistics.copula import Copula, copula_of, deal_anew

I64 = npt.NDArray[np.int64]
F64 = npt.NDArray[np.float64]

STARTS = 3
SHORT, LONG = 8, 80  # steps of EM of every start, and of the best one
PRIOR = 2.0  # rows' worth of all rows' variance and shares in each class
CLOSE = 1e-5  # gain in log-likelihood per row below which EM stops


@dataclass(frozen=True)
class LatentClasses:
    """Classes of the rows that were fitted, and what they are made of: K classes, P numbers, L levels of categories.

    Means and variances are of standardised numbers.
    """

    group: I64
    gain: float
    bic: float
    share: F64  # K
    mean: F64  # K × P
    variance: F64  # K × P
    level: F64  # K × L, shares within each category


@dataclass(frozen=True)
class MixedTraits:
    """Rows with P numbers (NaN: unknown) and Q categories (codes from 0, −1: unknown)."""

    numbers: F64
    categories: I64
    levels: tuple[int, ...] = field(default=())

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.numbers)

    def take(self, rows: I64) -> "MixedTraits":
        """The chosen rows."""
        return MixedTraits(self.numbers[rows], self.categories[rows], self.levels)

    def fit(self, k: int, weight: F64, random: np.random.Generator) -> LatentClasses:
        """The best k classes of several starts."""
        data = self._prepared
        one = _Model.of(data, np.ones((1, self.rows)) * weight)
        alone = float(weight @ one.likelihoods(data)[1])
        runs = [_climb(data, weight, self._start(k, weight, random), SHORT) for _ in range(STARTS if k > 1 else 1)]
        best = max(runs, key=lambda run: run[1])
        model, total, likelihood = _climb(data, weight, best[2], LONG)
        gain = total - alone
        parameters = (k - 1) * (1 + 2 * self.numbers.shape[1] + sum(self.levels) - len(self.levels))
        bic = parameters * float(np.log(max(weight.sum(), 1))) - 2 * gain
        return LatentClasses(likelihood.argmax(axis=0), gain, bic, model.share, model.mean, model.variance, model.level)

    def classify(self, classes: LatentClasses, like: "MixedTraits") -> tuple[I64, F64]:
        """The most probable class of each row and its probability; `like` are the rows the classes were fitted to."""
        data = _prepare(self, like.scale)
        model = _Model(classes.share, classes.mean, classes.variance, classes.level, np.empty((1, 0)))
        joint, total = model.likelihoods(data)
        return joint.argmax(axis=0), np.exp(joint.max(axis=0) - total)

    def without_groups(self, random: np.random.Generator) -> "MixedTraits":
        """Every trait's own values dealt anew, so that they go together as before but in no groups.

        Traits take the order of draws from a normal distribution with their correlations (Iman and Conover 1982), so
        what merely goes together (age and income) is no groups. See `deal_anew`.
        """
        return MixedTraits(*deal_anew(self.numbers, self.categories, self._copula, random), self.levels)

    @cached_property
    def scale(self) -> tuple[F64, F64]:
        """Mean and spread of each number."""
        if not self.rows:
            return np.zeros(self.numbers.shape[1]), np.ones(self.numbers.shape[1])
        known = ~np.isnan(self.numbers)
        n = np.maximum(known.sum(axis=0), 1)
        mean = np.where(known, self.numbers, 0).sum(axis=0) / n
        spread = np.sqrt((np.where(known, self.numbers - mean, 0) ** 2).sum(axis=0) / n)
        return mean, np.where(spread > 0, spread, 1.0)

    @cached_property
    def _prepared(self) -> "_Prepared":
        return _prepare(self, self.scale)

    @cached_property
    def _copula(self) -> Copula:
        return copula_of(self.numbers, self.categories, self.levels)

    def _start(self, k: int, weight: F64, random: np.random.Generator) -> F64:
        """Rows go to the nearest of k far ones."""
        data = self._prepared
        known = np.maximum(data.known.sum(axis=1) + data.told, 1)

        def distance(row: int) -> F64:
            shared = data.known * data.known[row]
            numbers = (((data.values - data.values[row]) ** 2) * shared).sum(axis=1)
            differs = (data.told_by @ data.told_by[row]) - data.hot @ data.hot[row]
            return np.asarray((numbers / 2 + differs) / known, np.float64)

        nearest = np.stack([distance(row) for row in far_rows(k, weight, distance, random)]).argmin(axis=0)
        return np.asarray((nearest == np.arange(k)[:, None]) * 1.0, np.float64)


@dataclass(frozen=True)
class _Prepared:
    """Standardised numbers (0 where unknown), which are known, and categories as 0 and 1."""

    values: F64  # n × P
    known: F64  # n × P
    hot: F64  # n × L
    told_by: F64  # n × Q
    bounds: tuple[int, ...]  # where each category's levels begin, and the end

    @property
    def told(self) -> F64:
        """How many categories of each row are known."""
        return np.asarray(self.told_by.sum(axis=1), np.float64)


def _prepare(traits: MixedTraits, scale: tuple[F64, F64]) -> _Prepared:
    known = ~np.isnan(traits.numbers)
    values = np.where(known, (traits.numbers - scale[0]) / scale[1], 0)
    bounds = np.cumsum([0, *traits.levels])
    hot = np.zeros((traits.rows, int(bounds[-1])))
    for column, base in enumerate(bounds[:-1]):
        code = traits.categories[:, column]
        here = np.flatnonzero((code >= 0) & (code < traits.levels[column]))
        hot[here, base + code[here]] = 1
    told = (traits.categories >= 0).astype(np.float64)
    return _Prepared(values, known.astype(np.float64), hot, told, tuple(bounds.tolist()))


@dataclass(frozen=True)
class _Model:
    share: F64
    mean: F64
    variance: F64
    level: F64
    responsibility: F64

    @classmethod
    def of(cls, data: _Prepared, part: F64) -> "_Model":
        """The M step; `part` (K × n) says how much of each row is each class's."""
        n = part @ data.known
        mean = part @ data.values / np.maximum(n, 1e-9)
        scatter = part @ data.values**2 - n * mean**2
        variance = (np.maximum(scatter, 0) + PRIOR) / (n + PRIOR)
        counts = part @ data.hot
        level = np.empty_like(counts)
        for low, high in zip(data.bounds, data.bounds[1:], strict=False):
            here = counts[:, low:high]
            everybody = (here.sum(axis=0) + 1) / (here.sum() + high - low)
            level[:, low:high] = (here + PRIOR * everybody) / (here.sum(axis=1, keepdims=True) + PRIOR)
        size = part.sum(axis=1) + 1e-9
        return cls(size / size.sum(), mean, variance, level, part)

    def likelihoods(self, data: _Prepared) -> tuple[F64, F64]:
        """Log of share × likelihood (K × n), and of their sum (n)."""
        precision = 1 / self.variance
        constant = self.mean**2 * precision + np.log(2 * np.pi * self.variance)
        squares = precision @ (data.values**2).T - 2 * (self.mean * precision) @ data.values.T
        joint = -0.5 * (squares + constant @ data.known.T)
        joint += np.log(self.level) @ data.hot.T + np.log(self.share)[:, None]
        return joint, np.asarray(logsumexp(joint, axis=0), np.float64)


def _climb(data: _Prepared, weight: F64, part: F64, steps: int) -> tuple[_Model, float, F64]:
    """EM from responsibilities: the model, its log-likelihood, and the responsibilities (K × n)."""
    before = -np.inf
    model, total = _Model.of(data, part * weight), 0.0
    for _ in range(steps):
        joint, each = model.likelihoods(data)
        total, part = float(weight @ each), np.exp(joint - each)
        if total - before < CLOSE * len(weight):
            break
        before, model = total, _Model.of(data, part * weight)
    return model, total, part
