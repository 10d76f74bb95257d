"""Seconds from the start of the period ↔ the times that the files write."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from tropa.sample.cinema.world import PERIOD_DAYS, PERIOD_END, Country

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

METRICA_UTC = 3 * 3_600  # what Metrica calls dateTimeUTC is UTC+3


@dataclass(frozen=True)
class Clock:
    """The period in a country: `start` is its first second, UTC, since 1970."""

    start: int
    offsets: Ints  # of the local clock by the hour from `start`

    @classmethod
    def of(cls, country: Country) -> "Clock":
        """The clock of the country's 90 days of 24 hours; they end at local midnight."""
        zone = ZoneInfo(country.time_zone)
        start = int(datetime(*PERIOD_END, tzinfo=zone).timestamp()) - PERIOD_DAYS * 86_400
        hours = [datetime.fromtimestamp(start + hour * 3_600, UTC).astimezone(zone) for hour in range(24 * 92)]
        offsets = [moment.utcoffset() or timedelta() for moment in hours]
        return cls(start, np.array([int(offset.total_seconds()) for offset in offsets]))

    def unix(self, seconds: Floats) -> Ints:
        """Whole seconds since 1970, UTC."""
        return np.floor(seconds).astype(np.int64) + self.start

    def local(self, seconds: Floats) -> Ints:
        """Whole seconds since 1970 as the clock on the wall shows them."""
        hour = np.clip((seconds // 3_600).astype(np.int64), 0, len(self.offsets) - 1)
        return self.unix(seconds) + self.offsets[hour]

    def iso(self, seconds: Floats) -> list[str]:
        """Local times as Metrica writes them: `2026-10-31 23:59:59`."""
        return _iso(self.local(seconds))

    def iso_metrica_utc(self, seconds: Floats) -> list[str]:
        """The times of dateTimeUTC and goalsDateTime: UTC+3 wherever the counter is."""
        return _iso(self.unix(seconds) + METRICA_UTC)

    def written(self, seconds: Floats, pattern: str) -> list[str]:
        """Local times in the day-first form of the country."""
        return [f"{moment:{pattern}}" for moment in self.local(seconds).astype("M8[s]").astype(object)]


def _iso(seconds: Ints) -> list[str]:
    return [moment.replace("T", " ") for moment in np.datetime_as_string(seconds.astype("M8[s]")).tolist()]
