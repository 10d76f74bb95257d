"""Verbatims meet the journeys: at the customer and the time."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analytics.oracles import Written, written_journeys
from tests.journey_builder import journeys
from tests.voice.said import at, said
from tropa.journeys.block import F64
from tropa.kit.time import DAY, SECOND
from tropa.voice.stages import Linking, link, linking

STAGES = {"a": "need", "b": "purchase"}  # c and d belong to no stage


def linked(
    written: Written, *rows: dict[str, Any], window: int = 14 * DAY, blocks: int = 1, **more: Any
) -> list[tuple[Any, Any]]:
    store = journeys(written, stage_of=STAGES, stages=("need", "purchase"), blocks=blocks)
    table = link(said(*rows), store, window=window, **more)
    return list(zip(table["stage"].to_pylist(), table["stage_probability"].to_pylist(), strict=True))


def test_what_the_source_says_is_certain_and_comes_first() -> None:
    journey = [("a", 0)]
    assert linked(
        [journey, journey, journey],
        {"stage": "return", "touchpoint": "b", "time": at(1)},
        {"touchpoint": "b", "time": at(1)},
        {"stage": "return", "stage_probability": 0.7, "time": at(1)},
    ) == [("return", 1.0), ("purchase", 1.0), ("return", 0.7)]


def test_the_last_stage_before_the_words_decides_and_fades() -> None:
    day = 86_400
    journey = [("a", 0), ("b", day), ("c", 2 * day), ("a", 30 * day)]
    rows = [{"customer": "c0", "time": at(second)} for second in (0, day, 8 * day, 15 * day, 15 * day + 1)]
    found = linked([journey], *rows, least=0.5)
    assert [stage for stage, _ in found] == ["need", "purchase", "purchase", "purchase", None]
    assert [p for _, p in found[:4]] == pytest.approx([0.9, 0.9, 0.9 * (5 / 9) ** 0.5, 0.5])
    assert found[4][1] is None


def test_what_is_not_sure_has_no_stage_but_keeps_its_probability_and_is_counted() -> None:
    day = 86_400
    rows: list[dict[str, Any]] = [
        {"customer": "c0", "time": at(10 * day)},
        {"customer": "c0", "time": at(day)},
        {"touchpoint": "b"},
        {},
    ]
    store = journeys([[("b", 0)]], stage_of=STAGES, stages=("need", "purchase"))
    table = link(said(*rows), store)
    assert table["stage"].to_pylist() == [None, "purchase", "purchase", None]
    assert table["stage_probability"].to_pylist()[0] == pytest.approx(0.9 * (5 / 9) ** (10 / 14))
    assert linking(table) == Linking(certain=1, assigned=1, unassigned=1, unknown=1)


class Reader:
    """Reads the stages from a word of the text."""

    def likelihoods(self, texts: pa.Array, stages: tuple[str, ...]) -> F64:
        """Sure of a stage that is named, of two minds otherwise."""
        rows = [[np.nan] * 2 if t is None else [0.9, 0.1] if "need" in t else [0.5, 0.5] for t in texts.to_pylist()]
        return np.array(rows, np.float64)


def test_text_and_time_are_weighed_together_and_text_alone_decides_where_the_time_is_unknown() -> None:
    journey = [("b", 0)]
    rows: list[dict[str, Any]] = [
        {"text": "need", "customer": None},
        {"text": "need", "customer": "c0", "time": at(60)},
        {"text": "something", "customer": "c0", "time": at(60)},
        {"text": None, "customer": "c0", "time": at(60)},
    ]
    (alone, both, unsure, timed) = linked([journey], *rows, texts=Reader())
    assert alone == ("need", pytest.approx(0.9))
    assert both == (None, pytest.approx(0.11 / 0.2, abs=0.01))
    assert unsure == ("purchase", pytest.approx(1.1 / 1.2, abs=0.01))
    assert timed == ("purchase", pytest.approx(0.9, abs=0.001))


def test_the_worth_of_the_last_stage_is_learnt_from_certain_links() -> None:
    """Half of 40 answers named the stage before the last one, so the last one is worth a half."""
    written = [[("a", 0), ("b", 60)] for _ in range(41)]
    rows: list[dict[str, Any]] = [
        {"customer": f"c{number}", "time": at(120), "stage": "need" if number % 2 else "purchase"}
        for number in range(40)
    ]
    found = linked(written, *rows, {"customer": "c40", "time": at(120)})
    assert found[40] == (None, pytest.approx(21 / 42))


def test_a_stranger_a_moment_unknown_and_words_too_early_stay_without_a_stage() -> None:
    rows: list[dict[str, Any]] = [
        {"customer": None},
        {"customer": "x", "time": at(5)},
        {"customer": "c0", "time": None},
    ]
    rows += [{"customer": "c0", "time": at(0)}, {"customer": "c0", "time": at(9), "touchpoint": "c"}]
    assert linked([[("a", 5)]], *rows)[:4] == [(None, None)] * 4
    assert linked([[("a", 5)]], *rows)[4][0] == "need"


def test_no_verbatims_and_no_stages_are_no_trouble() -> None:
    assert linked([[("a", 0)]]) == []
    assert link(said({"customer": "c0"}), journeys([[("z", 0)]]))["stage"].to_pylist() == [None]


@given(
    written_journeys,
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 14)), max_size=8),
    st.integers(1, 3),
    st.integers(0, 10),
)
def test_links_equal_a_plain_search(written: Written, asked: list[tuple[int, int]], blocks: int, window: int) -> None:
    rows = [{"customer": f"c{customer}", "time": at(second)} for customer, second in asked]
    found = linked(written, *rows, window=window * SECOND, blocks=blocks, least=0.5)
    for (customer, second), (stage, _) in zip(asked, found, strict=True):
        journey = written[customer] if customer < len(written) else []
        past = [name for name, time in journey if name in STAGES and second - window <= time <= second]
        assert stage == (STAGES[past[-1]] if past else None)
