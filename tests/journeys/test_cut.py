from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journey_builder import journeys
from tests.journeys.readable import Readable, readable
from tropa.errors import QuestionError
from tropa.journeys.block import NEVER
from tropa.journeys.cut import Cut, cut

Event = tuple[str, int]
HISTORIES = st.lists(
    st.lists(st.tuples(st.sampled_from("abg"), st.integers(0, 400)), min_size=1, max_size=8).map(
        lambda events: sorted(events, key=lambda event: event[1])
    ),
    min_size=1,
    max_size=8,
)


def by_hand(written: list[list[Event]], between: Callable[[Event, Event], bool]) -> Readable:
    """Every history cut wherever `between` says so."""
    found: Readable = []
    for number, history in enumerate(written):
        journey = [history[0]]
        for before, after in pairwise(history):
            if between(before, after):
                found.append((f"c{number}", journey))
                journey = []
            journey.append(after)
        found.append((f"c{number}", journey))
    return found


@given(HISTORIES, st.integers(1, 3))
def test_by_goal_a_journey_ends_when_the_goal_is_reached(written: list[list[Event]], blocks: int) -> None:
    done = cut(journeys(written, blocks=blocks, goal=["g"]), Cut("goal"))
    assert sorted(readable(done)) == sorted(by_hand(written, lambda before, _: before[0] == "g"))
    goals = [time // 1_000_000 if time != NEVER else None for block in done.blocks for time in block.goal_time.tolist()]
    assert goals == [events[-1][1] if events[-1][0] == "g" else None for _, events in readable(done)]


@given(HISTORIES, st.integers(1, 200))
def test_by_gap_only_a_longer_silence_cuts(written: list[list[Event]], gap: int) -> None:
    done = cut(journeys(written), Cut("gap", gap=gap * 1_000_000))
    assert readable(done) == by_hand(written, lambda before, after: after[1] - before[1] > gap)


@given(HISTORIES, st.integers(1, 3), st.sampled_from([1.0, 1.5, 3.0]), st.integers(0, 100))
def test_by_trace_a_gap_is_compared_with_the_mean_gap_of_its_pair(
    written: list[list[Event]], blocks: int, factor: float, at_least: int
) -> None:
    gaps = defaultdict(list)
    for history in written:
        for before, after in pairwise(history):
            gaps[before[0], after[0]].append(after[1] - before[1])

    def long_for_its_pair(before: Event, after: Event) -> bool:
        pair, gap = gaps[before[0], after[0]], after[1] - before[1]
        return gap > at_least and gap > factor * (sum(pair) / len(pair))

    rule = Cut("trace", factor=factor, at_least=at_least * 1_000_000)
    done = cut(journeys(written, blocks=blocks), rule)
    assert sorted(readable(done)) == sorted(by_hand(written, long_for_its_pair))


def test_by_customer_nothing_is_cut() -> None:
    whole = journeys([[("a", 0), ("a", 10**6)]])
    assert cut(whole, Cut()) is whole


def test_segments_stay_with_their_customers() -> None:
    whole = journeys([[("a", 0), ("a", 9)], [("a", 0)]], segment=["x", "y"])
    assert cut(whole, Cut("gap", gap=1)).blocks[0].segment.tolist() == [0, 0, 1]


@pytest.mark.parametrize("gap", [None, 0, -5])
def test_a_cut_by_gap_needs_its_length(gap: int | None) -> None:
    with pytest.raises(QuestionError, match="needs the length of the gap"):
        Cut("gap", gap=gap)
