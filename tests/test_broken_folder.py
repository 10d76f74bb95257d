"""The whole road on a folder where one file of each kind is broken: the good rows make maps, the rest is told."""

from pathlib import Path

import pytest

import tropa
from tests.shop_folder import BAD_LINE, CUSTOMERS, break_files, shop
from tropa.errors import TropaError
from tropa.library.drafting import draft_folder
from tropa.library.workspace import open_workspace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Good files, a broken row in one of them, and broken files."""
    break_files(shop(tmp_path / "shop"))
    return tmp_path / "shop"


def test_the_good_rows_become_a_map(folder: Path, tmp_path: Path) -> None:
    maps = tropa.draft(folder, language="en")
    (one,) = maps.maps
    assert one.customers == CUSTOMERS
    assert {path.name for path in maps.save(tmp_path / "maps")} == {
        *("all.map.json", "all.html", "all.md", "index.html")
    }


def test_the_refused_row_is_in_the_report(folder: Path) -> None:
    workspace = open_workspace(folder)
    drafted = draft_folder(workspace)
    refused = [row for one in drafted.imported for row in one.report.rejections]
    assert [(Path(row.file).name, row.line, row.value) for row in refused] == [("events.csv", BAD_LINE, "yesterday")]
    assert {path.name for path in workspace.left_out} == {"cut.csv.gz", "garbage.csv", "log.xes"}


def test_drafting_again_takes_nothing_twice(folder: Path) -> None:
    first, second = tropa.draft(folder), tropa.draft(folder)
    assert [card.id for card in second.maps[0].cards] == [card.id for card in first.maps[0].cards]
    assert second.maps[0].customers == CUSTOMERS


def test_a_file_that_grew_is_read_again(folder: Path) -> None:
    assert tropa.draft(folder).maps[0].customers == CUSTOMERS
    with (folder / "events.csv").open("a") as file:
        file.write("new,2026-10-05 12:00:00,visit\nnew,2026-10-05 12:05:00,catalog\n")
    assert tropa.draft(folder).maps[0].customers == CUSTOMERS + 1


@pytest.mark.parametrize("name", ["garbage.csv", "cut.csv.gz"])
def test_a_broken_file_alone_is_an_error_that_names_it(folder: Path, name: str) -> None:
    with pytest.raises(TropaError, match=name.replace(".", r"\.")):
        tropa.read_events(folder / name)
