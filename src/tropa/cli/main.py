"""`tropa`: the commands, and how an error reaches a person."""

import os
import sys
from importlib.metadata import version
from typing import Annotated

import typer

from tropa.cli import (
    apply,
    ask,
    check,
    convert,
    demo,
    draft,
    export,
    imports,
    init,
    sample,
    serve,
    templates,
    versions,
    voice,
)
from tropa.cli.screen import note, say, show, show_json
from tropa.errors import InputError, TropaError
from tropa.kit.locale import reader_language

app = typer.Typer(
    help=say("about"),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("sample", help=say("help.sample"))(sample.sample)
app.command("init", help=say("help.init"))(init.init)
app.command("apply", help=say("help.apply"))(apply.apply)
app.command("import", help=say("help.import"))(imports.import_)
app.add_typer(ask.app, name="ask", help=say("help.ask"))
app.command("draft", help=say("help.draft"))(draft.draft)
app.command("check", help=say("help.check"))(check.check)
app.command("export", help=say("help.export"))(export.export)
app.add_typer(voice.app, name="voice", help=say("help.voice"))
app.command("templates", help=say("help.templates"))(templates.templates)
app.command("new", help=say("help.new"))(templates.new)
app.command("guide", help=say("help.guide"))(templates.guide)
app.command("convert", help=say("help.convert"))(convert.convert)
app.command("diff", help=say("help.diff"))(versions.diff)
app.command("merge", help=say("help.merge"))(versions.merge)
app.command("compare", help=say("help.compare"))(versions.compare)
app.command("demo", help=say("help.demo"))(demo.demo)
app.command("serve", help=say("help.serve"))(serve.serve)


def _version(wanted: bool) -> None:
    if wanted:
        show(version("tropa"))
        raise typer.Exit


@app.callback()
def root(
    _: Annotated[bool, typer.Option("--version", help=say("help.version"), callback=_version, is_eager=True)] = False,
) -> None:
    """Options of `tropa` itself."""


def main() -> None:
    """Run the terminal door: exit 0 done, 1 an error told in a paragraph, 2 usage or --strict, 130 interrupted."""
    try:
        app()
    except TropaError as error:
        _tell(error)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        _tell(InputError("cli.system", path=error.filename or "-", reason=error.strerror or error))
        sys.exit(1)
    except Exception as error:
        if os.environ.get("TROPA_DEBUG"):
            raise
        note(say("error.internal", kind=type(error).__name__, message=error))
        sys.exit(1)


def _tell(error: TropaError) -> None:
    if "--json" in sys.argv:
        show_json({"error": error.to_dict()})
    note(f"{error.text(reader_language())} [{error.code}]")
