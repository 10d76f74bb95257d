"""Tropa's own words of feeling in Russian and Polish: `lexicons/<language>.toml` with every form of every word.

A lexicon holds words of three strengths, fixed phrases, and the words that turn, strengthen or weaken the next one.
Words were written by hand from knowledge of the languages, not taken from labelled texts.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from tropa.voice.lemmas import forms

LexiconLanguage = Literal["ru", "pl"]
STRENGTHS: Mapping[str, float] = {"strong": 3.0, "plain": 2.0, "weak": 1.0}
PHRASE = 2.5
_FOLDED = str.maketrans("ąćęłńóśźż", "acelnoszz")


@dataclass(frozen=True)
class Lexicon:
    """Weights of words (every form) and phrases, −3…+3, and the words that change the weight of others.

    `folded` are the same words for a text written without Polish letters; `entries` counts dictionary forms.
    """

    weights: Mapping[str, float]
    folded: Mapping[str, float]
    phrases: Mapping[tuple[str, ...], float]
    longest_phrase: int
    negators: frozenset[str]
    not_negation: frozenset[str]
    absence: frozenset[str]
    lacks: frozenset[str]
    intensifiers: frozenset[str]
    diminishers: frozenset[str]
    contrast: frozenset[str]
    prefix: str
    entries: int


@cache
def lexicon(language: LexiconLanguage) -> Lexicon:
    """The lexicon of a language; reading it takes a tenth of a second.

    >>> lexicon("pl").weights["polecam"], lexicon("ru").weights["опоздали"]
    (2.0, -2.0)
    """
    table = tomllib.loads(files("tropa.voice").joinpath("lexicons", f"{language}.toml").read_text("utf-8"))
    weights, entries = _weights(table, language)
    phrases = {
        tuple(phrase.replace("ё", "е").split()): sign * PHRASE
        for kind, sign in (("positive", 1), ("negative", -1))
        for phrase in re.split(r";|\n", table["phrases"][kind])
        if phrase.strip()
    }
    return Lexicon(
        weights=weights,
        folded={word.translate(_FOLDED): weight for word, weight in weights.items()} if language == "pl" else {},
        phrases=phrases,
        longest_phrase=max(map(len, phrases)),
        negators=_set(table, "negators"),
        not_negation=_set(table, "not_negation"),
        absence=_set(table, "absence"),
        lacks=_set(table, "lacks"),
        intensifiers=_set(table, "intensifiers"),
        diminishers=_set(table, "diminishers"),
        contrast=_set(table, "contrast"),
        prefix="не" if language == "ru" else "nie",
        entries=entries,
    )


def _set(table: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(table[key].replace("ё", "е").split())


def _weights(table: Mapping[str, Any], language: LexiconLanguage) -> tuple[dict[str, float], int]:
    """Every form with its weight; where two words share a form the stronger one has it, unless their signs differ."""
    found: dict[str, float] = {}
    both: set[str] = set()
    entries = 0
    for kind, sign in (("positive", 1.0), ("negative", -1.0)):
        for strength, size in STRENGTHS.items():
            for written in table[kind][strength].split():
                entries += 1
                for form in _forms(written, language):
                    if found.get(form, sign) * sign < 0:
                        both.add(form)
                    elif abs(found.get(form, 0.0)) < size:
                        found[form] = sign * size
    exact = {word.lstrip("=") for word in _written(table)}
    ambiguous = (both | _set(table, "not_forms")) - exact
    return {form: weight for form, weight in found.items() if form not in ambiguous}, entries


def _written(table: Mapping[str, Any]) -> list[str]:
    """Words that stand for themselves alone: a shared form cannot take these away."""
    kinds = (table[kind][strength] for kind in ("positive", "negative") for strength in STRENGTHS)
    return [word.replace("ё", "е") for text in kinds for word in text.split() if word.startswith("=")]


def _forms(written: str, language: LexiconLanguage) -> frozenset[str]:
    if written.startswith("="):
        return frozenset((written[1:].replace("ё", "е"),))
    return forms(written, language)
