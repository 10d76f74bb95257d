from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tropa.errors import InputError
from tropa.ingest.head import look
from tropa.ingest.parquet import ParquetSheet, text_of
from tropa.ingest.report import ImportReport
from tropa.ingest.sheet import CHUNK_ROWS


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (pa.array([7253110200330412345, None]), ["7253110200330412345", None]),
        (pa.array([13085.0, 0.5, float("nan"), float("inf")]), ["13085", "0.5", None, None]),
        (pa.array([True, False]), ["true", "false"]),
        (pa.array(["NA", ""]), ["NA", ""]),
        (pa.array(["a", "b", "a"]).dictionary_encode(), ["a", "b", "a"]),
        (pa.array([b"caf\xc3\xa9", None]), ["café", None]),
        (pa.array([[1, 2], None]), ["[1, 2]", None]),
        (pa.array([{"city": "Łódź"}]), ['{"city": "Łódź"}']),
        (pa.array([date(2026, 5, 1)]), ["2026-05-01"]),
    ],
)
def test_every_type_is_written_as_text(values: pa.Array, text: list[Any]) -> None:
    assert text_of(values).to_pylist() == text


def test_times_keep_their_zone() -> None:
    written = text_of(pa.array([datetime(2026, 5, 1, 10, tzinfo=UTC)], pa.timestamp("us", "UTC")))[0].as_py()
    assert written.startswith("2026-05-01 10:00:00")
    assert written.endswith("Z")


def test_rows_are_numbered_from_one_and_progress_grows_to_the_end(tmp_path: Path) -> None:
    count = CHUNK_ROWS + 10
    pq.write_table(pa.table({"id": pa.array(range(count))}), tmp_path / "a.parquet")
    report, shares = ImportReport("a", "", ""), [0.0]
    chunks = list(ParquetSheet(look(tmp_path / "a.parquet")).chunks(report, shares.append))
    assert (chunks[0].lines[0], chunks[-1].lines[-1], report.rows) == (1, count, count)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_a_file_that_only_begins_like_one_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 and nothing else")
    with pytest.raises(InputError) as told:
        ParquetSheet(look(tmp_path / "a.parquet"))
    assert told.value.code == "ingest.broken_parquet"
