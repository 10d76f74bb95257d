"""Days, weeks and months of the calendar in UTC, numbered, so that arrays of times fall into them."""

from typing import Literal

import numpy as np

from tropa.journeys.block import I64
from tropa.kit.time import DAY

Period = Literal["day", "week", "month"]
_MONDAY = 3  # 1 January 1970 was a Thursday


def ordinals(time: I64, period: Period) -> I64:
    """The number of the calendar period of each time (µs); 0 is that of 1 January 1970, weeks begin on Monday.

    >>> ordinals(np.array([0, 4 * DAY, 31 * DAY]), "week").tolist()
    [0, 1, 4]
    """
    if period == "month":
        return time.astype("datetime64[us]").astype("datetime64[M]").astype(np.int64)
    days = np.floor_divide(time, DAY)
    return days if period == "day" else np.floor_divide(days + _MONDAY, 7)


def start_of(ordinal: int, period: Period) -> int:
    """When a period begins, µs.

    >>> start_of(1, "week") // DAY, start_of(1, "month") // DAY
    (4, 31)
    """
    if period == "month":
        return int(np.datetime64(ordinal, "M").astype("datetime64[us]").astype(np.int64))
    return (ordinal if period == "day" else 7 * ordinal - _MONDAY) * DAY
