from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journey_builder import journeys
from tests.journeys.readable import Readable, readable
from tropa.errors import NotFoundError, QuestionError
from tropa.journeys.block import NEVER
from tropa.journeys.select import select

Event = tuple[str, int]
MAYBE_NAME = st.sampled_from([None, "a", "b", "g"])
MAYBE_SECOND = st.none() | st.integers(0, 20)


@given(
    st.lists(st.lists(st.tuples(st.sampled_from("abg"), st.integers(0, 20)), min_size=1, max_size=5), min_size=1),
    st.fixed_dictionaries(
        {"segment": st.sampled_from([None, "x", "y"]), "with_touchpoint": MAYBE_NAME, "without_touchpoint": MAYBE_NAME}
    ),
    st.tuples(MAYBE_SECOND, MAYBE_SECOND),
    st.none() | st.sets(st.sampled_from(["c0", "c1", "c2", "nobody"])),
)
def test_a_selection_is_a_list_comprehension(
    written: list[list[Event]], wish: dict[str, Any], period: tuple[int | None, int | None], customers: set[str] | None
) -> None:
    start, end = period
    if start is not None and end is not None and end < start:
        start, end = end, start
    written = [sorted(journey, key=lambda event: event[1]) for journey in written] + [
        [("a", 3)],
        [("g", 3)],
        [("b", 1)],
    ]
    segment = ["xy"[number % 2] for number in range(len(written))]
    some = journeys(written, blocks=2, segment=segment, goal=["g"])
    expected: Readable = []
    for number, journey in enumerate(written):
        kept = [event for event in journey if (start or 0) <= event[1] and (end is None or event[1] < end)]
        names = [name for name, _ in kept]
        if (
            kept
            and wish["segment"] in (None, segment[number])
            and (wish["with_touchpoint"] or names[0]) in names
            and wish["without_touchpoint"] not in names
            and (customers is None or f"c{number}" in customers)
        ):
            expected.append((f"c{number}", kept))
    wish |= {name: None if at is None else at * 1_000_000 for name, at in (("start", start), ("end", end))}
    found = select(some, customers=customers, **wish)
    assert sorted(readable(found)) == sorted(expected)
    goals = [
        time // 1_000_000 if time != NEVER else None for block in found.blocks for time in block.goal_time.tolist()
    ]
    assert goals == [next((at for name, at in journey if name == "g"), None) for _, journey in readable(found)]


def test_without_conditions_nothing_is_copied() -> None:
    some = journeys([[("a", 0)], [("b", 1)]], blocks=2)
    assert select(some).blocks == some.blocks


def test_after_the_end_of_the_period_nothing_is_observed() -> None:
    some = journeys([[("a", 0), ("a", 9)]], observed_until=20)
    assert select(some, end=5_000_000).observed_until == 5_000_000
    assert select(some, end=50_000_000).observed_until == 20_000_000


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        ({"with_touchpoint": "chekout"}, "no touchpoint chekout. The nearest names: checkout"),
        ({"without_touchpoint": "zz"}, "no touchpoint zz. The nearest names: "),
        ({"segment": "old"}, "no segment old. The nearest names: —"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(wish: dict[str, Any], sentence: str) -> None:
    with pytest.raises(NotFoundError) as error:
        select(journeys([[("checkout", 0), ("home", 1)]]), **wish)
    assert sentence in str(error.value)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(QuestionError, match=r"ends \(1970-01-01 00:00:01"):
        select(journeys([[("a", 0)]]), start=2_000_000, end=1_000_000)
