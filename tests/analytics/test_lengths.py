"""Lengths of time for many keys: merging in any grouping is the same, to the last digit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tropa.analytics.lengths import EXACT, Lengths, tally

observations = st.lists(st.tuples(st.integers(-1, 3), st.integers(0, 10**13)), max_size=200)


def tallied(some: list[tuple[int, int]]) -> Lengths:
    return tally(np.array([k for k, _ in some], np.int64), np.array([v for _, v in some], np.int64), 4)


@given(observations, st.lists(st.integers(0, 4), min_size=200, max_size=200))
def test_any_grouping_of_the_parts_gives_the_same(some: list[tuple[int, int]], dealt: list[int]) -> None:
    parts = [tallied([o for o, to in zip(some, dealt, strict=False) if to == part]) for part in range(5)]
    a, b, c, d, e = parts
    whole = tallied(some)
    for merged in (a.merge(b).merge(c).merge(d).merge(e), e.merge(d.merge(c)).merge(b.merge(a))):
        assert [merged.summary(k) for k in range(4)] == [whole.summary(k) for k in range(4)]


@given(observations)
def test_summaries_are_exact_when_few_and_close_when_many(some: list[tuple[int, int]]) -> None:
    lengths = tallied(some)
    for key in range(4):
        values = [v / 1e6 for k, v in some if k == key]
        summary = lengths.summary(key)
        if not values:
            assert summary is None
            continue
        assert summary is not None
        assert summary.mean == pytest.approx(sum(values) / len(values), rel=1e-9)
        relative, absolute = (1e-9, 1e-9) if len(values) <= EXACT else (0.0101, 0.001)
        assert summary.median == pytest.approx(np.quantile(values, 0.5), rel=relative, abs=absolute)
        assert summary.p95 == pytest.approx(np.quantile(values, 0.95), rel=relative, abs=absolute)


def test_keys_keep_their_lengths_under_new_names() -> None:
    lengths = tallied([(0, 5_000_000), (1, 7_000_000), (1, 9_000_000)]).renamed(np.array([9, 2, 3, 4]))
    assert lengths.summary(9) == tallied([(0, 5_000_000)]).summary(0)
    assert lengths.summary(2) == tallied([(0, 7_000_000), (0, 9_000_000)]).summary(0)
    assert lengths.summary(0) is None
