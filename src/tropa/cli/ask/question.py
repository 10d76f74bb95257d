"""The shape of every question's command: where the journeys are, which of them, and how the answer is shown.

A question's own function takes the journeys and its own options; `asked` makes a command of it that has the common
options too.
"""

from collections.abc import Callable
from inspect import Parameter, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from tropa.cli.options import DefinitionFile, Json, read_day
from tropa.cli.screen import progress, say, show, show_json

if TYPE_CHECKING:
    from tropa.library.journey_set import JourneySet

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

_COMMON: dict[str, tuple[Any, Any]] = {
    "segment": (Annotated[str | None, typer.Option("--segment", help=say("option.segment"))], None),
    "start": (Annotated[str | None, typer.Option("--from", help=say("option.start"))], None),
    "end": (Annotated[str | None, typer.Option("--to", help=say("option.end"))], None),
    "met": (Annotated[str | None, typer.Option("--with", help=say("option.met"))], None),
    "missed": (Annotated[str | None, typer.Option("--without", help=say("option.missed"))], None),
    "pattern": (Annotated[str | None, typer.Option("--pattern", help=say("option.pattern"))], None),
    "goal": (Annotated[list[str] | None, typer.Option("--goal", help=say("option.goal"))], None),
    "keep": (Annotated[int | None, typer.Option("--keep", help=say("option.keep"))], None),
    "definition": (DefinitionFile, None),
    "json": (Json, False),
    "svg": (Annotated[bool, typer.Option("--svg", help=say("option.svg"))], False),
    "html": (Annotated[bool, typer.Option("--html", help=say("option.html"))], False),
}
_Path = Annotated[Path, typer.Argument(help=say("argument.path"))]


def asked(name: str, *, keep: str = "") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A decorator that makes the command `tropa ask <name>` of a function of journeys that gives an answer.

    `keep` names the function's option that is a property the journeys must keep.
    """

    def command_of(answer: Callable[..., Any]) -> Callable[..., Any]:
        def command(**given: Any) -> None:
            path = given.pop("path")
            common = {key: given.pop(key) for key in _COMMON}
            held = (given[keep],) if keep and given.get(keep) else ()
            _tell(answer(_journeys(path, common, held), **given), common)

        parameters = _parameters(answer)
        command.__signature__ = signature(answer).replace(parameters=parameters)  # type: ignore[attr-defined]
        command.__annotations__ = {one.name: one.annotation for one in parameters} | {"return": None}
        app.command(name, help=say(f"question.{name.replace('-', '_')}"))(command)
        return answer

    return command_of


def _parameters(answer: Callable[..., Any]) -> list[Parameter]:
    hints = get_type_hints(answer, include_extras=True, localns={"JourneySet": Any})
    own = [
        one.replace(annotation=hints[one.name], kind=Parameter.KEYWORD_ONLY)
        for one in list(signature(answer).parameters.values())[1:]
    ]
    first = Parameter("path", Parameter.KEYWORD_ONLY, default=Path(), annotation=_Path)
    common = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, (annotation, default) in _COMMON.items()
    ]
    return [first, *own, *common]


def _journeys(path: Path, common: dict[str, Any], keep: tuple[str, ...]) -> "JourneySet":
    from tropa.library.asking import journeys_at

    with progress("progress.gather") as bar:
        goal = tuple(common["goal"] or ())
        journeys = journeys_at(path, common["definition"], keep=keep, goal=goal, progress=bar)
    chosen = journeys.where(
        segment=common["segment"],
        start=read_day(common["start"]),
        end=read_day(common["end"]),
        with_touchpoint=common["met"],
        without_touchpoint=common["missed"],
        pattern=common["pattern"],
    )
    return chosen if common["keep"] is None else chosen.folded(keep=common["keep"])


def _tell(answer: Any, common: dict[str, Any]) -> None:
    if common["json"]:
        show_json(answer.to_dict())
    elif common["svg"] or common["html"]:
        from tropa.kit.locale import reader_language
        from tropa.pictures.writing import write_html, write_svg

        write = write_svg if common["svg"] else write_html
        show(write(answer, reader_language()).rstrip())
    else:
        show(answer)
