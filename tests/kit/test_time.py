"""Microseconds and written lengths of time."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tropa.kit.time import DAY, MINUTE, micros, moment, parse_length, write_length


def test_a_moment_survives_the_way_through_micros() -> None:
    then = datetime(2026, 10, 31, 23, 59, 59, 123456, tzinfo=UTC)
    assert moment(micros(then)) == then


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        micros(datetime(2026, 1, 1))  # noqa: DTZ001


@pytest.mark.parametrize(("written", "expected"), [("30m", 30 * MINUTE), ("7d", 7 * DAY), ("1.5h", 90 * MINUTE)])
def test_a_length_is_a_number_and_a_unit(written: str, expected: int) -> None:
    assert parse_length(written) == expected


def test_a_bare_number_is_no_length() -> None:
    with pytest.raises(ValueError, match="write a number and a unit"):
        parse_length("30")


@given(st.integers(min_value=1, max_value=400 * DAY))
def test_a_written_length_reads_back_exactly(length: int) -> None:
    assert parse_length(write_length(length)) == length
