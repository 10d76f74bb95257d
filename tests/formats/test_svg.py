"""The SVG of a map: well-formed, harmless, with all its words."""

import xml.etree.ElementTree as ET

import pytest

from tests.drawing.hostile import HOSTILE
from tests.formats.layout.full_map import TODAY, full_map
from tests.model.map_builder import card, small_map
from tropa.formats.svg import write_svg


def test_an_svg_is_well_formed_and_says_what_it_is() -> None:
    root = ET.fromstring(write_svg(full_map("ru"), today=TODAY))
    assert root[0].text == full_map("ru").title
    assert {"card", "stage", "lane", "curve"} <= {one.get("class") for one in root.iter() if one.get("class")}


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_only_words(words: str) -> None:
    written = write_svg(small_map(card("a", body=words or " "), title=words), today=TODAY)
    assert "<script" not in written
    ET.fromstring(written)
