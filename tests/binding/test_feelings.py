"""Texts without a rating are rated by a model, marked, and count last."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from tests.binding.material_builder import material
from tests.voice.said import said
from tropa.binding.asking import ask_all
from tropa.binding.feelings import felt
from tropa.journeys.block import F64
from tropa.kit.locale import Language


def rate(texts: Sequence[str], languages: Sequence[Language | None]) -> F64:
    """Bad where it says so, nothing known of the rest."""
    return np.array([-2.0 if "bad" in text else np.nan for text in texts], np.float64)


def test_only_unrated_texts_of_customers_with_a_stage_are_rated() -> None:
    table = said(
        {"text": "bad", "stage": "pay"},
        {"text": "bad", "stage": "pay", "rating": 5.0},
        {"text": "bad"},
        {"text": "bad", "stage": "pay", "speaker_role": "staff"},
        {"text": "hm", "stage": "pay"},
        {"text": "bad", "stage": "pay", "consent": False},
    )
    rows = felt(table, rate).filter(pa.compute.equal(felt(table, rate)["basis"], "text")).to_pylist()
    assert [(row["customer"], row["rating"], row["scale_low"], row["scale_high"]) for row in rows] == [
        ("c0", -2.0, -2.0, 2.0)
    ]
    assert felt(table, None).num_rows == table.num_rows


def test_a_stage_that_only_texts_speak_of_has_a_marked_emotion() -> None:
    shop = material()
    texts = said(*({"text": "bad", "stage": "return", "customer": f"c{n}"} for n in range(5)))
    spoken = replace(shop, verbatims=pa.concat_tables([shop.verbatims, texts]), rate=rate)
    pay, back = (stage for stage in ask_all(spoken, None).emotion.stages if stage.stage in ("pay", "return"))
    assert (pay.basis, back.basis, back.mean) == ("stage", "text", -2.0)
