"""The questions of Explore by name: which parameters each takes, and how it is asked of the workspace's journeys."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from tropa.analytics.answer import TableAnswer
from tropa.analytics.experiment import Design
from tropa.analytics.flow import FlowQuestion
from tropa.analytics.outcome import OutcomeQuestion
from tropa.analytics.reach import ReachQuestion
from tropa.analytics.sessions import SessionsQuestion
from tropa.analytics.stage_summary import StageSummaryQuestion
from tropa.analytics.variants import VariantsQuestion
from tropa.binding.bound import is_bound
from tropa.errors import NotFoundError, QuestionError
from tropa.library.journey_set import JourneySet
from tropa.model.evidence import Evidence
from tropa.server import parameters as p
from tropa.server.kept_journeys import KeptJourneys

Ask = Callable[[JourneySet, Any], TableAnswer]


@dataclass(frozen=True)
class Asked:
    """One question: its parameters, and how it is asked; `hold` names the parameter that journeys must keep."""

    parameters: type[p.Chosen]
    ask: Ask
    hold: str = ""

    def read(self, written: Mapping[str, Any]) -> p.Chosen:
        """The parameters in what an evidence record says of them (all but the number that was picked)."""
        return self.parameters.model_validate({key: value for key, value in written.items() if key != "measure"})

    def kept(self, given: p.Chosen) -> tuple[str, ...]:
        """Properties that the journeys must keep for this question."""
        held = getattr(given, self.hold) if self.hold else None
        return (held,) if held else ()


def chosen(journeys: JourneySet, given: p.Chosen) -> JourneySet:
    """The journeys a question is asked of; QuestionError `evidence.nobody` where none are left."""
    wanted = journeys.where(**given.sides())
    if wanted.count == 0:
        raise QuestionError("evidence.nobody")
    return wanted if given.keep is None else wanted.folded(keep=given.keep)


def question_named(name: str) -> Asked:
    """The question of this name; NotFoundError `evidence.no_question` names those there are."""
    if name not in QUESTIONS:
        raise NotFoundError("evidence.no_question", value=name[:80], allowed=", ".join(QUESTIONS))
    return QUESTIONS[name]


def _flow(journeys: JourneySet, given: p.Flow) -> TableAnswer:
    answer = journeys.flow(collapse_loops=given.collapse)
    return answer.top(given.top) if given.top else answer


def _paths(journeys: JourneySet, given: p.Paths) -> TableAnswer:
    return journeys.paths(
        given.after,
        given.until,
        steps=given.steps,
        top=given.top,
        by=given.by,
        which=given.which,
        within=given.within,
        collapse_loops=given.collapse,
        session_gap=given.gap,
    )


def _funnel(journeys: JourneySet, given: p.Funnel) -> TableAnswer:
    return journeys.funnel(
        [tuple(name.strip() for name in step.split("|") if name.strip()) for step in given.step],
        order=given.order,
        within=given.within,
        within_step=given.within_step,
        exclude=given.exclude,
        optional=[number - 1 for number in given.optional],
        hold=given.hold,
        by=given.by,
        session_gap=given.gap,
    )


def _retention(journeys: JourneySet, given: p.Retention) -> TableAnswer:
    return journeys.retention(
        kind="bracket" if given.bracket else given.kind,
        period=given.period,
        periods=given.periods,
        start=given.after,
        returns=given.returns,
        brackets=given.bracket,
        windows=given.windows,
    )


def _attribution(journeys: JourneySet, given: p.Attribution) -> TableAnswer:
    return journeys.attribution(
        by=given.by,
        models=given.model,
        among=given.among,
        entries=given.entries,
        gap=given.gap,
        conversions=given.conversions,
        lookback=given.lookback,
        direct=given.direct,
        order=given.order,
    )


def _experiment(journeys: JourneySet, given: p.Experiment) -> TableAnswer:
    return journeys.experiment(
        metric=given.name,
        stage=given.stage,
        control=given.control,
        start=None if given.since is None else p.midnight(given.since),
        before=given.before,
        least_effect=given.least,
        randomised=given.randomised,
        design=Design(),
    )


def _compare(journeys: JourneySet, given: p.Compare) -> TableAnswer:
    """Two segments, or what was before a day and from it on; QuestionError `evidence.one_side` for neither."""
    if given.since is not None:
        here = journeys if given.a is None else journeys.where(segment=given.a)
        since = p.midnight(given.since)
        sides = here.where(end=since), here.where(start=since)
        names = (f"< {given.since}", f"≥ {given.since}")
    elif given.a is None or given.b is None or given.a == given.b:
        raise QuestionError("evidence.one_side", allowed=", ".join(journeys.journeys.vocabulary.segments) or "—")
    else:
        sides, names = (journeys.where(segment=given.a), journeys.where(segment=given.b)), (given.a, given.b)
    if not all(side.count for side in sides):
        raise QuestionError("evidence.nobody")
    return sides[0].compare(sides[1], _COMPARED[given.question](), names=names, paired=given.since is not None)


_COMPARED: Mapping[str, Callable[[], Any]] = {
    "flow": FlowQuestion,
    "variants": VariantsQuestion,
    "stages": StageSummaryQuestion,
    "reach": ReachQuestion,
    "sessions": SessionsQuestion,
    "outcome": OutcomeQuestion,
}

QUESTIONS: Mapping[str, Asked] = {
    "flow": Asked(p.Flow, _flow),
    "variants": Asked(p.Variants, lambda j, g: j.variants(top=g.top, collapse_loops=g.collapse)),
    "paths": Asked(p.Paths, _paths),
    "representatives": Asked(p.Representatives, lambda j, g: j.representatives(k=g.number, by_segment=g.by_segment)),
    "funnel": Asked(p.Funnel, _funnel, hold="hold"),
    "step-matrix": Asked(
        p.StepMatrix, lambda j, g: j.step_matrix(steps=g.positions, anchor=g.anchor, occurrence=g.occurrence)
    ),
    "conformance": Asked(
        p.Conformance,
        lambda j, g: j.conformance(g.desired, level=g.level, collapse_repeats=g.collapse, value_per_conversion=g.value),
    ),
    "sessions": Asked(p.Sessions, lambda j, g: j.sessions(gap=g.gap)),
    "stages": Asked(p.Stages, lambda j, _: j.stages()),
    "reach": Asked(p.Reach, lambda j, _: j.reach()),
    "outcome": Asked(p.Outcome, lambda j, g: j.outcome(g.after, silence=g.silence)),
    "survival": Asked(p.Survival, lambda j, g: j.survival(g.after, g.until)),
    "retention": Asked(p.Retention, _retention),
    "repeat-visits": Asked(p.RepeatVisits, lambda j, g: j.repeat_visits(most=g.most, gap=g.gap)),
    "moments": Asked(p.Moments, lambda j, g: j.moments(silence=g.silence)),
    "decision": Asked(p.Decision, lambda j, g: j.decision(history=g.history, certain=g.certain)),
    "emotion": Asked(p.Emotion, lambda j, _: j.emotion()),
    "barriers": Asked(p.Barriers, lambda j, _: j.barriers()),
    "attribution": Asked(p.Attribution, _attribution),
    "drift": Asked(p.Drift, lambda j, g: j.drift(period=g.period, recent=g.recent, horizon=g.horizon)),
    "metric": Asked(
        p.Metric,
        lambda j, g: j.metric(g.name, stage=g.stage, touchpoints=g.touchpoint, clicked=g.clicked, series=g.series),
    ),
    "before-after": Asked(
        p.BeforeAfter,
        lambda j, g: j.before_after(g.change, g.name, least_effect=g.least, stage=g.stage, series=g.series),
    ),
    "experiment": Asked(p.Experiment, _experiment),
    "compare": Asked(p.Compare, _compare),
    "segments": Asked(p.Segments, lambda j, g: j.segments(g.by)),
    "portrait": Asked(p.Portrait, lambda j, g: j.portrait(g.of)),
}


def asked_of(kept: KeptJourneys, name: str, given: p.Chosen) -> TableAnswer:
    """The answer to a question by its name and parameters, asked of the workspace as it is now."""
    asked = question_named(name)
    return asked.ask(chosen(kept.journeys(asked.kept(given), tuple(given.goal)), given), given)


def evidence_question(record: Evidence) -> tuple[str, p.Chosen]:
    """The question of Explore behind a record, and its parameters.

    QuestionError `evidence.not_asked` for an opinion or a quote, `evidence.bad_parameter` for a record whose parameters
    no question takes.
    """
    name = record.question if is_bound(record) else _BEHIND.get(record.question)
    if name is None:
        raise QuestionError("evidence.not_asked", question=record.question)
    written = record.parameters if is_bound(record) else _chosen_by(record.parameters)
    return name, read(name, written)


def journeys_of(kept: KeptJourneys, record: Evidence) -> JourneySet:
    """The journeys a record was asked of: of its segment; of a bound one, as its parameters choose."""
    if is_bound(record):
        asked = question_named(record.question)
        given = evidence_question(record)[1]
        return chosen(kept.journeys(asked.kept(given), tuple(given.goal)), given)
    segment = record.parameters.get("segment")
    journeys = kept.journeys()
    return journeys.where(segment=segment) if segment else journeys


def asked_again(kept: KeptJourneys, record: Evidence) -> TableAnswer:
    """The question behind a record, asked of the data as it is now."""
    name, given = evidence_question(record)
    return question_named(name).ask(journeys_of(kept, record), given)


def read(name: str, written: Mapping[str, Any]) -> p.Chosen:
    """The parameters of a question; QuestionError `evidence.bad_parameter` names the place and the value."""
    try:
        return question_named(name).read(written)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        place, value = ".".join(str(step) for step in fault["loc"]), str(fault["input"])[:80]
        raise QuestionError(
            "evidence.bad_parameter", question=name, place=place or "—", message=fault["msg"], value=value
        ) from None


def _chosen_by(parameters: Mapping[str, Any]) -> dict[str, Any]:
    return {"segment": parameters["segment"]} if parameters.get("segment") else {}


_BEHIND = {"reach": "reach", "flow": "flow", "barriers": "barriers", "stage_summary": "stages", "emotion": "emotion"}
