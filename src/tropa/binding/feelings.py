"""Ratings for the emotion of stages: those given, and, marked, those read from texts and guessed from behaviour."""

from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.analytics.emotion import HIGHEST, LOWEST
from tropa.analytics.emotion_proxies import Line, guessed
from tropa.journeys.block import F64, Journeys
from tropa.kit.locale import Language
from tropa.voice.calibration import calibrate

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


def felt_or_guessed(verbatims: pa.Table, rate: Rate | None, journeys: Journeys) -> pa.Table:
    """As `felt`; stages of which nothing is known then have ratings guessed from what their customers did.

    They are guessed only where at least 50 ratings of customers whose behaviour is known show that it tells something
    of them.
    """
    known = felt(verbatims, rate)
    rated = known.filter(pc.is_valid(known["rating"]))
    silent = set(journeys.vocabulary.stages) - set(pc.unique(rated["stage"]).to_pylist())
    guesses = guessed(journeys, verbatims, silent, _line) if silent and rated.num_rows else None
    return known if guesses is None else pa.concat_tables([known, guesses], promote_options="permissive")


def _line(smoothness: F64, rating: F64) -> Line | None:
    line = calibrate(smoothness, rating, "behaviour")
    return line if line is not None and line.report.better else None
