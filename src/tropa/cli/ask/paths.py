"""Questions about the ways that journeys take."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tropa.cli.ask.question import asked
from tropa.cli.options import Level, Order, PathBy, Unit, Which, read_choice, read_length, read_positive
from tropa.cli.screen import say
from tropa.errors import QuestionError

if TYPE_CHECKING:
    from tropa.library.journey_set import JourneySet

Top = Annotated[int | None, typer.Option("--top", help=say("option.top"))]
Gap = Annotated[str, typer.Option("--gap", help=say("option.gap"))]
Collapse = Annotated[bool, typer.Option("--collapse", help=say("option.collapse"))]
Within = Annotated[str | None, typer.Option("--within", help=say("option.within"))]


@asked("flow")
def flow(journeys: "JourneySet", collapse: Collapse = False, top: Top = None) -> Any:
    """Flow."""
    answer = journeys.flow(collapse_loops=collapse)
    wanted = read_positive("--top", top)
    return answer.top(wanted) if wanted else answer


@asked("variants")
def variants(journeys: "JourneySet", collapse: Collapse = False, top: Top = None) -> Any:
    """Variants."""
    return journeys.variants(top=read_positive("--top", top), collapse_loops=collapse)


@asked("paths")
def paths(
    journeys: "JourneySet",
    after: Annotated[list[str] | None, typer.Option("--after", help=say("option.after"))] = None,
    until: Annotated[list[str] | None, typer.Option("--until", help=say("option.until"))] = None,
    steps: Annotated[int, typer.Option("--steps", help=say("option.path_steps"))] = 5,
    top: Annotated[int, typer.Option("--top", help=say("option.top"))] = 5,
    by: Annotated[str, typer.Option("--by", help=say("option.path_by"))] = "customer",
    which: Annotated[str, typer.Option("--which", help=say("option.which"))] = "first",
    within: Within = None,
    collapse: Collapse = False,
    gap: Gap = "30m",
) -> Any:
    """Paths."""
    return journeys.paths(
        after or (),
        until or (),
        steps=read_positive("--steps", steps) or 1,
        top=read_positive("--top", top),
        by=read_choice("--by", by, PathBy),
        which=read_choice("--which", which, Which),
        within=read_length(within),
        collapse_loops=collapse,
        session_gap=read_length(gap),
    )


@asked("representatives")
def representatives(
    journeys: "JourneySet",
    number: Annotated[int | None, typer.Option("--number", help=say("option.representatives"))] = None,
    by_segment: Annotated[bool, typer.Option("--by-segment", help=say("option.by_segment"))] = False,
) -> Any:
    """Representative journeys."""
    return journeys.representatives(k=read_positive("--number", number), by_segment=by_segment)


@asked("funnel", keep="hold")
def funnel(
    journeys: "JourneySet",
    steps: Annotated[str, typer.Option("--steps", help=say("option.steps"))] = "",
    order: Annotated[str, typer.Option("--order", help=say("option.order"))] = "ordered",
    within: Within = None,
    within_step: Annotated[str | None, typer.Option("--within-step", help=say("option.within_step"))] = None,
    exclude: Annotated[list[str] | None, typer.Option("--exclude", help=say("option.exclude"))] = None,
    optional: Annotated[list[int] | None, typer.Option("--optional", help=say("option.optional"))] = None,
    hold: Annotated[str | None, typer.Option("--hold", help=say("option.hold"))] = None,
    by: Annotated[str, typer.Option("--by", help=say("option.by"))] = "customer",
    gap: Gap = "30m",
) -> Any:
    """Funnel."""
    written = tuple(tuple(name.strip() for name in step.split("|")) for step in steps.split(">") if step.strip())
    if len(written) < 2:
        raise QuestionError("cli.no_steps")
    return journeys.funnel(
        written,
        order=read_choice("--order", order, Order),
        within=read_length(within),
        within_step=read_length(within_step),
        exclude=tuple(exclude or ()),
        optional=tuple(number - 1 for number in optional or ()),
        hold=hold,
        by=read_choice("--by", by, Unit),
        session_gap=read_length(gap),
    )


@asked("step-matrix")
def step_matrix(
    journeys: "JourneySet",
    positions: Annotated[int, typer.Option("--positions", help=say("option.positions"))] = 10,
    anchor: Annotated[str | None, typer.Option("--anchor", help=say("option.anchor"))] = None,
    occurrence: Annotated[str, typer.Option("--occurrence", help=say("option.occurrence"))] = "1",
) -> Any:
    """Step matrix."""
    read_positive("--positions", positions)
    return journeys.step_matrix(steps=positions, anchor=anchor, occurrence=_occurrence(occurrence))


@asked("sessions")
def sessions(journeys: "JourneySet", gap: Gap = "30m") -> Any:
    """Sessions."""
    return journeys.sessions(gap=read_length(gap))


@asked("stages")
def stages(journeys: "JourneySet") -> Any:
    """Stage summary."""
    return journeys.stages()


@asked("reach")
def reach(journeys: "JourneySet") -> Any:
    """Reach."""
    return journeys.reach()


@asked("conformance")
def conformance(
    journeys: "JourneySet",
    desired: Annotated[str, typer.Option("--desired", help=say("option.desired"))] = "",
    level: Annotated[str, typer.Option("--level", help=say("option.level"))] = "touchpoint",
    collapse: Collapse = False,
    value: Annotated[float | None, typer.Option("--value", help=say("option.conversion_value"))] = None,
) -> Any:
    """Conformance to a desired path."""
    if not desired.strip():
        raise QuestionError("cli.no_desired_path")
    return journeys.conformance(
        desired,
        level=read_choice("--level", level, Level),
        collapse_repeats=collapse,
        value_per_conversion=value,
    )


def _occurrence(value: str) -> Any:
    if value in ("last", "all"):
        return value
    if not value.isdigit() or value == "0":
        raise QuestionError("cli.bad_choice", option="--occurrence", value=value, allowed="1, 2, 3…, last, all")
    return int(value)
