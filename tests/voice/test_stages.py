"""Verbatims meet the journeys: at the customer and the time."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analytics.oracles import Written, written_journeys
from tests.journey_builder import journeys
from tests.voice.said import at, said
from tropa.kit.time import DAY, SECOND
from tropa.voice.stages import link

STAGES = {"a": "need", "b": "purchase"}  # c and d belong to no stage


def linked(written: Written, *rows: dict[str, Any], window: int = 14 * DAY, blocks: int = 1) -> list[tuple[Any, Any]]:
    store = journeys(written, stage_of=STAGES, stages=("need", "purchase"), blocks=blocks)
    table = link(said(*rows), store, window=window)
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
    found = linked([journey], *rows)
    assert [stage for stage, _ in found] == ["need", "purchase", "purchase", "purchase", None]
    assert [p for _, p in found[:4]] == pytest.approx([0.9, 0.9, 0.9 * (5 / 9) ** 0.5, 0.5])
    assert found[4][1] is None


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
    found = linked(written, *rows, window=window * SECOND, blocks=blocks)
    for (customer, second), (stage, _) in zip(asked, found, strict=True):
        journey = written[customer] if customer < len(written) else []
        past = [name for name, time in journey if name in STAGES and second - window <= time <= second]
        assert stage == (STAGES[past[-1]] if past else None)
