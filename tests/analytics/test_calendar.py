"""Days, weeks and months of the calendar, numbered."""

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tropa.analytics.calendar import Period, ordinals, start_of
from tropa.kit.time import DAY, micros, moment


@pytest.mark.parametrize("period", ["day", "week", "month"])
@given(time=st.datetimes(datetime(1960, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001 (made UTC below)
def test_a_time_lies_in_its_period(period: Period, time: datetime) -> None:
    at = micros(time.replace(tzinfo=UTC))
    number = int(ordinals(np.array([at]), period)[0])
    assert start_of(number, period) <= at < start_of(number + 1, period)
    begins = moment(start_of(number, period))
    assert (begins.hour, begins.minute) == (0, 0)
    assert period != "week" or begins.weekday() == 0
    assert period != "month" or begins.day == 1
    assert period != "day" or at - start_of(number, period) < DAY
