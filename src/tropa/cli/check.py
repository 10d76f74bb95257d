"""`tropa check`: maps against the rules of the method."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tropa.cli.options import Json, Strict, read_choice
from tropa.cli.screen import note, say, show, show_json
from tropa.kit.locale import reader_language

if TYPE_CHECKING:
    from tropa.lint.finding import Finding
    from tropa.model.map import Map

Report = Literal["text", "json", "sarif", "junit"]


def check(
    maps: Annotated[list[Path], typer.Argument(help=say("argument.maps"))],
    form: Annotated[str, typer.Option("--format", help=say("option.format"))] = "text",
    fix: Annotated[bool, typer.Option("--fix", help=say("option.fix"))] = False,
    strict: Strict = False,
    json: Json = False,
) -> None:
    """Check map documents; exit 2 with --strict when there is a finding."""
    from tropa.library.documents import map_files, read_map
    from tropa.lint.check import check as check_maps

    report: Report = "json" if json else read_choice("--format", form, Report)
    files = map_files(maps)
    documents = [read_map(path) for path in files]
    if fix:
        documents = _mended(files, documents)
    findings = check_maps(documents, language=reader_language())
    _tell(findings, report, {map_.id: str(path) for map_, path in zip(documents, files, strict=True)})
    if strict and findings:
        raise typer.Exit(2)


def _tell(findings: "list[Finding]", report: Report, files: dict[str, str]) -> None:
    from tropa.lint.junit import junit
    from tropa.lint.sarif import sarif

    if report == "json":
        show_json([finding.to_dict() for finding in findings])
    elif report == "sarif":
        show(sarif(findings, files, language=reader_language()).rstrip())
    elif report == "junit":
        show(junit(findings, files, language=reader_language()).rstrip())
    else:
        for finding in findings:
            show(f"{finding.where}: {finding.text(reader_language())} [{finding.code}]")
        show(say("check.found", n=len(findings)) if findings else say("check.clean"))


def _mended(files: list[Path], documents: "list[Map]") -> "list[Map]":
    """The maps after every safe fix, those that changed written back to their files."""
    from tropa.library.documents import write_map
    from tropa.lint.check import fixed

    mended, gone = fixed(documents)
    for path, before, after in zip(files, documents, mended, strict=True):
        if after != before:
            write_map(after, path)
            note(path)
    note(say("check.fixed", n=len(gone)))
    return mended
