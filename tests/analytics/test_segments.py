"""Segments by rule, and journeys cut by segments."""

import numpy as np
import pyarrow as pa
import pytest

from tests.journey_builder import journeys
from tropa.analytics.reach import ReachQuestion
from tropa.analytics.segments import named, pattern_segments, segmented
from tropa.engines.threads import ask
from tropa.errors import NotFoundError
from tropa.journeys.people import sizes_by_segment
from tropa.journeys.select import select

WRITTEN = [[("ad", 0), ("cart", 5), ("pay", 9)], [("ad", 0), ("call", 3)], [("cart", 0)], [("ad", 1)]]


def test_the_first_rule_that_is_met_decides() -> None:
    found = pattern_segments(journeys(WRITTEN, blocks=2), {"buyers": "cart -> .* -> pay", "shoppers": "cart"})
    assert found.to_pylist() == [
        {"customer": "c0", "segment": "buyers"},
        {"customer": "c1", "segment": None},
        {"customer": "c2", "segment": "shoppers"},
        {"customer": "c3", "segment": None},
    ]


def test_any_journey_of_a_customer_may_meet_a_rule() -> None:
    store = journeys([[("ad", 0)], [("cart", 0)]], blocks=1)
    (block,) = store.blocks
    store = type(store)((type(block)(**{**block.__dict__, "customer": pa.array(["x", "x"])}),), store.vocabulary, 9)
    assert pattern_segments(store, {"shoppers": "cart"}).to_pylist() == [{"customer": "x", "segment": "shoppers"}]


def test_an_unknown_touchpoint_in_a_rule_is_named() -> None:
    with pytest.raises(Exception, match="carte"):
        pattern_segments(journeys(WRITTEN), {"x": "carte"})


def test_every_question_works_on_journeys_cut_by_segments() -> None:
    store = journeys(WRITTEN, blocks=3)
    assigned = pa.table({"customer": ["c0", "c2", "c1", "gone"], "segment": ["b", "a", None, "b"]})
    cut = segmented(store, assigned)
    assert sizes_by_segment(cut) == {"a": 1, "b": 1, None: 2}
    assert ask(ReachQuestion(), select(cut, segment="b")).journeys == 1
    with pytest.raises(NotFoundError):
        select(cut, segment="c")


def test_groups_are_named_by_size() -> None:
    names, place = named(np.array([2, 2, 2, 0, 0, 1, -1]), 3)
    assert names == ("1", "2", "3")
    assert place.tolist() == [1, 2, 0, -1]
