"""How long journeys took from a start to an end, in three states: the counts behind outcome and survival.

A journey starts at its first event of a start touchpoint (at its first event where none is named) and has converted at
the first event of an end touchpoint from there on (after the start, where one is named). One that has not is lost
once it has been silent for the length of the silence, at the moment when that was up, and open until the data ends.
"""

from dataclasses import dataclass

import numpy as np

from tropa.analytics.lengths import Lengths, tally
from tropa.analytics.touchpoint_codes import marks
from tropa.errors import QuestionError
from tropa.journeys.block import I64, Block, Journeys, Vocabulary
from tropa.journeys.cut import goal_table
from tropa.journeys.question import kernel
from tropa.journeys.silence import CONVERTED, LOST, OPEN
from tropa.kit.time import SECOND
from tropa.statistics.interval import Estimate
from tropa.statistics.quantiles import BUCKETS, bucket, middles
from tropa.statistics.survival import Incidence, cumulative_incidence
from tropa.statistics.survival_band import incidence_band

NEVER_LOST = np.iinfo(np.int64).max
POINTS = 60  # of a curve in an answer


@dataclass(frozen=True)
class Elapsed:
    """Journeys by state and bucket of time (3 × BUCKETS), and the times of those that converted."""

    states: I64
    times: Lengths

    def merge(self, other: "Elapsed") -> "Elapsed":
        """Both together."""
        return Elapsed(self.states + other.states, self.times.merge(other.times))

    @property
    def started(self) -> int:
        """Journeys that started."""
        return int(self.states.sum())

    def curve(self) -> Incidence | None:
        """Cumulative incidence of converting (0) and of being lost (1) over time in µs; None where none started."""
        return cumulative_incidence(middles(), self.states[[CONVERTED, LOST]], self.states[OPEN])


@dataclass(frozen=True)
class CurvePoint:
    """The share by `time` seconds with its own 95 % interval, the bounds of the band, and how many are at risk.

    The bounds of the band are None where too few had ended so, or were at risk, to draw it.
    """

    time: float
    share: Estimate
    band_low: float | None
    band_high: float | None
    at_risk: int


def count_elapsed(
    block: Block, journeys: Journeys, start: tuple[str, ...], end: tuple[str, ...], silence: int
) -> Elapsed:
    """The counts of one block; without `end` the end is the goal. QuestionError `analytics.no_goal`."""
    words = journeys.vocabulary
    states, lengths = np.zeros((3, BUCKETS), np.int64), np.full(block.journeys, -1, np.int64)
    _count(
        (block.offsets, block.touchpoint, block.time),
        (bool(start), marks(start, words), end_marks(end, words)),
        (silence, journeys.observed_until),
        (states, lengths),
    )
    return Elapsed(states, tally(np.where(lengths < 0, -1, 0), lengths, 1))


def end_marks(end: tuple[str, ...], vocabulary: Vocabulary) -> np.ndarray:
    """Which codes are the end: those named, else the goal; QuestionError `analytics.no_goal` where there is none."""
    if end:
        return marks(end, vocabulary)
    if not vocabulary.goal:
        raise QuestionError("analytics.no_goal")
    return goal_table(vocabulary)


def curve_points(curve: Incidence, kind: int) -> tuple[CurvePoint, ...]:
    """At most `POINTS` points of a curve, evenly chosen among its times up to the horizon."""
    band = incidence_band(curve, kind)
    last = int(np.searchsorted(curve.times, curve.horizon(), side="right"))
    chosen = np.unique(np.linspace(0, last - 1, min(POINTS, last)).round().astype(np.int64))
    points = []
    for at in chosen.tolist():
        time = float(curve.times[at])
        place = -1 if band is None else int(np.searchsorted(band.times, time))
        held = band is not None and place < len(band.times) and band.times[place] == time
        low, high = (float(band.low[place]), float(band.high[place])) if band and held else (None, None)
        points.append(CurvePoint(time / SECOND, curve.at(kind, time), low, high, int(curve.at_risk[at])))
    return tuple(points)


@kernel
def _count(events, marked, limits, out):  # type: ignore[no-untyped-def]
    offsets, touchpoint, time = events
    named, starts, ends = marked
    (silence, observed_until), (states, lengths) = limits, out
    for journey in range(len(offsets) - 1):
        first, last = offsets[journey], offsets[journey + 1]
        while named and first < last and not starts[touchpoint[first]]:
            first += 1
        if first >= last:
            continue
        event = first + named
        while event < last and not ends[touchpoint[event]]:
            event += 1
        if event < last:
            lengths[journey] = time[event] - time[first]
            states[CONVERTED, bucket(lengths[journey])] += 1
        elif observed_until - time[last - 1] >= silence:
            states[LOST, bucket(time[last - 1] + silence - time[first])] += 1
        else:
            states[OPEN, bucket(observed_until - time[first])] += 1
