"""Survival: how long until something happens."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from lifelines import KaplanMeierFitter

from tests.analytics.oracles import Written, asked, written_journeys
from tests.analytics.simulated import simulated
from tests.journey_builder import journeys
from tropa.analytics.survival import SurvivalQuestion
from tropa.engines.threads import ask


@given(written_journeys)
def test_the_curve_is_kaplan_and_meiers(written: Written) -> None:
    spans = []
    for journey in written:
        first = next((k for k, (name, _) in enumerate(journey) if name == "a"), None)
        if first is not None:
            ends = [second for name, second in journey[first + 1 :] if name == "b"]
            spans.append(((ends[0] if ends else 20) - journey[first][1], bool(ends)))
    store = journeys(written, blocks=2, stage_of=dict.fromkeys("abcd", "x"), stages=["x"], observed_until=20)
    answer = asked(SurvivalQuestion(("a",), ("b",)), store)
    assert (answer.started, answer.ended) == (len(spans), sum(ended for _, ended in spans))
    if not spans:
        assert answer.curve == ()
        return
    seconds, ended = np.array(spans).T
    fitted = KaplanMeierFitter().fit(pd.Series(seconds), pd.Series(ended))
    for point in answer.curve:
        assert point.share.value == pytest.approx(float(fitted.predict(point.time + 0.2)))  # buckets are 1 % wide


def test_the_median_of_an_exponential_is_found() -> None:
    answer = ask(SurvivalQuestion(("t1",), ("t2",)), simulated(2000, [0.0] * 3, 5, converting=0.0, giving_up=0.0))
    assert answer.median is not None
    assert answer.median.low is not None
    assert answer.median.high is not None
    assert answer.median.low < np.log(2) / 0.1 * 86_400 < answer.median.high
    assert answer.remaining is not None
    assert answer.remaining.value == pytest.approx(answer.rows()[-1]["remaining"])
