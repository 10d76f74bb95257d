"""Words and their dictionary forms."""

import pytest

from tropa.kit.locale import Language
from tropa.voice.lemmas import all_lemmas, forms, lemma, lemmas, lemmas_of, words


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("опоздала", "ru", "опоздать"),
        ("приём", "ru", "прием"),
        ("Kurierzy", "pl", "kurier"),
        ("zepsute", "pl", "zepsuć"),
        ("deliveries", "en", "deliveri"),
        ("xyzzyk", "pl", "xyzzyk"),
    ],
)
def test_a_word_has_its_dictionary_form(word: str, language: Language, expected: str) -> None:
    assert lemma(word, language) == expected


def test_common_nouns_come_before_names() -> None:
    assert all_lemmas("kowala", "pl")[0] == "kowal"
    assert "kurierowy" in all_lemmas("kurierowi", "pl")


def test_numbers_and_signs_are_no_words() -> None:
    assert words("Wi-Fi: 3 dni, 5/5 — OK!") == ["wi-fi", "dni", "ok"]
    assert lemmas("Курьеры опоздали на 3 часа", "ru") == ["курьер", "опоздать", "на", "час"]


def test_a_text_of_no_known_language_keeps_its_words() -> None:
    told: list[float] = []
    assert lemmas_of(["Guten Tag", "Курьеры"], [None, "ru"], told.append) == [["guten", "tag"], ["курьер"]]
    assert told[-1] == 1.0


def test_all_forms_of_a_word_include_the_persons_of_the_past_but_not_its_negation() -> None:
    found = forms("polecić", "pl")
    assert {"poleciłem", "poleciłaś", "poleciliśmy", "polecił"} <= found
    assert "niepolecony" not in found
    assert "вежливого" in forms("вежливый", "ru")
