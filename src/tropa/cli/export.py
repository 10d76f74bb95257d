"""`tropa export`: a map document, or a document drawn from it, in another format."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from tropa.cli.convert import tell
from tropa.cli.options import Json, Page, Scale, read_choice, writing_options
from tropa.cli.screen import note, say, show_json

View = Literal["journey", "blueprint", "empathy", "impact", "stakeholders"]


def export(
    map_: Annotated[Path, typer.Argument(metavar="MAP", help=say("argument.map"))],
    to: Annotated[str, typer.Option("--to", help=say("option.to"))],
    output: Annotated[Path | None, typer.Option("--output", "-o", help=say("option.output"))] = None,
    view: Annotated[str, typer.Option("--view", help=say("option.view"))] = "journey",
    persona: Annotated[str | None, typer.Option("--persona", help=say("option.persona"))] = None,
    page: Page = None,
    scale: Scale = None,
    json: Json = False,
) -> None:
    """Write a map, or its blueprint, empathy map, impact map or stakeholder map, in a format."""
    from tropa.formats.registry import format_named
    from tropa.library.documents import beside, read_document
    from tropa.library.siblings import write_view

    form = format_named(to)
    read = read_document(map_)
    content = write_view(read.map, read_choice("--view", view, View), form, persona, **writing_options(page, scale))
    target = output or beside(map_, form)
    if output is None and view != "journey":
        target = target.with_name(target.name.removesuffix(form.suffix) + f".{view}{form.suffix}")
    target.write_bytes(content)
    if json:
        show_json({"file": str(target), "format": to, "warnings": [notice.to_dict() for notice in read.warnings]})
    tell(read.warnings)
    note(target)
