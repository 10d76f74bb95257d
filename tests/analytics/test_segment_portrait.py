"""Portraits of segments: what they show, and that they show nobody."""

import numpy as np
import pyarrow as pa
import pytest

from tests.journey_builder import journeys
from tropa.analytics.segment_portrait import medoid_customer, segment_portrait
from tropa.errors import NotFoundError


def people(n: int = 120) -> tuple[pa.Table, pa.Table]:
    """A third are young, live in Gdynia mostly, and one is from Sopot."""
    random = np.random.default_rng(1)
    young = np.arange(n) % 3 == 0
    city = np.where(young & (random.random(n) < 0.8), "Gdynia", "Kraków")
    city[0] = "Sopot"
    table = pa.table(
        {
            "customer": [f"c{k}" for k in range(n)],
            "age": np.where(young, 20, 50) + random.integers(-5, 6, n),
            "city": city,
            "name": [f"Anna {k}" for k in range(n)],
        }
    )
    return table, pa.table({"customer": table["customer"], "segment": np.where(young, "young", "old")})


def test_a_portrait_shows_size_usual_and_distinguishing_traits_and_the_typical_path() -> None:
    table, assigned = people()
    written = [[("ad", 0), ("app", 1)] if k % 3 == 0 else [("shop", 0), ("call", 1)] for k in range(120)]
    answer = segment_portrait(table, assigned, "young", journeys(written, blocks=2))
    assert (answer.journeys, answer.shown) == (40, True)
    assert answer.share == pytest.approx(1 / 3)
    assert {one.trait for one in answer.distinguishing} == {"age", "city"}
    assert [trait.trait for trait in answer.traits] == ["age", "city"]
    assert answer.path is not None
    assert answer.path.path == ("ad", "app")
    assert answer.rows()[0]["trait"] == "age"


def test_a_segment_of_fewer_than_twenty_is_not_shown() -> None:
    table, assigned = people(57)  # 19 of them are young
    answer = segment_portrait(table, assigned, "young", journeys([[("ad", 0)]] * 57))
    assert (answer.journeys, answer.shown) == (19, False)
    assert (answer.traits, answer.differences, answer.medoid, answer.path) == ((), (), (), None)


def test_the_typical_customer_is_masked() -> None:
    table, assigned = people()
    young = table.filter(pa.array(np.array(assigned["segment"].to_pylist()) == "young"))
    shown = {trait.trait: trait for trait in medoid_customer(young)}
    assert set(shown) == {"age", "city"}
    assert shown["city"].value == "Gdynia"
    low, high = shown["age"].low, shown["age"].high
    ages = np.array(young["age"].to_pylist())
    assert shown["age"].value is None
    assert ((ages >= (low or 0)) & (ages < (high or 99))).sum() >= 5


@pytest.mark.parametrize("seed", range(10))
def test_whatever_is_shown_of_the_typical_customer_five_share(seed: int) -> None:
    random = np.random.default_rng(seed)
    table = pa.table(
        {
            "customer": [str(k) for k in range(20)],
            "skewed": random.integers(0, 3, 20) ** 4,
            "rare": random.choice(list("abcdefgh"), 20),
            "known": pa.array(random.normal(size=20)),
        }
    )
    for trait in medoid_customer(table):
        values = table[trait.trait].to_pylist()
        if trait.value is not None:
            assert values.count(trait.value) >= 5
        else:
            inside = [
                v for v in values if (trait.low is None or v >= trait.low) and (trait.high is None or v < trait.high)
            ]
            assert len(inside) >= 5


def test_the_typical_customer_is_nearest_to_all_others() -> None:
    table = pa.table({"customer": [str(k) for k in range(21)], "age": [*range(20, 40), 90]})
    (age,) = medoid_customer(table)
    assert (age.low, age.high) == (30, 35)
    assert medoid_customer(table.slice(0, 19)) == ()


def test_traits_that_made_the_segment_are_told_apart() -> None:
    table, assigned = people()
    answer = segment_portrait(table, assigned, "young", made_by=["age"])
    assert {one.trait for one in answer.distinguishing} == {"city"}
    assert "not tested" in answer.definition
    assert "Гауэра" in answer.definition_in("ru")


def test_an_unknown_segment_is_named_with_the_nearest() -> None:
    table, assigned = people()
    with pytest.raises(NotFoundError, match="young"):
        segment_portrait(table, assigned, "yuong")
    with pytest.raises(NotFoundError):
        segment_portrait(table, assigned.slice(0, 0), "x")
