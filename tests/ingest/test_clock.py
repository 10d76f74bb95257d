from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tropa.errors import InputError
from tropa.ingest.clock import Clock
from tropa.ingest.moments import time_zone


def test_a_learnt_time_is_looked_up_in_its_zone() -> None:
    clock = Clock(time_zone("Europe/Warsaw"))
    clock.learn(["2026-05-01 10:00:00", "2026-05-01T08:00:00Z"])
    moment = datetime(2026, 5, 1, 10, tzinfo=ZoneInfo("Europe/Warsaw")).timestamp() * 1e6
    assert clock.at("2026-05-01 10:00:00", "t") == clock.at("2026-05-01T08:00:00Z", "t") == moment
    assert clock.zoneless == 1


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("soon", "bad_time"),
        ("2026-02-31 10:00:00", "bad_time"),
        ("1812-06-24", "time_out_of_range"),
        ("", "missing_time"),
    ],
)
def test_what_is_no_time_says_why(written: str, code: str) -> None:
    clock = Clock()
    clock.learn([written])
    with pytest.raises(InputError) as told:
        clock.at(written, "created")
    assert told.value.code == f"ingest.{code}"
    assert told.value.facts["column"] == "created"


def test_turned_clocks_are_counted() -> None:
    clock = Clock(time_zone("Europe/Warsaw"))
    clock.learn(["2026-10-25 02:30:00", "2026-03-29 02:30:00", "2026-05-01 10:00:00"])
    assert (clock.folded, clock.skipped) == (1, 1)
