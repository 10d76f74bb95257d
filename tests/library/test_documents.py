"""Map documents as files of any format."""

from pathlib import Path

import pytest

import tropa
from tests.model.map_builder import card, small_map
from tropa.errors import MapError, NotFoundError
from tropa.formats.registry import format_named
from tropa.library.documents import READABLE, beside, map_files, read_document, read_map, write_map

MAP = small_map(card("dear", lane="barriers", body="Too dear"))


def test_a_map_comes_back_from_the_file_it_was_written_to(tmp_path: Path) -> None:
    assert read_map(write_map(MAP, tmp_path / "new" / "film.map.json")) == MAP


@pytest.mark.parametrize("form", READABLE)
def test_every_format_that_is_read_is_told_by_the_name_of_the_file(form: str, tmp_path: Path) -> None:
    written = write_map(MAP, tmp_path / f"film{format_named(form).suffix}")
    assert read_document(written).map.title == MAP.title


def test_a_format_can_be_named_where_the_file_does_not_tell(tmp_path: Path) -> None:
    written = write_map(MAP, tmp_path / "film", "json")
    assert read_map(written, "json") == MAP
    with pytest.raises(MapError, match="does not tell its format"):
        read_map(written)


def test_a_file_that_holds_no_map_is_told_by_its_name(tmp_path: Path) -> None:
    broken = tmp_path / "film.map.json"
    broken.write_text("{", "utf-8")
    with pytest.raises(MapError, match=r"film\.map\.json"):
        read_map(broken)
    with pytest.raises(NotFoundError):
        read_map(tmp_path / "none.map.json")


def test_a_picture_of_a_map_is_not_read(tmp_path: Path) -> None:
    picture = tmp_path / "film.png"
    picture.write_bytes(b"")
    with pytest.raises(MapError, match="written, not read"):
        read_map(picture)


def test_a_file_goes_beside_the_map_under_its_whole_suffix() -> None:
    assert beside(Path("a/film.map.json"), format_named("xlsx")) == Path("a/film.xlsx")
    assert beside(Path("film.ems.yaml"), format_named("json")) == Path("film.map.json")


def test_folders_give_the_map_documents_in_them(tmp_path: Path) -> None:
    written = write_map(MAP, tmp_path / "film.map.json")
    (tmp_path / "comparison.json").write_text("{}", "utf-8")
    assert map_files([tmp_path, written]) == [written, written]
    with pytest.raises(NotFoundError):
        map_files([tmp_path / "none"])


def test_a_map_shows_itself_in_a_notebook() -> None:
    map_ = tropa.template("classic", "pl")
    shown = map_._repr_html_()
    assert shown is not None
    assert shown.startswith("<iframe")
    portrait = map_.personas[0]._repr_html_()
    assert portrait is not None
    assert map_.personas[0].name in portrait
