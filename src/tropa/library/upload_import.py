"""A file that a person uploads becomes a source: imported, put beside the others, and written into `tropa.yaml`.

The first file brings a proposed definition with it. A further one of a new source brings rules for what it holds and
no rule matches, behind those there are: what people have written decides first.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from tropa.definition.load import dump, loads
from tropa.definition.model import Definition, Source, TouchpointRule
from tropa.definition.propose import Tables, propose
from tropa.errors import TropaError
from tropa.events.schema import TABLES
from tropa.ingest.read import read_file
from tropa.kit.locale import Language
from tropa.kit.progress import Progress, part, silent
from tropa.library.definition_edit import read_definition, with_rules, with_source, write_definition
from tropa.library.files import DEFINITION, flat, source_named
from tropa.library.importing import Imported, import_files
from tropa.library.stitch_rates import with_stitch_rates
from tropa.library.workspace import Workspace, home_of

DATA = "data"  # the folder of a workspace where uploaded files lie


@dataclass(frozen=True)
class UploadImported:
    """What came of it: the report; whether a definition was proposed and written; rules added for a new source."""

    imported: Imported
    definition_written: bool = False
    rules_added: int = 0


def place_for(folder: Path, name: str) -> str:
    """Where an uploaded file will lie, relative to the workspace; a file of the same name stays beside it."""
    number, place = 1, f"{DATA}/{name}"
    while (folder / place).exists():
        number += 1
        place = f"{DATA}/{number}/{name}"
    return place


def import_upload(
    folder: Path, file: Path, source: Source, *, language: Language = "en", progress: Progress = silent
) -> UploadImported:
    """Import the file as the source says, whose `files` names the place it is then moved to.

    May be done again after it was cut off: rows are added once. A file that cannot be read stays where it is, and its
    report says why.
    """
    place = folder / source.files[-1]
    there = file if file.is_file() else place
    workspace = home_of((), folder, None)
    asked = _alone(workspace, source, there)
    imported = import_files(asked, progress=part(progress, 0, 0.8))[0]
    if imported.report.broken:
        return UploadImported(imported)
    if there != place:
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(there, place)
    progress(0.85)
    written, rules = _declared(workspace, source, language)
    rated = with_stitch_rates([imported], workspace.lake, workspace.definition)[0]
    return UploadImported(rated, written, rules)


def _alone(workspace: Workspace, source: Source, file: Path) -> Workspace:
    """The workspace as if this file were its only source."""
    here = source.model_copy(update={"files": (file.relative_to(workspace.folder).as_posix(),)})
    return replace(workspace, definition=workspace.definition.model_copy(update={"sources": (here,)}))


def _declared(workspace: Workspace, source: Source, language: Language) -> tuple[bool, int]:
    there = read_definition(workspace.folder)
    if there is None:
        definition, notes = propose([*_others(workspace, source), (source, _rows(workspace, source))], language)
        write_definition(workspace.folder, dump(definition, notes), None)
        return True, len(definition.touchpoints)
    before = loads(there.text, DEFINITION)
    known = next((one for one in before.sources if one.name == source.name), None)
    text = with_source(there.text, _joined(known, source))
    rules = [] if known or not before.touchpoints else _rules_for(workspace, source, before, language)
    if rules:
        text = with_rules(text, [*before.touchpoints, *rules])
    write_definition(workspace.folder, text, there.digest)
    return False, len(rules)


def _joined(known: Source | None, source: Source) -> Source:
    """A known source with one file more; what is said of it now counts."""
    if known is None:
        return source
    said = source.model_dump(exclude_unset=True, exclude={"files", "name"})
    return known.model_copy(
        update={"files": tuple(dict.fromkeys([*known.files, *source.files]))}
        | {name: getattr(source, name) for name in said}
    )


def _rules_for(workspace: Workspace, source: Source, before: Definition, language: Language) -> list[TouchpointRule]:
    """Proposed rules for a new source, in the stages there are; a known touchpoint keeps its stage and signal."""
    proposed, _ = propose([(source, _rows(workspace, source))], language)
    stages = {stage.id for stage in before.stages}
    held = {(rule.touchpoint, key): getattr(rule, key) for rule in before.touchpoints for key in ("stage", "signal")}
    rules = []
    for rule in proposed.touchpoints:
        known = (rule.touchpoint, "stage") in held
        stage = held[rule.touchpoint, "stage"] if known else rule.stage
        signal = held[rule.touchpoint, "signal"] if known else rule.signal
        match = rule.match.model_copy(update={"source": source.name})
        update = {"match": match, "stage": stage if stage in stages else None, "signal": signal}
        rules.append(rule.model_copy(update=update))
    return rules


def _others(workspace: Workspace, source: Source) -> Sequence[tuple[Source, Tables]]:
    """The other files of a folder that has no definition yet."""
    found = []
    for path in flat([workspace.folder]):
        place = path.relative_to(workspace.folder).as_posix()
        if place in source.files:
            continue
        try:
            read = read_file(path)
        except TropaError:
            continue
        if not read.report.broken and read.tables:
            found.append((Source(name=source_named(path), files=(place,)), read.tables))
    return [one for one in found if one[0].name != source.name]


def _rows(workspace: Workspace, source: Source) -> dict[str, pa.Table]:
    """What the lake holds of a source."""
    tables = {table: workspace.lake.read(table) for table in TABLES}
    return {table: rows.filter(pc.equal(rows["source"], source.name)) for table, rows in tables.items()}
