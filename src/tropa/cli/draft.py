"""`tropa draft`: files to maps in one step."""

from pathlib import Path
from typing import Annotated

import typer

from tropa.cli.init import tell_left_out
from tropa.cli.options import DefinitionFile, Json, LanguageName, Strict, read_language
from tropa.cli.screen import note, progress, say, show_json
from tropa.kit.locale import reader_language, text


def draft(
    workspace: Annotated[Path, typer.Argument(help=say("argument.workspace"))] = Path(),
    output: Annotated[Path, typer.Option("--output", "-o", help=say("option.output"))] = Path("maps"),
    definition: DefinitionFile = None,
    language: LanguageName = None,
    strict: Strict = False,
    json: Json = False,
) -> None:
    """Import what is new, put journeys together and draft a map per segment."""
    from tropa.library.drafting import draft_folder, save_draft
    from tropa.library.workspace import open_workspace

    spoken = read_language(language)
    home = open_workspace(workspace, definition)
    if not home.written:
        note(say("draft.proposed"))
        tell_left_out(home.left_out)
    with progress("progress.draft") as bar:
        result = draft_folder(home, language=spoken, progress=bar)
        saved = save_draft(result.draft, output)
    for segment, size in result.draft.too_few:
        customers = text("kit", "count.customers", reader_language(), n=size)
        note(say("draft.too_few", segment=segment, customers=customers))
    if json:
        show_json({"folder": str(output), "files": [str(path) for path in saved]})
    refused = sum(one.refused for one in result.imported)
    if refused:
        note(say("warning.refused_unseen", n=refused, path=workspace))
    if result.draft.maps:
        note(say("draft.done", n=len(result.draft.maps), folder=output, index=output / "index.html"))
    if refused and strict:
        raise typer.Exit(2)
