"""Questions about the ways that journeys take, as methods: what follows what, in which steps, along which path."""

from collections.abc import Sequence
from typing import Literal

from tropa.analytics.conformance import ConformanceAnswer, ConformanceQuestion
from tropa.analytics.desired_path import DesiredPath
from tropa.analytics.flow import FlowAnswer, FlowQuestion
from tropa.analytics.funnel import Exclusion, FunnelAnswer, FunnelQuestion
from tropa.analytics.paths import PathsAnswer, PathsQuestion
from tropa.analytics.reach import ReachAnswer, ReachQuestion
from tropa.analytics.representatives import RepresentativesAnswer, RepresentativesQuestion
from tropa.analytics.sessions import SessionsAnswer, SessionsQuestion
from tropa.analytics.stage_summary import StageSummaryAnswer, StageSummaryQuestion
from tropa.analytics.step_matrix import StepMatrixAnswer, StepMatrixQuestion
from tropa.analytics.variants import VariantsAnswer, VariantsQuestion
from tropa.library.asked import Asked
from tropa.library.lengths import Length, micros, names


class PathQuestions(Asked):
    """What follows what."""

    def flow(self, *, collapse_loops: bool = False) -> FlowAnswer:
        """What follows what: counts, customers and time between touchpoints."""
        return self.ask(FlowQuestion(collapse_loops=collapse_loops))

    def variants(self, *, top: int | None = None, collapse_loops: bool = False) -> VariantsAnswer:
        """The distinct paths and how many journeys took each."""
        return self.ask(VariantsQuestion(top=top, collapse_loops=collapse_loops))

    def paths(  # noqa: PLR0913 the parameters of the question, by name
        self,
        start: str | Sequence[str] = (),
        end: str | Sequence[str] = (),
        *,
        steps: int = 5,
        top: int | None = 5,
        by: Literal["customer", "journey", "session", "occurrence"] = "customer",
        which: Literal["first", "last"] = "first",
        within: Length = None,
        pattern: str | None = None,
        collapse_loops: bool = False,
        session_gap: Length = "30m",
    ) -> PathsAnswer:
        """Where paths lead from, to or between touchpoints, step by step, with the exact remainder of each step."""
        question = PathsQuestion(
            start=names(start),
            end=names(end),
            steps=steps,
            top=top,
            by=by,
            which=which,
            collapse_loops=collapse_loops,
            session_gap=micros(session_gap) or 0,
            within=micros(within),
            pattern=pattern,
        )
        return self.ask(question)

    def representatives(
        self, *, k: int | None = None, cover: float = 0.8, radius: float = 0.3, by_segment: bool = False
    ) -> RepresentativesAnswer:
        """The few paths that stand for all, with how many journeys each covers and how near they are."""
        return self.ask(RepresentativesQuestion(k=k, cover=cover, radius=radius, by_segment=by_segment))

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
            self.check_held(hold)
        question = FunnelQuestion(
            steps=tuple(names(step) for step in steps),
            order=order,
            within=micros(within),
            within_step=micros(within_step),
            exclude=tuple(_exclusion(one, len(steps)) for one in exclude),
            optional=tuple(optional),
            hold=hold,
            by=by,
            session_gap=micros(session_gap) or 0,
        )
        return self.ask(question)

    def step_matrix(
        self,
        *,
        steps: int = 20,
        anchor: str | None = None,
        occurrence: int | Literal["last", "all"] = 1,
        pattern: str | None = None,
    ) -> StepMatrixAnswer:
        """Which touchpoint stands at which position of the journey, or so far from an occurrence of the anchor."""
        return self.ask(StepMatrixQuestion(steps=steps, anchor=anchor, occurrence=occurrence, pattern=pattern))

    def conformance(
        self,
        path: DesiredPath | str,
        *,
        level: Literal["touchpoint", "stage"] = "touchpoint",
        collapse_repeats: bool = False,
        follow_up: Length = None,
        value_per_conversion: float | None = None,
    ) -> ConformanceAnswer:
        """How journeys keep to a desired path, where they leave it, and what that costs."""
        question = ConformanceQuestion(
            path,
            level=level,
            collapse_repeats=collapse_repeats,
            follow_up=micros(follow_up),
            value_per_conversion=value_per_conversion,
        )
        return self.ask(question)

    def sessions(self, *, gap: Length = "30m") -> SessionsAnswer:
        """Visits: how many, how long, how many with one event only."""
        return self.ask(SessionsQuestion(gap=micros(gap) or 0))

    def stages(self) -> StageSummaryAnswer:
        """Per stage: reach, onward, back and exit; converted, lost and open; time."""
        return self.ask(StageSummaryQuestion())

    def reach(self) -> ReachAnswer:
        """How many journeys meet each touchpoint and channel."""
        return self.ask(ReachQuestion())


def _exclusion(one: str | Exclusion, steps: int) -> Exclusion:
    return Exclusion((one,), 0, steps - 1) if isinstance(one, str) else one
