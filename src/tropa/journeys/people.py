"""Whose the journeys are: the customers by name, and how many there are in each segment."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.journeys.block import UNKNOWN, Journeys


def customer_names(journeys: Journeys) -> pa.Array:
    """The customers with a journey, each once."""
    return pc.unique(pa.chunked_array([block.customer for block in journeys.blocks], pa.string()))


def sizes_by_segment(journeys: Journeys) -> dict[str | None, int]:
    """The number of customers with a journey in each segment that has any; None counts those of no segment."""
    counts = np.zeros(len(journeys.vocabulary.segments) + 1, np.int64)
    for block in journeys.blocks:
        each = pa.table({"customer": block.customer, "segment": block.segment}).group_by(["customer", "segment"])
        codes = each.aggregate([])["segment"].to_numpy()
        counts += np.bincount(np.where(codes == UNKNOWN, len(counts) - 1, codes), minlength=len(counts))
    names = (*journeys.vocabulary.segments, None)
    return {name: int(count) for name, count in zip(names, counts, strict=True) if count}
