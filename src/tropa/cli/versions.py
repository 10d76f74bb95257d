"""`tropa diff`, `tropa merge` and `tropa compare`: versions of maps."""

from pathlib import Path
from typing import Annotated

import typer

from tropa.cli.options import Json
from tropa.cli.screen import note, say, show, show_json
from tropa.kit.locale import reader_language

Changes = Annotated[bool, typer.Option("--strict", help=say("option.changes"))]


def diff(
    before: Annotated[Path, typer.Argument(help=say("argument.before"))],
    after: Annotated[Path, typer.Argument(help=say("argument.after"))],
    output: Annotated[Path | None, typer.Option("--output", "-o", help=say("option.output"))] = None,
    strict: Changes = False,
    json: Json = False,
) -> None:
    """Say what changed; with -o, draw both versions side by side (html or svg)."""
    from tropa.formats.side_by_side import write_diff
    from tropa.library.documents import read_map
    from tropa.model.diff import diff as changes_of
    from tropa.model.diff_text import diff_text

    old, new = read_map(before), read_map(after)
    changes = changes_of(old, new)
    if json:
        show_json([change.model_dump(mode="json", exclude_defaults=True) for change in changes])
    else:
        for line in diff_text(changes, reader_language()):
            show(line)
        show(say("diff.found", n=len(changes)) if changes else say("diff.none"))
    if output is not None:
        output.write_bytes(write_diff(old, new, output.suffix))
        note(output)
    if strict and changes:
        raise typer.Exit(2)


def merge(
    base: Annotated[Path, typer.Argument(help=say("argument.base"))],
    ours: Annotated[Path, typer.Argument(help=say("argument.ours"))],
    theirs: Annotated[Path, typer.Argument(help=say("argument.theirs"))],
    output: Annotated[Path, typer.Option("--output", "-o", help=say("option.output"))],
    json: Json = False,
) -> None:
    """Join both copies into one map; exit 2 where they contradict each other."""
    from tropa.library.documents import read_map, write_map
    from tropa.model.conflict_text import conflict_text
    from tropa.model.merge import merge as merged_of

    merged = merged_of(read_map(base), read_map(ours), read_map(theirs))
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
    from tropa.formats.side_by_side import write_side_by_side
    from tropa.library.documents import map_files, read_map
    from tropa.model.side_by_side import side_by_side

    documents = [read_map(path) for path in map_files(maps)]
    if json:
        show_json(side_by_side(documents).model_dump(mode="json"))
    output.write_bytes(write_side_by_side(documents, output.suffix))
    note(output)
