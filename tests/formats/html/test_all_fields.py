"""The page of a map with every field set: nothing a person wrote is missing, nothing hidden is there."""

import re

import pytest

from tests.formats.full_map import TODAY, full_map, words_of
from tests.formats.html.page_reader import PageReader
from tests.model.map_builder import card, point, small_map
from tropa.formats.html import write_html
from tropa.formats.shown import shown
from tropa.model.actor import Actor, Arrow
from tropa.model.attachment import Attachment
from tropa.model.curve import CurvePoint
from tropa.model.lane import Lane
from tropa.model.persona import Persona
from tropa.model.stage import Link, Stage

IDS = {"street", "app", "seats", "guest", "desk", "till", "there", "choice", "wish", "before", "after"}  # references


@pytest.fixture(scope="module")
def page() -> PageReader:
    return PageReader(write_html(full_map(), today=TODAY))


def test_every_word_of_the_map_is_on_the_page(page: PageReader) -> None:
    told = re.sub(r"\s+", " ", page.text) + " ".join(page.attributes("alt") + page.attributes("href"))
    assert {words for words in words_of(shown(full_map())) - IDS if words not in told} == set()


def test_what_is_hidden_or_deleted_is_nowhere_in_the_file() -> None:
    written = write_html(full_map(), today=TODAY)
    for words in (
        "Secret",
        "nobody reads",
        "Gone lane",
        "was removed",
        "removed way",
        "removed arrow",
        "rule e_secret",
    ):
        assert words not in written
    assert "Cut stage" not in written
    assert "in a removed stage" not in written


def test_codes_are_told_in_words(page: PageReader) -> None:
    for words in (
        "service blueprint", "live", "in progress", "barrier solved", "Outcome: confirmed", "Randomised experiment",
        "value 70%", "value for customers 80%", "effort 2/5", "fun 7", "target ↑\xa055%", "↑ Seats sold, by at least",
        "Felt here: +1.0", "By 1 February 2027", "moment of truth", "12% go this way", "as planned", "offline",
        "Line of interaction", "line of visibility", "Line of internal interaction", "For: Bo", "source unknown",
        "70% of the way from “on a whim” to “weeks ahead”", "to be",
    ):  # fmt: skip
        assert words in page.text, words


def test_links_to_the_world_tell_it_nothing_of_us(page: PageReader) -> None:
    away = [attributes for tag, attributes in page.tags if tag == "a" and attributes["href"].startswith("http")]
    assert {attributes["href"] for attributes in away} == {"https://example.org/a?b=1&c=2"}
    assert {attributes["rel"] for attributes in away} == {"noopener noreferrer"}


def test_other_maps_are_links_to_files_beside_this_one(page: PageReader) -> None:
    beside = {address for address in page.attributes("href") if address.startswith("./")}
    assert beside == {"./whole_year.html", "./map%3Achoice.html", "./seat_map.html"}


def test_pictures_come_from_the_file_and_say_what_they_show(page: PageReader) -> None:
    pictures = [attributes for tag, attributes in page.tags if tag == "img"]
    assert all(picture["src"].startswith("data:image/") for picture in pictures)
    assert {picture["alt"] for picture in pictures} == {"A lamp", "A full foyer", "Two friends", "Anna smiling"}


def test_no_style_stands_at_a_tag_and_ids_are_unique(page: PageReader) -> None:
    assert not page.attributes("style")
    assert len(set(page.attributes("id"))) == len(page.attributes("id"))


def test_colours_of_the_map_become_rules(page: PageReader) -> None:
    assert ".t-b8501f{--own:#b8501f}" in page.style
    assert any(value.endswith("own t-b8501f") for value in page.attributes("class"))


def test_an_attachment_cannot_carry_markup() -> None:
    hostile = Attachment(title="<b>", url='https://x.org/"onclick="a')
    page = PageReader(write_html(small_map(card("a", attachments=(hostile,))), today=TODAY))
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]


def test_personas_whose_letters_repeat_go_by_numbers() -> None:
    people = (Persona(id="anna", name="Anna"), Persona(id="adam", name="Adam"))
    curve = (point("search", 1), CurvePoint(persona="adam", stage="search", value=1))
    page = PageReader(write_html(small_map(personas=people, curve=curve), today=TODAY))
    assert "pin who1" in page.attributes("class")
    assert "1 Anna" in re.sub(r"\s+", " ", page.text)


def test_what_is_to_be_is_dashed_and_drawn_once_where_nothing_changes() -> None:
    curve = (
        point("search", 1),
        point("payment", -1),
        point("search", 1, future=True),
        point("payment", 1, future=True),
    )
    page = PageReader(write_html(small_map(curve=curve), today=TODAY))
    assert "line solo tobe" in page.attributes("class")
    assert page.attributes("class").count("pin bare solo tobe") == 3  # the mark, its reading, the phone


def test_a_link_out_of_a_printed_sheet_ends_at_its_edge() -> None:
    stages = tuple(Stage(id=f"s{n}", title=f"Stage {n}", rank=f"{n:02d}5") for n in range(10))
    link = Link(id="k", kind="jump", source="s1", target="s8", label="by plane")
    page = PageReader(write_html(small_map(stages=stages, links=(link,)), today=TODAY))
    bows = [value for value in page.attributes("class") if value.startswith("bow is-jump")]
    assert bows == ["bow is-jump span-1-8", "bow is-jump span-1-6 cut-last", "bow is-jump span-0-1 cut-first"]


def test_arrows_without_a_lane_of_their_own_get_one_and_go_on_in_a_second_tier() -> None:
    actors = (Actor(id="a", title="Guest"), Actor(id="b", title="Desk"))
    arrows = tuple(
        Arrow(id=f"r{n}", stage="search", rank=f"{n}", source="a", target="b", label="asks") for n in range(1, 4)
    )
    page = PageReader(write_html(small_map(actors=actors, arrows=arrows), today=TODAY))
    assert sum("process" in value.split() for value in page.attributes("class")) == 2
    assert "Process" in page.text


def test_a_hidden_emotion_lane_hides_the_line() -> None:
    lanes = (Lane(id="emotion", kind="emotion", title="Feelings", rank="1", hidden=True),)
    page = PageReader(write_html(small_map(lanes=lanes, curve=(point("search", 1, label="oh"),)), today=TODAY))
    assert "oh" not in re.findall(r"\w+", page.text)
