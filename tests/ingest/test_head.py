import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.files import written
from tropa.errors import InputError, NotFoundError, TropaError
from tropa.ingest.head import chosen_encoding, find_encoding, is_broken, lines, look, open_bytes, stem_of, suffix_of
from tropa.ingest.mapping import Mapping

RUSSIAN = "Клиент;Дата;Событие\nИванов;31.12.2025;Покупка №5 «Тропа»\nПетров;01.01.2026;Звонок\n"
POLISH = "klient;data;zdarzenie\nŻółkiewski;31.12.2025;zakup łódki\nWiśniewska;01.01.2026;odwołanie\n"
WESTERN = "client;date;événement\nMüller;2025;Größe für Käufer\n"


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (RUSSIAN, "cp1251", "cp1251"),
        (POLISH, "cp1250", "cp1250"),
        (WESTERN, "cp1252", "cp1252"),
        (RUSSIAN, "utf-8", "utf-8"),
        (RUSSIAN, "utf-8-sig", "utf-8-sig"),
        (RUSSIAN, "utf-16", "utf-16"),
        (RUSSIAN, "utf-16-le", "utf-16-le"),
        (POLISH, "utf-16-be", "utf-16-be"),
        ("a,b\n1,2\n", "ascii", "utf-8"),
    ],
)
def test_the_encoding_is_found_by_marks_zeros_and_letters(text: str, encoding: str, found: str) -> None:
    data = text.encode(encoding)
    assert find_encoding(data) == found
    assert data.decode(find_encoding(data)) == text


def test_a_few_broken_bytes_do_not_unmake_utf_8() -> None:
    assert find_encoding("Привет, мир, как дела\n".encode() * 5 + b"\xff\n") == "utf-8"


def test_a_letter_far_behind_an_ascii_beginning_still_tells_the_encoding(tmp_path: Path) -> None:
    path = written(tmp_path, "long.csv", "a;b\n" * 50_000 + "Покупка;Москва\n", "cp1251")
    assert look(path).encoding == "cp1251"


def test_binary_formats_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    path.write_bytes(b"PAR1....")
    head = look(path)
    assert (head.encoding, head.text) == ("binary", "")


def test_a_gzip_is_looked_into_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(gzip.compress(RUSSIAN.encode("cp1251")))
    assert look(path).text == RUSSIAN


@pytest.mark.parametrize(
    ("make", "error", "code"),
    [
        (lambda path: None, NotFoundError, "errors.no_file"),
        (lambda path: path.mkdir(), InputError, "ingest.not_a_file"),
        (lambda path: path.write_bytes(b""), InputError, "ingest.empty_file"),
        (lambda path: path.write_bytes(gzip.compress(b"")), InputError, "ingest.empty_file"),
        (lambda path: path.write_bytes(b"\x1f\x8bnonsense"), InputError, "ingest.broken_gzip"),
    ],
)
def test_what_is_no_file_is_told_with_its_code(
    tmp_path: Path, make: Callable[[Path], object], error: type[TropaError], code: str
) -> None:
    path = tmp_path / "x.csv"
    make(path)
    with pytest.raises(error) as caught:
        look(path)
    assert caught.value.code == code
    assert "x.csv" in str(caught.value)


def test_progress_grows_to_one_by_bytes_on_disk(tmp_path: Path) -> None:
    path = written(tmp_path, "t.csv.gz", "a,b\n" * 200_000)
    shares: list[float] = []
    with open_bytes(path, shares.append) as stream:
        stream.read()
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_lines_are_numbered_and_broken_bytes_are_marked(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"good\r\nb\xffd\n")
    assert [(number, is_broken(line)) for number, line in lines(path, "utf-8")] == [(1, False), (2, True)]


def test_names_lose_gz_and_suffix() -> None:
    assert (suffix_of(Path("a.CSV.gz")), stem_of(Path("in/orders.csv.gz"))) == (".csv", "orders")


def test_an_unknown_encoding_is_refused(tmp_path: Path) -> None:
    head = look(written(tmp_path, "t.csv", "a,b\n"))
    with pytest.raises(InputError, match="klingon"):
        chosen_encoding(head, Mapping(encoding="klingon"))


@given(st.text(st.characters()))
def test_text_is_broken_by_a_nul_or_half_a_letter_and_by_nothing_else(text: str) -> None:
    assert is_broken(text) == any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in text)
