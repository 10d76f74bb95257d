"""`tropa export`: a map document in another format."""

from pathlib import Path
from typing import Annotated

import typer

from tropa.cli.check import read_map
from tropa.cli.options import Json
from tropa.cli.screen import note, say, show_json
from tropa.errors import NotFoundError, QuestionError


def export(
    map_: Annotated[Path, typer.Argument(metavar="MAP", help=say("argument.map"))],
    to: Annotated[str, typer.Option("--to", help=say("option.to"))],
    output: Annotated[Path | None, typer.Option("--output", "-o", help=say("option.output"))] = None,
    json: Json = False,
) -> None:
    """Write a map document as html, markdown or json."""
    from tropa.formats.registry import FORMATS

    if to not in FORMATS:
        raise QuestionError("cli.bad_choice", option="--to", value=to, allowed=", ".join(FORMATS))
    if not map_.is_file():
        raise NotFoundError("errors.no_file", path=map_)
    form = FORMATS[to]
    target = output or map_.with_name(map_.name.removesuffix(".map.json").removesuffix(".json") + form.suffix)
    target.write_bytes(form.write(read_map(map_)))
    if json:
        show_json({"file": str(target), "format": to})
    note(target)
