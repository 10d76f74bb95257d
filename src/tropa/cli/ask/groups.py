"""Questions that set customers apart: two sides compared, segments."""

import shlex
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tropa.cli.ask.question import asked
from tropa.cli.options import SegmentsBy, read_choice, read_day
from tropa.cli.screen import say
from tropa.errors import QuestionError

if TYPE_CHECKING:
    from tropa.library.journey_set import JourneySet

_CONDITIONS = ("segment", "from", "to", "with", "without", "pattern")
_NAMES = {"from": "start", "to": "end", "with": "with_touchpoint", "without": "without_touchpoint"}


@asked("compare")
def compare(
    journeys: "JourneySet",
    one: Annotated[str, typer.Option("--a", help=say("option.side"))] = "",
    other: Annotated[str, typer.Option("--b", help=say("option.side"))] = "",
    question: Annotated[str, typer.Option("--question", help=say("option.compared"))] = "flow",
    paired: Annotated[bool, typer.Option("--paired", help=say("option.paired"))] = False,
) -> Any:
    """Two sides of the journeys, number by number."""
    sides = [journeys.where(**read_side(option, side)) for option, side in (("--a", one), ("--b", other))]
    return sides[0].compare(sides[1], _question(question), names=(one or "A", other or "B"), paired=paired)


@asked("segments")
def segments(
    journeys: "JourneySet",
    by: Annotated[str, typer.Option("--by", help=say("option.segments_by"))] = "traits",
) -> Any:
    """Segments in the data."""
    return journeys.segments(read_choice("--by", by, SegmentsBy))


@asked("portrait")
def portrait(
    journeys: "JourneySet",
    of: Annotated[str, typer.Option("--of", help=say("option.portrait_of"))] = "",
) -> Any:
    """Portrait of a segment."""
    return journeys.portrait(of)


def read_side(option: str, written: str) -> dict[str, Any]:
    """The conditions of a side, written as `segment=families from=2026-01-01 with="promo code"`.

    >>> read_side("--a", "segment=families with='promo code'")
    {'segment': 'families', 'with_touchpoint': 'promo code'}
    """
    found: dict[str, Any] = {}
    try:
        parts = shlex.split(written)
    except ValueError:
        raise QuestionError("cli.bad_side", option=option, value=written, allowed=", ".join(_CONDITIONS)) from None
    for part in parts:
        name, sign, value = part.partition("=")
        if name not in _CONDITIONS or not sign or not value:
            raise QuestionError("cli.bad_side", option=option, value=part, allowed=", ".join(_CONDITIONS))
        found[_NAMES.get(name, name)] = read_day(value) if name in ("from", "to") else value
    return found


def _question(name: str) -> Any:
    from tropa.analytics.flow import FlowQuestion
    from tropa.analytics.outcome import OutcomeQuestion
    from tropa.analytics.reach import ReachQuestion
    from tropa.analytics.sessions import SessionsQuestion
    from tropa.analytics.stage_summary import StageSummaryQuestion
    from tropa.analytics.variants import VariantsQuestion

    known = {
        "flow": FlowQuestion,
        "variants": VariantsQuestion,
        "stages": StageSummaryQuestion,
        "reach": ReachQuestion,
        "sessions": SessionsQuestion,
        "outcome": OutcomeQuestion,
    }
    if name not in known:
        raise QuestionError("cli.bad_choice", option="--question", value=name, allowed=", ".join(known))
    return known[name]()
