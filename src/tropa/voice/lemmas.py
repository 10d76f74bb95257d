"""The dictionary form of words: Russian by pymorphy3, Polish by Morfeusz 2, English by Snowball stems.

Words without letters (numbers, signs) are left out. A Polish word the dictionary does not know stands for itself; a
Russian one gets the likeliest form by its ending. Of several dictionary forms the likeliest comes first: in Russian by
frequency in OpenCorpora, in Polish common nouns, adjectives and verbs before names. Polish written without its letters
(ą ę ł …) is unknown to Morfeusz and stays as it is.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from tropa.errors import needed
from tropa.kit.locale import Language
from tropa.kit.progress import Progress, silent

with needed("pymorphy3", "voice"):
    from pymorphy3 import MorphAnalyzer
with needed("morfeusz2", "voice"):
    from morfeusz2 import Morfeusz
with needed("snowballstemmer", "voice"):
    import snowballstemmer

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CACHED = 200_000  # words
_NAMES = frozenset(("imię", "nazwisko", "nazwa_geograficzna", "patronimicum"))


def words(text: str) -> list[str]:
    """The words of a text in small letters, those with hyphens whole.

    >>> words("Wi-Fi nie działało 3 dni!")
    ['wi-fi', 'nie', 'działało', 'dni']
    """
    return [word.lower() for word in WORD.findall(text)]


def lemma(word: str, language: Language) -> str:
    """The likeliest dictionary form of a word in small letters; ё is е.

    >>> lemma("опоздали", "ru"), lemma("kurierowi", "pl"), lemma("deliveries", "en")
    ('опоздать', 'kurier', 'deliveri')
    """
    return all_lemmas(word.lower(), language)[0]


def lemmas(text: str, language: Language) -> list[str]:
    """The dictionary forms of a text's words, in order.

    >>> lemmas("Курьеры опоздали на 3 часа", "ru")
    ['курьер', 'опоздать', 'на', 'час']
    """
    return [all_lemmas(word, language)[0] for word in words(text)]


def lemmas_of(
    texts: Sequence[str], languages: Sequence[Language | None], progress: Progress = silent
) -> list[list[str]]:
    """The dictionary forms of each text's words; a text of no known language keeps its words as they are."""
    found = []
    for row, (text, language) in enumerate(zip(texts, languages, strict=True)):
        if row % 1000 == 0:
            progress(row / len(texts))
        found.append(words(text) if language is None else lemmas(text, language))
    progress(1.0)
    return found


@lru_cache(_CACHED)
def all_lemmas(word: str, language: Language) -> tuple[str, ...]:
    """All dictionary forms a word in small letters may have, the likeliest first; never empty.

    >>> all_lemmas("kurierowi", "pl")
    ('kurier', 'kurierowy')
    """
    if language == "ru":
        found = [parsed.normal_form.replace("ё", "е") for parsed in _russian().parse(word)]
    elif language == "pl":
        found = _polish_lemmas(word)
    else:
        found = [_english().stemWord(word)]
    return tuple(dict.fromkeys(found)) or (word,)


def forms(lemma: str, language: Language) -> frozenset[str]:
    """All forms of a dictionary form in small letters, ё as е; the word alone where the dictionary does not know it.

    >>> sorted(forms("smród", "pl"))[:3]
    ['smroda', 'smrodach', 'smrodami']
    """
    found = {lemma}
    if language == "ru":
        for parsed in _russian().parse(lemma):
            if parsed.normal_form.replace("ё", "е") == lemma.replace("ё", "е"):
                found.update(form.word for form in parsed.lexeme)
    elif language == "pl":
        for form, _, tag, *_ in _polish().generate(lemma):
            if not tag.endswith(":neg"):
                found.update(form.lower() + ending for ending in _past_endings(tag))
    return frozenset(form.replace("ё", "е") for form in found)


def _past_endings(tag: str) -> tuple[str, ...]:
    """Morfeusz leaves the person of a past verb out: `polecał` stands for `polecałem` and `polecałeś` too."""
    if not tag.startswith("praet"):
        return ("",)
    if tag.startswith("praet:pl"):
        return ("", "śmy", "ście")
    return ("", "m", "ś") if tag.startswith("praet:sg:f") else ("", "em", "eś")


def _polish_lemmas(word: str) -> list[str]:
    analyses = [found[2] for found in _polish().analyse(word) if found[0] == 0]
    ordered = sorted(analyses, key=lambda found: bool(_NAMES.intersection(found[3])))
    return [found[1].split(":")[0].lower() for found in ordered if found[2] != "ign"]


@cache
def _russian() -> MorphAnalyzer:
    return MorphAnalyzer()


@cache
def _polish() -> Morfeusz:
    return Morfeusz(expand_tags=False)


@cache
def _english() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")
