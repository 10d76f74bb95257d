"""Markdown that a reader of GitHub sees as written."""

import re
from datetime import date

import pytest
from hypothesis import given, settings

from tests.formats.example_map import example_map
from tests.formats.full_map import full_map, words_of
from tests.model.map_builder import card, small_map
from tests.model.strategies import maps
from tropa.formats.markdown import escaped, write_markdown
from tropa.formats.shown import shown
from tropa.kit.locale import LANGUAGES, Language
from tropa.model.attachment import Attachment
from tropa.model.map import Map

DAY = date(2026, 11, 24)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_footnote_is_explained_once(language: Language) -> None:
    written = write_markdown(example_map(language), today=DAY)
    explained = re.findall(r"^\[\^(\d+)\]:", written, re.MULTILINE)
    used = set(re.findall(r"\[\^(\d+)\](?!:)", written))
    assert len(explained) == len(set(explained))
    assert set(explained) == used


@pytest.mark.parametrize(
    ("words", "safe"),
    [
        ("<b>x</b>", r"\<b\>x\</b\>"),
        ("[a](http://x)", r"\[a\](http\://x)"),
        ("a | b", r"a \| b"),
        ("# not a heading", r"\# not a heading"),
        ("1. not a list", r"1\. not a list"),
        ("two\n\nlines", "two lines"),
        ("`code` *star* _line_", r"\`code\` \*star\* \_line\_"),
    ],
)
def test_no_letter_acts_as_markup(words: str, safe: str) -> None:
    assert escaped(words) == safe


def test_a_hostile_card_stays_one_item() -> None:
    written = write_markdown(small_map(card("a", body="<script>\n\n# x\n| y |")), today=DAY)
    assert r"- \<script\> # x \| y \|" in written


@given(maps())
@settings(max_examples=25, deadline=None)
def test_any_map_becomes_a_document(map_: Map) -> None:
    assert write_markdown(map_, today=DAY).startswith("# ")


def test_every_word_of_the_map_is_in_the_document() -> None:
    written = re.sub(r"\\(.)", r"\1", write_markdown(full_map(), today=DAY))
    references = {"app", "till", "guest", "desk", "there", "street", "before"}
    assert {words for words in words_of(shown(full_map())) - references if words not in written} == set()


def test_what_is_hidden_or_deleted_is_left_out() -> None:
    written = write_markdown(full_map(), today=DAY)
    for words in ("Secret", "nobody reads", "Gone lane", "was removed", "removed way", "removed arrow", "Cut stage"):
        assert words not in written


def test_steps_stand_one_level_below_their_stage() -> None:
    written = write_markdown(full_map(), today=DAY)
    assert "\n## Before\n" in written
    assert "\n### Wish\n" in written


def test_a_line_of_the_blueprint_stands_only_where_something_is_below_it() -> None:
    written = write_markdown(full_map(), today=DAY)
    assert written.count("*Line of visibility*") == 1


def test_an_attachment_stays_a_link() -> None:
    card_ = card("a", attachments=(Attachment(title="a](x)", url="https://x.org/a>b"),))
    assert r"[a\](x)](<https://x.org/a%3Eb>)" in write_markdown(small_map(card_), today=DAY)
