"""`tropa demo`: the whole road on the sample company."""

from pathlib import Path
from typing import Annotated

import typer

from tropa.cli.options import Json, LanguageName, read_language, read_positive
from tropa.cli.screen import note, progress, say, show_json
from tropa.kit.locale import reader_language


def demo(
    folder: Annotated[Path, typer.Argument(help=say("argument.folder"))] = Path("demo"),
    customers: Annotated[int, typer.Option(help=say("option.customers"))] = 5000,
    language: LanguageName = None,
    json: Json = False,
) -> None:
    """Make the sample company, draft its maps and say where they are."""
    from tropa.library.drafting import draft_folder, save_draft
    from tropa.library.workspace import forget, open_workspace
    from tropa.sample.cinema.write import write

    spoken = read_language(language) or reader_language()
    read_positive("--customers", customers)
    with progress("progress.sample") as bar:
        write(folder, customers=customers, seed=1, language=spoken, progress=bar)
    forget(folder)  # an earlier sample's rows are none of this one's
    with progress("progress.draft") as bar:
        result = draft_folder(open_workspace(folder), language=spoken, progress=bar)
    saved = save_draft(result.draft, folder / "maps")
    if json:
        show_json({"files": [str(path) for path in saved]})
    note(say("demo.done", path=(folder / "maps" / "index.html").resolve().as_uri()))
