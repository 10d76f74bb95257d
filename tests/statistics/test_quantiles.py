"""Quantiles of lengths of time from counts."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tropa.statistics.quantiles import BUCKETS, RELATIVE_ERROR, bucket, middles, quantile, quantiles

LENGTHS = st.integers(0, 2**52) | st.integers(0, 10**6)


def histogram(lengths: list[int]) -> "np.ndarray[tuple[int], np.dtype[np.uint32]]":
    counts = np.zeros(BUCKETS, np.uint32)
    for length in lengths:
        counts[bucket(length)] += 1
    return counts


@given(LENGTHS)
def test_a_bucket_stands_for_its_lengths_within_one_per_cent_or_a_millisecond(length: int) -> None:
    assert abs(middles()[bucket(length)] - length) <= max(RELATIVE_ERROR * length, 1_000)


@given(LENGTHS, LENGTHS)
def test_a_longer_length_never_falls_into_an_earlier_bucket(one: int, other: int) -> None:
    assert (bucket(one) <= bucket(other)) or one > other


def test_every_bucket_is_found_by_its_middle() -> None:
    assert [bucket(int(middle)) for middle in middles()] == list(range(BUCKETS))


@given(st.lists(LENGTHS, min_size=1, max_size=60), st.floats(0, 1))
def test_a_quantile_is_the_nearest_rank_within_the_stated_error(lengths: list[int], q: float) -> None:
    rank = max(math.ceil(q * len(lengths) - 1e-9 * q * len(lengths)), 1)
    expected = sorted(lengths)[rank - 1]
    found = quantile(histogram(lengths), q)
    assert found is not None
    assert abs(found - expected) <= max(RELATIVE_ERROR * expected, 1_000)


@given(st.lists(LENGTHS, max_size=20), st.lists(LENGTHS, max_size=20))
def test_histograms_merge_by_addition(left: list[int], right: list[int]) -> None:
    assert (histogram(left) + histogram(right) == histogram(left + right)).all()


def test_many_histograms_are_answered_at_once_and_empty_ones_are_nan() -> None:
    counts = np.stack([histogram([5_000_000]), histogram([])])
    assert quantiles(counts, 0.5).tolist()[0] == pytest.approx(5_000_000, rel=RELATIVE_ERROR)
    assert math.isnan(quantiles(counts, 0.5)[1])
    assert quantile(counts[1], 0.5) is None


def test_extremes_stay_inside_the_histogram() -> None:
    assert bucket(-5) == 0
    assert bucket(2**63 - 1) == BUCKETS - 1


def test_a_quantile_outside_zero_and_one_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        quantile(histogram([1]), 1.5)
    with pytest.raises(ValueError, match="1900 buckets"):
        quantile(np.zeros(3, np.uint32), 0.5)
