"""Which words tell one set of texts from another."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import log, sqrt

from tropa.errors import needed
from tropa.kit.locale import LANGUAGES, Language
from tropa.voice.lemmas import lemma, words

with needed("stopwordsiso", "voice"):
    import stopwordsiso

PRIOR = 500.0  # words the prior weighs as much as
SHORTEST = 3  # letters


@dataclass(frozen=True)
class DistinctiveWord:
    """A word as customers write it most often, how many texts of either set have it, and how sure it is (z)."""

    word: str
    here: int
    elsewhere: int
    z: float


def distinctive(
    here: Sequence[str],
    elsewhere: Sequence[str],
    languages: tuple[Sequence[Language | None], Sequence[Language | None]] | None = None,
    *,
    limit: int = 10,
    least: int = 3,
) -> list[DistinctiveWord]:
    """The words that stand in more texts of one set than of the other, the surest first.

    Log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008) over dictionary forms; words of no
    meaning are left out, and those that stand in fewer than `least` texts.

    >>> [found.word for found in distinctive(["brudny pokój", "brudna pościel", "brudno"] * 3, ["miła obsługa"] * 9,
    ...                                      (["pl"] * 9, ["pl"] * 9), limit=1)]
    ['brudny']
    """
    of_here, of_there = languages or ([None] * len(here), [None] * len(elsewhere))
    shown: dict[str, Counter[str]] = {}
    one = _counted(here, of_here, shown)
    other = _counted(elsewhere, of_there, shown)
    both = one + other
    total = sum(both.values()) or 1
    found = []
    for word, count in one.items():
        if count >= least:
            z = _z((count, sum(one.values())), (other[word], sum(other.values())), PRIOR * both[word] / total)
            found.append(DistinctiveWord(shown[word].most_common(1)[0][0], count, other[word], z))
    found.sort(key=lambda told: (-told.z, told.word))
    return [told for told in found if told.z > 0][:limit]


def content_words(text: str, language: Language | None) -> dict[str, str]:
    """The words of a text that mean something: dictionary form → how it is written here."""
    found: dict[str, str] = {}
    for word in words(text):
        known = word if language is None else lemma(word, language)
        if len(word) >= SHORTEST and known not in _empty() and word not in _empty():
            found.setdefault(known, word)
    return found


def _counted(
    texts: Sequence[str], languages: Sequence[Language | None], shown: dict[str, Counter[str]]
) -> Counter[str]:
    """In how many texts each dictionary form stands; `shown` counts how it is written."""
    count: Counter[str] = Counter()
    for text, language in zip(texts, languages, strict=True):
        for known, word in content_words(text, language).items():
            count[known] += 1
            shown.setdefault(known, Counter())[word] += 1
    return count


def _z(one: tuple[int, int], other: tuple[int, int], prior: float) -> float:
    (a, n), (b, m) = one, other
    odds = log((a + prior) / (n + PRIOR - a - prior)) - log((b + prior) / (m + PRIOR - b - prior))
    return odds / sqrt(1 / (a + prior) + 1 / (b + prior))


@cache
def _empty() -> frozenset[str]:
    return frozenset(word for language in LANGUAGES for word in stopwordsiso.stopwords(language))
