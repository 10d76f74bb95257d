"""Formats are found by name, and each reads what it wrote as far as it says it does."""

import pytest

from tests.formats.example_map import example_map
from tropa.errors import MapError
from tropa.formats.registry import FORMATS, format_named, format_of

READ = ["json", "xlsx", "csv", "mermaid", "cjml", "ojf", "ems"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_the_example(name: str) -> None:
    assert len(FORMATS[name].write(example_map("ru"))) > 500
    assert all(suffix.startswith(".") for suffix in FORMATS[name].suffixes)


def test_the_formats_that_are_read() -> None:
    assert [known.name for known in FORMATS.values() if known.reader] == READ


@pytest.mark.parametrize("name", READ)
def test_a_format_that_reads_reads_what_it_wrote(name: str) -> None:
    map_ = example_map("en")
    back = FORMATS[name].read(FORMATS[name].write(map_))
    assert back.warnings == ()
    assert back.map.title == map_.title
    assert name != "json" or back.map == map_


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in READ])
def test_a_picture_of_a_map_is_not_read(name: str) -> None:
    with pytest.raises(MapError, match="json, xlsx"):
        FORMATS[name].read(b"")


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(MapError, match="json, xlsx, csv"):
        format_named("docx")


def test_a_name_that_tells_no_format_is_refused() -> None:
    with pytest.raises(MapError, match="does not tell its format"):
        format_of("map.docx")


def test_an_option_that_the_format_does_not_take_is_refused() -> None:
    with pytest.raises(MapError, match="page"):
        FORMATS["png"].write(example_map("en"), page="a3")
