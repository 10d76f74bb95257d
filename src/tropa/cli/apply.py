"""`tropa apply`: the definition checked, its sources imported, and what matched."""

from pathlib import Path
from typing import Annotated, Any

import typer

from tropa.cli.imports import tell_reports, warn_of_refused
from tropa.cli.options import DefinitionFile, Json, Strict
from tropa.cli.screen import progress, say, show, show_json
from tropa.kit.locale import percent_text, reader_language


def apply(
    workspace: Annotated[Path, typer.Argument(help=say("argument.workspace"))] = Path(),
    definition: DefinitionFile = None,
    dump: Annotated[bool, typer.Option("--dump", help=say("option.dump"))] = False,
    strict: Strict = False,
    json: Json = False,
) -> None:
    """Apply a definition to a workspace."""
    from tropa.library.applying import apply_definition
    from tropa.library.workspace import open_workspace

    home = open_workspace(workspace, definition)
    if dump:
        from tropa.definition.load import dump as write

        show(write(home.definition))
        return
    with progress("progress.read", file=workspace) as bar:
        applied = apply_definition(home, progress=bar)
    if json:
        show_json(applied.to_dict())
    else:
        tell_reports(applied.imported)
        _tell_matches(applied.to_dict())
    warn_of_refused(applied.refused, strict)


def _tell_matches(applied: dict[str, Any]) -> None:
    stitch = applied["stitch"]
    show(
        say(
            "apply.done",
            sources=applied["sources"],
            journeys=applied["journeys"],
            events=applied["events"],
            customers=applied["customers"],
        )
    )
    rate = percent_text(stitch["stitch_rate"] or 0.0, reader_language())
    show(say("apply.stitch", rate=rate, shared=stitch["shared_devices"], held=stitch["held_out"]))
    if applied["unmatched"]:
        show(say("apply.unmatched"))
        for row in applied["unmatched"]:
            show(f"  {row['source']}  {row['name']}  {row['count']}")
