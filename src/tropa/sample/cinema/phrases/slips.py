"""How hurried people spoil a text: slips of the finger, letters without their marks, other punctuation."""

import re
from collections.abc import Callable

import numpy as np

from tropa.kit.locale import Language
from tropa.sample.cinema.phrases.themes import drawn

_BARE = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")
_WORD = re.compile(r"[^\W\d_]{5,}")


def mistyped(text: str, rng: np.random.Generator) -> str:
    """The text with one of its longer words spelled wrong: a letter left out, doubled, or two of them swapped."""
    words = list(_WORD.finditer(text))
    if not words:
        return text
    word = drawn(words, rng)
    at = word.start() + int(rng.integers(1, len(word[0]) - 2))
    slip = int(rng.integers(0, 3))
    if slip == 0:
        return text[:at] + text[at + 1 :]
    if slip == 1:
        return text[:at] + text[at] + text[at:]
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def careless(text: str, language: Language, rng: np.random.Generator, *, chatty: bool) -> str:
    """The text as it was typed: most Russians leave out ё, chatty Poles the marks of letters, anybody slips."""
    if language == "ru" and rng.random() < 0.5:
        text = text.replace("ё", "е").replace("Ё", "Е")
    if language == "pl" and rng.random() < (0.3 if chatty else 0.04):
        text = text.translate(_BARE)
    if chatty and rng.random() < 0.3:
        text = text.rstrip(".").lower() if rng.random() < 0.4 else text.rstrip(".")
    if rng.random() < (0.3 if chatty else 0.1):
        text = mistyped(text, rng)
    return text


_RETOUCHES: tuple[Callable[[str], str], ...] = (
    lambda text: text.rstrip(".!") + "!!!",
    lambda text: text.replace(", ", " ", 1).rstrip("."),
    lambda text: text.lower(),
    lambda text: text.replace(". ", ".. ", 1) + "..",
)


def retold(text: str, rng: np.random.Generator) -> str:
    """Nearly the same text, as it is copied from one site to another."""
    other = drawn(_RETOUCHES, rng)(text)
    return mistyped(other, rng) if other == text or rng.random() < 0.4 else other
