"""Whose the journeys are."""

from tests.journey_builder import journeys
from tropa.journeys.people import customer_names, sizes_by_segment


def test_every_customer_is_named_once() -> None:
    made = journeys([[("a", 0)], [("b", 0)], [("a", 1)]], blocks=2)
    assert sorted(customer_names(made).to_pylist()) == ["c0", "c1", "c2"]


def test_sizes_count_customers_of_each_segment() -> None:
    made = journeys([[("a", 0)], [("b", 0)], [("a", 1)]], blocks=2, segment=["x", "y", "x"])
    assert sizes_by_segment(made) == {"x": 2, "y": 1}


def test_customers_of_no_segment_are_counted_apart() -> None:
    assert sizes_by_segment(journeys([[("a", 0)], [("b", 0)]])) == {None: 2}
