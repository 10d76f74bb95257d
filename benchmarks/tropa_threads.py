"""Tropa on all cores of this machine; questions run on saved, memory-mapped journeys."""

from functools import partial, reduce
from pathlib import Path
from typing import Any

from questions import (
    ANCHOR,
    CHANNEL,
    DESIRED,
    EDGE,
    FUNNEL,
    GOAL,
    LOOKBACK_DAYS,
    MEANT,
    PATH_STEPS,
    PATH_TOP,
    SESSION_MINUTES,
    SILENCE_DAYS,
    STEPS,
    TOP,
    VISITS,
    WEEKS,
    WINDOW_DAYS,
)
from tropa.analytics.attribution import AttributionAnswer, AttributionQuestion
from tropa.analytics.conformance import ConformanceQuestion
from tropa.analytics.drift import DriftQuestion
from tropa.analytics.flow import FlowQuestion
from tropa.analytics.funnel import FunnelQuestion
from tropa.analytics.moments import MomentsQuestion
from tropa.analytics.outcome import OutcomeQuestion
from tropa.analytics.paths import PathsQuestion
from tropa.analytics.repeat_visits import RepeatVisitsQuestion
from tropa.analytics.representatives import RepresentativesQuestion
from tropa.analytics.retention import RetentionQuestion
from tropa.analytics.sessions import SessionsQuestion
from tropa.analytics.step_matrix import StepMatrixQuestion
from tropa.analytics.survival import SurvivalQuestion
from tropa.analytics.variants import VariantsQuestion
from tropa.engines.threads import ask
from tropa.journeys.block import Journeys
from tropa.journeys.build import build as build_journeys
from tropa.journeys.pattern import automaton, matches, pattern
from tropa.journeys.plan import Plan
from tropa.journeys.silence import CONVERTED, LOST, OPEN
from tropa.journeys.store import cached
from tropa.kit.ahead import in_order
from tropa.kit.cores import available_cores
from tropa.kit.time import DAY, MINUTE

SPILL_FROM = 50_000_000  # events, by the size of the file: larger histories are built with a folder
PLAN = Plan(goal=(GOAL,))


def build(folder: Path) -> Journeys:
    """Journeys from the time-ordered file."""
    source = folder / "by_time.parquet"
    spill = folder / "tropa-work" if source.stat().st_size > 7 * SPILL_FROM else None
    return build_journeys([source], PLAN, folder=spill)


def ready(folder: Path) -> Journeys:
    """The journeys, memory-mapped; saved the first time."""
    key = ((folder / "by_time.parquet").stat().st_size, repr(PLAN))
    return cached(folder / "tropa-cache", key, lambda: build(folder))


def flow(journeys: Journeys) -> dict[str, Any]:
    """Transitions with the time between."""
    edges = [edge for edge in ask(FlowQuestion(), journeys).edges if edge.time is not None]
    one = next(edge for edge in edges if (edge.source, edge.target) == EDGE)
    assert one.time is not None
    return {
        "pairs": len(edges),
        "transitions": sum(edge.count for edge in edges),
        "one": one.count,
        "customers": one.customers,
        "median~": one.time.median,
        "p95~": one.time.p95,
    }


def variants(journeys: Journeys) -> dict[str, Any]:
    """Distinct paths."""
    answer = ask(VariantsQuestion(top=TOP), journeys)
    first = next(v.time for v in answer.variants if v.time.median > 0)
    return {
        "variants": answer.total,
        "top": [v.count for v in answer.variants],
        "median~": first.median,
        "p95~": first.p95,
    }


def funnel(journeys: Journeys) -> dict[str, Any]:
    """Customers who reached each step."""
    answer = ask(FunnelQuestion(steps=FUNNEL, within=WINDOW_DAYS * DAY), journeys)
    return {"reached": [step.reached for step in answer.steps]}


def step_matrix(journeys: Journeys) -> dict[str, Any]:
    """Touchpoints by position."""
    answer = ask(StepMatrixQuestion(steps=STEPS), journeys)
    home = answer.counts[answer.touchpoints.index("home")]
    return {"home": list(home)}


def sessions(journeys: Journeys) -> dict[str, Any]:
    """Sessions after 30 minutes of silence."""
    answer = ask(SessionsQuestion(gap=SESSION_MINUTES * MINUTE), journeys)
    assert answer.duration is not None
    return {"sessions": answer.count, "bounces": answer.bounces, "p95~": answer.duration.p95}


def paths(journeys: Journeys) -> dict[str, Any]:
    """The tree of steps after the first of a touchpoint."""
    answer = ask(PathsQuestion(start=(ANCHOR,), steps=PATH_STEPS, top=PATH_TOP), journeys)
    level, most = answer.tree.children, []
    while level:
        most.append(max(node.count for node in level))
        level = tuple(child for node in level for child in node.children)
    first = answer.tree.children
    return {
        "paths": answer.paths,
        "ended": answer.tree.ended,
        "first": [node.count for node in first],
        "most": most,
        "mean~": first[0].mean,
    }


def retention(journeys: Journeys) -> dict[str, Any]:
    """Cohorts by week."""
    answer = ask(RetentionQuestion("n_day", "week", WEEKS), journeys)
    return {
        "cohorts": [cohort.size for cohort in answer.cohorts],
        "eligible": [cell.eligible for cell in answer.overall],
        "returned": [cell.returned for cell in answer.overall],
    }


def outcome(journeys: Journeys) -> dict[str, Any]:
    """Converted, lost, open, and the time to convert: the counting alone, which is what others have (see survival)."""
    question = OutcomeQuestion((ANCHOR,), (GOAL,), silence=SILENCE_DAYS * DAY)
    counts = in_order(partial(question.partial, journeys=journeys), journeys.blocks, available_cores())
    total = reduce(question.merge, counts)
    states, time = total.states.sum(axis=1), total.times.summary(0)
    assert time is not None
    named = {"converted": int(states[CONVERTED]), "lost": int(states[LOST]), "open": int(states[OPEN])}
    return {**named, "median~": time.median, "p95~": time.p95}


def repeat_visits(journeys: Journeys) -> dict[str, Any]:
    """Customers by number of visits (Tropa's waiting times besides)."""
    answer = ask(RepeatVisitsQuestion(VISITS, SESSION_MINUTES * MINUTE), journeys)
    return {"customers": answer.customers, "visits": [visit.customers for visit in answer.visits]}


def met(journeys: Journeys) -> dict[str, Any]:
    """Customers whose journey has the pattern."""
    first, second, third = MEANT
    searched = automaton(pattern(f"{first} -> .* -> [{'|'.join(second)}] -> .* -> {third}"), journeys.vocabulary)
    counts = in_order(lambda block: int(matches(block, searched).sum()), journeys.blocks, available_cores())
    return {"matched": sum(counts)}


def credited(journeys: Journeys, *models: str) -> AttributionAnswer:
    """Credits of channels without intervals, which nobody else has."""
    question = AttributionQuestion("channel", models, entries="all", lookback=LOOKBACK_DAYS * DAY, resamples=1)
    return ask(question, journeys)


def attribution(journeys: Journeys) -> dict[str, Any]:
    """First, last and linear touch."""
    answer = credited(journeys, "first", "last", "linear")
    of = {(credit.model, credit.name): credit.conversions.value for credit in answer.credits}
    return {
        "credited": answer.conversions - answer.untouched,
        **{model: round(of[model, CHANNEL], 6) for model in ("first", "last", "linear")},
    }


def markov(journeys: Journeys) -> dict[str, Any]:
    """Removal effects of a chain of order 1."""
    answer = credited(journeys, "markov")
    of = {credit.name: credit.conversions.value for credit in answer.credits}
    return {"credited": round(sum(of.values())), "markov~": of[CHANNEL]}


def survival(journeys: Journeys) -> dict[str, Any]:
    """Kaplan–Meier with its band."""
    return {"ended": ask(SurvivalQuestion(), journeys).ended}


def moments(journeys: Journeys) -> dict[str, Any]:
    """Hazards by touchpoint."""
    return {"moments": len(ask(MomentsQuestion(), journeys).moments)}


def conformance(journeys: Journeys) -> dict[str, Any]:
    """Alignments and deviations."""
    return {"fitness": ask(ConformanceQuestion(DESIRED), journeys).overall.fitness}


def drift(journeys: Journeys) -> dict[str, Any]:
    """Changes of the latest week."""
    return {"changes": len(ask(DriftQuestion(), journeys).changes)}


def representatives(journeys: Journeys) -> dict[str, Any]:
    """Medoids."""
    return {"medoids": len(ask(RepresentativesQuestion(), journeys).segments[0].representatives)}


QUESTIONS = {
    "flow": flow,
    "variants": variants,
    "paths": paths,
    "funnel": funnel,
    "step_matrix": step_matrix,
    "sessions": sessions,
    "retention": retention,
    "outcome": outcome,
    "repeat_visits": repeat_visits,
    "pattern": met,
    "attribution": attribution,
    "markov": markov,
    "survival": survival,
    "moments": moments,
    "conformance": conformance,
    "drift": drift,
    "representatives": representatives,
}
