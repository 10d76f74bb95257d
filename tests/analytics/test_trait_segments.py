"""Segments discovered from traits of customers."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from tropa.analytics.segments import SegmentsAnswer
from tropa.analytics.trait_segments import trait_segments
from tropa.errors import QuestionError
from tropa.statistics.cluster_agreement import adjusted_rand
from tropa.statistics.cluster_choice import ChoiceRule

QUICK = ChoiceRule(most=4, resamples=6, permutations=19)
CITIES = np.array(["Kraków", "Gdynia", "Łódź", "Opole"])


def customers(seed: int, n: int, *, planted: bool = True) -> tuple[pa.Table, Any]:
    """Students, families and pensioners; or everybody alike. A tenth of the cities and ages are unknown."""
    random = np.random.default_rng(seed)
    group = random.integers(0, 3, n)
    kind = group if planted else np.ones(n, np.int64)
    age = np.array([21, 38, 66])[kind] + random.normal(0, 4, n)
    spent = np.exp(random.normal(np.array([3, 5, 4])[kind], 0.5))
    children = random.poisson(np.array([0.02, 2.0, 0.02])[kind])
    unknown = random.random((2, n)) < 0.1
    table = pa.table(
        {
            "customer": [f"c{number:05}" for number in range(n)],
            "first_seen": [0] * n,
            "age": pa.array(np.round(age, 1), mask=unknown[0]),
            "spent": spent,
            "children": children,
            "city": pa.array(CITIES[random.integers(0, 4, n)], pa.string(), mask=unknown[1]),
            "card": pa.array(np.arange(n) + 10_000),
            "mail": [f"{number}@x.pl" for number in range(n)],
        }
    )
    return table, group


def found(table: pa.Table, **more: Any) -> SegmentsAnswer:
    return trait_segments(table, rule=QUICK, **more)


def test_planted_segments_are_found_and_everybody_is_assigned() -> None:
    table, group = customers(1, 500)
    answer = found(table)
    assert (answer.verdict, len(answer.segments)) == ("groups", 3)
    assert adjusted_rand(answer.assigned["segment"].to_pylist(), group) > 0.85
    assert sum(segment.customers for segment in answer.segments) == 500
    assert [segment.name for segment in answer.segments] == ["1", "2", "3"]
    assert min(segment.jaccard for segment in answer.segments) >= 0.85
    assert min(segment.certainty for segment in answer.segments) > 0.9
    assert "assigned" not in answer.to_dict()
    assert "3" in answer.left_out_in("pl")


def test_where_everybody_is_alike_the_answer_is_that_there_are_none() -> None:
    answers = [found(customers(seed, 150, planted=False)[0]) for seed in range(20)]
    assert sum(bool(answer.segments) for answer in answers) <= 1
    assert all(segment is None for segment in answers[0].assigned["segment"].to_pylist())


def test_a_single_trait_of_two_humps_makes_no_segments() -> None:
    random = np.random.default_rng(3)
    age = np.where(random.random(300) < 0.5, 20, 60) + random.normal(0, 3, 300)
    table = pa.table({"customer": [str(n) for n in range(300)], "age": age, "spent": random.normal(size=300)})
    assert found(table).verdict == "none"


def test_traits_that_merely_go_together_make_no_segments() -> None:
    """Who is older earns more, mostly, and is more often married."""
    found_in = 0
    for seed in range(8):
        random = np.random.default_rng(seed)
        age, noise = random.normal(size=300), random.normal(size=300)
        married = np.where(random.random(300) < 1 / (1 + np.exp(-1.5 * age)), "yes", "no")
        columns = {"age": 40 + 10 * age, "income": np.exp(8 + 0.6 * age + 0.8 * noise), "married": married}
        found_in += bool(found(pa.table({"customer": [str(n) for n in range(300)], **columns})).segments)
    assert found_in <= 1


def test_customers_of_whom_nothing_is_known_are_in_no_segment() -> None:
    table, _ = customers(2, 400)
    nobody = [f"x{number}" for number in range(900)]
    unknown = pa.table({"customer": nobody, "age": pa.array([None] * 900, pa.float64())})
    answer = found(pa.concat_tables([table, unknown], promote_options="default"))
    assert answer.assigned["segment"].null_count == answer.assigned["certainty"].null_count == 900
    assert (answer.journeys, len(answer.segments)) == (1300, 3)


def test_only_the_traits_asked_for_are_looked_at() -> None:
    table, group = customers(4, 400)
    assert found(table, traits=["city", "spent"]).verdict == "none"
    answer = found(table, traits=["age", "spent"])
    assert adjusted_rand(answer.assigned["segment"].to_pylist(), group) > 0.7
    with pytest.raises(QuestionError, match="agee"):
        found(table, traits=["agee"])


def test_too_few_customers_or_traits_are_not_enough_data() -> None:
    table, _ = customers(5, 400)
    for few in (table.slice(0, 30), table.select(["customer", "age"]), table.slice(0, 0)):
        answer = found(few)
        assert (answer.verdict, answer.segments, answer.assigned.num_rows) == ("not_enough_data", (), few.num_rows)


def test_the_definition_says_the_rule_in_three_languages() -> None:
    answer = found(customers(5, 10)[0])
    assert "0.85" in answer.definition
    assert "0,85" in answer.definition_in("ru")
    assert "Jaccarda" in answer.definition_in("pl")
