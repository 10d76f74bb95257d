"""Ratings joined to journeys: who rated a stage or a touchpoint low, and what became of them."""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.analytics.emotion import HIGHEST, LOWEST, rating_values
from tropa.analytics.meetings import Layout, outcome_times
from tropa.journeys.block import F64, I64, NEVER, Block, Journeys, Vocabulary

LOW_SHARE = 0.4  # of the scale
LOW = LOWEST + (HIGHEST - LOWEST) * LOW_SHARE
BEFORE, AFTER = 0, 1  # rated before the stage's outcome, or after it
LEAST_RATINGS = 5  # for a severity


@dataclass(frozen=True)
class LowRatings:
    """Per place (the S stages, then the T touchpoints): journeys that rated low, and counts by outcome.

    `counts` is place × (before, after the stage's outcome) × (not low, low) × (no, yes). The outcome of a rating given
    before the stage's is the stage's; of a later one, being active a week later.
    """

    met: I64
    counts: I64

    def merge(self, other: "LowRatings") -> "LowRatings":
        """Both together."""
        return LowRatings(self.met + other.met, self.counts + other.counts)


class _Placed(NamedTuple):
    place: int
    stage: int
    journey: int
    moment: int
    low: bool


def count_low_ratings(
    ratings: pa.Table | None, block: Block, journeys: Journeys, codes: Layout, limits: tuple[int, int]
) -> LowRatings:
    """The counts of one block; `limits` are the moment until which outcomes are followed, and the week, in µs.

    `ratings` has the columns of `emotion`, and touchpoint and time where they are known; a rating without a time is
    taken as given when its journey entered the stage. The first rating of a journey at a place counts.
    """
    vocabulary, (followed_until, active_after) = journeys.vocabulary, limits
    places = len(vocabulary.stages) + len(vocabulary.touchpoints)
    found = LowRatings(np.zeros(places, np.int64), np.zeros((places, 2, 2, 2), np.int64))
    if ratings is None or not block.journeys or not ratings.num_rows:
        return found
    here = ratings.filter(pc.is_in(ratings["customer"].cast(pa.string()), value_set=block.customer.cast(pa.string())))
    entered, reached = outcome_times(block, codes)
    for place, stage, journey, moment, low in _placed(here, block, vocabulary, entered):
        found.met[place] += low
        if moment > followed_until:
            continue
        done = NEVER < reached[journey, stage] <= moment
        active = block.time[block.offsets[journey + 1] - 1] - moment >= active_after
        later = active if done or codes.returns[stage] else reached[journey, stage] > moment
        found.counts[place, int(done), int(low), int(later)] += 1
    return found


def low_rated(ratings: pa.Table, block: Block, vocabulary: Vocabulary, codes: Layout, place: int) -> list[int]:
    """The journeys of a block whose first rating at a place (a stage, or beyond them a touchpoint) is low."""
    here = ratings.filter(pc.is_in(ratings["customer"].cast(pa.string()), value_set=block.customer.cast(pa.string())))
    entered, _ = outcome_times(block, codes)
    return sorted(one.journey for one in _placed(here, block, vocabulary, entered) if one.place == place and one.low)


def severities(ratings: pa.Table | None, vocabulary: Vocabulary) -> tuple[F64, F64]:
    """How bad each place feels, and the standard error of that.

    1 − mean rating / 2, so 0…2 and 1 where it is neutral; NaN with under five ratings.
    """
    places = len(vocabulary.stages) + len(vocabulary.touchpoints)
    if ratings is None or not ratings.num_rows:
        return np.full(places, np.nan), np.full(places, np.nan)
    value = rating_values(ratings)
    stage, point = _places(ratings, vocabulary)
    place = np.concatenate([stage, np.where(point >= 0, point + len(vocabulary.stages), -1)])
    value = np.tile(value, 2)
    known = (place >= 0) & ~np.isnan(value)
    given = np.bincount(place[known], minlength=places)
    total = np.bincount(place[known], weights=value[known], minlength=places)
    squares = np.bincount(place[known], weights=value[known] ** 2, minlength=places)
    enough = given >= LEAST_RATINGS
    mean = np.divide(total, given, out=np.full(places, np.nan), where=enough)
    scatter = np.maximum(squares - given * np.nan_to_num(mean) ** 2, 0)
    error = np.sqrt(scatter / np.maximum(given * (given - 1), 1)) / 2
    return np.asarray(1 - mean / 2, np.float64), np.where(enough, error, np.nan)


def _places(ratings: pa.Table, vocabulary: Vocabulary) -> tuple[I64, I64]:
    """Stage and touchpoint codes of the ratings, −1 where unknown; a touchpoint tells its stage."""
    point = np.full(ratings.num_rows, -1, np.int64)
    if "touchpoint" in ratings.column_names:
        point = _codes(ratings["touchpoint"], vocabulary.touchpoints)
    of_point = np.array([*vocabulary.stage_of, -1], np.int64)[point]
    stage = _codes(ratings["stage"], vocabulary.stages)
    return np.where(stage >= 0, stage, of_point), point


def _codes(names: pa.ChunkedArray, known: tuple[str, ...]) -> I64:
    found = pc.index_in(names.cast(pa.string()), value_set=pa.array(known, pa.string()))
    return np.asarray(found.fill_null(-1).to_numpy(), np.int64)


def _placed(ratings: pa.Table, block: Block, vocabulary: Vocabulary, entered: I64) -> list[_Placed]:
    """The first rating of each journey at each place, for journeys that had got there."""
    value, (stage, point) = rating_values(ratings), _places(ratings, vocabulary)
    given = np.full(ratings.num_rows, NEVER)
    if "time" in ratings.column_names:
        given = ratings["time"].cast(pa.int64()).fill_null(NEVER).to_numpy()
    of_customer = _journeys_of(ratings, block)
    placed: dict[tuple[int, int], _Placed] = {}
    customers = ratings["customer"].to_pylist()
    for row in np.argsort(given, kind="stable").tolist():
        at, moment = int(stage[row]), int(given[row])
        if at < 0 or np.isnan(value[row]):
            continue
        reached = [j for j in of_customer[customers[row]] if entered[j, at] != NEVER]
        fitting = [j for j in reached if moment == NEVER or entered[j, at] <= moment]
        if not fitting:
            continue
        journey = fitting[-1]
        when = int(entered[journey, at]) if moment == NEVER else moment
        for place in (at, len(vocabulary.stages) + int(point[row])) if point[row] >= 0 else (at,):
            placed.setdefault((place, journey), _Placed(place, at, journey, when, bool(value[row] <= LOW)))
    return list(placed.values())


def _journeys_of(ratings: pa.Table, block: Block) -> dict[str, list[int]]:
    """The journeys of each customer who rated, in order of time as the block holds them."""
    rated = pc.is_in(block.customer.cast(pa.string()), value_set=pc.unique(ratings["customer"].cast(pa.string())))
    found: dict[str, list[int]] = defaultdict(list)
    for journey in np.flatnonzero(rated.to_numpy(zero_copy_only=False)).tolist():
        found[block.customer[journey].as_py()].append(journey)
    return found
