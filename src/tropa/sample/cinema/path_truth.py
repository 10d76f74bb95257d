"""The path the cinema would like its customers to take, and who takes it."""

import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from tropa.sample.cinema.journey import Walks
from tropa.sample.cinema.words import Words
from tropa.sample.cinema.world import CODE, TOUCHPOINTS

_LETTER = {"tariffs": "t", "payment": "y", "paid": "d", "payment_error": "e", "promo": "o"}
_CONFORMS = re.compile("t*yd")
_NEVER = ("payment_error", "promo")


@dataclass(frozen=True)
class DeviationTruth:
    """Customers who entered the path and met a touchpoint that should not be on it."""

    touchpoint: str
    customers: int
    share: float


@dataclass(frozen=True)
class PathTruth:
    """One segment: `entered` did a step of the path; `conforming` is the share of them that did all of it, not more."""

    entered: int
    conforming: float
    deviations: list[DeviationTruth]


def desired_path(words: Words) -> str:
    """The path, as `tropa ask conformance` reads it."""
    name = {key: words.one(f"touchpoint.{key}") for key in _LETTER}
    never = ", ".join(name[key] for key in _NEVER)
    return f"{name['tariffs']}* -> {name['payment']} -> {name['paid']}; never {never}; ignore others"


def spelled(walks: Walks, visitors: int) -> list[str]:
    """Of the first visitors: the steps that the path speaks of, a letter each."""
    letters = np.array([_LETTER.get(name, "") for name in TOUCHPOINTS])
    kept = np.isin(walks.touchpoint, [CODE[name] for name in _LETTER]) & (walks.visitor < visitors)
    line = "".join(letters[walks.touchpoint[kept]].tolist())
    ends = np.searchsorted(walks.visitor[kept], np.arange(visitors + 1)).tolist()
    return [line[start:end] for start, end in pairwise(ends)]


def path_truth(paths: list[str], who: "npt.NDArray[np.int64]", words: Words) -> PathTruth:
    """The truth of these customers, from their steps as `spelled`."""
    entered = [path for path in (paths[customer] for customer in who.tolist()) if set(path) & set("tyd")]
    count = max(1, len(entered))
    deviations = []
    for name in _NEVER:
        met = sum(_LETTER[name] in path for path in entered)
        deviations.append(DeviationTruth(words.one(f"touchpoint.{name}"), met, met / count))
    conforming = sum(_CONFORMS.fullmatch(path) is not None for path in entered)
    return PathTruth(len(entered), conforming / count, deviations)
