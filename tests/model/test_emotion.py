import pytest
from hypothesis import given
from hypothesis import strategies as st

from tropa.model.emotion import SCALES, Scale, bounds, on_scale, within

scales = st.sampled_from(SCALES)


@given(scales, scales, st.floats(0, 1))
def test_a_feeling_comes_back_from_every_scale(given_: Scale, other: Scale, share: float) -> None:
    low, high = bounds(given_)
    value = low + share * (high - low)
    assert on_scale(on_scale(value, given_, other), other, given_) == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize("scale", SCALES)
def test_ends_and_middle_stay_where_they_are(scale: Scale) -> None:
    low, high = bounds(scale)
    assert [on_scale(one, scale, "-2..2") for one in (low, (low + high) / 2, high)] == [-2, 0, 2]


def test_a_number_outside_its_scale_is_told() -> None:
    assert within(5, "1..5")
    assert not within(0, "1..5")
