"""The catalogue of the sample: as rich in every language, in letters that the files can hold."""

import pytest

from tropa.kit.locale import LANGUAGES, Language, catalogue
from tropa.sample.cinema.words import Words
from tropa.sample.cinema.world import COUNTRIES


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
        if key.startswith(("note.", "topic.", "status.", "people.", "header.")):
            words.one(key).encode(COUNTRIES[language].encoding)
