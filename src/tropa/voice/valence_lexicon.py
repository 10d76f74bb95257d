"""Valence by Tropa's own lexicons of Russian and Polish: right where it speaks, silent when unsure."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from math import nan, sqrt
from typing import get_args

import numpy as np

from tropa.kit.locale import Language
from tropa.kit.progress import Progress, silent
from tropa.voice.emoji import emoji
from tropa.voice.lexicon import Lexicon, LexiconLanguage, lexicon
from tropa.voice.valence import Valences, valences

SCOPE = 3  # words a negation reaches over
TURNED = 0.7  # what remains of a word's weight when it is negated
STRONGER, WEAKER = 1.4, 0.6
BEFORE_CONTRAST, AFTER_CONTRAST = 0.6, 1.2  # «вкусно, но долго»: the second half is the point
SIGN = 2.0  # weight of an emoji
SMOOTHING = 6.0  # valence is sum / √(sum² + 6): one plain word is ±.63
MIXED = 0.25  # silent where good and bad differ by less than this share of both
LEAST = 0.9  # silent below this sum: a single weak word after a turn of "but"
_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+|[.,;:!?…()\n]")
_BEING = ("был", "буд", "возник", "замет", "обнаруж", "встрет", "był", "będ", "ma", "mia", "stwierdz", "zauważ")
_POLISH_LETTER = re.compile(r"[ąćęłńóśźż]")


class LexiconModel:
    """The lexicons as a model of valence; no data needed, nothing learnt.

    >>> LexiconModel().score(["Курьер нахамил", "Nie polecam", "Kupiłem dwa bilety"], ["ru", "pl", "pl"]).value.round(1)
    array([-0.8, -0.7,  nan])
    """

    @property
    def model_id(self) -> str:
        """`lexicon` and a hash of the word lists."""
        return f"lexicon:{_words_hash()}"

    def score(
        self, texts: Sequence[str], languages: Sequence[Language | None], progress: Progress = silent
    ) -> Valences:
        """Valence of Russian and Polish texts, NaN for others and where there are no words of feeling or both kinds."""
        value = np.full(len(texts), nan)
        lexicons = {language: lexicon(language) for language in get_args(LexiconLanguage) if language in languages}
        for row, (text, language) in enumerate(zip(texts, languages, strict=True)):
            if row % 1000 == 0:
                progress(row / len(texts))
            if language in lexicons:
                value[row] = _valence(text, lexicons[language])
        progress(1.0)
        return valences(value, self.model_id)


def _valence(text: str, known: Lexicon) -> float:
    signs = emoji(text)
    tokens = _TOKEN.findall(text.lower().replace("ё", "е"))
    found = [*_weights(tokens, known), *[SIGN] * signs.positive, *[-SIGN] * signs.negative]
    total, size = sum(found), sum(abs(weight) for weight in found)
    if abs(total) < LEAST or abs(total) < MIXED * size:
        return nan
    return total / sqrt(total * total + SMOOTHING)


def _weights(tokens: list[str], known: Lexicon) -> list[float]:
    """The weights of the phrases and words of feeling, changed by the words around them."""
    weights = known.weights if any(map(_POLISH_LETTER.search, tokens)) or not known.folded else known.folded
    found: list[tuple[int, float]] = []
    place = 0
    while place < len(tokens):
        phrase = _phrase(tokens, place, known)
        if phrase is not None:
            found.append((place, known.phrases[phrase]))
            place += len(phrase)
            continue
        weight = weights.get(tokens[place], 0.0) or _prefixed(tokens[place], known)
        if weight and tokens[place] not in known.negators and not _taken_back(tokens, place, weights, known):
            found.append((place, _changed(weight, tokens, place, known)))
        place += 1
    return _contrasted(found, tokens, known)


def _phrase(tokens: list[str], place: int, known: Lexicon) -> tuple[str, ...] | None:
    for length in range(min(known.longest_phrase, len(tokens) - place), 1, -1):
        phrase = tuple(tokens[place : place + length])
        if phrase in known.phrases:
            return phrase
    return None


def _prefixed(word: str, known: Lexicon) -> float:
    """«невкусный», „niedrogi”: a word turned by its own beginning."""
    if not word.startswith(known.prefix) or len(word) < len(known.prefix) + 4:
        return 0.0
    return -TURNED * known.weights.get(word[len(known.prefix) :], 0.0)


def _changed(weight: float, tokens: list[str], place: int, known: Lexicon) -> float:
    plain, others = 0, 0
    for back in range(1, SCOPE + 1):
        before = place - back
        if before < 0 or not (tokens[before][0].isalpha()) or tokens[before] in known.contrast:
            break
        word = tokens[before]
        if word in known.negators and tokens[before + 1] not in known.not_negation:
            plain, others = plain + (word == known.prefix), others + 1
        elif word in known.lacks and weight < 0:
            others += 1
        elif back == 1 and word in known.intensifiers:
            weight *= STRONGER
        elif back == 1 and word in known.diminishers:
            weight *= WEAKER
    if not others and weight < 0 and _absent(tokens, place, known):
        others = 1
    turned = plain % 2 == 1 if plain else others > 0  # «не могу не» is none, „nikt nie” is one
    return -TURNED * weight if turned else weight


def _taken_back(tokens: list[str], place: int, weights: Mapping[str, float], known: Lexicon) -> bool:
    """„Brak problemów”: the lack itself is nothing bad then."""
    return tokens[place] in known.lacks and any(weights.get(word, 0.0) < 0 for word in tokens[place + 1 : place + 3])


def _absent(tokens: list[str], place: int, known: Lexicon) -> bool:
    """«Проблем нет», „problemów nie było”: the word after takes the bad one back."""
    after = tokens[place + 1 : place + 3]
    if not after or after[0] not in known.absence:
        return False
    return after[0] in ("нет", "brak") or (len(after) > 1 and after[1].startswith(_BEING))


def _contrasted(found: list[tuple[int, float]], tokens: list[str], known: Lexicon) -> list[float]:
    turns = [place for place, token in enumerate(tokens) if token in known.contrast]
    if (
        not turns
        or not any(place > turns[-1] for place, _ in found)
        or not any(place < turns[-1] for place, _ in found)
    ):
        return [weight for _, weight in found]
    return [weight * (BEFORE_CONTRAST if place < turns[-1] else AFTER_CONTRAST) for place, weight in found]


@cache
def _words_hash() -> str:
    digest = blake2b(digest_size=6)
    for name in (*get_args(LexiconLanguage), "emoji"):
        digest.update(files("tropa.voice").joinpath("lexicons", f"{name}.toml").read_bytes())
    return digest.hexdigest()
