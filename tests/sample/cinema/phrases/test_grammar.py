"""Composed texts: varied, whole, and with the truth that was planted."""

import numpy as np
import pytest

from tropa.kit.locale import LANGUAGES, Language
from tropa.sample.cinema.phrases.grammar import Speaker
from tropa.sample.cinema.phrases.themes import THEME_STAGE, THEMES, is_bad


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_differ_and_have_nothing_left_to_fill_in(language: Language) -> None:
    speaker = Speaker(language, np.random.default_rng(1))
    signs = {theme: -1 if is_bad(theme) else 1 for theme in THEMES}
    texts = [speaker.about(theme, signs[theme], woman=True).text for theme in THEMES for _ in range(40)]
    assert not any(mark in text for text in texts for mark in "{}[]|")
    assert len(set(texts)) > 0.95 * len(texts)


def test_a_text_keeps_its_theme_stage_and_paraphrases() -> None:
    speaker = Speaker("en", np.random.default_rng(2))
    for theme in THEMES:
        said = speaker.about(theme, -1 if is_bad(theme) else 1, woman=False)
        assert (said.themes, said.stages) == ((theme,), (THEME_STAGE[theme],))
        assert all(f"{theme}." in template for template in said.templates)


def test_strong_feelings_say_what_came_of_it_and_only_anger_shouts() -> None:
    speaker = Speaker("ru", np.random.default_rng(3))
    strong = [speaker.about("payment_error", -2, woman=False) for _ in range(200)]
    assert {said.register for said in strong} == {"angry", "formal", "chatty", "ironic", "plain"}
    assert all(said.register == "angry" for said in strong if "!!" in said.text)


def test_some_say_it_by_a_negation() -> None:
    speaker = Speaker("ru", np.random.default_rng(4))
    praise = [speaker.about("choice", 1, woman=False) for _ in range(200)]
    trapped = [said for said in praise if said.templates[0].startswith("trap.")]
    assert 5 < len(trapped) < 50
    assert any("плох" in said.text.lower() for said in trapped)
    assert {said.valence for said in trapped} == {1}


def test_a_mixed_opinion_has_two_themes_of_different_valence() -> None:
    said = Speaker("pl", np.random.default_rng(5)).mixed("choice", "payment_error", 0, woman=True)
    assert said.themes == ("choice", "payment_error")
    assert said.valences == (1, -1)
    assert said.stages == ("research", "purchase")


def test_short_and_off_topic_texts_have_no_theme() -> None:
    speaker = Speaker("en", np.random.default_rng(6))
    assert [speaker.short(valence, woman=False).valence for valence in (-2, 0, 2)] == [-1, 0, 1]
    assert speaker.short(1, woman=False).themes == speaker.off_topic().themes == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_without_emoji_gets_faces_of_plain_letters(language: Language) -> None:
    speaker = Speaker(language, np.random.default_rng(7), emoji=False)
    texts = [speaker.about("watching", 2, woman=False).text for _ in range(100)]
    assert not any(ord(letter) > 0x2FFF for text in texts for letter in text)
