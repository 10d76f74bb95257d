"""`tropa sample`: a made-up company as real files."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from tropa.cli.options import Json, read_choice, read_language, read_positive
from tropa.cli.screen import note, progress, say, show_json
from tropa.kit.locale import reader_language

World = Literal["cinema"]


def sample(
    world: Annotated[str, typer.Argument(metavar="cinema")],
    folder: Annotated[Path, typer.Argument(help=say("argument.folder"))],
    customers: Annotated[int, typer.Option(help=say("option.customers"))] = 5000,
    seed: Annotated[int, typer.Option(help=say("option.seed"))] = 1,
    language: Annotated[str | None, typer.Option("--language", "-l", help=say("option.language"))] = None,
    json: Json = False,
) -> None:
    """Write the sample company into a folder."""
    from tropa.library.workspace import forget
    from tropa.sample.cinema.write import write

    read_choice("WORLD", world, World)
    read_positive("--customers", customers)
    with progress("progress.sample") as bar:
        write(
            folder,
            customers=customers,
            seed=seed,
            language=read_language(language) or reader_language(),
            progress=bar,
        )
    forget(folder)  # an earlier sample's rows are none of this one's
    if json:
        show_json({"folder": str(folder), "customers": customers, "seed": seed})
    note(say("sample.done", n=customers, folder=folder))
