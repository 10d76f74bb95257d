"""Journeys to ask: a thin door to the questions of `analytics`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from tropa.analytics.barriers import BarriersAnswer, BarriersQuestion
from tropa.analytics.emotion import EmotionAnswer, emotion
from tropa.analytics.flow import FlowAnswer, FlowQuestion
from tropa.analytics.funnel import Exclusion, FunnelAnswer, FunnelQuestion
from tropa.analytics.reach import ReachAnswer, ReachQuestion
from tropa.analytics.sessions import SessionsAnswer, SessionsQuestion
from tropa.analytics.stage_summary import StageSummaryAnswer, StageSummaryQuestion
from tropa.analytics.step_matrix import StepMatrixAnswer, StepMatrixQuestion
from tropa.analytics.variants import VariantsAnswer, VariantsQuestion
from tropa.binding.asking import rows_of
from tropa.binding.draft import Draft, draft
from tropa.binding.material import Material
from tropa.engines.threads import ask
from tropa.errors import QuestionError
from tropa.events.schema import TIME
from tropa.journeys.block import UNKNOWN, Journeys
from tropa.journeys.customers import customers_of
from tropa.journeys.people import customer_names
from tropa.journeys.select import select
from tropa.kit.locale import Language
from tropa.kit.time import parse_length

Length = int | str | None  # microseconds, or written as "7d"


@dataclass(frozen=True)
class JourneySet:
    """Journeys, what their customers said, and the definition they were made by.

    >>> import tropa
    >>> journeys = tropa.journeys(tropa.read_events("events.csv"))  # doctest: +SKIP
    >>> journeys.where(segment="families").flow().top(10)  # doctest: +SKIP
    """

    material: Material

    @property
    def journeys(self) -> Journeys:
        """The columnar journeys."""
        return self.material.journeys

    @property
    def count(self) -> int:
        """Number of journeys."""
        return self.journeys.count

    @cached_property
    def touchpoints(self) -> tuple[str, ...]:
        """Names of the touchpoints."""
        return self.journeys.vocabulary.touchpoints

    def where(
        self,
        *,
        segment: str | None = None,
        start: int | None = None,
        end: int | None = None,
        with_touchpoint: str | None = None,
        without_touchpoint: str | None = None,
    ) -> "JourneySet":
        """The journeys of a segment, of a period (µs, end excluded), with or without a touchpoint.

        Where that leaves journeys out, what is known of and said by customers without any goes with them; of a period
        only what was said in it is kept.
        """
        chosen = select(
            self.journeys,
            segment=segment,
            start=start,
            end=end,
            with_touchpoint=with_touchpoint,
            without_touchpoint=without_touchpoint,
        )
        said, known = _said_within(self.material.verbatims, start, end), self.material.customers
        if chosen.count < self.count:
            people = customer_names(chosen)
            said, known = rows_of(said, people), rows_of(known, people)
        return JourneySet(replace(self.material, journeys=chosen, verbatims=said, customers=known))

    def flow(self, *, collapse_loops: bool = False) -> FlowAnswer:
        """What follows what: counts, customers and time between touchpoints."""
        return ask(FlowQuestion(collapse_loops=collapse_loops), self.journeys)

    def variants(self, *, top: int | None = None, collapse_loops: bool = False) -> VariantsAnswer:
        """The distinct paths and how many journeys took each."""
        return ask(VariantsQuestion(top=top, collapse_loops=collapse_loops), self.journeys)

    def funnel(  # noqa: PLR0913 the parameters of the question, by name
        self,
        steps: Sequence[str | Sequence[str]],
        *,
        order: Literal["ordered", "strict", "any"] = "ordered",
        within: Length = None,
        within_step: Length = None,
        exclude: Sequence[str | Exclusion] = (),
        optional: Sequence[int] = (),
        hold: str | None = None,
        by: Literal["customer", "session", "entry"] = "customer",
        session_gap: Length = "30m",
    ) -> FunnelAnswer:
        """How many pass through steps, and how long it takes; a step may be a sequence of alternatives.

        `exclude` names touchpoints that must not come between the first and the last step, or Exclusions between two
        steps; `optional` are positions of steps that may be missing, from 0.
        """
        if hold is not None:
            self._check_known(hold)
        question = FunnelQuestion(
            steps=tuple((step,) if isinstance(step, str) else tuple(step) for step in steps),
            order=order,
            within=_micros(within),
            within_step=_micros(within_step),
            exclude=tuple(_exclusion(one, len(steps)) for one in exclude),
            optional=tuple(optional),
            hold=hold,
            by=by,
            session_gap=_micros(session_gap) or 0,
        )
        return ask(question, self.journeys)

    def step_matrix(self, *, steps: int = 20, anchor: str | None = None) -> StepMatrixAnswer:
        """Which touchpoint stands at which position of the journey."""
        return ask(StepMatrixQuestion(steps=steps, anchor=anchor), self.journeys)

    def sessions(self, *, gap: Length = "30m") -> SessionsAnswer:
        """Visits: how many, how long, how many with one event only."""
        return ask(SessionsQuestion(gap=_micros(gap) or 0), self.journeys)

    def stages(self) -> StageSummaryAnswer:
        """Per stage: reach, onward, back and exit; converted, lost and open; time."""
        return ask(StageSummaryQuestion(), self.journeys)

    def reach(self) -> ReachAnswer:
        """How many journeys meet each touchpoint and channel."""
        return ask(ReachQuestion(), self.journeys)

    def emotion(self) -> EmotionAnswer:
        """Emotion of each stage from ratings, with its interval."""
        return emotion(self.material.verbatims, self.journeys.vocabulary.stages)

    def barriers(self) -> BarriersAnswer:
        """What stops journeys, ranked, each with its effect and interval."""
        return ask(BarriersQuestion(ratings=self.material.verbatims), self.journeys)

    def customers(
        self, *, touchpoint: str | None = None, edge: tuple[str, str] | None = None, stage: str | None = None
    ) -> list[str]:
        """The customers behind a count."""
        return customers_of(self.journeys, touchpoint=touchpoint, edge=edge, stage=stage)

    def draft(self, *, language: Language | None = None) -> Draft:
        """A map for every segment, and their comparison."""
        return draft(self.material, language=language)

    def _check_known(self, name: str) -> None:
        held = [block.held[name] for block in self.journeys.blocks if name in block.held]
        if held and all((codes == UNKNOWN).all() for codes in held):
            raise QuestionError("library.no_property", value=name)

    def __str__(self) -> str:
        return f"{self.journeys.count} journeys, {self.journeys.events} events, {len(self.touchpoints)} touchpoints"


def _said_within(verbatims: pa.Table, start: int | None, end: int | None) -> pa.Table:
    """Verbatims of a period; those without a time only where there is no period."""
    for limit, inside in ((start, pc.greater_equal), (end, pc.less)):
        if limit is not None:
            verbatims = verbatims.filter(inside(verbatims["time"], pa.scalar(limit, TIME)))
    return verbatims


def _micros(length: Length) -> int | None:
    if not isinstance(length, str):
        return length
    try:
        return parse_length(length)
    except ValueError:
        raise QuestionError("library.bad_length", value=length) from None


def _exclusion(one: str | Exclusion, steps: int) -> Exclusion:
    return Exclusion((one,), 0, steps - 1) if isinstance(one, str) else one
