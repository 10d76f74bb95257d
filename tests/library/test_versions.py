"""Versions of one map as files."""

from pathlib import Path

import pytest

from tests.model.map_builder import card, small_map
from tropa.errors import NotFoundError
from tropa.library.documents import write_map
from tropa.library.versions import read_versions
from tropa.model.diff import diff

MAP = small_map(card("a", body="Asks a friend"), card("b", body="Reads reviews", stage="payment"))


def test_versions_with_ids_stay_as_they_are(tmp_path: Path) -> None:
    paths = [write_map(MAP, tmp_path / name) for name in ("old.map.json", "new.map.json")]
    assert [read.map for read in read_versions(paths)] == [MAP, MAP]


def test_a_version_without_ids_is_brought_together_by_its_words(tmp_path: Path) -> None:
    old = write_map(MAP, tmp_path / "old.map.json")
    ids = {"a": "x", "b": "y"}
    cards = tuple(one.model_copy(update={"id": ids[one.id]}) for one in MAP.cards)
    new = write_map(MAP.with_fields(cards=cards), tmp_path / "new.map.json")
    first, second = (read.map for read in read_versions([old, new]))
    assert diff(first, second) == ()


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="nothing"):
        read_versions([tmp_path / "nothing.map.json"])
