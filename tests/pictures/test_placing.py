"""Things in a row."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tropa.pictures.placing import placed, within

numbers = st.floats(-1000, 1000, allow_nan=False)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(numbers, st.floats(0.1, 10), st.floats(0, 50)), max_size=12))
def test_none_lies_over_another(things: list[tuple[float, float, float]]) -> None:
    gaps = [gap for _, _, gap in things][1:]
    places = placed([want for want, _, _ in things], [weight for _, weight, _ in things], gaps)
    assert all(b - a >= gap - 1e-6 for a, b, gap in zip(places, places[1:], gaps, strict=False))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0, 100), min_size=1, max_size=8))
def test_whoever_has_room_stands_where_it_wants(wanted: list[float]) -> None:
    apart = [want + 200 * k for k, want in enumerate(wanted)]
    assert placed(apart, [1.0] * len(apart), [50.0] * (len(apart) - 1)) == apart


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 6), min_size=2, max_size=4))
def test_no_other_row_comes_nearer_to_what_was_wanted(wanted: list[int]) -> None:
    places = placed(wanted, [1.0] * len(wanted), [2.0] * (len(wanted) - 1))
    cost = sum((x - want) ** 2 for x, want in zip(places, wanted, strict=True))
    for k in range(len(places)):
        for shift in (-0.1, 0.1):
            moved = [x + shift * (i <= k if shift < 0 else i >= k) for i, x in enumerate(places)]
            assert sum((x - want) ** 2 for x, want in zip(moved, wanted, strict=True)) >= cost - 1e-9


@given(st.lists(numbers, max_size=6))
def test_within_keeps_the_order_and_the_bounds(places: list[float]) -> None:
    held = within(sorted(places), -10, 90)
    assert held == sorted(held)
    assert all(-10 - 1e-6 <= x <= 90 + 1e-6 for x in held)
