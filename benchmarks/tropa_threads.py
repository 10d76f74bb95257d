"""Tropa on all cores of this machine; questions run on saved, memory-mapped journeys."""

from pathlib import Path
from typing import Any

from questions import EDGE, FUNNEL, SESSION_MINUTES, STEPS, TOP, WINDOW_DAYS
from tropa.analytics.flow import FlowQuestion
from tropa.analytics.funnel import FunnelQuestion
from tropa.analytics.sessions import SessionsQuestion
from tropa.analytics.step_matrix import StepMatrixQuestion
from tropa.analytics.variants import VariantsQuestion
from tropa.engines.threads import ask
from tropa.journeys.block import Journeys
from tropa.journeys.build import build as build_journeys
from tropa.journeys.plan import Plan
from tropa.journeys.store import cached
from tropa.kit.time import DAY, MINUTE

SPILL_FROM = 50_000_000  # events, by the size of the file: larger histories are built with a folder
PLAN = Plan(goal=("purchase",))


def build(folder: Path) -> Journeys:
    """Journeys from the time-ordered file."""
    source = folder / "by_time.parquet"
    spill = folder / "tropa-work" if source.stat().st_size > 7 * SPILL_FROM else None
    return build_journeys([source], PLAN, folder=spill)


def ready(folder: Path) -> Journeys:
    """The journeys, memory-mapped; saved the first time."""
    key = ((folder / "by_time.parquet").stat().st_size,)
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


QUESTIONS = {"flow": flow, "variants": variants, "funnel": funnel, "step_matrix": step_matrix, "sessions": sessions}
