"""`tropa demo`: the whole road on the sample company, to the studio in the browser."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tropa.cli.options import Json, LanguageName, read_language, read_positive
from tropa.cli.screen import note, progress, say, show_json
from tropa.errors import needed
from tropa.kit.locale import reader_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tropa.model.map import Map


def demo(
    folder: Annotated[Path, typer.Argument(help=say("argument.folder"))] = Path("demo"),
    customers: Annotated[int, typer.Option(help=say("option.customers"))] = 5000,
    language: LanguageName = None,
    json: Json = False,
    port: Annotated[int, typer.Option(help=say("option.port"), min=0, max=65535)] = 8600,
    no_serve: Annotated[bool, typer.Option("--no-serve", help=say("option.no_serve"))] = False,
) -> None:
    """Make the sample company, draft its maps, and serve them; TROPA_DEMO_EXIT=1 stops it once it is healthy."""
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
    if not no_serve:
        _serve(folder, result.draft.maps, port)


def _serve(folder: Path, drafted: "Sequence[Map]", port: int) -> None:
    with needed("fastapi", "studio"):
        import fastapi  # noqa: F401

    from tropa.server.app import run
    from tropa.server.first_maps import keep_first
    from tropa.server.settings import settings_from

    settings = settings_from(folder)
    keep_first(settings, drafted)
    once = os.environ.get("TROPA_DEMO_EXIT") == "1"
    run(settings, "127.0.0.1", port, not once, lambda link: note(say("serve.open", link=link)), once=once)
