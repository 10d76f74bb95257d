"""NPS, CSAT and CES by stage."""

from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest

from tropa.analytics.scores import scores
from tropa.kit.locale import LANGUAGES

START = datetime(2026, 1, 1, tzinfo=UTC)
Row = tuple[str | None, str | None, str, float]


def answers(*rows: Row) -> pa.Table:
    scale = {"nps": (0.0, 10.0), "csat": (1.0, 5.0), "ces": (1.0, 7.0)}
    return pa.Table.from_pylist(
        [
            {
                "customer": customer,
                "stage": stage,
                "kind": kind,
                "rating": rating,
                "scale_low": scale.get(kind, (1.0, 5.0))[0],
                "scale_high": scale.get(kind, (1.0, 5.0))[1],
                "time": START + timedelta(minutes=number),
            }
            for number, (customer, stage, kind, rating) in enumerate(rows)
        ],
        pa.schema(
            [("customer", pa.string()), ("stage", pa.string()), ("kind", pa.string()), ("rating", pa.float64()),
             ("scale_low", pa.float64()), ("scale_high", pa.float64()), ("time", pa.timestamp("us", tz="UTC"))]
        ),
    )  # fmt: skip


def test_each_metric_counts_as_the_trade_does() -> None:
    rows: list[Row] = [(None, "pay", "nps", points) for points in (10, 9, 8, 7, 6)]
    rows += [(None, "pay", "csat", points) for points in (5, 4, 3, 1)]
    rows += [(None, "pay", "ces", points) for points in (1, 7)]
    nps, csat, ces = scores(answers(*rows), ["pay"]).scores
    assert nps.value.value == pytest.approx(1 / 5)
    assert csat.value.value == 0.5
    assert ces.value.value == pytest.approx(0.5)
    assert not nps.enough


def test_a_customer_s_latest_answer_counts_and_only_once() -> None:
    table = answers(("a", "pay", "csat", 1), ("a", "pay", "csat", 5), ("b", "pay", "csat", 5))
    (csat,) = scores(table, ["pay"]).scores
    assert (csat.customers, csat.answers, csat.value.value, csat.value.n) == (2, 3, 1.0, 2)


def test_who_did_not_answer_is_shown_and_answers_without_a_stage_stand_apart() -> None:
    table = answers(("a", "pay", "nps", 10), ("b", None, "nps", 0), ("c", "pay", "review", 1))
    answer = scores(table, ["look", "pay"], {"pay": 50})
    here, nowhere = answer.scores
    assert here.response is not None
    assert here.response.value == 0.02
    assert (nowhere.stage, nowhere.value.value, nowhere.response) == (None, -1.0, None)
    assert answer.journeys == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_definition_is_told_in_every_language(language: str) -> None:
    answer = scores(answers(("a", "pay", "nps", 10)), ["pay"])
    assert "NPS" in answer.definition_in(language)  # type: ignore[arg-type]
    assert answer.rows()[0]["metric"] == "nps"
