"""Hazard ratios of an exposure that begins at some moment."""

from math import inf

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lifelines import CoxTimeVaryingFitter

from tropa.statistics.hazard import hazard_ratio, jointly, share_without


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


def test_an_exposure_that_only_comes_with_another_is_freed_of_its_effect() -> None:
    random = np.random.default_rng(2)
    cause = random.random(40_000) < 0.5
    shadow = np.where(random.random(40_000) < 0.8, cause, ~cause)
    ends = random.random(40_000) < 0.1 * np.where(cause, 1.5, 1.0)
    ratios, met = [], np.stack([cause, shadow])
    for one in met:
        found = hazard_ratio([(ends & one).sum()], [one.sum()], [(ends & ~one).sum()], [(~one).sum()])
        assert found is not None
        ratios.append(found)
    assert ratios[1].low > 1.1
    x = met[:, ends].astype(float)
    own, freed = jointly(ratios, np.cov(x) * (x.shape[1] - 1))
    assert own.value == pytest.approx(1.5, abs=0.15)
    assert freed.low < 1 < freed.high
    assert freed.p_value > 0.05


def test_infinite_ratios_stay_as_they_are() -> None:
    endless, plain = hazard_ratio([9], [10.0], [0], [10.0]), hazard_ratio([9], [10.0], [6], [10.0])
    assert endless is not None
    assert plain is not None
    assert jointly([endless, plain], np.eye(2))[0] == endless


def test_without_the_effect_the_share_is_what_competing_hazards_give() -> None:
    fast, slow, lost, until = 0.03, 0.02, 0.01, 50.0

    def share(own: float, rival: float) -> float:
        return own / (own + rival) * (1 - np.exp(-(own + rival) * until))

    with_it, gone = share(fast, lost), share(lost, fast)
    assert share_without(with_it, gone, 1.0, fast / slow) == pytest.approx(share(slow, lost))
    assert share_without(0, 5, 10, 2.0) == 0.0
    assert share_without(6, 4, 10, 2.0) == pytest.approx(0.3 / 0.7)
    assert share_without(6, 4, 10, inf) == 0.0
