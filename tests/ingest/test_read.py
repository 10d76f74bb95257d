import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ingest.files import imported, reasons, written
from tropa.errors import InputError, NotFoundError
from tropa.events.schema import TABLES
from tropa.ingest.mapping import Mapping
from tropa.ingest.read import import_id, read_batches, read_file
from tropa.ingest.registry import READERS
from tropa.ingest.report_text import render

LOG = "user_id,event,time\n" + "".join(
    f"{n},view,2025-01-02 10:{n // 60 % 60:02}:{n % 60:02}\n" for n in range(120_000)
)


def test_a_big_file_comes_in_batches_with_growing_progress(tmp_path: Path) -> None:
    shares: list[float] = []
    report, batches = read_batches(written(tmp_path, "log.csv.gz", LOG), progress=shares.append)
    sizes = [batch.rows.num_rows for batch in batches]
    assert sum(sizes) == 120_000
    assert len(sizes) > 1
    assert (report.rows, report.accepted, report.ids) == (120_000, 120_000, {"user": 120_000})
    assert shares[-1] == 1.0
    assert all(0 <= share <= 1 for share in shares)


def test_every_table_has_the_lakes_schema_and_the_imports_name(tmp_path: Path) -> None:
    found = read_file(written(tmp_path, "log.csv", "user_id,event,time,city\n1,a,2025-01-02,Riga\n"))
    assert set(found.tables) == {"events", "traits"}
    for name, rows in found.tables.items():
        assert rows.schema.equals(TABLES[name])
        assert rows.column("import_id").to_pylist() == [found.report.import_id]


def test_first_and_last_time_span_the_file(tmp_path: Path) -> None:
    found = read_file(written(tmp_path, "t.csv", "user_id,event,time\n1,a,2025-01-03\n1,b,2025-01-02\n"))
    assert (found.report.first_time, found.report.last_time) == (1_735_776_000_000_000, 1_735_862_400_000_000)


def test_rows_before_a_break_are_kept_and_the_break_is_told(tmp_path: Path) -> None:
    path = tmp_path / "log.csv.gz"
    packed = gzip.compress(LOG.encode())
    path.write_bytes(packed[: len(packed) // 2])
    found = read_file(path)
    assert found.report.broken
    assert reasons(found) == [(None, "broken_gzip")]
    assert found.report.accepted == found.report.rows >= found.tables["events"].num_rows > 0


def test_a_broken_file_is_a_report_and_only_strict_raises(tmp_path: Path) -> None:
    path = written(tmp_path, "empty.csv", "")
    assert read_file(path).report.broken
    with pytest.raises(InputError, match="empty"):
        read_file(path, strict=True)
    with pytest.raises(InputError):
        read_file(written(tmp_path, "t.csv", "colour,size\nred,5\n"), reader="table", strict=True)


def test_a_missing_file_and_an_unknown_reader_are_the_callers_errors(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        read_file(tmp_path / "no.csv")
    with pytest.raises(InputError, match="telepathy"):
        read_file(written(tmp_path, "t.csv", LOG[:200]), reader="telepathy")


def test_an_import_is_named_by_its_bytes_and_by_how_they_are_read(tmp_path: Path) -> None:
    one, other = written(tmp_path, "a.csv", LOG[:200]), written(tmp_path, "b.csv", LOG[:200])
    named = import_id(one, "table", "log", Mapping())
    assert named == import_id(other, "table", "log", Mapping())
    assert named != import_id(one, "table", "log", Mapping(time_zone="Europe/Moscow"))
    assert named != import_id(written(tmp_path, "a.csv", LOG[:240]), "table", "log", Mapping())


def test_a_source_named_by_a_person_is_kept(tmp_path: Path) -> None:
    found = read_file(written(tmp_path, "t.csv", LOG[:200]), source="crm")
    assert set(found.tables["events"].column("source").to_pylist()) == {"crm"}


def test_a_file_nobody_knows_is_told(tmp_path: Path) -> None:
    path = tmp_path / "t.bin"
    path.write_bytes(b"SQLite format 3\x00" + bytes(100))
    assert reasons(imported(path)) == [(None, "unknown_format")]


def test_no_reader_raises_on_a_strange_head(tmp_path: Path) -> None:
    strange = [b"\x00\x01\x02" * 50, b"PK\x03\x04", b"{", b"[[[", b'"', b"<xml", b"\xff\xfe", b"a,b\n\xff\x00", b"PAR1"]
    for number, content in enumerate(strange):
        path = tmp_path / f"{number}.csv"
        path.write_bytes(content)
        assert read_file(path).report.broken or not read_file(path).report.accepted


def test_every_reader_is_listed_under_its_source() -> None:
    assert all(name == reader.source for name, reader in READERS.items())
    assert {"table", "reviews", "survey", "costs"} <= set(READERS)


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["", "NA", "1", "2025-01-02", "31.12.2025 10:00", "a@b.ru", "1,5", '"', ";", "=cmd()", "1e18", "\x00"]
    ),
)
NAMES = st.sampled_from(["user_id", "time", "event", "Дата", "Оценка", "Отзыв", "cost", "date", "email", "", "nps"])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.lists(NAMES, min_size=1, max_size=5),
    rows=st.lists(st.lists(CELLS, max_size=6), max_size=8),
    separator=st.sampled_from([",", ";", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-16", "cp1251"]),
)
def test_whatever_a_table_holds_it_ends_in_a_report(
    tmp_path: Path, names: list[str], rows: list[list[str]], separator: str, encoding: str
) -> None:
    text = "\n".join(separator.join(row) for row in [names, *rows])
    path = tmp_path / "t.csv"
    path.write_bytes(text.encode(encoding, "replace"))
    for reader in (None, "table", "reviews", "costs"):
        report = read_file(path, reader=reader).report
        assert report.rows == report.accepted + report.rejected + report.duplicates
        assert not any(rejection.code == "ingest.broken_file" for rejection in report.rejections)
        assert render(report, "ru")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=300),
    start=st.sampled_from([b"", b"\x1f\x8b", b"PK\x03\x04", b"PAR1", b"{", b"[{", b"<"]),
)
def test_whatever_the_bytes_are_they_end_in_a_report(tmp_path: Path, content: bytes, start: bytes) -> None:
    path = tmp_path / "t.bin"
    path.write_bytes(start + content)
    assert render(read_file(path).report, "pl")
