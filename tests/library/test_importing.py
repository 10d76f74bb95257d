"""Files into the lake: good rows once, broken ones told, sources by the definition."""

from pathlib import Path

import pytest

from tests.shop_folder import break_files, shop
from tropa.errors import InputError, NotFoundError
from tropa.library.importing import import_files, sources_of
from tropa.library.workspace import forget, home_of, open_workspace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shop(tmp_path)


def test_rows_are_added_once(folder: Path) -> None:
    home = home_of([folder], None, None)
    assert [one.added for one in import_files(home, [folder])] == [119, 5]
    assert [one.added for one in import_files(home, [folder])] == [0, 0]
    assert home.lake.read("events").num_rows == 119


def test_what_customers_wrote_is_masked_in_the_lake(folder: Path) -> None:
    row = "2026-10-20,c7,1,Nobody answered me at anna.nowak@example.com for a whole week\n"
    with (folder / "reviews.csv").open("a") as file:
        file.write(row)
    home = home_of([folder], None, None)
    import_files(home, [folder / "reviews.csv"])
    assert "anna.nowak" not in str(home.lake.read("verbatims")["text"].to_pylist())


def test_a_broken_file_never_stops_the_others(folder: Path) -> None:
    break_files(folder)
    found = {Path(one.report.file).name: one for one in import_files(home_of([folder], None, None), [folder])}
    assert (found["events.csv"].added, found["events.csv"].refused) == (119, 1)
    assert all(found[name].refused == 1 for name in ("garbage.csv", "cut.csv.gz", "log.xes"))
    assert all(row["reason"] for one in found.values() for row in one.to_dict()["rejections"])


def test_a_declared_file_keeps_its_source_when_named_alone(folder: Path) -> None:
    (folder / "tropa.yaml").write_text("sources: [{name: clicks, files: ['ev*.csv']}]\n")
    home = open_workspace(folder)
    assert [source.name for _, source in sources_of(home, [folder / "events.csv"])] == ["clicks"]
    assert [(path.name, source.name) for path, source in sources_of(home)] == [("events.csv", "clicks")]


def test_a_late_file_replaces_its_days(folder: Path) -> None:
    (folder / "tropa.yaml").write_text("sources: [{name: events, files: [events.csv], late: replace}]\n")
    home = open_workspace(folder)
    import_files(home)
    text = (folder / "events.csv").read_text().replace(",purchase", ",order")
    (folder / "events.csv").write_text(text)
    import_files(home)
    names = home.lake.read("events")["name"].to_pylist()
    assert (len(names), names.count("order"), names.count("purchase")) == (119, 13, 0)


def test_a_pattern_without_files_and_an_empty_folder_are_told(folder: Path, tmp_path: Path) -> None:
    (folder / "tropa.yaml").write_text("sources: [{name: calls, files: ['calls-*.csv']}]\n")
    with pytest.raises(InputError, match=r"calls-\*\.csv"):
        import_files(open_workspace(folder))
    (tmp_path / "empty").mkdir()
    with pytest.raises(NotFoundError, match="Nothing to import"):
        import_files(home_of([tmp_path / "empty"], None, None), [tmp_path / "empty"])


def test_a_forgotten_lake_is_made_anew(folder: Path) -> None:
    home = home_of([folder], None, None)
    import_files(home, [folder])
    forget(folder)
    assert not (folder / "lake").exists()
    assert [one.added for one in import_files(home, [folder])] == [119, 5]
