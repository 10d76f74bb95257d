"""Flow: edges, their customers and times, against a plain count and against the textbook log."""

import csv
from collections import defaultdict
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analytics.oracles import Written, asked, flow, quantile, stored, written_journeys
from tests.journey_builder import journeys
from tropa.analytics.flow import END, START, FlowQuestion
from tropa.engines.threads import ask
from tropa.journeys.block import Journeys

LOG = Path(__file__).parents[2] / "../shared/data/event-logs/running-example.csv"


def running_example() -> Journeys:
    if not LOG.exists():
        pytest.skip("the textbook log is not at hand")
    cases: dict[str, list[tuple[str, int]]] = defaultdict(list)
    with LOG.open(newline="") as file:
        for row in csv.DictReader(file):
            second = int(datetime.fromisoformat(row["time:timestamp"]).timestamp())
            cases[row["case:concept:name"]].append((row["Activity"], second))
    return journeys([sorted(case, key=lambda event: event[1]) for case in cases.values()], blocks=3)


@given(written_journeys, st.sampled_from([1, 2]), st.integers(1, 3), st.booleans())
def test_edges_equal_a_plain_count(written: Written, per_customer: int, blocks: int, collapse: bool) -> None:
    per_customer = per_customer if blocks == 1 else 1  # the builder deals journeys to blocks one by one
    answer = asked(FlowQuestion(collapse), stored(written, per_customer=per_customer, blocks=blocks))
    expected = flow(written, per_customer, collapse)
    assert {(e.source, e.target): (e.count, e.customers) for e in answer.edges} == {
        edge: (count, customers) for edge, (count, customers, _) in expected.items()
    }
    for edge in answer.edges:
        seconds = expected[edge.source, edge.target][2]
        if edge.time is None:
            assert seconds == []
        else:
            assert edge.time.mean == pytest.approx(sum(seconds) / len(seconds), rel=1e-12)
            assert edge.time.median == pytest.approx(quantile(seconds, 0.5))
            assert edge.time.p95 == pytest.approx(quantile(seconds, 0.95))


def test_the_textbook_log_gives_the_textbook_graph() -> None:
    answer = ask(FlowQuestion(), running_example())
    counts = {(e.source, e.target): e.count for e in answer.edges}
    assert counts["register request", "examine casually"] == 3
    assert counts["register request", "check ticket"] == 2
    assert counts["register request", "examine thoroughly"] == 1
    assert counts["check ticket", "decide"] == 6
    assert counts["examine casually", "check ticket"] == 4
    assert counts["decide", "pay compensation"] == 3
    assert counts["decide", "reinitiate request"] == 3
    assert counts["decide", "reject request"] == 3
    assert counts[START, "register request"] == 6


def test_edges_come_by_count_and_then_by_name() -> None:
    answer = asked(FlowQuestion(), journeys([[("a", 0), ("b", 1), ("a", 2), ("b", 3)], [("b", 0)]]))
    assert [(e.source, e.target, e.count) for e in answer.edges] == [
        ("a", "b", 2),
        ("b", END, 2),
        (START, "a", 1),
        (START, "b", 1),
        ("b", "a", 1),
    ]


def test_the_remainder_of_the_top_is_exact() -> None:
    answer = asked(FlowQuestion(), stored([[("a", 0), ("b", 1), ("a", 2), ("b", 3), ("c", 4)]]))
    top = answer.top(2).top(1)
    assert top.edges[0].count == 2
    assert (top.other.edges, top.other.count) == (len(answer.edges) - 1, 6 - 2)
    assert top.to_dict()["other"] == {"edges": 4, "count": 4}


def test_many_observations_are_within_one_per_cent_and_the_mean_is_exact() -> None:
    rng = np.random.default_rng(1)
    gaps = rng.lognormal(8, 2, 5_000).astype(int).tolist()
    written = [[("a", 0), ("b", gap)] for gap in gaps]
    one, many = (asked(FlowQuestion(), journeys(written, blocks=blocks)) for blocks in (1, 40))
    assert one.edges == many.edges
    edge = one.edge("a", "b")
    assert edge is not None
    assert edge.time is not None
    assert edge.time.mean == sum(gaps) / len(gaps)
    assert edge.time.median == pytest.approx(np.quantile(gaps, 0.5), rel=0.01)
    assert edge.time.p95 == pytest.approx(np.quantile(gaps, 0.95), rel=0.01)


def test_hundreds_of_touchpoints_are_counted_without_a_square_array() -> None:
    names = [f"page {k}" for k in range(600)]
    store = journeys([[(name, second) for second, name in enumerate(names)]] * 2, blocks=2)
    answer = asked(FlowQuestion(), store)
    assert len(answer.edges) == 601
    assert {e.count for e in answer.edges} == {2}
    assert {e.time.mean for e in answer.edges if e.time} == {1.0}


def test_an_answer_prints_as_a_table_under_its_definition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TROPA_LANGUAGE", "en")
    answer = asked(FlowQuestion(), stored([[("a", 0), ("b", 90)]]))
    definition, _, table = str(answer).partition("\n\n")
    assert definition == answer.definition
    assert table.splitlines()[0].split() == ["source", "target", "count", "customers", "mean", "median", "p95"]
    assert ["a", "b", "1", "1", "90", "90", "90"] in [line.split() for line in table.splitlines()]
    assert answer.definition_in("ru") != answer.definition_in("pl") != answer.definition


def test_every_edge_of_the_json_has_its_time() -> None:
    edges = ask(FlowQuestion(), journeys([[("a", 0), ("b", 60)]])).to_dict()["edges"]
    assert {(edge["source"], edge["target"]): edge["time"] for edge in edges} == {
        ("(start)", "a"): {"mean": None, "median": None, "p95": None},
        ("a", "b"): {"mean": 60.0, "median": 60.0, "p95": 60.0},
        ("b", "(end)"): {"mean": None, "median": None, "p95": None},
    }
