"""There is always room between two ranks, and ranks stay short."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tropa.errors import MapError
from tropa.model.rank import between, spread

ranks = st.from_regex(r"[0-9A-Za-z]{0,4}[1-9A-Za-z]", fullmatch=True)


@given(ranks, ranks)
def test_a_rank_between_two_lies_between_them(one: str, other: str) -> None:
    low, high = sorted((one, other))
    if low == high:
        with pytest.raises(MapError, match="No rank fits"):
            between(low, high)
    else:
        assert low < between(low, high) < high
        assert not between(low, high).endswith("0")


@given(ranks)
def test_there_is_room_before_and_after_every_rank(rank: str) -> None:
    assert between(None, rank) < rank < between(rank, None)


@given(st.lists(st.integers(0, 100), max_size=60))
def test_inserting_anywhere_any_number_of_times_keeps_the_order(places: list[int]) -> None:
    line: list[str] = []
    for place in places:
        at = place % (len(line) + 1)
        line.insert(at, between(line[at - 1] if at else None, line[at] if at < len(line) else None))
    assert line == sorted(set(line))


@given(st.integers(0, 500))
def test_spread_ranks_are_in_order_and_leave_room(n: int) -> None:
    ranks_ = spread(n)
    assert ranks_ == sorted(set(ranks_))
    assert len(ranks_) == n
    for low, high in pairwise(ranks_):
        assert low < between(low, high) < high


def test_a_thousand_appended_ranks_stay_short() -> None:
    rank = between(None, None)
    for _ in range(1000):
        rank = between(rank, None)
    assert len(rank) < 20


@pytest.mark.parametrize(("after", "before"), [("b", "a"), ("a", "a0"), ("", "a"), ("a", "é"), (None, "0")])
def test_what_leaves_no_room_is_refused(after: str | None, before: str) -> None:
    with pytest.raises(MapError):
        between(after, before)
