"""`tropa voice`: what customers say, and their rights in it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from tropa.cli.options import DefinitionFile, Json, WorkspaceFolder, read_choice, read_positive
from tropa.cli.screen import note, progress, say, show, show_json
from tropa.kit.locale import reader_language

if TYPE_CHECKING:
    from tropa.library.voices import Voice
    from tropa.library.workspace import Workspace

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

StageName = Annotated[str | None, typer.Option("--stage", help=say("option.said_stage"))]
Who = Annotated[str, typer.Argument(help=say("argument.who"))]
Home = Annotated[Path, typer.Option("--workspace", "-w", help=say("option.workspace"))]
_Orders = Literal["typical", "most_negative", "latest"]
_Valences = Literal["positive", "negative", "neutral"]


@app.command("themes", help=say("voice.themes"))
def themes(
    workspace: WorkspaceFolder = Path(),
    stage: StageName = None,
    suggested: Annotated[bool, typer.Option("--suggest", help=say("option.suggest"))] = False,
    definition: DefinitionFile = None,
    json: Json = False,
) -> None:
    """Themes."""
    from tropa.library.voices import suggestion_rows, theme_rows

    voice = _voice(workspace, definition)
    if suggested:
        _table(suggestion_rows(voice.suggested()), json)
    else:
        _table(theme_rows(voice.themes(stage=stage), voice.titles(reader_language())), json)


@app.command("barriers", help=say("voice.barriers"))
def barriers(
    workspace: WorkspaceFolder = Path(),
    stage: StageName = None,
    leaving: Annotated[bool, typer.Option("--before-exit", help=say("option.before_exit"))] = False,
    definition: DefinitionFile = None,
    json: Json = False,
) -> None:
    """Barriers in what is said."""
    from tropa.library.voices import exit_rows, theme_rows

    voice = _voice(workspace, definition)
    titles = voice.titles(reader_language())
    if leaving:
        _table(exit_rows(voice.before_exit(), titles), json)
    else:
        _table(theme_rows(voice.themes(stage=stage), titles, "barrier"), json)


@app.command("emotion", help=say("voice.emotion"))
def emotion(workspace: WorkspaceFolder = Path(), definition: DefinitionFile = None, json: Json = False) -> None:
    """Emotion, and the share of good and bad texts."""
    voice = _voice(workspace, definition)
    answer = voice.emotion()
    shares = [voice.share("positive"), voice.share("negative")]
    if json:
        show_json(answer.to_dict() | {"shares": [_share(one) for one in shares]})
        return
    show(answer)
    for one in shares:
        show(one.sentence(reader_language()))


@app.command("quotes", help=say("voice.quotes"))
def quotes(
    workspace: WorkspaceFolder = Path(),
    stage: StageName = None,
    theme: Annotated[str | None, typer.Option("--theme", help=say("option.theme"))] = None,
    valence: Annotated[str | None, typer.Option("--valence", help=say("option.valence"))] = None,
    order: Annotated[str, typer.Option("--order", help=say("option.quote_order"))] = "typical",
    limit: Annotated[int, typer.Option("--limit", help=say("option.limit"))] = 5,
    definition: DefinitionFile = None,
    json: Json = False,
) -> None:
    """Quotes."""
    from tropa.library.voices import quote_rows

    found = _voice(workspace, definition).quotes(
        stage=stage,
        theme=theme,
        valence=None if valence is None else read_choice("--valence", valence, _Valences),
        order=read_choice("--order", order, _Orders),
        limit=read_positive("--limit", limit) or 1,
    )
    _table(quote_rows(found), json)


@app.command("train", help=say("voice.train"))
def train(workspace: WorkspaceFolder = Path(), definition: DefinitionFile = None, json: Json = False) -> None:
    """Train the model of valence."""
    from dataclasses import asdict

    trained = _voice(workspace, definition).train()
    rows = [asdict(model.report) for model in trained.models]
    if json:
        show_json(rows)
    elif not rows:
        show(say("voice.too_few_labels"))
    else:
        _table([{k: v for k, v in row.items() if isinstance(v, int | float | str)} for row in rows], json)


@app.command("audit", help=say("voice.audit"))
def audit(
    workspace: WorkspaceFolder = Path(),
    size: Annotated[int, typer.Option("--size", help=say("option.audit_size"))] = 100,
    definition: DefinitionFile = None,
    json: Json = False,
) -> None:
    """Label a random sample, then say the shares."""
    voice = _voice(workspace, definition)
    if sys.stdin.isatty():
        voice.label(lambda question: typer.prompt(question, prompt_suffix=" "), reader_language(), size=size)
    shares = [voice.share("positive"), voice.share("negative")]
    if json:
        show_json([_share(one) for one in shares])
        return
    for one in shares:
        show(one.sentence(reader_language()))


@app.command("erase", help=say("voice.erase"))
def erase(
    who: Who,
    workspace: Home = Path(),
    ground: Annotated[str, typer.Option("--ground", help=say("option.ground"))] = "",
    by: Annotated[str, typer.Option("--by", help=say("option.erased_by"))] = "",
    keep_sources: Annotated[bool, typer.Option("--keep-sources", help=say("option.keep_sources"))] = False,
    json: Json = False,
) -> None:
    """Erase a customer everywhere."""
    from tropa.library.erasing import erase as erase_customer

    with progress("progress.erase") as bar:
        done = erase_customer(_home(workspace), who, ground=ground, by=by, sources=not keep_sources, progress=bar)
    if json:
        show_json(done.to_dict())
    for written in done.act_files:
        note(written)
    for left in done.act.remaining:
        note(say("voice.remains", path=left))


@app.command("export", help=say("voice.export"))
def export(
    who: Who,
    output: Annotated[Path, typer.Option("--output", "-o", help=say("option.customer_file"))],
    workspace: Home = Path(),
    json: Json = False,
) -> None:
    """Write all that is kept of a customer."""
    from tropa.library.exporting import write_customer

    written = write_customer(_home(workspace), who, output, language=reader_language())
    if json:
        show_json({"file": str(written)})
    note(written)


@app.command("purge", help=say("voice.purge"))
def purge(workspace: WorkspaceFolder = Path(), json: Json = False) -> None:
    """Remove what is older than its source may be kept."""
    from tropa.library.retention import purge_old

    done = purge_old(_home(workspace))
    if json:
        show_json(done.to_dict())
    else:
        show(say("voice.purged", n=done.removed))


def _voice(path: Path, definition: Path | None) -> "Voice":
    from tropa.library.asking import journeys_at
    from tropa.library.voices import Voice

    with progress("progress.gather") as bar:
        journeys = journeys_at(path, definition, progress=bar)
    return Voice(journeys.material, path if path.is_dir() else None)


def _home(path: Path) -> "Workspace":
    from tropa.library.workspace import open_workspace

    return open_workspace(path)


def _table(rows: list[dict[str, Any]], json: bool) -> None:
    if json:
        show_json(rows)
        return
    from tropa.analytics.answer import table_text

    show(table_text(rows, limit=50) if rows else say("voice.nothing"))


def _share(one: Any) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(one)
