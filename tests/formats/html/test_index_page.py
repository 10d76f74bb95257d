"""The index leads to every map and to the comparison."""

import pytest

from tests.formats.example_map import example_comparison, example_map
from tests.formats.html.page_reader import PageReader
from tropa.errors import MapError
from tropa.formats.html import write_index_html


def test_it_links_every_map_and_the_comparison() -> None:
    beside = ("comparison.html", example_comparison("en"))
    page = PageReader(write_index_html([("a.html", example_map("en")), ("b c.html", example_map("en"))], beside))
    assert page.attributes("href") == ["./a.html", "./b%20c.html", "./comparison.html"]


def test_a_file_name_cannot_become_another_address() -> None:
    page = PageReader(write_index_html([("javascript:alert(1)", example_map("en")), ("//evil", example_map("en"))]))
    assert page.attributes("href") == ["./javascript%3Aalert%281%29", ".///evil"]


def test_there_must_be_something_to_link() -> None:
    with pytest.raises(MapError, match="at least one map"):
        write_index_html([])
