"""`tropa import`: files into the lake, with a report."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tropa.cli.options import DefinitionFile, Json, Strict
from tropa.cli.screen import note, progress, say, show, show_json
from tropa.kit.locale import percent_text, reader_language

if TYPE_CHECKING:
    from tropa.library.importing import Imported


def import_(
    files: Annotated[list[Path] | None, typer.Argument(help=say("argument.files"))] = None,
    workspace: Annotated[Path | None, typer.Option("--workspace", "-w", help=say("option.workspace"))] = None,
    source: Annotated[str | None, typer.Option("--source", help=say("option.source"))] = None,
    definition: DefinitionFile = None,
    strict: Strict = False,
    json: Json = False,
) -> None:
    """Bring files into the workspace and say what was read and refused."""
    from tropa.library.importing import import_files
    from tropa.library.stitch_rates import with_stitch_rates
    from tropa.library.workspace import home_of

    home = home_of(files or [], workspace, definition)
    with progress("progress.read", file=home.folder) as bar:
        imported = import_files(home, files or [], reader=source, progress=bar)
        imported = with_stitch_rates(imported, home.lake, home.definition)
    if json:
        show_json([one.to_dict() for one in imported])
    else:
        tell_reports(imported)
    warn_of_refused(sum(one.refused for one in imported), strict)


def tell_reports(imported: "list[Imported]") -> None:
    """Print each file's report with every refused row it kept, and what the file added to the lake."""
    from tropa.ingest.report import KEPT_REJECTIONS
    from tropa.ingest.report_text import render

    for one in imported:
        show(render(one.report, reader_language(), KEPT_REJECTIONS))
        if one.stitch_rate is not None:
            show(f"  {say('apply.stitch_rate', rate=percent_text(one.stitch_rate, reader_language()))}")
        if one.report.accepted:
            show(f"  {say('apply.added', n=one.added) if one.added else say('apply.same')}")
        show("")


def warn_of_refused(refused: int, strict: bool) -> None:
    """Say how many rows and files were refused; with `strict`, exit with 2."""
    if refused:
        note(say("warning.rejected", n=refused))
    if refused and strict:
        raise typer.Exit(2)
