import time
from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tropa.errors import InputError
from tropa.ingest.moments import (
    BAD,
    ISO,
    MISSING,
    OK,
    OUT_OF_RANGE,
    TimeFormat,
    chosen_format,
    guess_format,
    parse_time,
    parse_times,
    time_zone,
)
from tropa.kit.time import micros

MOSCOW, WARSAW, ZULU = time_zone("Europe/Moscow"), time_zone("Europe/Warsaw"), time_zone("UTC")
LAST_NIGHT = datetime(2025, 12, 31, 20, 59, tzinfo=UTC)
IN_OUR_AGE = st.datetimes(datetime(1990, 1, 2), datetime(2099, 12, 30))  # noqa: DTZ001


def column(*values: str | None) -> pa.StringArray:
    return pa.array(values, pa.string())


@pytest.mark.parametrize(
    "value",
    [
        "2025-12-31T20:59:00Z",
        "2025-12-31 23:59:00+03:00",
        "2025-12-31T23:59:00.000000",
        "2025-12-31 23:59",
        "31.12.2025 23:59",
        "31.12.2025, 23:59:00",
        "12/31/2025 11:59 PM",
        "31 декабря 2025 23:59",
        "31 gru 2025 23:59",
        "Dec 31, 2025 23:59",
        "Wed, 31 Dec 2025 20:59:00 +0000",
        "2025/12/31 11:59:00 PM GMT+3",
        "20251231235900",
        "1767214740",
        "1767214740000",
        "1767214740000000",
        "1767214740000000000",
    ],
)
def test_one_moment_is_read_from_every_way_of_writing_it(value: str) -> None:
    form = guess_format(column(value))
    assert form is not None
    assert parse_time(value, MOSCOW, form) == micros(LAST_NIGHT)


@given(IN_OUR_AGE, st.sampled_from(["%Y-%m-%d %H:%M:%S.%f", "%d.%m.%Y %H:%M:%S.%f", "%d %b %Y %H:%M:%S.%f"]))
def test_written_times_come_back(moment: datetime, pattern: str) -> None:
    written = moment.strftime(pattern)
    assert parse_time(written, ZULU, TimeFormat("day-first")) == micros(moment.replace(tzinfo=UTC))


@given(IN_OUR_AGE)
def test_a_zone_is_applied_as_python_applies_it(moment: datetime) -> None:
    expected = micros(moment.replace(tzinfo=WARSAW).astimezone(UTC))
    assert parse_time(moment.isoformat(" "), WARSAW) == expected


def test_the_repeated_hour_is_its_first_turn_and_the_skipped_one_moves_on() -> None:
    found = parse_times(column("2025-10-26 02:30:00", "2025-03-30 02:30:00", "2025-07-01 12:00:00"), ISO, WARSAW)
    hours = [datetime.fromtimestamp(value / 1e6, UTC).hour for value in found.micros]
    assert (hours, found.folded, found.skipped, found.unzoned) == ([0, 1, 10], 1, 1, 3)


def test_day_and_month_are_told_apart_by_the_column_as_a_whole() -> None:
    assert guess_format(column("01/02/2025", "25/02/2025")) == TimeFormat("day-first")
    assert guess_format(column("01/02/2025", "02/25/2025")) == TimeFormat("month-first")
    assert guess_format(column("01.02.2025")) == TimeFormat("day-first")


def test_what_the_column_does_not_tell_the_language_does_and_the_guess_is_marked() -> None:
    assert guess_format(column("01/02/2025"), day_first=True) == TimeFormat("day-first", "01/02/2025")
    assert guess_format(column("01/02/2025")) == TimeFormat("month-first", "01/02/2025")


@pytest.mark.parametrize("value", ["31.02.2025", "2025-13-01", "25:61", "NA", "2025-01-01 24:30", "Foo 3, 2025"])
def test_what_is_no_time_is_bad(value: str) -> None:
    assert parse_times(column(value), TimeFormat("day-first"), ZULU).state[0] == BAD


def test_times_outside_our_age_are_out_of_range_and_empty_ones_missing() -> None:
    found = parse_times(column("1989-12-31", "2100-01-01", "", None, "1990-01-01", "2099-12-31"), ISO, ZULU)
    assert found.state.tolist() == [OUT_OF_RANGE, OUT_OF_RANGE, MISSING, MISSING, OK, OK]


def test_phone_numbers_and_words_are_no_column_of_times() -> None:
    assert guess_format(column("79123456789", "79123456780")) is None
    assert guess_format(column("apple", "pear")) is None


def test_a_pattern_reads_what_no_guess_would() -> None:
    form = chosen_format("%H:%M %d/%m/%y")
    assert parse_time("23:59 31/12/25", MOSCOW, form) == micros(LAST_NIGHT)


@pytest.mark.parametrize("pattern", ["tomorrow", "%H:%M", "%d.%m", "%Q"])
def test_a_pattern_without_a_date_is_refused(pattern: str) -> None:
    with pytest.raises(InputError, match="date format"):
        chosen_format(pattern)


def test_an_unknown_zone_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="Mars/Olympus"):
        time_zone("Mars/Olympus")


def test_a_hundred_thousand_times_take_no_second() -> None:
    start = datetime(2025, 1, 1, tzinfo=UTC)
    values = column(*(f"{start + timedelta(seconds=61 * n):%d.%m.%Y %H:%M:%S}" for n in range(100_000)))
    begun = time.perf_counter()
    found = parse_times(values, TimeFormat("day-first"), MOSCOW)
    assert time.perf_counter() - begun < 1
    assert np.diff(found.micros).tolist() == [61_000_000] * 99_999
