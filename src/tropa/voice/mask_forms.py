"""The forms a name takes in Russian and Polish sentences, so that «Анне Петровой» is found knowing "Анна Петрова".

Forms are compared folded: small letters, ё as е, Polish letters without their marks (many people write "Lodz"). They
are made by rules over the end of the word, which give more forms than are right: a few that nobody uses cost nothing.
Where pymorphy3 and morfeusz2 are installed (extra `voice`), the forms of their dictionaries are added.
"""

import re
import tomllib
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_FOLDED = str.maketrans("ёąćęłńóśźż", "еacelnoszz")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_EN_ENDS = ("", "s", "es")
_PL_SOFTER = (("sz", "sie"), ("r", "rze"), ("t", "cie"), ("d", "dzie"), ("k", "ce"), ("g", "dze"), ("ch", "sze"),
              ("l", "le"), ("n", "nie"), ("m", "mie"), ("w", "wie"), ("b", "bie"), ("p", "pie"), ("s", "sie"),
              ("z", "zie"), ("f", "fie"), ("st", "scie"), ("sl", "sle"), ("sn", "snie"), ("zd", "zdzie"))  # fmt: skip


@cache
def listed(key: str) -> tuple[str, ...]:
    """The words of a list of `mask_words.toml`."""
    return tuple(_words()[key].split())


@cache
def _words() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name("mask_words.toml").read_text("utf-8"))


def folded(word: str) -> str:
    """The word as forms are compared.

    >>> folded("Łódź"), folded("Пётр")
    ('lodz', 'петр')
    """
    return word.lower().translate(_FOLDED)


@lru_cache(maxsize=4_000)
def forms_of(word: str) -> frozenset[str]:
    """Every form, folded, that the name may have in a sentence; the word itself among them.

    >>> {"анне", "анной", "анну"} <= forms_of("Анна"), {"wisniewskiej", "wisniewska"} <= forms_of("Wiśniewska")
    (True, True)
    >>> "павлу" in forms_of("Павел"), "agnieszce" in forms_of("Agnieszka"), "lodzi" in forms_of("Łódź")
    (True, True, True)
    """
    plain = folded(word)
    if _CYRILLIC.search(plain):
        made = {stem + end for stem in _russian_stems(plain) for end in ("", *listed("ru_ends"))}
        return frozenset({plain} | made | _of_dictionary("ru", word))
    made = {stem + end for stem in _polish_stems(plain) for end in ("", *listed("pl_ends"))} | {
        plain + end for end in _EN_ENDS
    }
    for stem in _polish_stems(plain):
        made |= {stem[: -len(hard)] + soft for hard, soft in _PL_SOFTER if stem.endswith(hard)}
    return frozenset({plain} | {one for one in made if len(one) > 2} | _of_dictionary("pl", word))


def _russian_stems(word: str) -> set[str]:
    stems = {word}
    bare = re.sub(r"(?:ый|ий|ой|ая|яя|ое|ые|ие)$", "", word)
    if len(bare) >= 3:
        stems.add(bare)
    for end in ("ия", "ий", "ья", "ей", "ай"):
        if word.endswith(end) and len(word) > 3:
            stems.add(word[:-1])
    if word[-1] in "аяоеьйиы" and len(word) > 2:
        stems.add(word[:-1])
    fleeting = re.fullmatch(r"(.+[^аеиоуыэюя])[еои]([лкцнвр])", word)
    if fleeting:
        stems.add(fleeting[1] + fleeting[2])
        stems.add(fleeting[1] + "ь" + fleeting[2])
    return {stem for stem in stems if len(stem) >= 2}


def _polish_stems(word: str) -> set[str]:
    stems = {word}
    if word[-1] in "aeoiy" and len(word) > 2:
        stems.add(word[:-1])
    if word.endswith(("ia", "ie", "io")) and len(word) > 3:
        stems.add(word[:-2])
    fleeting = re.fullmatch(r"(.+[^aeiouy])(?:ie|io|e)([lkcnrt]|sz)", word)
    if fleeting:
        stems.add(fleeting[1] + fleeting[2])
    if word.endswith("ab"):  # Gołąb, Gołębia
        stems.add(word[:-2] + "eb")
    return {stem for stem in stems if len(stem) >= 2}


def _of_dictionary(language: str, word: str) -> set[str]:
    analyser = dictionary(language)
    if analyser is None:
        return set()
    if language == "ru":
        named = [one for one in analyser.parse(word) if {"Name", "Surn", "Patr", "Geox"} & one.tag.grammemes]
        return {folded(form.word) for one in named for form in one.lexeme}
    forms = {folded(one[0]) for one in analyser.generate(word.capitalize())}
    return {form for form in forms if form}


@cache
def dictionary(language: str) -> Any:
    """The analyser of a language where the extra `voice` is installed; None where it is not."""
    module = {"ru": "pymorphy3", "pl": "morfeusz2"}[language]
    if find_spec(module) is None:
        return None
    made = import_module(module)
    return made.MorphAnalyzer() if language == "ru" else made.Morfeusz()
