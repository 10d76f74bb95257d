from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journey_builder import journeys
from tropa.errors import NotFoundError, QuestionError
from tropa.journeys.customers import customers_of

JOURNEYS = st.lists(st.lists(st.sampled_from("abc"), max_size=5), min_size=1, max_size=9)


@given(JOURNEYS, st.integers(1, 3))
def test_customers_of_a_touchpoint_an_edge_and_a_stage(names: list[list[str]], blocks: int) -> None:
    names.append(["a", "b"])
    written = [[(name, at) for at, name in enumerate(journey)] for journey in names]
    some = journeys(written, blocks=blocks, stages=["first", "last"], stage_of={"a": "first", "b": "last", "c": "last"})

    def who(has: list[bool]) -> list[str]:
        return sorted(f"c{number}" for number, true in enumerate(has) if true)

    assert customers_of(some, touchpoint="a") == who(["a" in journey for journey in names])
    assert customers_of(some, edge=("a", "b")) == who([("a", "b") in pairwise(journey) for journey in names])
    assert customers_of(some, stage="last") == who([not {"b", "c"}.isdisjoint(journey) for journey in names])
    both = [("a", "b") in pairwise(journey) and "c" in journey for journey in names[:-1]] + [False]
    if any("c" in journey for journey in names):
        assert customers_of(some, edge=("a", "b"), touchpoint="c") == who(both)


def test_an_unknown_stage_or_no_condition_is_refused() -> None:
    some = journeys([[("a", 0)]], stages=["need"], stage_of={"a": "need"})
    with pytest.raises(NotFoundError, match=r"no stage nead\. The nearest names: need"):
        customers_of(some, stage="nead")
    with pytest.raises(QuestionError, match="whose customers"):
        customers_of(some)
