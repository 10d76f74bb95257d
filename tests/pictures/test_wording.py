"""Numbers as pictures write them."""

import pytest

from tropa.pictures.wording import digits_text, points_interval, share_interval, share_text, signed_text, value_interval
from tropa.statistics.interval import Estimate


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.0, "0"),
        (0.01234, "0.012"),
        (1.25, "1.2"),
        (9.96, "10"),
        (1234.6, "1,235"),
        (-0.5, "−0.50"),
        (float("inf"), "∞"),
    ],
)
def test_two_significant_digits_are_shown(value: float, written: str) -> None:
    assert digits_text(value, "en") == written


def test_a_share_near_nothing_or_all_is_not_rounded_there() -> None:
    assert share_text(0.0001, "en") == "<0.1%"
    assert share_interval(Estimate(0.9987, 0.9929, 0.99998, 769), "en") == "99.9% (99.3–100)"
    assert share_interval(Estimate(0.0, 0.0, 0.00004, 9), "en") == "0% (0–0)"


def test_differences_say_their_sign() -> None:
    assert points_interval(Estimate(0.034, -0.01, 0.12, 9), "ru") == "+3,4 (−1,0 … +12)"
    assert signed_text(3, "en") == "+3.0"


def test_an_interval_below_zero_is_not_written_with_a_dash_alone() -> None:
    assert value_interval(Estimate(-0.2, -0.4, 0.1, 9), "en") == "−0.20 (−0.40 … 0.10)"
    assert value_interval(Estimate(0.2, 0.1, 0.4, 9), "en") == "0.20 (0.10–0.40)"
