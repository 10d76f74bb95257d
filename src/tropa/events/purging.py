"""A table's past taken off the disk: old files, and the log that tells of them.

The log of a Delta table holds, for every file there ever was, the lowest and highest value of its columns, and the
condition of every deletion, ids included. So a vacuum alone leaves names behind: the log is gathered into one
checkpoint of what there is now, what came before it is removed, and the newest commit keeps no conditions.
"""

import json
from pathlib import Path

from deltalake import DeltaTable


def forget_past(path: Path) -> None:
    """Leave of the table only its newest version; older ones can no longer be read. The version's number stays."""
    delta = DeltaTable(path)
    delta.vacuum(retention_hours=0, dry_run=False, enforce_retention_duration=False, full=True)
    delta.update_incremental()
    delta.create_checkpoint()
    newest = f"{delta.version():020d}"
    for entry in (path / "_delta_log").iterdir():
        version = entry.name.partition(".")[0]
        if (version.isdigit() and version < newest) or entry.name.endswith(".tmp"):
            entry.unlink()
    _say_nothing(path / "_delta_log" / f"{newest}.json")


def _say_nothing(commit: Path) -> None:
    """Take the conditions of the newest commit out of it; deltalake asks for the file itself."""
    if not commit.exists():
        return
    actions = [json.loads(line) for line in commit.read_text("utf-8").splitlines() if line]
    for action in actions:
        if "commitInfo" in action:
            action["commitInfo"].pop("operationParameters", None)
    fresh = commit.with_suffix(".tmp")
    fresh.write_text("".join(json.dumps(action) + "\n" for action in actions), "utf-8")
    fresh.replace(commit)
