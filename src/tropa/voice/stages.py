"""At which stage of the journey something was said.

What is known best decides:

1. the stage named by the source, else that of the touchpoint named by the source: certain (probability 1);
2. what the text says × when it was said: P(stage | text) · (floor + e^(−age/τ)), age since the customer's last visit of
   each stage not more than `window` before the words. τ is the mean age in what is linked for certain;
3. the text alone, where the customer or the time is unknown;
4. the time alone, where there is no text: the customer's last stage, right as often as it is in what is linked for
   certain; where that is little, .9 right after the touchpoint, falling to .5 at the end of the window.

The probability is kept; below .8 no stage is given, because a wrong stage harms more than none (`linking` counts
these). Measured on simulated journeys: the last touchpoint is right in 78 % of cases, text × time in 84–97 %, and in
99.6 % of those above .8.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.journeys.block import F64, I64, NEVER, UNKNOWN, Journeys
from tropa.kit.time import DAY, HOUR

WINDOW = 14 * DAY
AT_ONCE = 0.9
AT_THE_END = 0.5
LEAST = 0.8
FLOOR = 0.1  # what a stage the customer was not seen at still has
USUAL_AGE = 3 * DAY // 2
ENOUGH = 30  # certain links from which ages and the worth of the last stage are learnt


class ReadsStages(Protocol):
    """Something that reads in a text which stage it speaks of (`stage_texts.StageTexts`)."""

    def likelihoods(self, texts: pa.Array, stages: tuple[str, ...]) -> F64:
        """Texts × stages, rows adding up to 1; NaN rows where there is no text."""
        ...


@dataclass(frozen=True)
class Linking:
    """How many verbatims have a stage for certain, or by text and time at .8 at least, or are not sure, or unknown."""

    certain: int
    assigned: int
    unassigned: int
    unknown: int


@dataclass(frozen=True)
class _Visits:
    """Events at a stage of the customers asked about: customer's position among them, time and stage code."""

    customer: I64
    time: I64
    stage: I64


def link(
    verbatims: pa.Table,
    journeys: Journeys,
    *,
    window: int = WINDOW,
    texts: ReadsStages | None = None,
    least: float = LEAST,
) -> pa.Table:
    """The verbatims with `stage` and `stage_probability` filled.

    The stage is null where it is less than `least` probable (its probability stays) or not known at all (null). A stage
    that is already there stays, with its probability or 1. `window` is in µs.
    """
    stages = journeys.vocabulary.stages
    given, stated = verbatims.column("stage").combine_chunks(), stated_stage(verbatims, journeys)
    age, last = _ages(verbatims, journeys, window)
    likely = np.full(age.shape, np.nan)
    if texts is not None and stages:
        likely = texts.likelihoods(verbatims["text"].combine_chunks().cast(pa.string()), stages)
    seen = _seen((age, last), stated, verbatims["text"].combine_chunks(), stages)
    guess, probability = _guessed((age, last), likely, seen, window)
    kept = pc.if_else(pc.is_valid(given), verbatims.column("stage_probability").combine_chunks(), None)
    certain = pc.if_else(pc.is_valid(stated), 1.0, None)
    known = pc.coalesce(kept, certain, pa.array(probability, from_pandas=True))
    sure = (guess >= 0) & (np.nan_to_num(probability) >= least)
    guessed = pa.array(stages, pa.string()).take(pa.array(guess, mask=~sure)) if stages else pa.nulls(len(guess))
    return _replaced(verbatims, stage=pc.coalesce(stated, guessed.cast(pa.string())), stage_probability=known)


def linking(linked: pa.Table) -> Linking:
    """What `link` could do, counted."""
    stage, probability = linked["stage"], linked["stage_probability"]
    has = pc.is_valid(stage)
    certain = pc.and_(has, pc.fill_null(pc.greater_equal(probability, 1.0), True))
    given = {"certain": certain, "assigned": pc.and_(has, pc.invert(certain))}
    given["unassigned"] = pc.and_(pc.invert(has), pc.is_valid(probability))
    given["unknown"] = pc.and_(pc.invert(has), pc.is_null(probability))
    return Linking(**{name: int(pc.sum(rows).as_py() or 0) for name, rows in given.items()})


def stated_stage(verbatims: pa.Table, journeys: Journeys) -> pa.Array:
    """The stage the source names, or that of the touchpoint it names; null where neither."""
    given = verbatims.column("stage").combine_chunks()
    return pc.coalesce(given, _stage_of_touchpoint(verbatims.column("touchpoint"), journeys))


@dataclass(frozen=True)
class _Seen:
    """What certain links teach: the usual age of words, and how often the last stage is theirs (None: too few)."""

    age: float
    last_right: float | None


def _seen(met_at: tuple[F64, I64], stated: pa.Array, text: pa.Array, stages: tuple[str, ...]) -> _Seen:
    """Ages of texts only: a rating asked for at once would make all words look late."""
    age, last = met_at
    code = pc.fill_null(pc.index_in(stated, pa.array(stages, pa.string())), -1).to_numpy(zero_copy_only=False)
    met = (code >= 0) & np.asarray(~np.isnan(age).all(axis=1), np.bool_)
    written = np.flatnonzero(met & pc.is_valid(text).to_numpy(zero_copy_only=False))
    own = age[written, code[written]]
    own = own[~np.isnan(own)]
    mean = float(own.mean()) if len(own) >= ENOUGH else float(USUAL_AGE)
    rows = np.flatnonzero(met)
    if len(rows) < ENOUGH:
        return _Seen(mean, None)
    right = int((last[rows] == code[rows]).sum())
    return _Seen(min(max(mean, HOUR), 7 * DAY), (right + 1) / (len(rows) + 2))


def _guessed(met_at: tuple[F64, I64], likely: F64, seen: _Seen, window: int) -> tuple[I64, F64]:
    """The likeliest stage of each row (−1 where nothing is known) and its probability (NaN there)."""
    age, last = met_at
    rows, stages = age.shape
    guess, probability = np.full(rows, -1), np.full(rows, np.nan)
    if not stages:
        return guess, probability
    prior = FLOOR + np.nan_to_num(np.exp(-age / seen.age))
    met = np.asarray(~np.isnan(age).all(axis=1), np.bool_)
    read = np.asarray(~np.isnan(likely).any(axis=1), np.bool_)
    fused = np.where(read[:, None], likely, 1.0) * np.where(met[:, None], prior, 1.0)
    fused /= fused.sum(axis=1, keepdims=True)
    guess[read] = fused[read].argmax(axis=1)
    probability[read] = fused[read].max(axis=1)
    timed = met & ~read
    if timed.any():
        guess[timed] = last[timed]
        faded = AT_ONCE * (AT_THE_END / AT_ONCE) ** (np.nanmin(age[timed], axis=1) / max(window, 1))
        probability[timed] = faded if seen.last_right is None else np.minimum(faded, seen.last_right)
    return guess, probability


def _stage_of_touchpoint(touchpoint: pa.ChunkedArray, journeys: Journeys) -> pa.Array:
    vocabulary = journeys.vocabulary
    code = pc.index_in(touchpoint.combine_chunks(), pa.array(vocabulary.touchpoints, pa.string()))
    stage_of = pa.array([None if s == UNKNOWN else vocabulary.stages[s] for s in vocabulary.stage_of], pa.string())
    return stage_of.take(code) if len(stage_of) else pa.nulls(len(touchpoint), pa.string())


def _ages(verbatims: pa.Table, journeys: Journeys, window: int) -> tuple[F64, I64]:
    """Verbatims × stages: how long before the words their customer was last at the stage, µs, NaN where not in time.

    And the code of the customer's last stage before the words, −1 where there is none.
    """
    column = verbatims.column("customer").combine_chunks()
    customers = pc.unique(column).drop_null()
    customer = pc.fill_null(pc.index_in(column, customers), -1).to_numpy(zero_copy_only=False).astype(np.int64)
    time = pc.fill_null(verbatims.column("time").combine_chunks().cast(pa.int64()), NEVER).to_numpy()
    visits = _visits(journeys, customers)
    ages = np.full((len(time), len(journeys.vocabulary.stages)), np.nan)
    for stage in range(ages.shape[1]):
        here = visits.stage == stage
        there = _Visits(visits.customer[here], visits.time[here], visits.stage[here])
        last = _last_before(there, customer, time)
        found = (last >= 0) & (time != NEVER)
        ages[found, stage] = time[found] - there.time[last[found]]
    ages[ages > window] = np.nan
    latest = _last_before(visits, customer, time)
    last = np.full(len(time), -1)
    last[latest >= 0] = visits.stage[latest[latest >= 0]]
    return ages, last


def _visits(journeys: Journeys, customers: pa.Array) -> _Visits:
    """All events at a stage of these customers, customer by customer in order of time."""
    stage_of = np.array([*journeys.vocabulary.stage_of, UNKNOWN], np.int64)
    parts = [(np.empty(0, np.int64),) * 3]
    for block in journeys.blocks:
        asked = pc.fill_null(pc.index_in(block.customer, customers), -1).to_numpy(zero_copy_only=False)
        rows = np.flatnonzero(np.repeat(asked >= 0, np.diff(block.offsets)))
        stage = stage_of[block.touchpoint[rows]]
        rows, stage = rows[stage != UNKNOWN], stage[stage != UNKNOWN]
        journey = np.searchsorted(block.offsets, rows, side="right") - 1
        parts.append((asked[journey].astype(np.int64), block.time[rows], stage))
    customer, time, stage = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((time, customer))
    return _Visits(customer[order], time[order], stage[order])


def _last_before(visits: _Visits, customer: I64, time: I64) -> I64:
    """For each moment the last visit of its customer at or before it, −1 where there is none."""
    asked = np.repeat([0, 1], [len(visits.time), len(time)])  # at equal times the visit comes first
    order = np.lexsort(
        (asked, np.concatenate([visits.time, time]), np.concatenate([visits.customer, customer])),
    )
    seen = np.maximum.accumulate(np.where(asked[order] == 0, order, -1)) if len(order) else order
    last = np.empty(len(time), np.int64)
    moments = asked[order] == 1
    last[order[moments] - len(visits.time)] = seen[moments]
    same = last >= 0
    same[same] = visits.customer[last[same]] == customer[same]
    return np.where(same, last, -1)


def _replaced(table: pa.Table, **columns: pa.Array) -> pa.Table:
    for name, column in columns.items():
        at = table.schema.get_field_index(name)
        field = table.schema.field(at)
        table = table.set_column(at, field, column.cast(field.type))
    return table
