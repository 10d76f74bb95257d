import gzip
import random
from pathlib import Path

import pytest

from tests.ingest.files import written
from tropa.errors import InputError
from tropa.ingest.refusal import chunks_of_lines, refuse
from tropa.ingest.report import KEPT_REJECTIONS, ImportReport
from tropa.kit.progress import silent


def report() -> ImportReport:
    return ImportReport("a.csv", "a", "i")


def test_an_error_of_a_row_keeps_its_column_its_value_and_its_facts() -> None:
    told = report()
    refuse(told, 7, InputError("ingest.bad_time", column="day", value="soon", form="iso"))
    refused = told.rejections[0]
    assert (refused.line, refused.column, refused.value, refused.code) == (7, "day", "soon", "ingest.bad_time")
    assert refused.facts == {"form": "iso"}


def test_of_very_many_refusals_all_are_counted_and_some_kept() -> None:
    told = report()
    for line in range(2 * KEPT_REJECTIONS):
        told.reject(line, None, "x" * 500, "ingest.bad_json")
    assert told.rejected == 2 * KEPT_REJECTIONS
    assert len(told.rejections) <= KEPT_REJECTIONS
    assert len(told.rejections[0].value or "") == 200


def test_lines_come_in_chunks_with_their_numbers(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "a\nb\r\nc\n")
    assert list(chunks_of_lines(path, "utf-8", silent, report(), 2)) == [[(1, "a"), (2, "b")], [(3, "c")]]


def test_lines_before_a_break_are_kept_and_the_break_is_one_refused_row(tmp_path: Path) -> None:
    text = "".join(f"{random.Random(n).random()}\n" for n in range(20_000))
    (tmp_path / "a.gz").write_bytes(gzip.compress(text.encode())[:60_000])
    told = report()
    found = [pair for chunk in chunks_of_lines(tmp_path / "a.gz", "utf-8", silent, told) for pair in chunk]
    assert len(found) > 1_000
    assert found[0] == (1, text.split("\n")[0])
    assert [(one.code, one.line) for one in told.rejections] == [("ingest.broken_gzip", found[-1][0] + 1)]


def test_a_gzip_without_one_whole_line_raises(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(b"some line\n")[:12])
    with pytest.raises(InputError):
        list(chunks_of_lines(tmp_path / "a.gz", "utf-8", silent, report()))
