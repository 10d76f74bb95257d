"""`tropa diff`, `tropa merge` and `tropa compare`: versions of maps."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tropa.cli.convert import tell
from tropa.cli.options import Json
from tropa.cli.screen import note, say, show, show_json
from tropa.kit.locale import reader_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tropa.model.map import Map

Changes = Annotated[bool, typer.Option("--strict", help=say("option.changes"))]


def diff(
    before: Annotated[Path, typer.Argument(help=say("argument.before"))],
    after: Annotated[Path, typer.Argument(help=say("argument.after"))],
    output: Annotated[Path | None, typer.Option("--output", "-o", help=say("option.output"))] = None,
    strict: Changes = False,
    json: Json = False,
) -> None:
    """Say what changed; with -o, draw both versions side by side (html, svg, pdf, png, json)."""
    from tropa.model.diff import diff as changes_of
    from tropa.model.diff_text import diff_text

    old, new = _read([before, after])
    drawn = _drawn(old, new, output.suffix) if output else b""
    changes = changes_of(old, new)
    if json:
        show_json([change.model_dump(mode="json", exclude_defaults=True) for change in changes])
    else:
        for line in diff_text(changes, reader_language()):
            show(line)
        show(say("diff.found", n=len(changes)) if changes else say("diff.none"))
    if output:
        _keep(drawn, output)
    if strict and changes:
        raise typer.Exit(2)


def _drawn(old: "Map", new: "Map", suffix: str) -> bytes:
    from tropa.formats.side_by_side import write_diff

    return write_diff(old, new, suffix)


def merge(
    base: Annotated[Path, typer.Argument(help=say("argument.base"))],
    ours: Annotated[Path, typer.Argument(help=say("argument.ours"))],
    theirs: Annotated[Path, typer.Argument(help=say("argument.theirs"))],
    output: Annotated[Path, typer.Option("--output", "-o", help=say("option.output"))],
    json: Json = False,
) -> None:
    """Join both copies into one map; exit 2 where they contradict each other."""
    from tropa.library.documents import write_map
    from tropa.model.conflict_text import conflict_text
    from tropa.model.merge import merge as merged_of

    merged = merged_of(*_read([base, ours, theirs]))
    write_map(merged.map, output)
    if json:
        show_json({"file": str(output), "conflicts": [one.model_dump(mode="json") for one in merged.conflicts]})
    if not merged.conflicts:
        note(say("merge.clean", path=output))
        return
    note(say("merge.conflicts", n=len(merged.conflicts)))
    for conflict in merged.conflicts:
        note(f"  {conflict_text(conflict, reader_language())}")
    raise typer.Exit(2)


def compare(
    maps: Annotated[list[Path], typer.Argument(help=say("argument.maps"))],
    output: Annotated[Path, typer.Option("--output", "-o", help=say("option.output"))] = Path("comparison.html"),
    json: Json = False,
) -> None:
    """Put several maps side by side, or as it is and as it is to be with the gap of each stage."""
    from tropa.formats.side_by_side import data_side_by_side, write_side_by_side
    from tropa.library.documents import map_files, read_document

    reads = [read_document(path) for path in map_files(maps)]
    documents = [read.map for read in reads]
    drawn = write_side_by_side(documents, output.suffix)
    if json:
        show_json(data_side_by_side(documents))
    for read in reads:
        tell(read.warnings)
    _keep(drawn, output)


def _read(paths: "Sequence[Path]") -> "list[Map]":
    """The maps, and a word about what could not be read as it is."""
    from tropa.library.versions import read_versions

    reads = read_versions(paths)
    for read in reads:
        tell(read.warnings)
    return [read.map for read in reads]


def _keep(content: bytes, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    note(path)
