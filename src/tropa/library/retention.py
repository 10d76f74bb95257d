"""Retention: rows that have grown older than their source may keep them are removed, and the past with them."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tropa.events.destruction import log
from tropa.library.admitting import oldest_kept
from tropa.library.blanking import blank_documents
from tropa.library.erasing import home
from tropa.library.person import TABLES
from tropa.library.workspace import Workspace, emptied_cache


@dataclass(frozen=True)
class Purged:
    """What a purge removed: rows by source and table, and the documents in which quotes were blanked."""

    rows: dict[str, dict[str, int]]
    documents: tuple[Path, ...]

    @property
    def removed(self) -> int:
        """All rows removed."""
        return sum(n for tables in self.rows.values() for n in tables.values())

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {"rows": self.rows, "removed": self.removed, "documents": [str(path) for path in self.documents]}


def purge_old(workspace: Workspace, *, now: datetime | None = None) -> Purged:
    """Remove what is older than the retention of its source, blank its quotes in maps, and make older versions of the
    tables unreadable. Rows without a time stay: nobody can say how old they are.

    >>> purge_old(open_workspace(Path("shop"))).removed  # doctest: +SKIP
    120
    """
    limits = {one.name: oldest for one in workspace.definition.sources if (oldest := oldest_kept(one, now)) is not None}
    lake = workspace.lake
    said = lake.read("verbatims")
    old = said.filter(_too_old(said, limits))
    documents = blank_documents(
        workspace.folder, old["verbatim_id"].to_pylist(), [text for text in old["text"].to_pylist() if text]
    )
    rows: dict[str, dict[str, int]] = {name: {} for name in limits}
    for table in TABLES:
        stored = lake.read(table, columns=["source", "time"])
        counts = Counter(stored.filter(_too_old(stored, limits))["source"].to_pylist())
        lake.remove(table, lambda found: _too_old(found, limits))
        for name in limits:
            rows[name][table] = counts[name]
    purged = Purged(rows, tuple(documents))
    if purged.removed:
        emptied_cache(workspace)
        log(home(workspace) / "log.jsonl", "purged", datetime.now(UTC), {"rows": rows, "documents": len(documents)})
    lake.purge()
    return purged


def _too_old(rows: pa.Table, limits: dict[str, datetime]) -> pa.Array:
    old = pa.array([False] * rows.num_rows, pa.bool_())
    for name, oldest in limits.items():
        before = pc.less(rows["time"].combine_chunks(), pa.scalar(oldest, rows["time"].type))
        old = pc.or_(old, pc.and_(pc.equal(rows["source"].combine_chunks(), name), pc.fill_null(before, False)))
    return old
