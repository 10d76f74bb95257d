"""PowerPoint slides of a map: native shapes, each card one with its text, a portrait for each persona."""

import io
import re
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Emu

from tests.drawing.hostile import HOSTILE
from tests.formats.layout.full_map import TODAY, full_map
from tests.formats.layout.reading import bare
from tests.model.map_builder import card, small_map
from tropa.errors import MapError
from tropa.formats.pptx import MOST, write_pptx
from tropa.model.map import Map
from tropa.model.view import live_cards
from tropa.templates.load import template


def deck(map_: Map) -> Any:
    return Presentation(io.BytesIO(write_pptx(map_, "poster", today=TODAY)))


def shapes(slide: Any) -> list[Any]:
    """All shapes, those in groups too."""
    found, waiting = [], list(slide.shapes)
    while waiting:
        one = waiting.pop(0)
        found.append(one)
        waiting.extend(one.shapes if one.shape_type == 6 else [])
    return found


def text_of(slide: Any) -> str:
    return bare(" ".join(one.text_frame.text for one in shapes(slide) if one.has_text_frame))


def test_every_card_is_one_named_shape_with_all_its_words() -> None:
    there = {one.name: one for one in shapes(deck(full_map("pl")).slides[0]) if one.has_text_frame}
    for one in live_cards(full_map("pl")):
        if one.id != "hid":
            name = f"card: {one.body}"[:80]
            assert bare(one.body) in bare(there[name].text_frame.text), one.id


def test_a_number_stands_in_its_card_with_what_supports_it() -> None:
    assert bare("46%  n 6,898 · 45–47%") in text_of(deck(full_map("en")).slides[0])


def test_a_slide_has_its_title_and_a_portrait_follows_for_each_persona() -> None:
    slides = deck(full_map("ru")).slides
    assert [slide.shapes.title.text_frame.text for slide in slides] == [
        full_map("ru").title,
        *(persona.name for persona in full_map("ru").personas),
    ]


def test_arrows_are_connectors_with_ends_and_the_curve_is_a_line_of_points() -> None:
    xml = deck(full_map("en")).slides[0]._element.xml
    assert xml.count('<a:tailEnd type="triangle"/>') >= 5
    assert '<a:headEnd type="triangle"/>' in xml
    assert "<a:cubicBezTo>" in xml
    assert "<p:cxnSp>" in xml


def test_no_shape_takes_its_look_from_the_theme() -> None:
    for slide in deck(full_map("en")).slides:
        xml = slide._element.xml
        assert "<p:style>" not in xml
        assert set(re.findall(r'typeface="([^"]+)"', xml)) == {"Arial"}
        assert "schemeClr" not in xml


def test_evidence_stands_in_the_notes() -> None:
    notes = deck(full_map("en")).slides[0].notes_slide.notes_text_frame.text
    assert notes.startswith("1. C: ")
    assert len(notes.splitlines()) == 2


def test_a_map_too_large_for_one_slide_goes_over_several_with_its_head_on_each() -> None:
    map_ = Map.new("I wait", language="en", stages=[f"Stage {n}" for n in range(40)])
    made = deck(map_)
    assert len(made.slides) > 1
    assert made.slide_width <= Emu(MOST)
    assert made.slide_height <= Emu(MOST)
    assert all("Iwait" in text_of(slide) for slide in made.slides)
    assert all(f"Stage{n}" in "".join(map(text_of, made.slides)) for n in range(40))


def test_no_text_of_a_large_map_falls_under_eight_points() -> None:
    map_ = Map.new("I wait", language="en", stages=[f"Stage {n}" for n in range(24)]).with_card("Stage 1", "text", "a")
    sizes = {int(size) for size in re.findall(r'sz="(\d+)"', deck(map_).slides[0]._element.xml)}
    assert min(sizes) >= 800


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_leave_a_presentation_that_opens(words: str) -> None:
    made = deck(small_map(card("a", body=words or " "), title=words[:400]))
    assert len(made.slides) == 2


def test_a_link_of_an_attachment_can_be_followed() -> None:
    links = [rel.target_ref for rel in deck(full_map("en")).slides[0].part.rels.values() if rel.is_external]
    assert links == ["https://example.org/report"]


def test_slides_are_wide_and_hold_every_word_of_the_map() -> None:
    map_ = template("clinic_visit", "ru")
    shown: Any = Presentation(io.BytesIO(write_pptx(map_, today=TODAY)))
    wide, high = shown.slide_width * 1.001, shown.slide_height * 1.001
    assert shown.slide_width * 9 == shown.slide_height * 16
    words = " ".join(text_of(slide) for slide in shown.slides)
    assert [card.body for card in live_cards(map_) if bare(card.body) not in words] == []
    pieces = [one for slide in shown.slides for one in shapes(slide) if one.left is not None]
    assert all(one.left + one.width <= wide and one.top + one.height <= high for one in pieces)


def test_another_page_is_refused() -> None:
    with pytest.raises(MapError, match="slides, poster"):
        write_pptx(full_map("en"), "a3")
