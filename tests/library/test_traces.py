"""Traces of a customer are found in files of every kind, and nobody else's are taken for them."""

import gzip
import json
import zipfile
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tropa.library.traces import Traces, files_with

EMAIL = "anna@example.com"
TRACES = Traces(
    ("crm:17", "crm:A-100200", f"email_sha256:{sha256(EMAIL.encode()).hexdigest()}"),
    ("Курьер так и не приехал ко мне", "ok"),
)


@pytest.mark.parametrize(
    "text", ["Anna@Example.com wrote", "x,A-100200,y", "он сказал: Курьер так и не приехал ко мне!", TRACES.ids[2]]
)
def test_a_text_with_a_trace_is_found(text: str) -> None:
    assert TRACES.in_text(text)


@pytest.mark.parametrize("text", ["17 items", "A-1002003", "it is ok", "boris@example.com", "курьер приехал"])
def test_a_text_without_one_is_not(text: str) -> None:
    assert not TRACES.in_text(text)


def test_words_are_found_as_they_were_before_they_were_masked() -> None:
    traces = Traces((), ("Курьер ⟨name⟩ так и не приехал ко мне",))
    assert traces.in_text("Курьер Алексей так и не приехал ко мне")


def test_a_cell_is_compared_as_a_whole() -> None:
    assert [TRACES.is_cell(cell) for cell in (" 17 ", "ok", "ANNA@example.com", "170", "okay")] == [True] * 3 + [
        False
    ] * 2


def test_files_are_opened_whatever_they_are(tmp_path: Path) -> None:
    words = TRACES.texts[0]
    (tmp_path / "plain.txt").write_text(words, "utf-8")
    (tmp_path / "wide.txt").write_text(words, "utf-16")
    (tmp_path / "escaped.json").write_text(json.dumps([words]))
    (tmp_path / "packed.csv.gz").write_bytes(gzip.compress(words.encode()))
    pq.write_table(pa.table({"text": [words]}), tmp_path / "table.parquet")
    pq.write_table(pa.table({"ids": [["crm:17"]]}), tmp_path / "ids.parquet")
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("sheet.xml", f"<c>{words}</c>")
    (tmp_path / "clean.txt").write_text("nothing of theirs")
    (tmp_path / "broken.parquet").write_bytes(b"no table")
    found = {path.name for path in files_with(TRACES, tmp_path)}
    assert found == {path.name for path in tmp_path.iterdir()} - {"clean.txt", "broken.parquet"}
