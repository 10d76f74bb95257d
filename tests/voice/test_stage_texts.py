"""The reader of stages, taught by texts that name theirs."""

import numpy as np
import pyarrow as pa

from tests.journey_builder import journeys
from tests.voice.said import said
from tropa.voice.stage_texts import ENOUGH, train_stage_texts

STORE = journeys([[("a", 0)]], stage_of={"a": "search", "b": "pay"}, stages=("search", "pay", "return"))


def rows(count: int) -> pa.Table:
    words = ("The catalogue search shows nothing useful", "My card was declined at the till")
    return said(*({"text": f"{words[n % 2]}, case {n}", "touchpoint": "ab"[n % 2]} for n in range(count)))


def test_texts_that_name_their_stage_teach_it() -> None:
    reader = train_stage_texts(rows(ENOUGH), STORE)
    assert reader is not None
    assert reader.report.accuracy > 0.95
    fits = reader.likelihoods(pa.array(["The search shows nothing", None, "Payment declined"]), ("search", "pay"))
    assert fits[0].argmax() == 0
    assert np.isnan(fits[1]).all()
    assert fits[2].argmax() == 1
    assert np.allclose(fits[[0, 2]].sum(axis=1), 1)


def test_a_stage_nobody_named_is_not_ruled_out() -> None:
    reader = train_stage_texts(rows(ENOUGH), STORE)
    assert reader is not None
    (fits,) = reader.likelihoods(pa.array(["The search shows nothing"]), STORE.vocabulary.stages)
    assert fits[2] > 0.2


def test_few_texts_teach_nothing() -> None:
    assert train_stage_texts(rows(ENOUGH - 1), STORE) is None
    assert train_stage_texts(said(), STORE) is None
