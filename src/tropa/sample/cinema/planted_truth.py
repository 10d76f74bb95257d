"""What the planted experiment, campaign, change of the site and searches truly did, by the same random numbers."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from tropa.sample.cinema.feelings import stage_times
from tropa.sample.cinema.journey import DAY, STAGE_OF, Walks, simulate
from tropa.sample.cinema.planted import (
    CAMPAIGN_LEAVE,
    CAMPAIGN_TOUCHPOINTS,
    CHANGE_DAY,
    CHANGED_MOVES,
    CONTROL,
    EXPERIMENT_LEAVE,
    EXPERIMENT_TOUCHPOINT,
    HOLDOUT,
    TREATED,
    Planted,
)
from tropa.sample.cinema.searches import QUERIES, SEARCH_DAY, jump_of
from tropa.sample.cinema.time_truth import paid_at
from tropa.sample.cinema.words import Words
from tropa.sample.cinema.world import CODE, MOVES, PERIOD_DAYS, STAGES

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

FOLLOWED_DAYS = 7


@dataclass(frozen=True)
class ExperimentTruth:
    """`conversion`, `stage_conversion` (of the purchase) and `null` (of the interest) are the true differences.

    `null` is 0 but for the few who are interested only after they have paid.
    """

    file: str
    touchpoint: str
    leave_factor: float
    arms: dict[str, int]
    conversion: float
    stage_conversion: float
    null: float


@dataclass(frozen=True)
class CampaignTruth:
    """`effect` on the share that pays; what the campaign added among its treated, its cost and return at margin 1."""

    file: str
    touchpoints: list[str]
    leave_factor: float
    arms: dict[str, int]
    effect: float
    conversions: int
    value: float
    cost: float
    roi: float


@dataclass(frozen=True)
class ChangeTruth:
    """From a day on a new way leads from one touchpoint to another. Shares are of customers who met the latter within a
    week of their first step: who came before the day, who came in the week from it on, and these had nothing changed.
    `daily_onward` is how much more of a day's interested customers went on from the interest on the same day, as a mean
    of the days from the change on.
    """

    day: str
    source: str
    target: str
    weight_before: float
    weight_after: float
    before: float
    after: float
    unchanged: float
    daily_onward: float


@dataclass(frozen=True)
class SearchTruth:
    """From a day on a query is searched for `jump` times more a day (0: it is not)."""

    query: str
    day: str
    jump: float


@dataclass(frozen=True)
class PlantedRun:
    """The walks as they happened and what they are made of."""

    walks: Walks
    segment: Ints
    seed: np.random.SeedSequence
    planted: Planted
    customers: int

    def otherwise(self, planted: Planted) -> Walks:
        """The same visitors, other plans."""
        return simulate(self.segment, self.seed, planted=planted)


def planted_truth(run: PlantedRun, words: Words, days: list[str], money: tuple[float, float]) -> dict[str, Any]:
    """All of it; `days` are the dates of the period, `money` a month's price and what the campaign cost."""
    return {
        "experiment": asdict(_experiment(run, words)),
        "campaign": asdict(_campaign(run, words, *money)),
        "changes": [asdict(_change(run, words, days[CHANGE_DAY]))],
        "searches": [asdict(SearchTruth(words.one(f"query.{key}"), days[SEARCH_DAY], jump_of(key))) for key in QUERIES],
    }


def _experiment(run: PlantedRun, words: Words) -> ExperimentTruth:
    page = run.planted.page[: run.customers]
    both = _Both(run.walks, run.otherwise(run.planted.other_page()), page)
    paid = both.of(_paid)
    return ExperimentTruth(
        file="experiment.csv",
        touchpoint=words.one(f"touchpoint.{EXPERIMENT_TOUCHPOINT}"),
        leave_factor=EXPERIMENT_LEAVE,
        arms={CONTROL: int((~page).sum()), TREATED: int(page.sum())},
        conversion=float((paid[1] - paid[0]).mean()),
        stage_conversion=both.of_stage("purchase"),
        null=both.of_stage("interest"),
    )


def _campaign(run: PlantedRun, words: Words, price: float, cost: float) -> CampaignTruth:
    letter = run.planted.letter[: run.customers]
    both = _Both(run.walks, run.otherwise(run.planted.other_letter()), letter)
    paid, orders = both.of(_paid), both.of(_orders)
    value = float((orders[1] - orders[0])[letter].sum()) * price
    return CampaignTruth(
        file="campaign.csv",
        touchpoints=[words.one(f"touchpoint.{name}") for name in CAMPAIGN_TOUCHPOINTS],
        leave_factor=CAMPAIGN_LEAVE,
        arms={HOLDOUT: int((~letter).sum()), TREATED: int(letter.sum())},
        effect=float((paid[1] - paid[0]).mean()),
        conversions=int((paid[1] - paid[0])[letter].sum()),
        value=value,
        cost=cost,
        roi=(value - cost) / cost if cost else 0.0,
    )


def _change(run: PlantedRun, words: Words, day: str) -> ChangeTruth:
    (source, moves), *_ = CHANGED_MOVES.items()
    (target, weight), *_ = moves.items()
    other = run.otherwise(run.planted.unchanged())
    begun = np.full(len(run.segment), np.inf)
    np.minimum.at(begun, run.walks.visitor, run.walks.time)
    known = np.arange(len(begun)) < run.customers
    before = known & (begun < CHANGE_DAY * DAY)
    after = known & ~before & (begun < (CHANGE_DAY + FOLLOWED_DAYS) * DAY)
    met, unchanged = _met_soon(run.walks, target, begun), _met_soon(other, target, begun)
    return ChangeTruth(
        day=day,
        source=words.one(f"touchpoint.{source}"),
        target=words.one(f"touchpoint.{target}"),
        weight_before=MOVES[source].get(target, 0.0),
        weight_after=weight,
        before=_mean(met[before]),
        after=_mean(met[after]),
        unchanged=_mean(unchanged[after]),
        daily_onward=_daily_onward(run.walks, run.customers) - _daily_onward(other, run.customers),
    )


@dataclass(frozen=True)
class _Both:
    """The walks as they happened and with the other arms; `treated` says which arm each customer was in."""

    happened: Walks
    other: Walks
    treated: Bools

    def of(self, measure: Callable[[Walks], Floats]) -> Floats:
        """The measure of every customer untreated and treated (2 × customers), whichever of them happened."""
        here, there = (measure(walks)[: len(self.treated)] for walks in (self.happened, self.other))
        return np.stack([np.where(self.treated, there, here), np.where(self.treated, here, there)])

    def of_stage(self, stage: str) -> float:
        """The difference of the share that goes on from a stage, of those who reach it."""
        reached, onward = (self.of(partial(measure, STAGES.index(stage))) for measure in (_reached, _onward))
        share = onward.sum(axis=1) / np.maximum(1, reached.sum(axis=1))
        return float(share[1] - share[0])


def _paid(walks: Walks) -> Floats:
    return np.isfinite(paid_at(walks)).astype(np.float64)


def _orders(walks: Walks) -> Floats:
    return np.bincount(walks.visitor[walks.touchpoint == CODE["paid"]], minlength=len(walks.left)).astype(np.float64)


def _reached(stage: int, walks: Walks) -> Floats:
    return np.isfinite(stage_times(walks, len(walks.left))[0][:, stage]).astype(np.float64)


def _onward(stage: int, walks: Walks) -> Floats:
    """Who makes a step of a later stage after the first one of this stage."""
    first, last = stage_times(walks, len(walks.left))
    return (last[:, stage + 1 :].max(axis=1) > first[:, stage]).astype(np.float64)


def _met_soon(walks: Walks, name: str, begun: Floats) -> Bools:
    soon = (walks.touchpoint == CODE[name]) & (walks.time < begun[walks.visitor] + FOLLOWED_DAYS * DAY)
    met = np.zeros(len(walks.left), dtype=bool)
    met[walks.visitor[soon]] = True
    return met


def _daily_onward(walks: Walks, customers: int) -> float:
    """The share of a day's interested customers who go on from the interest on it, mean of the days from the change on.

    A customer's steps of each day are looked at by themselves.
    """
    steps = np.flatnonzero((walks.visitor < customers) & (walks.time >= CHANGE_DAY * DAY))
    day = (walks.time[steps] // DAY).astype(np.int64)
    unit, place = np.unique(walks.visitor[steps] * PERIOD_DAYS + day, return_inverse=True)
    stage, interest = STAGE_OF[walks.touchpoint[steps]], STAGES.index("interest")
    first, last = np.full(len(unit), len(walks.visitor)), np.full(len(unit), -1)
    np.minimum.at(first, place[stage == interest], steps[stage == interest])
    np.maximum.at(last, place[stage > interest], steps[stage > interest])
    interested = first < len(walks.visitor)
    number = unit % PERIOD_DAYS - CHANGE_DAY
    counts = [np.bincount(number[chosen], minlength=1) for chosen in (interested & (last > first), interested)]
    onward, all_ = (np.pad(count, (0, PERIOD_DAYS - CHANGE_DAY - len(count))) for count in counts)
    return float((onward[all_ > 0] / all_[all_ > 0]).mean()) if all_.any() else 0.0


def _mean(values: Bools) -> float:
    return float(values.mean()) if len(values) else 0.0
