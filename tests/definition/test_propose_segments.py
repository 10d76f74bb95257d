from collections.abc import Sequence

import pyarrow as pa

from tropa.definition.propose_segments import propose_segments


def customers(**traits: Sequence[object]) -> pa.Table:
    size = len(next(iter(traits.values())))
    nothing = [None] * size
    own = {"customer": [f"c{n}" for n in range(size)], "first_seen": nothing, "last_seen": nothing}
    return pa.table({**own, **traits})


def test_a_trait_named_a_segment_comes_before_one_that_tells_more() -> None:
    segments, trait, known = propose_segments(customers(segment=["a", "a", "a", "b"], colour=["r", "g", "r", "g"]))
    assert trait == "segment"
    assert [(s.id, s.where[0].equals) for s in segments] == [("a", "a"), ("b", "b")]
    assert known == 1.0


def test_traits_with_too_many_values_or_private_ones_are_left() -> None:
    many = [str(n) for n in range(10)]
    assert propose_segments(customers(city=many, email=["a", "b"] * 5, status=["x", "y"] * 5))[0] == ()


def test_a_trait_must_be_known_of_half_the_customers_that_have_traits() -> None:
    rare = ["x", "y", "x", "y", *[None] * 5]
    other = list("123456789")
    assert propose_segments(customers(size=rare, other=other))[1] is None
    nobody_else = [None] * 9
    segments, trait, known = propose_segments(customers(size=rare, other=nobody_else))
    assert (trait, len(segments), round(known, 2)) == ("size", 2, 0.44)


def test_truth_values_and_numbers_get_ids_and_conditions_of_their_kind() -> None:
    segments, _, _ = propose_segments(customers(vip=[True, False, False, True, False]))
    assert [(s.id, s.where[0].equals) for s in segments] == [("vip_false", False), ("vip_true", True)]
    segments, _, _ = propose_segments(customers(children=[0, 1, 1, 0, 1]))
    assert [(s.id, s.where[0].equals) for s in segments] == [("children_1", 1), ("children_0", 0)]
