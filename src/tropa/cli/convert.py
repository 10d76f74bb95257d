"""`tropa convert`: a map of one format as another."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tropa.cli.options import Json, Page, Scale, Strict, writing_options
from tropa.cli.screen import note, say, show_json
from tropa.kit.locale import reader_language

if TYPE_CHECKING:
    from tropa.formats.reading import Notice


def convert(
    source: Annotated[Path, typer.Argument(metavar="IN", help=say("argument.input"))],
    target: Annotated[Path, typer.Argument(metavar="OUT", help=say("argument.target"))],
    given: Annotated[str | None, typer.Option("--from", help=say("option.from_"))] = None,
    to: Annotated[str | None, typer.Option("--to", help=say("option.to"))] = None,
    page: Page = None,
    scale: Scale = None,
    strict: Strict = False,
    json: Json = False,
) -> None:
    """Read a map, write it in another format, and say what could not be taken as it is."""
    from tropa.library.documents import read_document, write_map

    read = read_document(source, given)
    written = write_map(read.map, target, to, **writing_options(page, scale))
    if json:
        show_json({"file": str(written), "warnings": [notice.to_dict() for notice in read.warnings]})
    tell(read.warnings)
    note(written)
    if strict and read.warnings:
        raise typer.Exit(2)


def tell(notices: "tuple[Notice, ...]") -> None:
    """Print what a reader changed, guessed or left out."""
    if notices:
        note(say("convert.notices", n=len(notices)))
    for notice in notices:
        note(f"  {notice.text(reader_language())}")
