"""Formats are found by name."""

import pytest

from tests.formats.example_map import example_map
from tropa.errors import MapError
from tropa.formats.registry import FORMATS, format_named


def test_every_format_writes_the_example() -> None:
    for known in FORMATS.values():
        assert "Я выбираю" in known.write(example_map("ru")).decode()
        assert known.suffix.startswith(".")


def test_a_format_that_reads_reads_what_it_wrote() -> None:
    map_ = example_map("en")
    readers = [known for known in FORMATS.values() if known.read is not None]
    assert [known.name for known in readers] == ["json"]
    for known in readers:
        assert known.read is not None
        assert known.read(known.write(map_)) == map_


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(MapError, match="json, html, markdown"):
        format_named("docx")
