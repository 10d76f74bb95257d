from itertools import pairwise
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.journey_builder import journeys
from tropa.errors import QuestionError
from tropa.journeys.silence import CONVERTED, LOST, OPEN, SESSION, silence, status

MINUTE, DAY = 60, 86_400


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.lists(st.tuples(st.sampled_from("ag"), st.integers(0, 9000)), min_size=1, max_size=6), min_size=1),
    st.sampled_from([0.5, 0.9, 0.95]),
    st.integers(1, 3),
)
def test_silence_is_the_nearest_rank_quantile_of_gaps_before_the_goal(
    drawn: list[list[tuple[str, int]]], quantile: float, blocks: int
) -> None:
    written = [sorted(journey, key=lambda event: event[1]) for journey in drawn]
    gaps = []
    for journey in written:
        goal = min((second for name, second in journey if name == "g"), default=10**9)
        pairs = pairwise(journey)
        gaps += [b[1] - a[1] for a, b in pairs if b[1] - a[1] > 30 * MINUTE and b[1] <= goal]
    expected = sorted(gaps)[ceil(quantile * len(gaps)) - 1] * 1_000_000 if gaps else SESSION
    assert silence(journeys(written, blocks=blocks, goal=["g"]), quantile) == expected


def test_a_journey_is_converted_lost_or_open() -> None:
    returning = [("a", 0), ("a", DAY)]  # the only gap, so the silence is one day
    some = journeys(
        [returning, [("a", 0), ("g", 5)], [("a", 2 * DAY)], [("a", 2 * DAY + 1)]], goal=["g"], observed_until=3 * DAY
    )
    assert [part.tolist() for part in status(some)] == [[LOST, CONVERTED, LOST, OPEN]]


def test_status_has_an_array_for_every_block_in_its_order() -> None:
    some = journeys([[("a", 0)], [("g", 0)], [("a", 9 * DAY)]], blocks=2, goal=["g"])
    assert [part.tolist() for part in status(some)] == [[LOST, OPEN], [CONVERTED]]


def test_journeys_made_anew_are_measured_anew() -> None:
    days = [silence(journeys([[("a", 0), ("a", day * DAY)]])) // (DAY * 1_000_000) for day in range(1, 20)]
    assert days == list(range(1, 20))


@pytest.mark.parametrize("quantile", [0, 1, 95])
def test_a_quantile_out_of_range_is_refused(quantile: float) -> None:
    with pytest.raises(QuestionError, match="between 0 and 1"):
        silence(journeys([[("a", 0)]]), quantile)
