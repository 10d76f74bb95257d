"""From a model's valence to the rating its author would have given: isotonic regression where both exist.

The answer is a step-free, never falling line through the pooled means (pool adjacent violators; Barlow et al. 1972;
Zadrozny & Elkan 2002), on −2…+2 like ratings. It must be learnt from valences of texts the model was not trained on
(a trained model keeps the one of its cross-validation), or it trusts the model too much.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from tropa.journeys.block import F64

ENOUGH = 50  # pairs
LOWEST, HIGHEST = -2.0, 2.0
FOLDS = 5


@dataclass(frozen=True)
class CalibrationReport:
    """How far calibrated valences lie from ratings held out of the fit, beside always guessing the mean rating."""

    pairs: int
    mean_error: float
    guess_error: float

    @property
    def better(self) -> bool:
        """Whether the text says anything of the rating."""
        return self.mean_error < self.guess_error


@dataclass(frozen=True)
class Calibration:
    """The line: ratings `ratings` at valences `valences`, straight in between, flat outside."""

    valences: tuple[float, ...]
    ratings: tuple[float, ...]
    model_id: str
    report: CalibrationReport

    def __call__(self, value: F64) -> F64:
        """Ratings on −2…+2 for valences −1…+1; NaN stays."""
        known = ~np.isnan(value)
        found = np.full(len(value), np.nan)
        found[known] = np.interp(value[known], self.valences, self.ratings)
        return found


def calibrate(value: F64, rating: F64, model_id: str) -> Calibration | None:
    """The calibration of a model's valences to ratings −2…+2; None with fewer than 50 pairs of both.

    >>> line = calibrate(np.linspace(-1, 1, 60), np.repeat([-2.0, 1.0], 30), "lexicon:1")
    >>> line(np.array([-0.9, 0.9, np.nan])).tolist()
    [-2.0, 1.0, nan]
    """
    both = ~(np.isnan(value) | np.isnan(rating))
    value, rating = value[both], np.clip(rating[both], LOWEST, HIGHEST)
    if len(value) < ENOUGH:
        return None
    held = np.random.default_rng(0).permutation(len(value)) % FOLDS
    guessed, called = np.empty(len(value)), np.empty(len(value))
    for fold in range(FOLDS):
        seen, unseen = held != fold, held == fold
        guessed[unseen] = rating[seen].mean()
        called[unseen] = np.interp(value[unseen], *_line(value[seen], rating[seen]))
    report = CalibrationReport(
        pairs=len(value),
        mean_error=float(np.abs(called - rating).mean()),
        guess_error=float(np.abs(guessed - rating).mean()),
    )
    places, ratings = _line(value, rating)
    return Calibration(tuple(places.tolist()), tuple(ratings.tolist()), model_id, report)


def calibration_of(told: Mapping[str, Any]) -> Calibration:
    """A calibration from what `dataclasses.asdict` made of it; ValueError, KeyError or TypeError where it is none."""
    valences, ratings = (tuple(map(float, told[name])) for name in ("valences", "ratings"))
    if not valences or len(valences) != len(ratings):
        raise ValueError("a calibration has as many ratings as valences")
    return Calibration(valences, ratings, str(told["model_id"]), CalibrationReport(**told["report"]))


def isotonic(value: F64, rating: F64) -> tuple[F64, F64]:
    """The never falling function nearest to the ratings in squares: the different valences and the fit at each."""
    places, inverse, weight = np.unique(value, return_inverse=True, return_counts=True)
    mean = np.bincount(inverse, weights=rating) / weight
    means: list[float] = []
    weights: list[int] = []
    sizes: list[int] = []
    for height, heavy in zip(mean.tolist(), weight.tolist(), strict=True):
        size = 1
        while means and means[-1] >= height:
            joined = weights[-1] + heavy
            height = (means.pop() * weights.pop() + height * heavy) / joined
            heavy, size = joined, size + sizes.pop()
        means.append(height)
        weights.append(heavy)
        sizes.append(size)
    return places, np.repeat(means, sizes)


def _line(value: F64, rating: F64) -> tuple[F64, F64]:
    """The fit at the ends of each level only."""
    places, fit = isotonic(value, rating)
    changes = np.flatnonzero(np.diff(fit) != 0)
    kept = np.unique(np.concatenate([[0], changes, changes + 1, [len(fit) - 1]]))
    return places[kept], fit[kept]
