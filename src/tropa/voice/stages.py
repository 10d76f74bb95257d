"""At which stage of the journey something was said.

What is known best decides: the stage named by the source; else the stage of the touchpoint named by the source; else
the stage of the customer's last touchpoint that has one, not later than the words and at most `window` before them.
The first two are certain (probability 1). The third falls from .9 right after the touchpoint to .5 at the end of the
window, evenly in its logarithm: .9 · (5/9)^(age / window); what was said later than that is not assigned to a stage,
because a wrong stage harms more than none. (Measured on simulated journeys the last touchpoint alone is right in 78 %
of cases.)
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tropa.journeys.block import I64, NEVER, UNKNOWN, Journeys
from tropa.kit.time import DAY

WINDOW = 14 * DAY
AT_ONCE = 0.9
AT_THE_END = 0.5


@dataclass(frozen=True)
class _Visits:
    """Events at a stage of the customers asked about: customer's position among them, time and stage code."""

    customer: I64
    time: I64
    stage: I64


def link(verbatims: pa.Table, journeys: Journeys, *, window: int = WINDOW) -> pa.Table:
    """The verbatims with `stage` and `stage_probability` filled; null where the stage is not known.

    A stage that is already there stays, with its probability or 1. `window` is in µs.
    """
    given = verbatims.column("stage").combine_chunks()
    by_touchpoint = _stage_of_touchpoint(verbatims.column("touchpoint"), journeys)
    by_time, age = _last_stage(verbatims, journeys, window)
    decayed = AT_ONCE * (AT_THE_END / AT_ONCE) ** (age / max(window, 1))
    certain = pc.or_(pc.is_valid(given), pc.is_valid(by_touchpoint))
    kept = pc.if_else(pc.is_valid(given), verbatims.column("stage_probability").combine_chunks(), None)
    probability = pc.coalesce(kept, pc.if_else(certain, 1.0, pa.array(decayed, from_pandas=True)))
    return _replaced(verbatims, stage=pc.coalesce(given, by_touchpoint, by_time), stage_probability=probability)


def _stage_of_touchpoint(touchpoint: pa.ChunkedArray, journeys: Journeys) -> pa.Array:
    vocabulary = journeys.vocabulary
    code = pc.index_in(touchpoint.combine_chunks(), pa.array(vocabulary.touchpoints, pa.string()))
    stage_of = pa.array([None if s == UNKNOWN else vocabulary.stages[s] for s in vocabulary.stage_of], pa.string())
    return stage_of.take(code) if len(stage_of) else pa.nulls(len(touchpoint), pa.string())


def _last_stage(verbatims: pa.Table, journeys: Journeys, window: int) -> tuple[pa.Array, npt.NDArray[np.float64]]:
    """The stage each customer was last at, and how long before (µs, NaN where there is none)."""
    column = verbatims.column("customer").combine_chunks()
    customers = pc.unique(column).drop_null()
    customer = pc.fill_null(pc.index_in(column, customers), -1).to_numpy(zero_copy_only=False).astype(np.int64)
    time = pc.fill_null(verbatims.column("time").combine_chunks().cast(pa.int64()), NEVER).to_numpy()
    visits = _visits(journeys, customers)
    last = _last_before(visits, customer, time)
    found = (last >= 0) & (time != NEVER)
    age = np.full(len(time), np.nan)
    age[found] = time[found] - visits.time[last[found]]
    age[age > window] = np.nan
    codes = np.zeros(len(time), np.int64)
    codes[found] = visits.stage[last[found]]
    stages = pa.array(journeys.vocabulary.stages, pa.string())
    return stages.take(pa.array(codes, mask=np.isnan(age))), age


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
