import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet
import pytest

from tests.events.event_builder import events, moment
from tropa.errors import InputError, NotFoundError
from tropa.events.identity import stitch
from tropa.events.lake import Lake, Written
from tropa.events.schema import COSTS, EVENTS, TRAITS, VERBATIMS
from tropa.events.validate import conform


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "моё озеро, 100% #1")


def ids(lake: Lake, version: int | None = None) -> list[str]:
    return sorted(lake.read("events", version, columns=["event_id"])["event_id"].to_pylist())


def test_an_empty_lake_reads_as_empty_tables(lake: Lake) -> None:
    assert lake.read("events").schema.equals(EVENTS)
    assert lake.version("events") is None
    assert lake.files("events") == []


def test_what_was_written_is_read_back_to_the_last_value(lake: Lake) -> None:
    rows = events([("e1", ["crm:1", "phone:+7"], "2026-05-01T23:59:59.999999"), ("e2", [], "2026-07-01")])
    lake.append("events", rows)
    assert lake.read("events").sort_by("event_id").equals(rows)


def test_importing_the_same_again_adds_nothing(lake: Lake) -> None:
    rows = events([("e1", ["crm:1"], "2026-05-01"), ("e2", ["crm:1"], "2026-05-02"), ("e1", ["crm:1"], "2026-05-01")])
    assert lake.append("events", rows) == Written(added=2, duplicates=1)
    assert lake.append("events", rows) == Written(added=0, duplicates=3)
    assert lake.version("events") == 0


def test_costs_are_the_same_when_all_but_the_import_is(lake: Lake) -> None:
    row = {"date": date(2026, 5, 1), "channel": "email", "cost": 5.0, "source": "s", "import_id": "i1"}
    rows = pa.Table.from_pylist([row, {**row, "cost": 6.0}], schema=COSTS)
    assert lake.append("costs", rows).added == 2
    again = pa.Table.from_pylist([{**row, "import_id": "i2"}, {**row, "channel": None}], schema=COSTS)
    assert lake.append("costs", again) == Written(added=1, duplicates=1)


def test_a_replaced_day_loses_what_the_new_file_does_not_have(lake: Lake) -> None:
    lake.append("events", events([("e1", [], "2026-05-01"), ("e2", [], "2026-05-01T23:59"), ("e3", [], "2026-05-02")]))
    lake.append("events", events([("o1", [], "2026-05-01")], source="other's"))
    late = events([("e1", [], "2026-05-01"), ("e4", [], "2026-05-01T05:00")], import_id="i2")
    assert lake.replace_days("events", late) == Written(added=1, duplicates=1, removed=1)
    assert ids(lake) == ["e1", "e3", "e4", "o1"]
    assert ids(lake, version=1) == ["e1", "e2", "e3", "o1"]


def test_days_are_replaced_across_months_and_sources_in_one_version(lake: Lake) -> None:
    lake.append("events", events([("e1", [], "2026-04-30T23:00"), ("e2", [], "2026-05-01"), ("e3", [], "2026-06-01")]))
    lake.append("events", events([("o1", [], "2026-05-01")], source="other's"))
    fresh = [
        events([("n1", [], "2026-04-30"), ("n2", [], "2026-05-01")]),
        events([("n3", [], "2026-05-01")], "other's"),
    ]
    assert lake.replace_days("events", pa.concat_tables(fresh)) == Written(added=3, duplicates=0, removed=3)
    assert ids(lake) == ["e3", "n1", "n2", "n3"]
    assert lake.version("events") == 2


def test_an_event_stored_on_another_day_is_not_doubled(lake: Lake) -> None:
    lake.append("events", events([("e1", [], "2026-05-01"), ("e2", [], "2026-05-02")]))
    assert lake.replace_days("events", events([("e1", [], "2026-05-02")])) == Written(0, 1, removed=1)
    assert ids(lake) == ["e1"]


def test_replacing_days_works_for_costs_and_in_an_empty_lake(lake: Lake) -> None:
    row = {"date": date(2026, 5, 1), "channel": "email", "cost": 5.0, "source": "s", "import_id": "i1"}
    assert lake.replace_days("costs", pa.Table.from_pylist([row], schema=COSTS)) == Written(1, 0)
    corrected = pa.Table.from_pylist([{**row, "cost": 7.0, "import_id": "i2"}], schema=COSTS)
    assert lake.replace_days("costs", corrected) == Written(added=1, duplicates=0, removed=1)
    assert lake.read("costs")["cost"].to_pylist() == [7.0]


def test_verbatims_without_a_time_are_added_when_days_are_replaced(lake: Lake) -> None:
    kind = {"ids": [], "source": "s", "speaker_role": "customer", "kind": "review", "import_id": "i"}
    rows = [{**kind, "verbatim_id": "v1", "time": moment("2026-05-01")}, {**kind, "verbatim_id": "v2", "time": None}]
    table = pa.Table.from_pylist(rows, schema=VERBATIMS)
    assert lake.replace_days("verbatims", table) == Written(2, 0)
    assert lake.replace_days("verbatims", table) == Written(0, 2)
    with pytest.raises(NotFoundError, match="cannot be replaced"):
        lake.replace_days("identity", lake.read("identity"))


@pytest.mark.parametrize("name", ["a[1]", "a%20b", "what?"])
def test_a_folder_that_the_engines_would_misread_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="special meaning"):
        Lake(tmp_path / name)


def test_duckdb_reads_the_files(lake: Lake) -> None:
    lake.append("events", events([("e1", ["crm:1"], "2026-05-01"), ("e2", [], "2026-06-01")]))
    with duckdb.connect() as database:
        query = "SELECT count(*), count(DISTINCT event_id) FROM read_parquet(?)"
        assert database.execute(query, [lake.files("events")]).fetchone() == (2, 2)


def test_a_refused_row_leaves_the_table_as_it_was(lake: Lake) -> None:
    lake.append("events", events([("e1", [], "2026-05-01")]))
    with pytest.raises(InputError):
        lake.append("events", events([("e2", [], "2026-05-01")]).drop_columns(["name"]))
    assert ids(lake) == ["e1"]


def test_a_write_cut_off_before_its_commit_is_never_seen(lake: Lake) -> None:
    lake.append("events", events([("e1", [], "2026-05-01")]))
    stray = lake.folder / "events" / "month=2026-05" / "part-00000-cut-off.zstd.parquet"
    stray.write_bytes(b"PAR1 half a file")
    (lake.folder / "events" / "_delta_log" / "_commit_cut-off.json.tmp").write_text("{")
    assert ids(lake) == ["e1"]
    assert lake.append("events", events([("e2", [], "2026-05-01")])).added == 1


def test_a_damaged_log_is_told_not_traced(lake: Lake) -> None:
    lake.append("events", events([("e1", [], "2026-05-01")]))
    (lake.folder / "events" / "_delta_log" / "00000000000000000000.json").write_text("not json")
    with pytest.raises(InputError, match="damaged"):
        lake.read("events")


def test_versions_that_never_were_are_named(lake: Lake) -> None:
    with pytest.raises(NotFoundError, match="no version 7"):
        lake.read("events", version=7)
    lake.append("events", events([("e1", [], "2026-05-01")]))
    with pytest.raises(NotFoundError, match="no version 7"):
        lake.read("events", version=7)


def test_two_writers_at_once_lose_and_double_nothing(lake: Lake) -> None:
    batches = [events([(f"e{n}", [], "2026-05-01"), (f"e{n + 1}", [], "2026-05-01")]) for n in range(6)]
    with ThreadPoolExecutor(4) as pool:
        written = list(pool.map(lambda rows: lake.append("events", rows), batches))
    assert ids(lake) == [f"e{n}" for n in range(7)]
    assert sum(w.added for w in written) == 7


def test_another_process_can_add(lake: Lake) -> None:
    lake.append("events", events([("e1", [], "2026-05-01")]))
    program = (
        "import sys; from pathlib import Path; from tropa.events.lake import Lake; lake = Lake(Path(sys.argv[1]));"
        "rows = lake.read('events'); rows = rows.set_column(0, 'event_id', [['e2']]); lake.append('events', rows)"
    )
    subprocess.run([sys.executable, "-c", program, str(lake.folder)], check=True)
    assert ids(lake) == ["e1", "e2"]


def test_a_deleted_customer_is_gone_through_all_ids(lake: Lake) -> None:
    rows = events(
        [
            ("e1", ["anonymous:a"], "2026-05-01"),
            ("e2", ["anonymous:a", "crm:1"], "2026-05-02"),
            ("e3", ["crm:2"], "2026-05-02"),
        ]
    )
    traits = [{"ids": [i], "traits": "{}", "source": "crm", "import_id": "i"} for i in ("crm:1", "crm:2")]
    lake.append("events", rows)
    lake.append("traits", pa.Table.from_pylist(traits, schema=TRAITS))
    identity = stitch(rows)
    lake.replace_all("identity", identity.entries)
    lake.replace_all("merges", identity.audit())
    assert lake.delete_customer("crm:1") == {"events": 2, "traits": 1, "verbatims": 0}
    assert ids(lake) == ["e3"]
    assert lake.read("identity")["customer"].to_pylist() == ["crm:2"]
    assert lake.read("merges").num_rows == 0
    assert lake.delete_customer("crm:1") == {"events": 0, "traits": 0, "verbatims": 0}


def test_a_customer_nobody_stitched_is_deleted_by_name(lake: Lake) -> None:
    lake.append("events", events([("e1", ["phone:7", "crm:1"], "2026-05-01"), ("e2", ["crm:2"], "2026-05-01")]))
    assert lake.delete_customer("crm:1")["events"] == 1
    assert ids(lake) == ["e2"]


def test_after_a_purge_no_file_holds_the_deleted_customer(lake: Lake) -> None:
    rows = events([("e1", ["crm:secret"], "2026-05-01"), ("e2", ["crm:2"], "2026-05-01")])
    lake.append("events", rows)
    lake.replace_all("identity", stitch(rows).entries)
    lake.delete_customer("crm:secret")
    lake.purge()
    left = [pa.parquet.read_table(path) for path in lake.folder.rglob("*.parquet")]
    assert all("crm:secret" not in str(table.to_pylist()) for table in left)
    assert ids(lake) == ["e2"]


def test_many_small_imports_do_not_leave_many_files(lake: Lake) -> None:
    for number in range(36):
        lake.append("series", _number(number))
    assert len(lake.files("series")) < 10
    assert lake.read("series").num_rows == 36


def _number(number: int) -> pa.Table:
    row = {"date": date(2026, 5, 1), "metric": "q", "value": float(number), "source": "s", "import_id": str(number)}
    return conform("series", pa.Table.from_pylist([row]))
