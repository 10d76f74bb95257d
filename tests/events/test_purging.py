"""After a purge neither the files nor the log of a table tell what was deleted, and the table lives on."""

from pathlib import Path

import pyarrow.compute as pc
import pytest

from tests.events.event_builder import events
from tropa.errors import NotFoundError
from tropa.events.lake import Lake


def told(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_the_log_tells_nothing_of_deleted_rows_and_the_table_goes_on(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    lake.append("events", events([("secret-event", ["crm:secret"], "2026-05-01T10:00")]))
    lake.append("events", events([("e2", ["crm:2"], "2026-05-02T10:00")]))
    assert lake.remove("events", lambda rows: pc.equal(rows["event_id"], "secret-event")) == 1
    version = lake.version("events")
    lake.purge()
    assert b"secret" not in told(tmp_path)
    assert version is not None
    assert (lake.version("events") or 0) >= version
    with pytest.raises(NotFoundError):
        lake.read("events", version=0)
    for number in range(3):
        lake.append("events", events([(f"n{number}", ["crm:3"], "2026-05-03T10:00")]))
        lake.remove("events", lambda rows: pc.equal(rows["event_id"], "n0"))
        lake.purge()
    assert sorted(lake.read("events")["event_id"].to_pylist()) == ["e2", "n1", "n2"]


def test_purging_twice_and_an_empty_lake_is_fine(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    lake.purge()
    lake.append("events", events([("e1", ["crm:1"], "2026-05-01T10:00")]))
    lake.purge()
    lake.purge()
    assert lake.read("events").num_rows == 1
