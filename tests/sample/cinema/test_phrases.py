"""What customers write: enough frames in every language, and the planted theme."""

import re

import numpy as np
import pytest

from tropa.kit.locale import LANGUAGES, Language, catalogue
from tropa.sample.cinema.phrases import BAD_THEMES, GOOD_THEMES, THEMES, Speaker, spoken_stage
from tropa.sample.cinema.words import Words
from tropa.sample.cinema.world import BARRIERS, COUNTRIES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_has_a_dozen_different_frames(language: Language, theme: str) -> None:
    frames = Words(language).many(f"phrase.{theme}")
    assert len(set(frames)) >= 12
    assert {slot for frame in frames for slot in re.findall(r"{(\w+)}", frame)} <= {"film", "wait", "days", "price"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_are_as_long_in_every_language(language: Language) -> None:
    english, other = Words("en"), Words(language)
    for key, entry in catalogue("sample", "en").items():
        if isinstance(entry, str) and "\n" in entry:
            assert len(other.many(key)) == len(english.many(key)), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_written_in_the_country_s_encoding(language: Language) -> None:
    words = Words(language)
    for key in catalogue("sample", language):
        if key.startswith(("phrase.", "slot.", "note.", "topic.", "status.", "people.", "header.")):
            words.one(key).encode(COUNTRIES[language].encoding)


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_have_no_open_slot_and_begin_with_a_capital(language: Language) -> None:
    speaker = Speaker(Words(language), np.random.default_rng(1))
    texts = [speaker.text(theme, -1, None) for theme in THEMES for _ in range(40)]
    assert not any("{" in text or "}" in text for text in texts)
    assert not any(text[0].islower() for text in texts)
    assert len(set(texts)) > 0.7 * len(texts)


def test_a_contact_stands_in_the_text() -> None:
    speaker = Speaker(Words("en"), np.random.default_rng(1))
    assert "someone@example.com" in speaker.text("price", -1, "someone@example.com")


def test_a_low_rating_after_a_barrier_names_that_barrier() -> None:
    speaker = Speaker(Words("en"), np.random.default_rng(1))
    met = np.array([barrier.id == "promo_form" for barrier in BARRIERS])
    assert speaker.theme(0, "purchase", 1, met) == ("promo_form", -1)


def test_a_high_rating_is_praise_of_the_stage() -> None:
    speaker = Speaker(Words("en"), np.random.default_rng(1))
    assert speaker.theme(0, "purchase", 5, np.zeros(len(BARRIERS), dtype=bool)) == ("easy_payment", 1)


def test_every_stage_has_themes_of_both_kinds() -> None:
    assert BAD_THEMES.keys() == GOOD_THEMES.keys()


def test_nobody_speaks_of_a_stage_never_reached() -> None:
    felt = np.array([[3, 4, 0, 0, 0], [0, 0, 0, 0, 0], [1, 0, 0, 0, 5]] * 50)
    stage = spoken_stage(felt, np.random.default_rng(1))
    assert all(felt[row, at] > 0 for row, at in enumerate(stage) if at >= 0)
    assert set(stage[1::3].tolist()) == {-1}
