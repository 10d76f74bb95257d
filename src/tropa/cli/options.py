"""Options and arguments that several commands share, and the reading of their values."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import typer

from tropa.cli.screen import say
from tropa.errors import QuestionError
from tropa.kit.locale import LANGUAGES, Language
from tropa.kit.time import micros, parse_length

Json = Annotated[bool, typer.Option("--json", help=say("option.json"))]
Strict = Annotated[bool, typer.Option("--strict", help=say("option.strict"))]
DefinitionFile = Annotated[Path | None, typer.Option("--definition", "-d", help=say("option.definition"))]
LanguageName = Annotated[str | None, typer.Option("--language", "-l", help=say("option.language"))]
Page = Annotated[str | None, typer.Option("--page", help=say("option.page"))]
Scale = Annotated[float | None, typer.Option("--scale", help=say("option.scale"))]
WorkspaceFolder = Annotated[Path, typer.Argument(help=say("argument.workspace"))]


def read_language(value: str | None) -> Language | None:
    """The language named, or None where none was."""
    if value is None:
        return None
    for language in LANGUAGES:
        if value == language:
            return language
    raise QuestionError("cli.no_language", value=value, allowed=", ".join(LANGUAGES))


def read_day(value: str | None) -> int | None:
    """Midnight UTC of a written day, in microseconds."""
    if value is None:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise QuestionError("cli.bad_day", value=value) from None
    return micros(datetime(day.year, day.month, day.day, tzinfo=UTC))


def read_length(value: str | None) -> int | None:
    """Microseconds of a written length of time."""
    if value is None:
        return None
    try:
        return parse_length(value)
    except ValueError:
        raise QuestionError("cli.bad_length", value=value) from None


def read_choice(option: str, value: str, allowed: object) -> Any:
    """The value, if it is one of a Literal's."""
    if value not in get_args(allowed):
        raise QuestionError("cli.bad_choice", option=option, value=value, allowed=", ".join(get_args(allowed)))
    return value


def read_positive(option: str, value: int | None) -> int | None:
    """A whole number from 1 up."""
    if value is not None and value < 1:
        raise QuestionError("cli.bad_number", option=option, value=value, allowed="1, 2, 3…")
    return value


def writing_options(page: str | None, scale: float | None) -> dict[str, Any]:
    """The options of a format that were given."""
    return {name: value for name, value in (("page", page), ("scale", scale)) if value is not None}


def read_date(option: str, value: str) -> date:
    """A written day."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise QuestionError("cli.bad_date", option=option, value=value or "—") from None


def read_arms(path: str) -> Any:
    """A table with the columns customer and arm, from a file."""
    from tropa.library.arms import arms_file

    return arms_file(path)


Order = Literal["ordered", "strict", "any"]
Unit = Literal["customer", "session", "entry"]
PathBy = Literal["customer", "journey", "session", "occurrence"]
Which = Literal["first", "last"]
Level = Literal["touchpoint", "stage"]
Period = Literal["day", "week", "month"]
RetentionKind = Literal["n_day", "unbounded", "bracket", "within"]
Windows = Literal["elapsed", "calendar"]
CreditBy = Literal["channel", "touchpoint"]
Entries = Literal["all", "visit_starts"]
Conversions = Literal["first", "every"]
Assignment = Literal["random", "concurrent", "chosen"]
DesignKind = Literal["fixed", "group_sequential", "always_valid"]
SegmentsBy = Literal["traits", "ngrams", "markov"]
