"""`tropa check`: maps against the rules of the method."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tropa.cli.options import Json, Strict
from tropa.cli.screen import say, show, show_json
from tropa.errors import MapError, NotFoundError
from tropa.kit.locale import reader_language

if TYPE_CHECKING:
    from tropa.model.map import Map


def check(
    maps: Annotated[list[Path], typer.Argument(help=say("argument.maps"))],
    strict: Strict = False,
    json: Json = False,
) -> None:
    """Check map documents; exit 2 with --strict when there is a finding."""
    from tropa.lint.check import check as check_maps

    documents = [read_map(path) for path in map_files(maps)]
    findings = check_maps(documents)
    if json:
        show_json([finding.to_dict() for finding in findings])
    else:
        for finding in findings:
            show(f"{finding.where}: {finding.text(reader_language())} [{finding.code}]")
        show(say("check.found", n=len(findings)) if findings else say("check.clean"))
    if strict and findings:
        raise typer.Exit(2)


def map_files(paths: list[Path]) -> list[Path]:
    """Map documents among files and folders; NotFoundError where there are none."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            found = sorted(path.glob("*.map.json"))
            if not found:
                raise NotFoundError("cli.no_maps", path=path)
            files += found
        elif path.is_file():
            files.append(path)
        else:
            raise NotFoundError("errors.no_file", path=path)
    return files


def read_map(path: Path) -> "Map":
    """The map in a file; MapError names the file and what is wrong in it."""
    from tropa.formats.json import read_json

    try:
        return read_json(path.read_bytes())
    except MapError as error:
        raise MapError("cli.bad_map", path=path, reason=error.text(reader_language())) from None
