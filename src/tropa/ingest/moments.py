"""Times as files write them → UTC microseconds: ISO 8601, day-first, month-first, month names, epochs, zones.

A column is read by layout: values that differ only in their digits share one layout, found by a regular expression
once; the digits are then read for all of them at once. A million times take about a second.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from tropa.errors import InputError
from tropa.ingest.layout import Layout, date_layout, pattern_layout
from tropa.kit.time import DAY, SECOND

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

OK, MISSING, BAD, OUT_OF_RANGE = 0, 1, 2, 3
EARLIEST = 631_152_000 * SECOND  # 1990-01-01
LATEST = 4_102_444_800 * SECOND  # 2100-01-01
UNITS = {"s": 1_000_000_000, "ms": 1_000_000, "us": 1_000, "ns": 1}  # nanoseconds
FORMS = ("iso", "day-first", "month-first", *UNITS)
_QUARTER = 15 * 60 * SECOND
_LAYOUTS_PER_LENGTH = 200


@dataclass(frozen=True)
class TimeFormat:
    """How a column writes its times.

    `form` is one of FORMS or a strptime pattern; dates that begin with a year are understood in every form but the
    epochs. `example` is a value whose day and month could be taken for each other, when nothing in the column told.
    """

    form: str
    example: str | None = None


ISO = TimeFormat("iso")


@dataclass(frozen=True)
class Moments:
    """A column of times: UTC microseconds, one state a value; how many had no zone, how many met a turned clock."""

    micros: Ints
    state: NDArray[np.uint8]
    unzoned: int = 0
    folded: int = 0
    skipped: int = 0


def time_zone(name: str) -> ZoneInfo:
    """The zone of an IANA name; InputError for a name that is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise InputError("ingest.bad_time_zone", value=name) from None


UTC = time_zone("UTC")


def chosen_format(written: str) -> TimeFormat:
    """The format a person named: one of FORMS or a strptime pattern; InputError otherwise."""
    if written in FORMS:
        return TimeFormat(written)
    if "%" not in written:
        raise InputError("ingest.bad_date_format", value=written)
    try:
        pattern_layout("", written)
    except ValueError:
        raise InputError("ingest.bad_date_format", value=written) from None
    return TimeFormat(written)


def parse_time(value: str, zone: ZoneInfo = UTC, form: TimeFormat = ISO) -> int:
    """UTC microseconds of one written time; InputError where it is none or lies outside 1990–2100.

    >>> parse_time("2025-12-31T23:59:00+03:00") == parse_time("31.12.2025 20:59", form=TimeFormat("day-first"))
    True
    """
    parsed = parse_times(pa.array([value], pa.string()), form, zone)
    if parsed.state[0] == OUT_OF_RANGE:
        raise InputError("ingest.time_out_of_range", value=value, column="")
    if parsed.state[0] != OK:
        raise InputError("ingest.bad_time", value=value, column="", form=form.form)
    return int(parsed.micros[0])


def parse_times(values: pa.StringArray, form: TimeFormat, zone: ZoneInfo) -> Moments:
    """A column of written times; null and blank ones are MISSING, the rest OK, BAD or OUT_OF_RANGE."""
    values = pc.utf8_trim_whitespace(values)
    micros = np.zeros(len(values), np.int64)
    state = np.full(len(values), BAD, np.uint8)
    local = np.zeros(len(values), np.bool_)
    if form.form in UNITS:
        micros, state = _epochs(values, UNITS[form.form])
    else:
        for rows, matrix, layout in _groups(values, form.form):
            found, good = layout.read(matrix)
            micros[rows], local[rows] = found, good & (not layout.zoned)
            state[rows[good]] = OK
    folded, skipped = _to_utc(micros, local, zone)
    state[(state == OK) & ((micros < EARLIEST) | (micros >= LATEST))] = OUT_OF_RANGE
    state[pc.fill_null(pc.equal(values, ""), True).to_numpy(zero_copy_only=False)] = MISSING
    return Moments(micros, state, int(local.sum()), folded, skipped)


def guess_format(values: pa.StringArray, day_first: bool | None = None, least: float = 0.9) -> TimeFormat | None:
    """The form of a column of written times, None where a smaller share than `least` of the values are times.

    The order of day and month is settled by any value of the column that allows only one; else by `day_first`, the
    habit of the file's language; else slashes mean month-first and hyphens day-first. Only then is `example` set.
    """
    values = pc.utf8_trim_whitespace(values)
    values = values.filter(pc.fill_null(pc.not_equal(values, ""), False))
    if len(values) == 0:
        return None
    form = _epoch_form(values) or _order(values, day_first)
    good = parse_times(values, form, UTC).state == OK
    return form if good.mean() >= least else None


def _epoch_form(values: pa.StringArray) -> TimeFormat | None:
    """The unit in which whole numbers become times of our age; None where dates are no numbers."""
    numbers = values.filter(pc.match_substring_regex(values, r"^\d{9,19}(\.\d+)?$"))
    if len(numbers) < 0.9 * len(values):
        return None
    shares: dict[str, float] = {}
    for unit, size in UNITS.items():
        micros, _ = _epochs(numbers, size)
        shares[unit] = float(((micros >= EARLIEST) & (micros < LATEST)).mean())
    best = max(shares, key=lambda unit: shares[unit])
    return TimeFormat(best) if shares[best] >= 0.9 else None


def _order(values: pa.StringArray, day_first: bool | None) -> TimeFormat:
    """Which of the first two numbers is the day, by the whole column."""
    first_over = second_over = False
    unsure: str | None = None
    separator, halves = "", False
    for rows, matrix, layout in _groups(values, "day-first"):
        if not layout.swappable:
            continue
        days, months = layout.numbers(matrix, "day"), layout.numbers(matrix, "month")
        first_over |= bool(((days > 12) & (months <= 12)).any())
        second_over |= bool(((months > 12) & (days <= 12)).any())
        unsure = unsure or values[int(rows[0])].as_py()
        separator, halves = layout.separator, halves or layout.halves
    if unsure is None:
        return ISO
    if first_over or second_over:
        return TimeFormat("month-first" if second_over and not first_over else "day-first")
    if separator == ".":
        return TimeFormat("day-first")
    if day_first is None:
        day_first = separator != "/"
    return TimeFormat("day-first" if day_first and not halves else "month-first", unsure)


def _groups(values: pa.StringArray, form: str) -> Iterator[tuple[Ints, NDArray[np.uint8], Layout]]:
    """Rows of equal layout as a matrix of bytes, one row a value; values without a layout are left out."""
    offsets = np.frombuffer(values.buffers()[1], np.int32)[values.offset : values.offset + len(values) + 1]
    content = np.frombuffer(values.buffers()[2] or b"", np.uint8)
    lengths = np.diff(offsets)
    for length in np.unique(lengths):
        if not 4 <= length <= 64:
            continue
        rows = np.flatnonzero(lengths == length).astype(np.int64)
        matrix = content[offsets[rows][:, None] + np.arange(length, dtype=np.int32)]
        digits = (matrix >= 48) & (matrix <= 57)
        shapes = np.where(digits, np.uint8(48), matrix)
        tried = 0
        while len(rows) and tried < _LAYOUTS_PER_LENGTH:
            same = (shapes == shapes[0]).all(axis=1)
            layout = _layout(matrix[0].tobytes(), form)
            if layout is not None:
                yield rows[same], matrix[same], layout
            rows, matrix, shapes = rows[~same], matrix[~same], shapes[~same]
            tried += 1


@lru_cache(maxsize=4096)
def _layout(sample: bytes, form: str) -> Layout | None:
    text = sample.decode("utf-8", "replace")
    return pattern_layout(text, form) if "%" in form else date_layout(text, form == "month-first")


def _epochs(values: pa.StringArray, unit: int) -> tuple[Ints, NDArray[np.uint8]]:
    """Numbers of seconds, ms, µs or ns as microseconds; a fraction counts down to the microsecond."""
    numeric = pc.fill_null(pc.match_substring_regex(values, r"^-?\d{1,18}(\.\d*)?$|^[1-8]\d{18}$"), False)
    parts = pc.extract_regex(pc.if_else(numeric, values, "0"), r"^(?P<whole>-?\d+)(?:\.(?P<part>\d*))?$")
    whole = pc.cast(pc.struct_field(parts, "whole"), pa.int64(), safe=False).to_numpy(zero_copy_only=False)
    fraction = pc.cast(pc.binary_join_element_wise("0", pc.struct_field(parts, "part"), "."), pa.float64())
    part = np.rint(fraction.to_numpy(zero_copy_only=False) * unit / 1000).astype(np.int64)
    scale = max(1, unit // 1000)
    sane = np.abs(whole) < 2**62 // scale
    micros = np.where(sane, whole, 0) * scale if unit >= 1000 else whole // 1000
    good = numeric.to_numpy(zero_copy_only=False) & sane
    return micros + part, np.where(good, OK, BAD).astype(np.uint8)


def _to_utc(micros: Ints, local: Bools, zone: ZoneInfo) -> tuple[int, int]:
    """Move local times to UTC in place; how many were ambiguous and how many do not exist on the zone's clock."""
    if not local.any() or zone.key == "UTC":
        return 0, 0
    quarters, which = np.unique(micros[local] // _QUARTER, return_inverse=True)
    turned = [_offset(zone, int(quarter)) for quarter in quarters]
    offsets = np.array([offset for offset, _ in turned], np.int64)
    turns = np.array([turn for _, turn in turned], np.int64)[which]
    micros[local] -= offsets[which]
    return int((turns > 0).sum()), int((turns < 0).sum())


@lru_cache(maxsize=500_000)
def _offset(zone: ZoneInfo, quarter: int) -> tuple[int, int]:
    """The zone's offset at a local quarter of an hour; +1 where the clock shows it twice, −1 where never.

    A repeated hour is taken as its first turn, a skipped one as an hour later: PEP 495 with fold=0.
    """
    if abs(quarter * _QUARTER) > 60_000 * DAY:
        return 0, 0
    wall = datetime(1970, 1, 1, tzinfo=zone) + timedelta(microseconds=quarter * _QUARTER)
    first, second = wall.utcoffset(), wall.replace(fold=1).utcoffset()
    assert first is not None
    assert second is not None
    turn = 0 if first == second else (1 if first > second else -1)
    return int(first / timedelta(microseconds=1)), turn
