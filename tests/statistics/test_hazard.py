"""Hazard ratios of an exposure that begins at some moment."""

from math import inf

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lifelines import CoxTimeVaryingFitter

from tropa.statistics.hazard import hazard_ratio


def test_it_is_coxs_ratio_with_an_exposure_that_begins_in_time() -> None:
    random = np.random.default_rng(5)
    begins, ends = random.exponential(10, 400), random.exponential(10, 400)
    rows, times, seen = [], np.unique(ends.round(2) + 0.01), random.random(400) < 0.7
    for k, (begin, end) in enumerate(zip(begins.round(2), ends.round(2) + 0.01, strict=True)):
        if begin < end:
            rows += [(k, 0.0, begin, 0, False), (k, begin, end, 1, seen[k])]
        else:
            rows.append((k, 0.0, end, 0, seen[k]))
    frame = pd.DataFrame(rows, columns=["id", "start", "stop", "met", "event"]).query("start < stop")
    fitted = CoxTimeVaryingFitter().fit(frame, id_col="id", event_col="event", start_col="start", stop_col="stop")
    counts = np.zeros((4, len(times)))
    for _, start, stop, met, event in frame.itertuples(index=False):
        counts[2 * met + 1] += (times > start) & (times <= stop)
        counts[2 * met, np.searchsorted(times, stop)] += event
    found = hazard_ratio(counts[2], counts[3], counts[0], counts[1])
    assert found is not None
    assert np.log(found.value) == pytest.approx(fitted.params_["met"], abs=0.01)
    low, high = fitted.confidence_intervals_.loc["met"]
    assert np.log([found.low, found.high]) == pytest.approx([low, high], abs=0.01)


@given(st.lists(st.tuples(*[st.integers(0, 6), st.integers(1, 50)] * 2), min_size=1, max_size=6))
def test_at_the_ratio_found_as_many_are_expected_as_were_observed(rows: list[tuple[int, int, int, int]]) -> None:
    ends, time, other_ends, other_time = np.array(rows, float).T
    found = hazard_ratio(ends, time, other_ends, other_time)
    if found is None:
        assert ends.sum() + other_ends.sum() == 0
        return
    assert found.low <= found.value <= found.high
    assert (found.value == 0.0) == (ends.sum() == 0)
    assert (found.value == inf) == (other_ends.sum() == 0)
    if 0 < found.value < inf:
        share = time * found.value / (time * found.value + other_time)
        assert float(((ends + other_ends) * share).sum()) == pytest.approx(found.observed, abs=1e-6)


def test_nothing_to_compare_has_no_ratio() -> None:
    assert hazard_ratio([3], [10.0], [0], [0.0]) is None
    assert hazard_ratio([0], [10.0], [0], [10.0]) is None


def test_the_interval_covers_a_known_truth_at_small_numbers() -> None:
    random = np.random.default_rng(1)
    covered, tried = 0, 0
    for _ in range(600):
        exposed, others = random.poisson([2.0, 4.0, 3.0]), random.poisson([3.0, 3.0, 3.0])
        found = hazard_ratio(exposed, [10.0, 20.0, 15.0], others, [30.0, 30.0, 30.0])
        if found is not None:
            covered, tried = covered + (found.low <= 2 <= found.high), tried + 1
    assert 0.93 <= covered / tried <= 0.975
