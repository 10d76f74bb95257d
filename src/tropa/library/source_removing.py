"""A source taken out of a workspace: its rows, reports, place in `tropa.yaml`, and the files uploaded for it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pyarrow.compute as pc

from tropa.errors import NotFoundError
from tropa.events.destruction import log
from tropa.events.schema import AUDIT_TABLES, TABLES
from tropa.kit.progress import Progress, silent
from tropa.library.definition_edit import read_definition, without_source, write_definition
from tropa.library.erasing import home
from tropa.library.upload_import import DATA
from tropa.library.workspace import Workspace, emptied_cache


@dataclass(frozen=True)
class SourceRemoved:
    """Rows removed by table, files deleted, and files that stay because nobody uploaded them here."""

    source: str
    rows: dict[str, int]
    deleted: tuple[str, ...]
    left: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {"source": self.source, "rows": self.rows, "deleted": list(self.deleted), "left": list(self.left)}


def remove_source(workspace: Workspace, name: str, *, progress: Progress = silent) -> SourceRemoved:
    """Remove a source for good: older versions of the tables are made unreadable, kept journeys thrown away.

    May be done again after it was cut off. NotFoundError where neither the definition nor the lake knows it.
    """
    lake, declared = workspace.lake, {one.name: one for one in workspace.definition.sources}
    rows: dict[str, int] = {}
    for number, table in enumerate(TABLES):
        rows[table] = lake.remove(table, lambda found: pc.equal(found["source"], name))
        progress(0.6 * (number + 1) / len(TABLES))
    if not any(rows.values()) and name not in declared:
        raise NotFoundError("data.no_source", value=name, allowed=", ".join(declared) or "—")
    lake.remove("imports", lambda found: pc.equal(found["source"], name))
    there = read_definition(workspace.folder)
    if there is not None and name in declared:
        write_definition(workspace.folder, without_source(there.text, name), there.digest)
    deleted, left = _files(workspace, declared[name].files if name in declared else ())
    for table in ("identity", "merges"):  # made anew with the next question
        lake.replace_all(table, AUDIT_TABLES[table].empty_table())
    emptied_cache(workspace)
    lake.purge()
    log(home(workspace) / "log.jsonl", "source_removed", datetime.now(UTC), {"source": name, "rows": rows})
    progress(1.0)
    return SourceRemoved(name, rows, deleted, left)


def _files(workspace: Workspace, patterns: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    deleted, left = [], []
    for pattern in patterns:
        for path in sorted(workspace.folder.glob(pattern)):
            place = path.relative_to(workspace.folder).as_posix()
            if place.startswith(f"{DATA}/"):
                path.unlink()
                deleted.append(place)
            else:
                left.append(place)
    return tuple(deleted), tuple(left)
