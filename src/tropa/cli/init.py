"""`tropa init`: a first definition to correct."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from tropa.cli.options import Json
from tropa.cli.screen import note, progress, say, show_json
from tropa.errors import ConflictError

SHOWN = 10  # files named one by one


def init(
    folder: Annotated[Path, typer.Argument(help=say("argument.folder"))] = Path(),
    force: Annotated[bool, typer.Option("--force", help=say("option.force"))] = False,
    json: Json = False,
) -> None:
    """Look at the files of a folder and write `tropa.yaml`."""
    from tropa.definition.load import dump
    from tropa.library.files import DEFINITION
    from tropa.library.proposing import propose_for

    path = folder / DEFINITION
    if path.exists() and not force:
        raise ConflictError("cli.exists", path=path)
    with progress("progress.read", file=folder) as bar:
        proposal = propose_for(folder, progress=bar)
    path.write_text(dump(proposal.definition, proposal.notes), "utf-8")
    if json:
        show_json(proposal.definition.model_dump(mode="json", exclude_defaults=True))
    tell_left_out(proposal.left_out)
    note(say("init.done", path=path))


def tell_left_out(files: Sequence[Path]) -> None:
    """Name the files that nobody can read."""
    if files:
        names = ", ".join(path.name for path in files[:SHOWN]) + (" …" if len(files) > SHOWN else "")
        note(say("init.left_out", files=names))
