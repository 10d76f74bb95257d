"""Maps side by side in every format they can be written in."""

import json
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from tests.formats.side_by_side.pairs import HOSTILE, NEW, OLD, segment
from tropa.errors import MapError
from tropa.formats.side_by_side import SUFFIXES, write_diff, write_side_by_side

WRITERS: dict[str, Callable[[str], bytes]] = {
    "diff": lambda suffix: write_diff(OLD, NEW, suffix),
    "maps": lambda suffix: write_side_by_side([NEW, segment("Boris", feels=1)], suffix),
}
STARTS = {".html": b"<!doctype html>", ".svg": b"<svg", ".pdf": b"%PDF-", ".png": b"\x89PNG", ".json": b"{"}
WRITER = pytest.mark.parametrize("name", WRITERS)


class Tags(HTMLParser):
    """The names of the elements of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)


@WRITER
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_is_written(name: str, suffix: str) -> None:
    assert STARTS[suffix] in WRITERS[name](suffix)[:60]


@WRITER
def test_a_page_has_a_table_and_what_people_wrote_is_only_text(name: str) -> None:
    page = WRITERS[name](".html").decode()
    tags = Tags(page).found
    assert {"table", "th", "caption"} <= tags
    assert "script" not in tags
    assert "&lt;script&gt;" in page


@WRITER
def test_any_other_format_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(MapError, match=r"\.html, \.svg, \.pdf, \.png, \.json"):
        WRITERS[name](".docx")


def test_the_data_of_a_diff_has_each_change_with_its_sentence() -> None:
    written = json.loads(write_diff(OLD, NEW, ".json"))
    assert written["changes"][0]["kind"] == "rose"
    assert written["changes"][0]["words"] == "Emotion at “Payment” rose from −1.2 to 0.4"
    assert any(HOSTILE[:20] in change["words"] for change in written["changes"])


def test_the_data_of_maps_has_the_gap() -> None:
    future = NEW.with_fields(state="future")
    written = json.loads(write_side_by_side([OLD, future], ".json"))
    assert written["names"] == ["Anna, as is", "Anna, to be"]
    assert written["gaps"][0]["stages"][1]["told"][0] == ["−1.2 → +0.4, gap +1.6"]
