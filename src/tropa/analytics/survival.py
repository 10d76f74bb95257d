"""Survival: how long until something happens, with those it has not happened to yet counted as such.

Kaplan & Meier (1958). Nothing competes here: what has not happened by the end of the data may still happen. Where
journeys can be lost for good before it, ask `outcome`.
"""

from dataclasses import dataclass
from typing import Any

from tropa.analytics.answer import TableAnswer, sentences
from tropa.analytics.elapsed import NEVER_LOST, CurvePoint, Elapsed, count_elapsed, curve_points
from tropa.journeys.block import Block, Journeys
from tropa.journeys.silence import CONVERTED
from tropa.kit.locale import Language
from tropa.kit.time import SECOND
from tropa.statistics.interval import Estimate
from tropa.statistics.survival import Incidence
from tropa.statistics.survival_band import QuantileTime, quantile_time


@dataclass(frozen=True)
class SurvivalAnswer(TableAnswer):
    """`started` journeys, `ended` of them so far; the curve is the share to whom it has not happened by then.

    `remaining` is that share at the horizon, the last time at which ten journeys were followed; `median` and its
    interval are None where the data do not reach them. Times are in seconds from the start.
    """

    started: int
    ended: int
    horizon: float | None
    remaining: Estimate | None
    median: QuantileTime | None
    curve: tuple[CurvePoint, ...]

    def rows(self) -> list[dict[str, Any]]:
        """One row a point of the curve, times in seconds."""
        return [
            {
                "time": point.time,
                "remaining": point.share.value,
                "low": point.share.low,
                "high": point.share.high,
                "band_low": point.band_low,
                "band_high": point.band_high,
                "at_risk": point.at_risk,
            }
            for point in self.curve
        ]


@dataclass(frozen=True)
class SurvivalQuestion:
    """How long from `start` (the first event, where left out) to `end` (the goal, where left out)?

    Raises QuestionError for unknown touchpoints, and `analytics.no_goal`.
    """

    start: tuple[str, ...] = ()
    end: tuple[str, ...] = ()

    def definition_in(self, language: Language) -> str:
        """What is counted, in a language."""
        start = ("outcome.start", {"names": ", ".join(self.start)}) if self.start else ("outcome.whole", {})
        end = ("survival.ends", {"names": ", ".join(self.end)}) if self.end else ("survival.goal", {})
        return sentences(language, start, end, ("survival.estimate", {}), ("outcome.band", {}))

    def partial(self, block: Block, journeys: Journeys) -> Elapsed:
        """The times of one block."""
        return count_elapsed(block, journeys, self.start, self.end, NEVER_LOST)

    def merge(self, left: Elapsed, right: Elapsed) -> Elapsed:
        """Add the counts."""
        return left.merge(right)

    def answer(self, partial: Elapsed, journeys: Journeys) -> SurvivalAnswer:
        """The curve from the counts."""
        curve = partial.curve()
        median = None if curve is None else quantile_time(curve)
        return SurvivalAnswer(
            journeys.count,
            self.definition_in("en"),
            self,
            started=partial.started,
            ended=int(partial.states[CONVERTED].sum()),
            horizon=None if curve is None else curve.horizon() / SECOND,
            remaining=None if curve is None else _rest(curve.at(0, curve.horizon())),
            median=None if median is None else median.scaled(1 / SECOND),
            curve=() if curve is None else _remaining(curve),
        )


def _remaining(curve: Incidence) -> tuple[CurvePoint, ...]:
    """The points of the curve turned round: 1 less the share ended."""
    return tuple(
        CurvePoint(
            point.time,
            _rest(point.share),
            None if point.band_high is None else 1 - point.band_high,
            None if point.band_low is None else 1 - point.band_low,
            point.at_risk,
        )
        for point in curve_points(curve, 0)
    )


def _rest(share: Estimate) -> Estimate:
    return Estimate(1 - share.value, 1 - share.high, 1 - share.low, share.n, share.confidence)
