"""Rows for tests: `events([("e1", ["crm:1"], "2026-05-01T10:00")])`."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pyarrow as pa

from tropa.events.schema import TIME
from tropa.events.validate import conform

Row = tuple[str, Sequence[str], str]


def moment(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


def events(rows: Sequence[Row], source: str = "site", import_id: str = "i1", name: str = "view") -> pa.Table:
    """Events as (event_id, ids, time)."""
    columns = {
        "event_id": pa.array([row[0] for row in rows], pa.string()),
        "ids": pa.array([list(row[1]) for row in rows], pa.list_(pa.string())),
        "time": pa.array([moment(row[2]) for row in rows], TIME),
        "position": pa.array(range(len(rows)), pa.int64()),
        "name": [name] * len(rows),
        "source": [source] * len(rows),
        "import_id": [import_id] * len(rows),
    }
    return conform("events", pa.table(columns))


def seen(rows: Sequence[tuple[Sequence[str], int | None]]) -> pa.Table:
    """Rows for stitching as (ids, time in µs)."""
    return pa.table(
        {
            "ids": pa.array([list(ids) for ids, _ in rows], pa.list_(pa.string())),
            "time": pa.array([time for _, time in rows], pa.int64()).cast(TIME),
            "source": pa.array(["site"] * len(rows), pa.string()),
        }
    )
