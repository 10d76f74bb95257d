"""The order behind the graph, against brute force."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tropa.pictures.graph_order import crossings, layers, linear_order, ordered_rows

weights = st.dictionaries(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")).filter(lambda pair: pair[0] != pair[1]),
    st.integers(1, 9).map(float),
    max_size=9,
)


def backward(order: tuple[str, ...] | list[str], found: dict[tuple[str, str], float]) -> float:
    place = {node: k for k, node in enumerate(order)}
    return sum(weight for (a, b), weight in found.items() if place[a] > place[b])


@settings(max_examples=60, deadline=None)
@given(weights)
def test_little_runs_backwards(found: dict[tuple[str, str], float]) -> None:
    order = linear_order(list("abcd"), found, "", "")
    best = min(backward(row, found) for row in permutations("abcd"))
    assert sorted(order) == list("abcd")
    assert backward(order, found) <= best + 0.15 * sum(found.values())


def test_without_cycles_nothing_runs_backwards() -> None:
    found = {("c", "a"): 1.0, ("a", "d"): 9.0, ("d", "b"): 1.0, ("c", "b"): 5.0}
    assert backward(linear_order(list("abcd"), found, "", ""), found) == 0


@settings(max_examples=60, deadline=None)
@given(weights)
def test_every_edge_goes_down_at_least_a_layer_and_none_is_empty(found: dict[tuple[str, str], float]) -> None:
    order = linear_order(list("abcd"), found, "a", "d")
    at = layers(order, found, "a", "d")
    place = {node: k for k, node in enumerate(order)}
    for a, b in found:
        upper, lower = (a, b) if place[a] < place[b] else (b, a)
        assert at[upper] < at[lower]
    assert set(at.values()) == set(range(max(at.values()) + 1))
    assert at["a"] == 0
    assert at["d"] == max(at.values())
    assert sorted(at.values()).count(at["d"]) == 1


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.tuples(st.sampled_from("abcd"), st.sampled_from("efgh")), st.integers(1, 9).map(float)))
def test_rows_keep_their_nodes_and_never_cross_more_than_before(between: dict[tuple[str, str], float]) -> None:
    above, below = ordered_rows([list("abcd"), list("efgh")], [between])
    assert (sorted(above), sorted(below)) == (list("abcd"), list("efgh"))
    assert crossings(above, below, between) <= crossings("abcd", "efgh", between)


@pytest.mark.parametrize("pairs", ["af ag be ce df", "af be bg ce cf", "ah bg cf de", "ae be ce de", "ag bf cf dg ae"])
def test_where_no_crossing_is_needed_there_is_none(pairs: str) -> None:
    between = {(pair[0], pair[1]): 2.0 for pair in pairs.split()}
    above, below = ordered_rows([list("abcd"), list("efgh")], [between])
    assert crossings(above, below, between) == 0
