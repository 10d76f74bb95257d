"""What becomes of customers in the end and when: measured on walks that go on until nobody is open."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from tropa.sample.cinema.journey import DAY, VISIT_GAP, Walks
from tropa.sample.cinema.words import Words
from tropa.sample.cinema.world import CODE, TOUCHPOINTS

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

CURVE_DAYS = (7, 14, 30)
WEEKS = (1, 2, 4)
SETTLED = 0.9  # of the customers in a state; or no more than a tenth


@dataclass(frozen=True)
class CurveTruth:
    """`converted` is the share of customers who pay within so many days of their first step."""

    day: int
    converted: float


@dataclass(frozen=True)
class RetentionTruth:
    """`share` of the customers make a step in the n-th seven days after the first seven."""

    week: int
    share: float


@dataclass(frozen=True)
class StateTruth:
    """Customers who stood at a touchpoint before they paid, and the share of them who pay in the end."""

    touchpoint: str
    customers: int
    converted: float
    settled: Literal["converted", "lost"] | None


@dataclass(frozen=True)
class TimeTruth:
    """One segment. `converted` pay sooner or later; `again` is the share that comes a second time."""

    converted: float
    curve: list[CurveTruth]
    retention: list[RetentionTruth]
    again: float
    states: list[StateTruth]


def paid_at(walks: Walks) -> Floats:
    """When each visitor paid first; infinity for those who never do."""
    found = np.full(len(walks.left), np.inf)
    made = walks.touchpoint == CODE["paid"]
    np.minimum.at(found, walks.visitor[made], walks.time[made])
    return found


def time_truth(endless: Walks, who: Ints, words: Words) -> TimeTruth:
    """The truth of these customers."""
    begun = np.full(len(endless.left), np.inf)
    np.minimum.at(begun, endless.visitor, endless.time)
    paid = paid_at(endless)
    took = (paid - begun)[who]
    weeks = np.floor((endless.time - begun[endless.visitor]) / (7 * DAY))
    return TimeTruth(
        converted=_mean(np.isfinite(took)),
        curve=[CurveTruth(day, _mean(took <= day * DAY)) for day in CURVE_DAYS],
        retention=[RetentionTruth(week, _share(endless, weeks == week, who)) for week in WEEKS],
        again=_share(endless, _pauses(endless), who),
        states=_states(endless, paid, who, words),
    )


def _share(walks: Walks, steps: "npt.NDArray[np.bool_]", who: Ints) -> float:
    """The share of these customers who made any of the steps."""
    made = np.zeros(len(walks.left), dtype=bool)
    made[walks.visitor[steps]] = True
    return _mean(made[who])


def _pauses(walks: Walks) -> "npt.NDArray[np.bool_]":
    """Steps that come longer after the customer's last one than a visit lasts."""
    found = np.zeros(len(walks.visitor), dtype=bool)
    found[1:] = (walks.visitor[1:] == walks.visitor[:-1]) & (np.diff(walks.time) > VISIT_GAP)
    return found


def _states(walks: Walks, paid: Floats, who: Ints, words: Words) -> list[StateTruth]:
    before = walks.time < paid[walks.visitor]
    states = []
    for name in TOUCHPOINTS:
        stood = np.zeros(len(walks.left), dtype=bool)
        stood[walks.visitor[before & (walks.touchpoint == CODE[name])]] = True
        there = who[stood[who]]
        if len(there):
            share = _mean(np.isfinite(paid[there]))
            settled: Literal["converted", "lost"] | None = "converted" if share >= SETTLED else None
            settled = "lost" if share <= 1 - SETTLED else settled
            states.append(StateTruth(words.one(f"touchpoint.{name}"), len(there), share, settled))
    return sorted(states, key=lambda state: -state.customers)


def _mean(values: "npt.NDArray[np.bool_]") -> float:
    return float(values.mean()) if len(values) else 0.0
