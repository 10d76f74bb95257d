"""Ratings for the emotion of stages: those that were given, and, marked, those read from texts without one."""

from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.analytics.emotion import HIGHEST, LOWEST
from tropa.journeys.block import F64
from tropa.kit.locale import Language

Rate = Callable[[Sequence[str], Sequence[Language | None]], F64]  # texts → −2…+2, NaN where nothing is known
COLUMNS = ["customer", "stage", "rating", "scale_low", "scale_high", "kind", "stage_probability"]


def felt(verbatims: pa.Table, rate: Rate | None) -> pa.Table:
    """The verbatims as `analytics.emotion` takes them, texts of customers without a rating rated by `rate`.

    `rate` gives calibrated valence (`voice.valence_ratings.text_ratings`); such rows have the basis "text", and count
    only where too few rated. Without it nothing is added.
    """
    given = verbatims.select(COLUMNS).append_column("basis", pa.nulls(verbatims.num_rows, pa.string()))
    if rate is None:
        return given
    own = pc.and_(pc.equal(verbatims["speaker_role"], "customer"), pc.fill_null(verbatims["consent"], True))
    unrated = pc.and_(pc.is_null(verbatims["rating"]), pc.and_(pc.is_valid(verbatims["text"]), own))
    said = verbatims.filter(pc.and_(unrated, pc.is_valid(verbatims["stage"])))
    value = rate(said["text"].to_pylist(), said["language"].to_pylist())
    read = said.select(COLUMNS)
    for name, column in (
        ("rating", pa.array(value, pa.float64(), from_pandas=True)),
        ("scale_low", pa.array(np.full(said.num_rows, LOWEST))),
        ("scale_high", pa.array(np.full(said.num_rows, HIGHEST))),
    ):
        read = read.set_column(read.schema.get_field_index(name), given.schema.field(name), column)
    read = read.append_column("basis", pa.array(["text"] * said.num_rows, pa.string()))
    return pa.concat_tables([given, read.filter(pc.is_valid(read["rating"]))])
