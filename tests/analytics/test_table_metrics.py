"""Effect metrics of ratings, costs and outside series."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest

from tropa.analytics.effect_metrics import metric_difference
from tropa.analytics.table_metrics import (
    click_through_days,
    click_through_rate,
    rating_days,
    rating_metric,
    search_days,
    search_frequency,
)
from tropa.errors import InputError
from tropa.events.schema import COSTS, SERIES, VERBATIMS
from tropa.kit.time import micros

DAY = datetime(2026, 3, 1, tzinfo=UTC)


def ratings(kind: str, rows: Sequence[tuple[str | None, float | None]], low: float = 1, high: float = 5) -> pa.Table:
    """(customer, rating) given a day after each other."""
    return pa.Table.from_pylist(
        [
            verbatim(number, kind, customer, rating) | {"scale_low": low, "scale_high": high}
            for number, (customer, rating) in enumerate(rows)
        ],
        VERBATIMS,
    )


def verbatim(number: int, kind: str, customer: str | None, rating: float | None) -> dict[str, Any]:
    required = {"verbatim_id": str(number), "ids": [], "source": "s", "speaker_role": "customer", "import_id": "i"}
    return {**required, "kind": kind, "customer": customer, "rating": rating, "time": DAY + timedelta(days=number)}


def test_reviews_are_positive_from_sixty_per_cent_of_the_scale_and_negative_to_forty() -> None:
    table = ratings("review", [(None, star) for star in (1, 2, 3, 4, 5, 5)] + [(None, None)])
    positive, negative = rating_metric("positive_reviews", table), rating_metric("negative_reviews", table)
    assert positive.value is not None
    assert negative.value is not None
    assert (positive.value.value, negative.value.value) == pytest.approx((3 / 6, 2 / 6))
    of_ten = ratings("review", [(None, 4), (None, 6)], 0, 10)
    assert [rating_metric(f"{kind}_reviews", of_ten).rows()[0]["value"] for kind in ("positive", "negative")] == [
        0.5
    ] * 2


def test_only_ratings_of_the_kind_and_the_period_count() -> None:
    table = pa.concat_tables([ratings("csat", [("a", 5), ("b", 1)]), ratings("review", [("a", 1)])])
    whole = rating_metric("csat", table)
    assert whole.rows()[0] | {"low": 0, "high": 0} == {"metric": "csat", "value": 0.5, "low": 0, "high": 0, "n": 2}
    first = rating_metric("csat", table, start=micros(DAY), end=micros(DAY + timedelta(days=1)))
    assert first.rows()[0]["value"] == 1.0


def test_nps_is_taken_from_the_last_answer_of_each_customer() -> None:
    table = ratings("nps", [("a", 0), ("b", 9), ("c", 7), ("d", 6), ("a", 10)], 0, 10)
    found = rating_metric("nps", table)
    assert found.value is not None
    assert found.value.value == pytest.approx(1 / 4)
    assert -1 <= found.value.low < 0 < found.value.high <= 1


def test_satisfied_are_the_two_highest_answers_and_of_a_short_scale_the_highest() -> None:
    seven = rating_metric("csat", ratings("csat", [(None, 7), (None, 6), (None, 5), (None, 1)], 1, 7))
    thumbs = rating_metric("csat", ratings("csat", [(None, 1), (None, 0)], 0, 1))
    assert [seven.rows()[0]["value"], thumbs.rows()[0]["value"]] == [0.5, 0.5]


def test_effort_is_moved_to_one_to_seven() -> None:
    assert rating_metric("ces", ratings("ces", [("a", 5), ("a", 3), ("b", 1)])).rows()[0]["value"] == pytest.approx(4.0)


def test_repeated_answers_are_one_customer() -> None:
    table = ratings("csat", [("a", 5)] * 40 + [("b", 1)] * 40)
    found = rating_metric("csat", table)
    assert found.value is not None
    assert found.value.n == 2
    assert found.value.high - found.value.low > 0.8


def test_ratings_outside_their_scale_are_left_out_and_counted() -> None:
    assert rating_metric("csat", ratings("csat", [("a", 5), ("b", 9)])).left_out == 1


def test_two_periods_of_nps_are_subtracted() -> None:
    before = rating_metric("nps", ratings("nps", [(None, 3)] * 40 + [(None, 10)] * 40, 0, 10))
    after = rating_metric("nps", ratings("nps", [(None, 8)] * 40 + [(None, 10)] * 40, 0, 10))
    found = metric_difference(after, before)
    assert found is not None
    assert found[0].value == pytest.approx(0.5)
    assert found[0].low > 0


def costs(rows: list[tuple[int, str, int, int]]) -> pa.Table:
    return pa.Table.from_pylist(
        [
            {"date": date(2026, 3, day), "channel": channel, "impressions": shown, "clicks": clicks}
            | {"source": "s", "import_id": "i"}
            for day, channel, shown, clicks in rows
        ],
        COSTS,
    )


def test_ctr_is_clicks_by_impressions_with_impossible_rows_left_out() -> None:
    table = costs([(1, "a", 1000, 10), (2, "a", 1000, 30), (3, "b", 0, 5), (3, "b", 10, 20), (4, "b", 500, 0)])
    whole = click_through_rate(table)
    assert whole.value is not None
    assert whole.value.value == pytest.approx(40 / 2500)
    assert (whole.value.n, whole.left_out) == (3, 2)
    assert click_through_rate(table, channel="a").rows()[0]["value"] == pytest.approx(0.02)
    since = click_through_rate(table, start=micros(datetime(2026, 3, 1, 5, tzinfo=UTC)), channel="a")
    assert since.rows()[0]["value"] == pytest.approx(0.03)


def test_search_frequency_is_the_mean_of_days_over_all_queries() -> None:
    rows = [("tropa", day, query, 10 + day) for day in (1, 2, 3) for query in ("x", "y")] + [("other", 1, "x", 999)]
    table = pa.Table.from_pylist(
        [
            {"date": date(2026, 3, day), "metric": name, "dimension": query, "value": float(value)}
            | {"source": "s", "import_id": "i"}
            for name, day, query, value in rows
        ],
        SERIES,
    )
    assert search_frequency(table, "tropa").rows()[0]["value"] == pytest.approx(24)
    assert search_frequency(table, "tropa", dimension="x").rows()[0]["value"] == pytest.approx(12)
    assert search_frequency(table, "nothing").value is None


def test_metrics_of_tables_have_their_days() -> None:
    table = costs([(1, "a", 1000, 10), (1, "b", 1000, 30), (2, "a", 500, 0), (3, "b", 0, 5)])
    assert click_through_days(table) == [(date(2026, 3, 1), 0.02), (date(2026, 3, 2), 0.0)]
    assert click_through_days(table, channel="b") == [(date(2026, 3, 1), 0.03)]
    stars = ratings("review", [(None, 5), (None, 1)])
    assert rating_days("positive_reviews", stars) == [(date(2026, 3, 1), 1.0), (date(2026, 3, 2), 0.0)]
    assert rating_days("nps", ratings("nps", [("a", 10)], 0, 10)) == [(date(2026, 3, 1), 1.0)]
    assert search_days(pa.Table.from_pylist([], SERIES), "x") == []


def test_a_missing_column_is_named() -> None:
    with pytest.raises(InputError, match="kind"):
        rating_metric("nps", pa.table({"rating": [1.0]}))
