"""The peak–end rule is tested, not assumed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from tropa.analytics.peak_end import LEAST, PeakEndAnswer, Summary, peak_end

START = datetime(2026, 1, 1, tzinfo=UTC)


def judged(rule: Summary, people: int = 300, seed: int = 0) -> PeakEndAnswer:
    """Customers rate six stages, and the whole by a rule with some noise."""
    random = np.random.default_rng(seed)
    rows: list[dict[str, Any]] = []
    for person in range(people):
        way = random.integers(1, 6, 6).astype(float)
        peak = max(way, key=lambda rating: abs(rating - 3))
        told = {"peak_end": (peak + way[-1]) / 2, "mean": way.mean(), "end": way[-1], "lowest": way.min()}[rule]
        whole = float(np.clip(told + random.normal(0, 0.4), 1, 5))
        for place, rating in enumerate([*way, whole]):
            rows.append(
                {
                    "customer": f"c{person}",
                    "stage": f"s{place}" if place < 6 else None,
                    "kind": "csat" if place < 6 else "nps",
                    "rating": float(rating),
                    "scale_low": 1.0,
                    "scale_high": 5.0,
                    "time": START + timedelta(days=place),
                }
            )
    schema = pa.schema(
        [("customer", pa.string()), ("stage", pa.string()), ("kind", pa.string()), ("rating", pa.float64()),
         ("scale_low", pa.float64()), ("scale_high", pa.float64()), ("time", pa.timestamp("us", tz="UTC"))]
    )  # fmt: skip
    return peak_end(pa.Table.from_pylist(rows, schema))


@pytest.mark.parametrize("rule", ["peak_end", "mean", "end"])
def test_the_rule_that_people_follow_is_found(rule: Summary) -> None:
    answer = judged(rule)
    assert answer.best == rule
    assert answer.rows()[0]["summary"] == rule
    first = answer.correlations[0][1]
    assert first.low < first.value < first.high


def test_few_customers_prove_nothing() -> None:
    answer = judged("peak_end", people=LEAST - 1)
    assert (answer.correlations, answer.best, answer.journeys) == ((), None, LEAST - 1)
