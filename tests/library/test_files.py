"""Which files of a folder may be sources, and what their source is called."""

from pathlib import Path

import pytest

from tropa.errors import NotFoundError
from tropa.library.files import flat, source_named


def test_a_folder_s_own_things_are_no_sources(tmp_path: Path) -> None:
    names = ("b.csv", "in/a.csv", "lake/events/1.parquet", "maps/x.html", "cache/j", ".git/x", "tropa.yaml",
             "truth.json", "old.map.json", ".hidden.csv")  # fmt: skip
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert [path.relative_to(tmp_path).as_posix() for path in flat([tmp_path])] == ["b.csv", "in/a.csv"]


def test_a_named_file_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    (tmp_path / ".hidden.csv").touch()
    assert flat([tmp_path / ".hidden.csv"]) == [tmp_path / ".hidden.csv"]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"gone\.csv"):
        flat([tmp_path / "gone.csv"])


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("orders.csv", "orders"),
        ("orders (2).csv.gz", "orders_2"),
        ("заказы 2026.xlsx", "заказы_2026"),
        ("!.csv", "file"),
    ],
)
def test_a_source_is_named_by_its_file(file: str, source: str) -> None:
    assert source_named(Path(file)) == source
