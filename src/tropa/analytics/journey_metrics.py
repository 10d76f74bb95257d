"""Effect metrics of journeys: visits, time on site, pages, clicks, conversion and revenue, customer by customer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from tropa.analytics.answer import length_text, sentences
from tropa.analytics.customer_numbers import customer_numbers
from tropa.analytics.effect_metrics import EffectMetric, EffectMetricAnswer, effect_metric
from tropa.analytics.session_cut import GAP, cut_sessions
from tropa.analytics.stages import stage_codes
from tropa.analytics.touchpoint_codes import marks
from tropa.errors import QuestionError
from tropa.journeys.block import F64, I64, NEVER, Block, Journeys, Vocabulary
from tropa.journeys.question import kernel
from tropa.journeys.select import code_of
from tropa.kit.locale import Language
from tropa.kit.time import SECOND
from tropa.statistics.customer_sums import Sums, sums_of


class Rates(NamedTuple):
    """The two numbers of each customer of a block, whose metric is Σx / Σy."""

    customer: pa.Array
    x: F64
    y: F64


@dataclass(frozen=True)
class JourneyMetricQuestion:
    """One effect metric of journeys; ask it of a segment and a period by choosing the journeys first.

    metric: "click_rate", "repeat_visits", "time_on_site", "pages_viewed", "conversion", "stage_conversion" or
        "revenue".
    stage: the stage of "stage_conversion".
    touchpoints: of "pages_viewed" what counts as a page (all where left out), of "click_rate" what is shown.
    clicked: of "click_rate" what counts as a click.
    gap: the silence that ends a visit, µs.
    """

    metric: str = "conversion"
    stage: str | None = None
    touchpoints: tuple[str, ...] = ()
    clicked: tuple[str, ...] = ()
    gap: int = GAP

    def __post_init__(self) -> None:
        effect_metric(self.metric, "journeys")
        if self.gap < 1:
            raise QuestionError("analytics.not_positive", name="gap", value=self.gap)
        for name in _NEEDED.get(self.metric, ()):
            if not getattr(self, name):
                raise QuestionError("analytics.metric_needs", metric=self.metric, name=name)

    @property
    def effect_metric(self) -> EffectMetric:
        """The metric's entry in the catalogue."""
        return effect_metric(self.metric)

    def definition_in(self, language: Language) -> str:
        """What is counted, in a language."""
        clauses: list[tuple[str, dict[str, object]]] = [(f"metric.{self.metric}", {})]
        if self.metric in ("repeat_visits", "time_on_site", "pages_viewed"):
            clauses.append(("metric.visit", {"gap": length_text(self.gap, language)}))
        if self.stage is not None:
            clauses.append(("metric.stage", {"name": self.stage}))
        if self.touchpoints:
            key = "metric.shown" if self.metric == "click_rate" else "metric.pages"
            clauses.append((key, {"names": ", ".join(self.touchpoints)}))
        if self.clicked:
            clauses.append(("metric.clicked", {"names": ", ".join(self.clicked)}))
        interval = "metric.interval_share" if self.effect_metric.unit == "share" else "metric.interval_mean"
        return sentences(language, *clauses, (interval, {}))

    def rates(self, block: Block, journeys: Journeys) -> Rates:
        """The numbers of every customer of a block, in the block's order."""
        number = customer_numbers(block)
        first = np.flatnonzero(np.diff(number, prepend=-1))
        x, y = self.counted(block, journeys, number, len(first))
        return Rates(block.customer.take(pa.array(first)), x, y)

    def counted(self, block: Block, journeys: Journeys, unit: I64, units: int) -> tuple[F64, F64]:
        """The numbers of every unit: journey j of the block is of unit `unit[j]`."""
        return _COUNTS[self.metric](_Case(self, block, journeys.vocabulary, unit, units))

    def partial(self, block: Block, journeys: Journeys) -> Sums:
        """The sums of one block."""
        rates = self.rates(block, journeys)
        return sums_of(rates.x, rates.y)

    def merge(self, left: Sums, right: Sums) -> Sums:
        """Both together."""
        return left.merge(right)

    def answer(self, partial: Sums, journeys: Journeys) -> EffectMetricAnswer:
        """The metric with its interval."""
        value = self.effect_metric.estimate(partial)
        return EffectMetricAnswer(journeys.count, self.definition_in("en"), self, self.metric, value, partial)


class _Case(NamedTuple):
    """A block to count in, and the unit of each of its journeys."""

    question: JourneyMetricQuestion
    block: Block
    words: Vocabulary
    unit: I64
    units: int

    def sums(self, of_journey: np.ndarray) -> F64:
        """By unit: the sum over its journeys."""
        return np.bincount(self.unit, of_journey, self.units).astype(np.float64)

    def sessions(self) -> tuple[I64, I64, I64]:
        """Of each session: its first event, the event after its last, its unit."""
        cut = cut_sessions(self.block, self.question.gap)
        return cut.offsets[:-1], cut.offsets[1:], self.unit[cut.journey]

    def by_session(self, unit: I64, of_session: np.ndarray) -> tuple[F64, F64]:
        """By unit: the sum over its sessions, and how many there are."""
        visits = np.bincount(unit, minlength=self.units)
        return np.bincount(unit, of_session, self.units).astype(np.float64), visits.astype(np.float64)


def _conversion(case: _Case) -> tuple[F64, F64]:
    if not case.words.goal:
        raise QuestionError("analytics.no_goal")
    return (case.sums(case.block.goal_time != NEVER) > 0).astype(np.float64), np.ones(case.units)


def _revenue(case: _Case) -> tuple[F64, F64]:
    block = case.block
    money = np.zeros(block.events) if block.value is None else np.nan_to_num(block.value)
    owner = np.repeat(case.unit, np.diff(block.offsets))
    return np.bincount(owner, money, case.units).astype(np.float64), np.ones(case.units)


def _repeat_visits(case: _Case) -> tuple[F64, F64]:
    *_, unit = case.sessions()
    return (np.bincount(unit, minlength=case.units) > 1).astype(np.float64), np.ones(case.units)


def _time_on_site(case: _Case) -> tuple[F64, F64]:
    first, end, unit = case.sessions()
    return case.by_session(unit, (case.block.time[end - 1] - case.block.time[first]) / SECOND)


def _pages_viewed(case: _Case) -> tuple[F64, F64]:
    first, end, unit = case.sessions()
    seen = end - first
    if case.question.touchpoints:
        before = np.append(0, np.cumsum(marks(case.question.touchpoints, case.words)[case.block.touchpoint]))
        seen = before[end] - before[first]
    return case.by_session(unit, seen)


def _stage_conversion(case: _Case) -> tuple[F64, F64]:
    stages, block = stage_codes(case.words), case.block
    stage = code_of(case.question.stage or "", case.words.stages, "journeys.no_stage")
    reached = np.zeros((2, block.journeys), np.int64)
    _get_on(block.offsets, block.touchpoint, stages, stage, reached)
    return case.sums(reached[1]), case.sums(reached[0])


def _click_rate(case: _Case) -> tuple[F64, F64]:
    shown, clicked = (marks(names, case.words) for names in (case.question.touchpoints, case.question.clicked))
    found = np.zeros((2, case.block.journeys), np.int64)
    _click(case.block.offsets, case.block.touchpoint, shown, clicked, found)
    return case.sums(found[1]), case.sums(found[0])


_NEEDED = {"stage_conversion": ("stage",), "click_rate": ("touchpoints", "clicked")}
_COUNTS: dict[str, Callable[[_Case], tuple[F64, F64]]] = {
    "click_rate": _click_rate,
    "repeat_visits": _repeat_visits,
    "time_on_site": _time_on_site,
    "pages_viewed": _pages_viewed,
    "conversion": _conversion,
    "stage_conversion": _stage_conversion,
    "revenue": _revenue,
}


@kernel
def _get_on(offsets, touchpoint, stages, stage, reached):  # type: ignore[no-untyped-def]
    """Which journeys reached the stage, and which of them a later one after that."""
    for journey in range(len(offsets) - 1):
        for event in range(offsets[journey], offsets[journey + 1]):
            at = stages[touchpoint[event]]
            if at == stage:
                reached[0, journey] = 1
            elif at > stage and reached[0, journey]:
                reached[1, journey] = 1
                break


@kernel
def _click(offsets, touchpoint, shown, clicked, found):  # type: ignore[no-untyped-def]
    """How often something was shown, and how often a click came before the next showing."""
    for journey in range(len(offsets) - 1):
        waiting = False
        for event in range(offsets[journey], offsets[journey + 1]):
            if shown[touchpoint[event]]:
                found[0, journey] += 1
                waiting = True
            elif waiting and clicked[touchpoint[event]]:
                found[1, journey] += 1
                waiting = False
