"""`tropa templates`, `tropa new` and `tropa guide`: where a map begins."""

from pathlib import Path
from typing import Annotated

import typer

from tropa.cli.options import Json, LanguageName, read_language
from tropa.cli.screen import note, say, show, show_json
from tropa.errors import InputError
from tropa.kit.ids import random_id
from tropa.kit.locale import reader_language


def templates(language: LanguageName = None, json: Json = False) -> None:
    """List the templates with what each is about."""
    from tropa.templates.load import templates as all_templates

    spoken = read_language(language) or reader_language()
    if json:
        show_json([one.model_dump(mode="json") for one in all_templates()])
        return
    for one in all_templates():
        show(f"{one.id}\n  {one.titles[spoken]}. {one.abouts[spoken]}\n  {' → '.join(one.stages[spoken])}")


def new(
    template: Annotated[str, typer.Option("--template", "-t", help=say("option.template"))] = "blank",
    language: LanguageName = None,
    output: Annotated[Path, typer.Option("--output", "-o", help=say("option.output"))] = Path("new.map.json"),
    force: Annotated[bool, typer.Option("--force", help=say("option.force_map"))] = False,
    json: Json = False,
) -> None:
    """Write the map of a template, under an id of its own."""
    from tropa.library.documents import write_map
    from tropa.templates.load import template as template_named

    if output.exists() and not force:
        raise InputError("cli.exists", path=output)
    started = template_named(template, read_language(language) or reader_language())
    written = write_map(started.with_fields(id=random_id("map")), output)
    if json:
        show_json({"file": str(written), "template": template})
    note(say("new.done", path=written))


def guide(
    goal: Annotated[str | None, typer.Argument(help=say("argument.goal"))] = None,
    language: LanguageName = None,
    json: Json = False,
) -> None:
    """Print the questions for one goal, or list the goals."""
    from tropa.templates.guide import guide as guide_of
    from tropa.templates.guide import guides
    from tropa.templates.guide_text import guide_text

    spoken = read_language(language) or reader_language()
    if goal is None:
        found = guides()
        if json:
            show_json([one.model_dump(mode="json") for one in found])
        for one in found if not json else ():
            show(f"{one.goal}\n  {one.titles[spoken]}. {one.abouts[spoken]}")
        return
    questions = guide_of(goal, spoken)
    if json:
        show_json(questions.model_dump(mode="json"))
    else:
        show(guide_text(questions).rstrip())
