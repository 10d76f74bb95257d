"""Scales and round ticks."""

from hypothesis import given
from hypothesis import strategies as st

from tropa.pictures.scale import Scale, ratio_ticks, round_end, round_ticks, time_ticks


@given(st.floats(-1e6, 1e6), st.floats(0.001, 1e6))
def test_ticks_lie_on_the_axis_and_are_few(low: float, span: float) -> None:
    ticks = round_ticks(low, low + span)
    assert len(ticks) <= 7
    assert all(low - span * 1e-6 <= tick <= low + span * (1 + 1e-6) for tick in ticks)


@given(st.floats(1e-300, 1e300))
def test_an_axis_from_zero_ends_beyond_the_largest_value_and_not_far_from_it(value: float) -> None:
    assert value * (1 - 1e-9) <= round_end(value) <= value * 2


@given(st.floats(1, 1e9))
def test_times_have_round_ticks_from_zero(longest: float) -> None:
    ticks = time_ticks(longest)
    assert ticks[0] == 0
    assert len(ticks) <= 9
    assert all(tick <= longest for tick in ticks)


def test_a_log_scale_is_even_in_ratios() -> None:
    scale = Scale(0.1, 10, 0, 100, log=True)
    assert [round(scale.at(value), 6) for value in (0.1, 1, 10, 0.01)] == [0, 50, 100, 0]
    assert 1.0 in ratio_ticks(0.1, 10)


def test_a_scale_of_one_value_has_one_place() -> None:
    assert Scale(3, 3, 10, 20).at(3) == 10
