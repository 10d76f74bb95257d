"""Times of rows that are read one by one: a chunk's times are parsed together, then looked up.

>>> from tropa.ingest.moments import time_zone
>>> clock = Clock(time_zone("Europe/Moscow"))
>>> clock.learn(["2026-05-01 10:00:00", "2026-05-01T07:00:00Z", "soon"])
>>> clock.at("2026-05-01 10:00:00", "time") == clock.at("2026-05-01T07:00:00Z", "time")
True
"""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from tropa.errors import InputError
from tropa.ingest.moments import ISO, MISSING, OK, OUT_OF_RANGE, UTC, parse_times

_ZONED = r"([Zz]|[+-]\d\d:?\d\d)$"


class Clock:
    """ISO times of one zone. `folded` and `skipped` count turned clocks, `zoneless` the times that named no zone."""

    def __init__(self, zone: ZoneInfo = UTC) -> None:
        self._zone = zone
        self._known: dict[str, int] = {}
        self._refused: dict[str, str] = {}
        self.folded = self.skipped = self.zoneless = 0

    def learn(self, written: Iterable[str]) -> None:
        """Parse the times of a chunk; those of the chunk before are forgotten."""
        values = list(dict.fromkeys(written))
        column = pa.array(values, pa.string())
        parsed = parse_times(column, ISO, self._zone)
        self.folded += parsed.folded
        self.skipped += parsed.skipped
        states = parsed.state.tolist()
        self._known = {v: t for v, t, s in zip(values, parsed.micros.tolist(), states, strict=True) if s == OK}
        self._refused = {
            value: "ingest.time_out_of_range" if state == OUT_OF_RANGE else "ingest.bad_time"
            for value, state in zip(values, states, strict=True)
            if state not in (OK, MISSING)
        }
        zoned = pc.sum(pc.match_substring_regex(column, _ZONED)).as_py() or 0
        self.zoneless += len(self._known) - min(zoned, len(self._known))

    def at(self, written: str, column: str) -> int:
        """UTC microseconds of a learnt time; InputError where it is missing or no time."""
        moment = self._known.get(written)
        if moment is not None:
            return moment
        code = self._refused.get(written)
        if code is None:
            raise InputError("ingest.missing_time", column=column)
        raise InputError(code, column=column, value=written, form=ISO.form)
