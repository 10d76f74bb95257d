"""`tropa ask`: one question of journeys, from a workspace or straight from a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tropa.cli.options import DefinitionFile, Json, Order, Unit, read_choice, read_day, read_length, read_positive
from tropa.cli.screen import progress, say, show, show_json
from tropa.errors import QuestionError

if TYPE_CHECKING:
    from tropa.library.journey_set import JourneySet

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

Where = Annotated[Path, typer.Argument(help=say("argument.path"))]
Segment = Annotated[str | None, typer.Option("--segment", help=say("option.segment"))]
From = Annotated[str | None, typer.Option("--from", help=say("option.start"))]
To = Annotated[str | None, typer.Option("--to", help=say("option.end"))]
With = Annotated[str | None, typer.Option("--with", help=say("option.met"))]
Without = Annotated[str | None, typer.Option("--without", help=say("option.missed"))]
Top = Annotated[int | None, typer.Option("--top", help=say("option.top"))]
Gap = Annotated[str, typer.Option("--gap", help=say("option.gap"))]
Collapse = Annotated[bool, typer.Option("--collapse", help=say("option.collapse"))]


def _journeys(
    path: Path,
    definition: Path | None,
    segment: str | None,
    period: tuple[str | None, str | None],
    met: tuple[str | None, str | None],
    keep: tuple[str, ...] = (),
) -> "JourneySet":
    from tropa.library.asking import journeys_at

    with progress("progress.gather") as bar:
        journeys = journeys_at(path, definition, keep=keep, progress=bar)
    return journeys.where(
        segment=segment,
        start=read_day(period[0]),
        end=read_day(period[1]),
        with_touchpoint=met[0],
        without_touchpoint=met[1],
    )


def _tell(answer: Any, json: bool) -> None:
    if json:
        show_json(answer.to_dict())
    else:
        show(answer)


@app.command("flow", help=say("question.flow"))
def flow(
    path: Where = Path(),
    collapse: Collapse = False,
    top: Top = None,
    segment: Segment = None,
    start: From = None,
    end: To = None,
    met: With = None,
    missed: Without = None,
    definition: DefinitionFile = None,
    json: Json = False,
) -> None:
    """Flow."""
    answer = _journeys(path, definition, segment, (start, end), (met, missed)).flow(collapse_loops=collapse)
    wanted = read_positive("--top", top)
    _tell(answer.top(wanted) if wanted else answer, json)


@app.command("variants", help=say("question.variants"))
def variants(
    path: Where = Path(),
    collapse: Collapse = False,
    top: Top = None,
    segment: Segment = None,
    start: From = None,
    end: To = None,
    met: With = None,
    missed: Without = None,
    definition: DefinitionFile = None,
    json: Json = False,
) -> None:
    """Variants."""
    journeys = _journeys(path, definition, segment, (start, end), (met, missed))
    _tell(journeys.variants(top=read_positive("--top", top), collapse_loops=collapse), json)


@app.command("funnel", help=say("question.funnel"))
def funnel(
    path: Where = Path(),
    steps: Annotated[str, typer.Option("--steps", help=say("option.steps"))] = "",
    order: Annotated[str, typer.Option("--order", help=say("option.order"))] = "ordered",
    within: Annotated[str | None, typer.Option("--within", help=say("option.within"))] = None,
    within_step: Annotated[str | None, typer.Option("--within-step", help=say("option.within_step"))] = None,
    exclude: Annotated[list[str] | None, typer.Option("--exclude", help=say("option.exclude"))] = None,
    optional: Annotated[list[int] | None, typer.Option("--optional", help=say("option.optional"))] = None,
    hold: Annotated[str | None, typer.Option("--hold", help=say("option.hold"))] = None,
    by: Annotated[str, typer.Option("--by", help=say("option.by"))] = "customer",
    gap: Gap = "30m",
    segment: Segment = None,
    start: From = None,
    end: To = None,
    met: With = None,
    missed: Without = None,
    definition: DefinitionFile = None,
    json: Json = False,
) -> None:
    """Funnel."""
    written = tuple(tuple(name.strip() for name in step.split("|")) for step in steps.split(">") if step.strip())
    if len(written) < 2:
        raise QuestionError("cli.no_steps")
    journeys = _journeys(path, definition, segment, (start, end), (met, missed), (hold,) if hold else ())
    answer = journeys.funnel(
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
    _tell(answer, json)


@app.command("step-matrix", help=say("question.step_matrix"))
def step_matrix(
    path: Where = Path(),
    positions: Annotated[int, typer.Option("--positions", help=say("option.positions"))] = 10,
    anchor: Annotated[str | None, typer.Option("--anchor", help=say("option.anchor"))] = None,
    segment: Segment = None,
    start: From = None,
    end: To = None,
    met: With = None,
    missed: Without = None,
    definition: DefinitionFile = None,
    json: Json = False,
) -> None:
    """Step matrix."""
    read_positive("--positions", positions)
    journeys = _journeys(path, definition, segment, (start, end), (met, missed))
    _tell(journeys.step_matrix(steps=positions, anchor=anchor), json)


@app.command("sessions", help=say("question.sessions"))
def sessions(
    path: Where = Path(),
    gap: Gap = "30m",
    segment: Segment = None,
    start: From = None,
    end: To = None,
    met: With = None,
    missed: Without = None,
    definition: DefinitionFile = None,
    json: Json = False,
) -> None:
    """Sessions."""
    journeys = _journeys(path, definition, segment, (start, end), (met, missed))
    _tell(journeys.sessions(gap=read_length(gap)), json)


@app.command("stages", help=say("question.stages"))
def stages(
    path: Where = Path(),
    segment: Segment = None,
    start: From = None,
    end: To = None,
    met: With = None,
    missed: Without = None,
    definition: DefinitionFile = None,
    json: Json = False,
) -> None:
    """Stage summary."""
    _tell(_journeys(path, definition, segment, (start, end), (met, missed)).stages(), json)


@app.command("reach", help=say("question.reach"))
def reach(
    path: Where = Path(),
    segment: Segment = None,
    start: From = None,
    end: To = None,
    met: With = None,
    missed: Without = None,
    definition: DefinitionFile = None,
    json: Json = False,
) -> None:
    """Reach."""
    _tell(_journeys(path, definition, segment, (start, end), (met, missed)).reach(), json)


@app.command("emotion", help=say("question.emotion"))
def emotion(
    path: Where = Path(),
    segment: Segment = None,
    start: From = None,
    end: To = None,
    met: With = None,
    missed: Without = None,
    definition: DefinitionFile = None,
    json: Json = False,
) -> None:
    """Emotion."""
    _tell(_journeys(path, definition, segment, (start, end), (met, missed)).emotion(), json)


@app.command("barriers", help=say("question.barriers"))
def barriers(
    path: Where = Path(),
    segment: Segment = None,
    start: From = None,
    end: To = None,
    met: With = None,
    missed: Without = None,
    definition: DefinitionFile = None,
    json: Json = False,
) -> None:
    """Barriers."""
    _tell(_journeys(path, definition, segment, (start, end), (met, missed)).barriers(), json)
