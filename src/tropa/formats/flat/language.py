"""In which of the three languages a sheet is written, judged by its letters."""

import re

from tropa.kit.locale import Language

_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_LATIN = re.compile(r"[a-ząćęłńóśźż]", re.IGNORECASE)
_POLISH = re.compile(r"[ąćęłńśźż]", re.IGNORECASE)


def language_of(words: str) -> Language:
    """Russian where more than a third of the letters are Cyrillic, Polish where its own letters occur, else English.

    >>> language_of("Поиск в Google"), language_of("Myśli klienta"), language_of("Pains")
    ('ru', 'pl', 'en')
    """
    if 2 * len(_CYRILLIC.findall(words)) > len(_LATIN.findall(words)):
        return "ru"
    return "pl" if _POLISH.search(words) else "en"
