"""`tropa serve`: the studio in the browser."""

import os
from pathlib import Path
from typing import Annotated

import typer

from tropa.cli.screen import note, say
from tropa.errors import InputError, NotFoundError, needed


def serve(
    workspace: Annotated[Path, typer.Argument(help=say("argument.workspace"))] = Path(),
    host: Annotated[str, typer.Option(help=say("option.host"))] = "127.0.0.1",
    port: Annotated[int, typer.Option(help=say("option.port"), min=0, max=65535)] = 8600,
    no_open: Annotated[bool, typer.Option("--no-open", help=say("option.no_open"))] = False,
    owner: Annotated[str | None, typer.Option(help=say("option.owner"))] = None,
    anyway: Annotated[bool, typer.Option("--anyway", help=say("option.anyway"))] = False,
) -> None:
    """Serve a workspace until stopped; `--owner` first makes an owner with the password in TROPA_OWNER_PASSWORD."""
    if not workspace.is_dir():
        raise NotFoundError("library.no_folder", path=workspace)
    with needed("fastapi", "studio"):
        import fastapi  # noqa: F401

    from tropa.server.app import run
    from tropa.server.settings import settings_from

    settings = settings_from(workspace)
    if owner is not None:
        _make_owner(workspace, settings.database_url, owner)
    run(settings, host, port, not no_open, lambda link: note(say("serve.open", link=link)), anyway)


def _make_owner(folder: Path, url: str, email: str) -> None:
    from tropa.studio.accounts import ensure_owner
    from tropa.studio.database import connect
    from tropa.studio.migrations import migrate

    password = os.environ.get("TROPA_OWNER_PASSWORD") or typer.prompt(say("serve.password"), hide_input=True, err=True)
    if not password:
        raise InputError("accounts.weak_password", shortest=10, longest=200)
    database = connect(folder, url)
    try:
        migrate(database, folder)
        with database.session() as session:
            ensure_owner(session, email, password, email.partition("@")[0])
    finally:
        database.close()
