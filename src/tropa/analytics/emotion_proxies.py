"""How customers may have felt where nobody said it: guessed from what they did, never without ratings to learn from.

At a stage four things are looked for in each journey: a loop (a touchpoint for the third time), a return from a later
stage, a touchpoint that is evidence of trouble, and a wait among the longest tenth of its stage. Their share, set
against the same customer's other stages, says how smooth the stage went for them; a never falling line, learnt where
the same customers also rated, makes ratings of it. Behaviour tells little of feelings (a long wait may be a holiday),
so such a guess is marked, weighs little (`analytics.emotion`) and stands only where neither ratings nor texts do.
"""

from collections.abc import Callable, Collection

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.analytics.emotion import HIGHEST, LOWEST, rating_values
from tropa.analytics.meetings import LOOP
from tropa.analytics.stages import stage_codes
from tropa.journeys.block import F64, I32, I64, UNKNOWN, Block, Journeys

TROUBLE = ("error", "unanswered", "complaint")  # signals of touchpoints
LONG = 0.9  # quantile of the waits at a stage from which one is long
MARKS = 4

Line = Callable[[F64], F64]  # smoothness → ratings −2…+2
Calibrate = Callable[[F64, F64], Line | None]  # smoothness, ratings → the line; None where it says nothing


def smoothness(journeys: Journeys) -> pa.Table:
    """One row a customer and stage: columns customer, stage, smoothness −1…+1.

    +1: none of the trouble that all the customer's other stages have; −1: the other way round. Customers who reached
    one stage only have no other to compare with and are left out. Linear in events.
    """
    words = journeys.vocabulary
    stage_of = stage_codes(words)
    limits = _long_waits(journeys, stage_of)
    parts = [_troubles(block, journeys, stage_of, limits) for block in journeys.blocks]
    people = pa.concat_tables(parts).group_by(["customer", "stage"], use_threads=False).aggregate([("trouble", "mean")])
    name, stage = people["customer"].combine_chunks().dictionary_encode(), people["stage"].to_numpy()
    who, trouble = name.indices.to_numpy(), people["trouble_mean"].to_numpy()
    reached = np.bincount(who, minlength=len(name.dictionary))[who]
    others = np.bincount(who, weights=trouble, minlength=len(name.dictionary))[who] - trouble
    several = reached > 1
    smooth = others[several] / (reached[several] - 1) - trouble[several]
    titles = pa.array(words.stages, pa.string()).take(pa.array(stage[several]))
    return pa.table({"customer": people["customer"].filter(pa.array(several)), "stage": titles, "smoothness": smooth})


def guessed(journeys: Journeys, ratings: pa.Table, stages: Collection[str], calibrate: Calibrate) -> pa.Table | None:
    """Ratings guessed for the customers of these stages; None where there is nothing to learn them from.

    `ratings` has the columns that `emotion` takes. The rows have customer, stage, rating on −2…+2 (scale_low and
    scale_high) and the basis "behaviour".
    """
    smooth = smoothness(journeys)
    both = _rated(ratings).join(smooth, ["customer", "stage"], join_type="inner")
    line = calibrate(both["smoothness"].to_numpy(), both["value_mean"].to_numpy())
    if line is None:
        return None
    wanted = smooth.filter(pc.is_in(smooth["stage"], value_set=pa.array(sorted(stages), pa.string())))
    count = wanted.num_rows
    return pa.table(
        {
            "customer": wanted["customer"],
            "stage": wanted["stage"],
            "rating": line(wanted["smoothness"].to_numpy()),
            "scale_low": np.full(count, LOWEST),
            "scale_high": np.full(count, HIGHEST),
            "basis": pa.array(["behaviour"] * count, pa.string()),
        }
    )


def _rated(ratings: pa.Table) -> pa.Table:
    """The mean rating of each customer and stage, on −2…+2."""
    value = rating_values(ratings)
    rows = pa.table(
        {
            "customer": ratings["customer"].cast(pa.string()),
            "stage": ratings["stage"].cast(pa.string()),
            "value": value,
        }
    )
    known = pc.and_(pa.array(~np.isnan(value)), pc.and_(pc.is_valid(rows["customer"]), pc.is_valid(rows["stage"])))
    return rows.filter(known).group_by(["customer", "stage"], use_threads=False).aggregate([("value", "mean")])


def _troubles(block: Block, journeys: Journeys, stage_of: I32, limits: F64) -> pa.Table:
    """One row a journey and stage it reached: customer, stage code, share of the four marks."""
    stages, points = len(journeys.vocabulary.stages), len(stage_of)
    journey = np.repeat(np.arange(block.journeys), np.diff(block.offsets))
    staged = stage_of[block.touchpoint].astype(np.int64)
    here = staged != UNKNOWN
    cell = journey * stages + staged
    cells = np.unique(cell[here])

    def mark(events: np.ndarray) -> np.ndarray:
        return np.isin(cells, cell[events & here])

    visit, times = np.unique(journey * points + block.touchpoint, return_counts=True)
    looped = visit[times >= LOOP]
    loop_stage = stage_of[looped % points].astype(np.int64)
    loops = np.isin(cells, (looped // points * stages + loop_stage)[loop_stage != UNKNOWN])
    bad = np.array([signal in TROUBLE for signal in journeys.vocabulary.signals or ("",) * points])
    marks = np.stack([loops, mark(_came_back(journey, staged)), mark(bad[block.touchpoint])])
    waits = _waits(block, journey)
    long = waits > np.where(here, limits[np.maximum(staged, 0)], np.inf)
    trouble = (marks.sum(axis=0) + mark(long)) / MARKS
    return pa.table(
        {
            "customer": block.customer.cast(pa.string()).take(pa.array(cells // stages)),
            "stage": cells % stages,
            "trouble": trouble,
        }
    )


def _came_back(journey: I64, staged: I64) -> np.ndarray:
    """Events of a stage whose journey was in a later one right before."""
    known = np.flatnonzero(staged != UNKNOWN)
    before, after = known[:-1], known[1:]
    found = np.zeros(len(staged), np.bool_)
    found[after] = (journey[before] == journey[after]) & (staged[before] > staged[after])
    return found


def _waits(block: Block, journey: I64) -> F64:
    """The time from each event to the next of its journey, µs; −1 for the last."""
    waits = np.full(block.events, -1.0)
    if block.events > 1:
        waits[:-1] = np.where(journey[1:] == journey[:-1], np.diff(block.time), -1)
    return waits


def _long_waits(journeys: Journeys, stage_of: I32) -> F64:
    """From which wait on it is long, a stage; a wait of a stage without any is never long."""
    found: list[list[F64]] = [[] for _ in journeys.vocabulary.stages]
    for block in journeys.blocks:
        waits = _waits(block, np.repeat(np.arange(block.journeys), np.diff(block.offsets)))
        staged = stage_of[block.touchpoint]
        for stage, of_stage in enumerate(found):
            of_stage.append(waits[(staged == stage) & (waits >= 0)])
    joined = [np.concatenate(of_stage) if of_stage else np.empty(0) for of_stage in found]
    return np.array([np.quantile(waits, LONG) if len(waits) else np.inf for waits in joined])
