"""Text is cleaned, cut into runs of one font, measured as the fonts say and wrapped."""

import unicodedata

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from tropa.drawing.fonts import EMOJI, inter
from tropa.drawing.text import clean, clusters, fit, right_to_left, runs, width, wrap

FAMILY = "👩‍👩‍👧‍👦"
ANY_TEXT = st.text(st.one_of(st.characters(), st.sampled_from("аб \n-/👩‍🏽🇵🇱ש\u0301\ud800\x00\ufe0f")), max_size=60)


def spaceless(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize("weight", [400, 600, 700])
def test_a_line_is_as_wide_as_the_advances_of_its_letters(weight: int) -> None:
    words = "Сколько стоит żółta łódź → 12 490 ₽?"
    font = TTFont(inter(weight).path)
    glyphs, metrics = font.getBestCmap(), font["hmtx"].metrics
    expected = sum(metrics[glyphs[ord(letter)]][0] for letter in words) / font["head"].unitsPerEm
    assert width(words, 13, weight) == pytest.approx(expected * 13)


def test_a_family_a_flag_and_a_keycap_are_one_emoji_wide() -> None:
    for emoji in (FAMILY, "🇵🇱", "👨🏽‍🚀", "❤️"):
        assert width(emoji, 10) == pytest.approx(EMOJI.advances[ord(emoji[0])] * 10)


def test_runs_follow_the_fonts_that_have_the_letters() -> None:
    found = [(run.font.family, run.words) for run in runs("Да 🏠! שלום עולם ok")]
    assert found == [
        ("Inter", "Да "),
        ("Noto Color Emoji", "🏠"),
        ("Inter", "! "),
        ("Noto Sans Hebrew", "שלום עולם "),
        ("Inter", "ok"),
    ]


def test_signs_that_inter_has_stay_letters_unless_asked_to_be_emoji() -> None:
    assert [run.font.family for run in runs("→★✓©")] == ["Inter"]
    assert runs("©️")[0].font is EMOJI


@given(ANY_TEXT)
def test_runs_lose_no_letter(words: str) -> None:
    ready = clean(words)
    assert "".join(run.words for run in runs(ready)) == ready


@given(ANY_TEXT)
def test_what_is_clean_holds_no_control_characters_or_surrogates(words: str) -> None:
    kept = clean(words)
    assert all(unicodedata.category(letter) not in ("Cc", "Cs") or letter == "\n" for letter in kept)
    assert clean(kept) == kept


@given(ANY_TEXT, st.integers(20, 200))
def test_wrapped_lines_fit_and_keep_every_letter(words: str, room: int) -> None:
    lines = wrap(words, 13, room)
    assert spaceless("".join(lines)) == spaceless(clean(words))
    for line in lines:
        assert width(line, 13) <= room + 1e-6 or len(clusters(line)) == 1


@given(ANY_TEXT, st.integers(30, 200), st.integers(1, 3))
def test_what_does_not_fit_the_lines_ends_in_an_ellipsis(words: str, room: int, most: int) -> None:
    whole, cut = wrap(words, 13, room), wrap(words, 13, room, lines=most)
    assert len(cut) == min(len(whole), most)
    assert (cut == whole) or cut[-1].endswith("…")
    assert all(width(line, 13) <= room + 1e-6 or len(clusters(line)) == 1 for line in cut)


def test_a_long_word_breaks_after_its_hyphen_and_between_letters_without_a_new_hyphen() -> None:
    assert wrap("интернет-магазин", 13, 80) == ("интернет-", "магазин")
    assert "-" not in "".join(wrap("я" * 40, 13, 80))


def test_an_emoji_family_is_never_broken() -> None:
    assert set(wrap(FAMILY * 6, 13, 20)) == {FAMILY}


def test_paragraphs_and_hard_spaces_are_kept() -> None:
    assert wrap("один\n\nдва", 13, 200) == ("один", "", "два")
    assert wrap("по 12\xa0490\xa0₽", 13, 60) == ("по", "12\xa0490\xa0₽")


def test_a_cell_of_a_hundred_thousand_letters_is_cut_at_its_last_line() -> None:
    for words in ("я" * 100_000, "слово " * 17_000, FAMILY * 10_000, "e" + "\u0301" * 100_000):
        assert len(wrap(words, 13, 200, lines=3)) <= 3


def test_a_pile_of_accents_is_cut_short() -> None:
    assert len(clean("e" + "\u0301" * 1000)) < 20


def test_direction_overrides_that_could_hide_a_text_are_removed() -> None:
    assert clean("pay\u202egpj.exe\u2066x") == "paygpj.exex"


def test_a_lone_surrogate_becomes_the_sign_of_an_unknown_letter() -> None:
    assert clean("a\ud800b") == "a\ufffdb"


def test_the_first_letter_with_a_direction_decides_it() -> None:
    assert right_to_left("12: مرحبا abc")
    assert not right_to_left("abc مرحبا")
    assert not right_to_left("12:30")


def test_one_line_is_fitted_with_an_ellipsis() -> None:
    assert fit("Consideration", 13, 60).endswith("…")
    assert fit("Buy", 13, 60) == "Buy"
    assert fit("", 13, 60) == ""
