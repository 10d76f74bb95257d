"""Files into the lake: which source each belongs to, what was read, what was new."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tropa.definition.model import Definition, Source
from tropa.errors import InputError, NotFoundError
from tropa.ingest.mapping import Mapping
from tropa.ingest.read import Import, read_file
from tropa.ingest.registry import READERS
from tropa.ingest.report import ImportReport
from tropa.ingest.report_text import rejection_text
from tropa.kit.progress import Progress, part, silent
from tropa.library.admitting import admitted, mask_late_authors
from tropa.library.files import flat, source_named
from tropa.library.known_files import known_report, remember
from tropa.library.workspace import Workspace


@dataclass(frozen=True)
class Imported:
    """One file's report and how many of its rows were new to the lake.

    `stitch_rate` is the share of the file's device ids that are linked to a person; None where that was not asked
    (`stitch_rates.with_stitch_rates`) or the file has no device ids.
    """

    report: ImportReport
    added: int
    stitch_rate: float | None = None

    @property
    def refused(self) -> int:
        """Rows refused; a file that could not be read counts as one."""
        return self.report.rejected + self.report.broken

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON values, with `added` and, beside the code of each refusal, its `reason` in English."""
        plain = self.report.to_dict()
        refusals = [{**vars(one), "reason": rejection_text(one, "en")} for one in self.report.rejections]
        return {**plain, "rejections": refusals, "added": self.added, "stitch_rate": self.stitch_rate}


def import_files(
    workspace: Workspace,
    files: Sequence[Path] = (),
    *,
    reader: str | None = None,
    again: bool = True,
    progress: Progress = silent,
) -> list[Imported]:
    """Bring files, or the definition's sources when none are named, into the workspace's lake.

    A broken row never stops a file, a broken file never stops the others; each has a report. With `again=False` a
    file that the lake holds already is not read again; its report is the remembered one. Raises NotFoundError where
    nothing is there to import.
    """
    chosen = sources_of(workspace, files)
    if not chosen:
        raise NotFoundError("library.no_sources", path=workspace.folder, allowed=", ".join(READERS))
    imported, told = [], workspace.lake.version("traits")
    for number, (path, source) in enumerate(chosen):
        asked, mapping = reader or source.reader, with_zone(source.mapping, workspace.definition)
        known = None if again else known_report(workspace.lake, path, source, asked, mapping)
        if known is not None:
            imported.append(Imported(known, 0))
            continue
        share = part(progress, number / len(chosen), (number + 1) / len(chosen))
        one = read_file(path, source=source.name, reader=asked, mapping=mapping, progress=share)
        imported.append(Imported(one.report, _store(workspace, one, source)))
    if workspace.lake.version("traits") != told:
        mask_late_authors(workspace)
    return imported


def sources_of(workspace: Workspace, files: Sequence[Path] = ()) -> list[tuple[Path, Source]]:
    """Every file to import with the source it belongs to, in the definition's order, then by name."""
    declared = [
        (path, source)
        for source in workspace.definition.sources
        for path in _matching(workspace, source, wanted=not files)
    ]
    if not files and declared:
        return declared
    known = {path.resolve(): source for path, source in declared}
    return [
        (path, known.get(path.resolve()) or Source(name=source_named(path), files=(path.name,)))
        for path in flat(files or [workspace.folder])
    ]


def _matching(workspace: Workspace, source: Source, *, wanted: bool) -> list[Path]:
    """The source's files; a pattern that fits none is an error where they are `wanted`."""
    found: list[Path] = []
    for pattern in source.files:
        try:
            matches = sorted(workspace.folder.glob(pattern))
        except (ValueError, NotImplementedError):  # an empty pattern, or one from the root
            matches = []
        if wanted and not matches:
            raise InputError("library.no_source_files", source=source.name, pattern=pattern, folder=workspace.folder)
        found += [path for path in matches if path.is_file()]
    return found


def with_zone(mapping: Mapping, definition: Definition) -> Mapping:
    """The definition's time zone and currency stand in where the source names none."""
    return mapping.model_copy(
        update={
            "time_zone": mapping.time_zone or (definition.time_zone if definition.time_zone != "UTC" else None),
            "currency": mapping.currency or definition.currency,
        }
    )


def _store(workspace: Workspace, one: Import, source: Source) -> int:
    added, lake = 0, workspace.lake
    for table, rows in admitted(workspace, one.tables, source).items():
        replace = source.late == "replace" and table in ("events", "costs", "series")
        written = lake.replace_days(table, rows) if replace else lake.append(table, rows)
        added += written.added
    if not one.report.broken:
        remember(lake, one.report)
    return added
