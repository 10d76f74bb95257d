"""The banks of phrases: enough paraphrases of every theme, the same keys, forms for men and women."""

import re

import pytest

from tropa.kit.locale import LANGUAGES, Language
from tropa.sample.cinema.phrases.bank import bank, is_woman, spoken
from tropa.sample.cinema.phrases.themes import THEMES
from tropa.sample.cinema.world import BARRIERS, COUNTRIES

MAIN = {barrier.id for barrier in BARRIERS}
SLOTS = {"film", "wait", "days", "price"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_has_many_paraphrases_and_a_barrier_twice_as_many(language: Language, theme: str) -> None:
    lines = bank(language)[f"theme.{theme}"]
    assert len(set(lines)) == len(lines)
    assert len(lines) >= (25 if theme in MAIN else 12)
    assert {slot for line in lines for slot in re.findall(r"{(\w+)}", line)} <= SLOTS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_theme_can_be_named_and_said_by_a_negation(language: Language) -> None:
    for theme in THEMES:
        assert len(bank(language)[f"topic.{theme}"]) >= 8
        assert len(bank(language)[f"trap.{theme}"]) >= 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_banks_are_as_rich_in_every_language(language: Language) -> None:
    own = {key: len(lines) for key, lines in bank(language).items() if key != "slot.men_in_a"}
    assert own == {key: len(lines) for key, lines in bank("en").items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("woman", [True, False])
def test_no_mark_is_left_once_a_line_is_spoken(language: Language, woman: bool) -> None:
    for lines in bank(language).values():
        for line in lines:
            assert not re.search(r"[\[\]|]", spoken(line, woman=woman)), line


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_can_be_written_in_the_country_s_encoding_but_for_emoji(language: Language) -> None:
    for key, lines in bank(language).items():
        if not key.startswith("emoji."):
            "".join(lines).encode(COUNTRIES[language].encoding)


def test_a_line_is_said_by_a_man_or_a_woman() -> None:
    assert spoken("Ждал[а], но не [смог|смогла].", woman=True) == "Ждала, но не смогла."
    assert spoken("Ждал[а], но не [смог|смогла].", woman=False) == "Ждал, но не смог."


def test_names_tell_men_from_women() -> None:
    assert [is_woman(name, "ru") for name in ("Юлия Мороз", "Никита Мороз", "Иван Седых")] == [True, False, False]
    assert [is_woman(name, "pl") for name in ("Zuzanna Krupa", "Jakub Krupa")] == [True, False]
