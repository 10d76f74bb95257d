"""Outcome: what becomes of journeys, in three states, and when: converted, lost, or still open.

Converting and being lost compete: who is lost no longer converts. Cumulative incidences are Aalen–Johansen's (1978).
"Not converted is lost" gave 57 % lost where 28 % were, "finished journeys only" 66 % converted where 56 % did, and
one less Kaplan–Meier with the lost as withdrawn 69 %; Aalen–Johansen gave 55 %.
"""

from dataclasses import dataclass
from typing import Any

from tropa.analytics.answer import TableAnswer, length_text, sentences
from tropa.analytics.elapsed import CurvePoint, Elapsed, count_elapsed, curve_points
from tropa.analytics.lengths import TimeSummary
from tropa.errors import QuestionError
from tropa.journeys.block import Block, Journeys
from tropa.journeys.silence import CONVERTED, LOST, OPEN, silence
from tropa.kit.locale import Language, percent_text, text
from tropa.kit.time import SECOND
from tropa.statistics.interval import Estimate
from tropa.statistics.survival_band import QuantileTime, quantile_time


@dataclass(frozen=True)
class OutcomeAnswer(TableAnswer):
    """Journeys that started, by state, and estimates at the horizon; fields are None where none started.

    `horizon` and all times are in seconds from the start. `time` sums up the times of those that converted so far,
    which are the quicker ones; `half` is when half of all journeys will have converted, None where the curve does not
    get there. `converted_curve` and `lost_curve` have an interval for each moment and a band for the whole curve.
    """

    started: int
    converted: int
    lost: int
    open: int
    silence: float
    horizon: float | None
    converted_share: Estimate | None
    lost_share: Estimate | None
    time: TimeSummary | None
    half: QuantileTime | None
    converted_curve: tuple[CurvePoint, ...]
    lost_curve: tuple[CurvePoint, ...]

    @property
    def open_share(self) -> float | None:
        """The share that is neither converted nor lost at the horizon."""
        if self.converted_share is None or self.lost_share is None:
            return None
        return 1 - self.converted_share.value - self.lost_share.value

    def rows(self) -> list[dict[str, Any]]:
        """One row a state: its journeys so far, its share at the horizon and, of the converted, the time, seconds."""
        shares = {"converted": self.converted_share, "lost": self.lost_share}
        return [
            {
                "state": state,
                "journeys": count,
                "share": found.value if (found := shares.get(state)) else self.open_share,
                "low": found and found.low,
                "high": found and found.high,
                "median": self.time.median if self.time and state == "converted" else None,
                "p95": self.time.p95 if self.time and state == "converted" else None,
            }
            for state, count in (("converted", self.converted), ("lost", self.lost), ("open", self.open))
        ]

    def explanation_in(self, language: Language) -> str:
        """Why three states: what the two usual shortcuts would have said of these journeys."""
        finished = self.converted + self.lost
        if self.converted_share is None or not finished:
            return ""
        facts = {
            "estimate": self.converted_share.value,
            "finished": self.converted / finished,
            "pessimist": self.converted / self.started,
        }
        shown = {name: percent_text(value, language) for name, value in facts.items()}
        return text("analytics", "outcome.why", language, **shown)


@dataclass(frozen=True)
class OutcomeQuestion:
    """What becomes of journeys from `start` on (their first event, where left out), and how long converting takes.

    `goal` names touchpoints that count as converting; left out, the definition's goal. `silence` (µs) and `quantile`
    are as in StageSummaryQuestion. Raises QuestionError for unknown touchpoints, and `analytics.no_goal`.
    """

    start: tuple[str, ...] = ()
    goal: tuple[str, ...] = ()
    quantile: float = 0.95
    silence: int | None = None

    def __post_init__(self) -> None:
        if self.silence is not None and self.silence <= 0:
            raise QuestionError("analytics.bad_silence", value=self.silence)

    def definition_in(self, language: Language) -> str:
        """What is counted, in a language."""
        start = ("outcome.start", {"names": ", ".join(self.start)}) if self.start else ("outcome.whole", {})
        goal = ("outcome.ends", {"names": ", ".join(self.goal)}) if self.goal else ("outcome.goal", {})
        rule = ("outcome.silence_quantile", {"share": percent_text(self.quantile, language)})
        if self.silence is not None:
            rule = ("outcome.silence_given", {"length": length_text(self.silence, language)})
        return sentences(language, start, goal, rule, ("outcome.estimate", {}), ("outcome.band", {}))

    def partial(self, block: Block, journeys: Journeys) -> Elapsed:
        """The states of one block."""
        return count_elapsed(block, journeys, self.start, self.goal, self._silence(journeys))

    def merge(self, left: Elapsed, right: Elapsed) -> Elapsed:
        """Add the counts."""
        return left.merge(right)

    def answer(self, partial: Elapsed, journeys: Journeys) -> OutcomeAnswer:
        """Shares, times and curves from the counts."""
        curve, states = partial.curve(), partial.states.sum(axis=1)
        half = None if curve is None else quantile_time(curve)
        horizon = None if curve is None else curve.horizon()
        return OutcomeAnswer(
            journeys.count,
            self.definition_in("en"),
            self,
            started=partial.started,
            converted=int(states[CONVERTED]),
            lost=int(states[LOST]),
            open=int(states[OPEN]),
            silence=self._silence(journeys) / SECOND,
            horizon=None if horizon is None else horizon / SECOND,
            converted_share=None if curve is None or horizon is None else curve.at(0, horizon),
            lost_share=None if curve is None or horizon is None else curve.at(1, horizon),
            time=partial.times.summary(0),
            half=None if half is None else half.scaled(1 / SECOND),
            converted_curve=() if curve is None else curve_points(curve, 0),
            lost_curve=() if curve is None else curve_points(curve, 1),
        )

    def _silence(self, journeys: Journeys) -> int:
        return silence(journeys, self.quantile) if self.silence is None else self.silence
