"""How customers feel at each stage, from the ratings they gave there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.analytics.answer import TableAnswer, sentences
from tropa.errors import InputError
from tropa.journeys.block import F64, I64
from tropa.kit.locale import Language
from tropa.statistics.interval import Estimate
from tropa.statistics.proportion import wilson
from tropa.statistics.shrinkage import shrink

LOWEST, HIGHEST = -2.0, 2.0
COLUMNS = ("customer", "stage", "rating", "scale_low", "scale_high")
Basis = Literal["place", "stage", "time", "text", "behaviour"]
BASES: tuple[Basis, ...] = get_args(Basis)
AT_THE_PLACE = ("csat", "ces")
ENOUGH = 20  # customers whose ratings of a stage need no answers asked elsewhere
PRIOR = 0.5  # how far apart stages usually lie, on −2…+2
GUESSED_WEIGHT = 4  # customers that a stage known from behaviour alone weighs as, however many they are
GUESSED_VARIANCE = 1.0  # of one guess, at least
LEAST_VARIANCE = 0.01  # ratings come in steps: equal answers do not mean no spread


@dataclass(frozen=True)
class StageEmotion:
    """One stage: the shrunk mean on −2…+2 (None without ratings), and its plain mean over customers.

    `response` is the share of journeys that reached the stage whose customers rated it, where the reach is known.
    `basis` is the furthest of what was counted: asked at the place, naming the stage, placed by time, read from texts,
    or guessed from behaviour.
    """

    stage: str
    value: Estimate | None
    mean: float | None
    customers: int
    ratings: int
    probability_lowest: float | None
    response: Estimate | None
    basis: Basis | None = None


@dataclass(frozen=True)
class EmotionDefinition:
    """How ratings become an emotion; says so in a language."""

    prior: float = PRIOR
    guessed: bool = False  # whether a stage is known from behaviour alone

    def definition_in(self, language: Language) -> str:
        """What is averaged and how."""
        return sentences(
            language,
            ("emotion.mapping", {}),
            ("emotion.nearest", {"n": ENOUGH}),
            ("emotion.read", {"n": ENOUGH}),
            *([("emotion.guessed", {"n": GUESSED_WEIGHT})] if self.guessed else []),
            ("emotion.mean", {}),
            ("emotion.lowest", {}),
        )


@dataclass(frozen=True)
class EmotionAnswer(TableAnswer):
    """Stages in the order given. `journeys` counts the customers who rated; `unplaced` the ratings left out.

    A rating is left out where it has no stage of the map or lies outside its scale.
    """

    stages: tuple[StageEmotion, ...]
    unplaced: int

    def rows(self) -> list[dict[str, Any]]:
        """One row a stage."""
        return [
            {
                "stage": stage.stage,
                "emotion": stage.value.value if stage.value else None,
                "low": stage.value.low if stage.value else None,
                "high": stage.value.high if stage.value else None,
                "mean": stage.mean,
                "customers": stage.customers,
                "ratings": stage.ratings,
                "lowest": stage.probability_lowest,
                "response": stage.response.value if stage.response else None,
                "basis": stage.basis,
            }
            for stage in self.stages
        ]


def emotion(ratings: pa.Table, stages: Sequence[str], reached: Mapping[str, int] | None = None) -> EmotionAnswer:
    """The emotion of each stage, −2…+2 with an interval, and how probably it is the lowest.

    `ratings` has the columns customer, stage, rating, scale_low and scale_high (a slice of the verbatims table);
    a rating without a customer is a customer of its own. `reached` is the number of journeys that reached each stage.
    A customer's ratings of a stage are averaged first, or the talkative would count many times (a naive bootstrap
    covers 47 %). Ratings asked for at the place (kind CSAT or CES) come first; where fewer than 20 customers gave one,
    answers that name the stage are added, then those placed by time (columns kind and stage_probability, where the
    table has them), then, where the column `basis` says so, ratings read from texts ("text") and guessed from
    behaviour ("behaviour"): what people say of the whole drifts towards their mean of all stages. The stages' means are
    then shrunk together (`statistics.shrinkage`), one guessed from behaviour (`analytics.emotion_proxies`) as if four
    customers had rated it. Raises InputError `analytics.ratings_column` or
    `analytics.rating_scale`.
    """
    usable = _placed(ratings, stages)
    placed = _nearest(usable, len(stages))
    people = _people(placed)
    value, customers, spread = _means(people, len(stages))
    bases = [_basis(placed, code) for code in range(len(stages))]
    guessed = np.array([basis == "behaviour" for basis in bases], bool)
    said = np.where(guessed, 0, customers)
    pooled = spread[~guessed].sum() / (said - 1).clip(0).sum() if (said > 1).any() else np.nan
    variance = max(pooled, LEAST_VARIANCE) / np.maximum(customers, 1)
    variance[guessed] = max(pooled, GUESSED_VARIANCE) / np.minimum(customers[guessed], GUESSED_WEIGHT)
    known = np.where(np.isnan(pooled), 0, customers)
    shrunk = shrink(value, variance, known, PRIOR)
    given = np.bincount(placed["stage"].to_numpy(), minlength=len(stages))
    definition = EmotionDefinition(guessed=bool(guessed.any()))
    return EmotionAnswer(
        journeys=len(pc.unique(placed["customer"])),
        definition=definition.definition_in("en"),
        question=definition,
        stages=tuple(
            StageEmotion(
                stage=name,
                value=_bounded(found.estimate) if found else None,
                mean=float(value[code]) if customers[code] else None,
                customers=int(customers[code]),
                ratings=int(given[code]),
                probability_lowest=found.probability_lowest if found else None,
                response=_response(int(customers[code]), None if reached is None else reached.get(name)),
                basis=bases[code],
            )
            for code, (name, found) in enumerate(zip(stages, shrunk, strict=True))
        ),
        unplaced=ratings.num_rows - ratings["rating"].null_count - usable.num_rows,
    )


def raters(ratings: pa.Table, stages: Sequence[str], stage: str) -> list[str]:
    """The customers whose ratings are the emotion of a stage, each once, by name; `ratings` as `emotion` takes them."""
    people = _people(_nearest(_placed(ratings, stages), len(stages)))
    return sorted(people.filter(pc.equal(people["stage"], stages.index(stage)))["customer"].to_pylist())


def mapped(rating: F64, scale_low: F64, scale_high: F64) -> F64:
    """Ratings on −2…+2: the scale's low end becomes −2, its high end +2, linearly; NaN outside the scale.

    >>> mapped(np.array([0.0, 5.0, 10.0, 11.0]), np.zeros(4), np.full(4, 10.0)).tolist()
    [-2.0, 0.0, 2.0, nan]
    """
    wrong = scale_high <= scale_low
    if wrong.any():
        low, high = scale_low[wrong][0], scale_high[wrong][0]
        raise InputError("analytics.rating_scale", low=f"{low:g}", high=f"{high:g}")
    share = (rating - scale_low) / (scale_high - scale_low)
    return np.where((share >= 0) & (share <= 1), LOWEST + (HIGHEST - LOWEST) * share, np.nan)


def rating_values(ratings: pa.Table) -> F64:
    """The table's ratings on −2…+2, NaN where there is none; InputError where a column is missing."""
    for column in COLUMNS:
        if column not in ratings.column_names:
            raise InputError("analytics.ratings_column", column=column, allowed=", ".join(COLUMNS))
    numbers = [ratings[column].cast(pa.float64()).to_numpy() for column in COLUMNS[2:]]
    return mapped(*numbers)


def _placed(ratings: pa.Table, stages: Sequence[str]) -> pa.Table:
    """Usable ratings: customer (unnamed ones numbered), stage code, value, how far off they were asked (BASES)."""
    value = rating_values(ratings)
    code = (
        pc.index_in(ratings["stage"].cast(pa.string()), value_set=pa.array(stages, pa.string()))
        .fill_null(-1)
        .to_numpy()
    )
    own = pa.array([f"\0{row}" for row in range(ratings.num_rows)], pa.string())
    customer = pc.coalesce(ratings["customer"].cast(pa.string()), own)
    table = pa.table({"customer": customer, "stage": code.astype(np.int64), "value": value, "far": _far(ratings)})
    return table.filter(pa.array((code >= 0) & ~np.isnan(value)))


def _far(ratings: pa.Table) -> I64:
    """The place of each rating among BASES: 0 asked for at the place, 1 names the stage, 2 placed by time, …"""
    far = np.zeros(ratings.num_rows, np.int64)
    if "stage_probability" in ratings.column_names:
        certain = pc.fill_null(pc.greater_equal(ratings["stage_probability"], 1.0), True)
        far[~certain.to_numpy()] = 2
    if "kind" in ratings.column_names:
        asked = pc.fill_null(pc.is_in(ratings["kind"], value_set=pa.array(AT_THE_PLACE)), False).to_numpy()
        far[(far == 0) & ~asked] = 1
    if "basis" in ratings.column_names:
        for place in (BASES.index("text"), BASES.index("behaviour")):
            far[pc.fill_null(pc.equal(ratings["basis"], BASES[place]), False).to_numpy()] = place
    return far


def _nearest(usable: pa.Table, stages: int) -> pa.Table:
    """Of each stage the ratings asked nearest to it: further ones only until ENOUGH customers rated it."""
    stage, far = usable["stage"].to_numpy(), usable["far"].to_numpy()
    limit = np.full(stages, len(BASES) - 1)
    for reach in reversed(range(len(BASES) - 1)):
        near = usable.filter(pa.array(far <= reach))
        people = near.group_by(["stage", "customer"], use_threads=False).aggregate([])["stage"].to_numpy()
        limit[np.bincount(people, minlength=stages) >= ENOUGH] = reach
    return usable.filter(pa.array(far <= limit[stage]))


def _people(placed: pa.Table) -> pa.Table:
    """One row a stage and customer: the mean of the customer's ratings there."""
    return placed.group_by(["stage", "customer"], use_threads=False).aggregate([("value", "mean")])


def _basis(placed: pa.Table, stage: int) -> Basis | None:
    far = placed["far"].to_numpy()[placed["stage"].to_numpy() == stage]
    return BASES[int(far.max())] if len(far) else None


def _means(people: pa.Table, stages: int) -> tuple[F64, I64, F64]:
    """Per stage: the mean over customers (NaN without), how many, and the sum of squares around the mean."""
    stage, value = people["stage"].to_numpy(), people["value_mean"].to_numpy()
    customers = np.bincount(stage, minlength=stages)
    total = np.bincount(stage, weights=value, minlength=stages)
    mean = np.divide(total, customers, out=np.full(stages, np.nan), where=customers > 0)
    squares = np.bincount(stage, weights=(value - mean[stage]) ** 2, minlength=stages)
    return mean, customers.astype(np.int64), squares.astype(np.float64)


def _bounded(estimate: Estimate) -> Estimate:
    """The model is a normal one and knows no ends of the scale; few ratings may lead it beyond."""
    value, low, high = (min(max(end, LOWEST), HIGHEST) for end in (estimate.value, estimate.low, estimate.high))
    return replace(estimate, value=value, low=low, high=high)


def _response(customers: int, reached: int | None) -> Estimate | None:
    return None if reached is None or customers > reached else wilson(customers, reached)
