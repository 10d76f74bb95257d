"""Patterns of seed words and where they are found in a text.

A pattern is a line of words; all must stand near each other in one sentence, in any order:

    курьер* NOT приш*|приех*      a word that begins so; a word of negation near it; one or the other
    too expensive !cheap          both; and nowhere in the sentence the third
    ~курьер опозд*                any form of a noun or an adjective, by rules of declension

Words are compared folded (small letters, ё as е, Polish without its marks), so that „nie dziala” is found too. A
pattern without NOT is void where a negation stands right before its words: «не было проблем с оплатой» is no trouble.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from tropa.errors import InputError
from tropa.kit.locale import Language
from tropa.voice.mask_forms import folded, forms_of
from tropa.voice.sentences import sentences

NEAR = 12  # words within which a pattern's words stand
REACH = 3  # words a negation reaches forward
TURNS = 2  # words before a pattern's words in which a negation voids it
NOT = "NOT"
NEGATIONS: Mapping[Language, str] = {
    "ru": "не ни нет нету без никто ничего никогда нельзя невозможно никак никаких никакой никакого никакие нигде",
    "pl": "nie ani bez brak nikt nic nigdy nigdzie niemożliwe zadnych zaden zadnego zadnej",
    "en": "not no never nobody none nothing without cannot can't don't doesn't didn't won't wouldn't couldn't isn't "
    "wasn't aren't weren't hasn't haven't hadn't unable impossible nowhere neither nor",
}
SAYING = ("сказа", "скажу", "назва", "powiedz", "powiem", "nazwa", "say", "call")  # «не могу сказать, что дорого»
ABSENT = frozenset(("нет", "нету", "brak"))  # these also stand after what is not there
_PIECE = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[.,;:!?()–—\n]")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)


@dataclass(frozen=True)
class Hit:
    """Characters start…end of a text in which a pattern of `key` was found; `sentence` is where its sentence lies."""

    key: str
    start: int
    end: int
    sentence: tuple[int, int]


@dataclass(frozen=True)
class _Pattern:
    key: str
    slots: tuple[int, ...]  # positions in the list of slots; the negation is not among them
    absent: tuple[int, ...]
    negated: bool


@dataclass
class _Words:
    """All patterns of a language: which slots a word fills, and the patterns by each of their slots' first."""

    negations: frozenset[str]
    exact: dict[str, set[int]] = field(default_factory=dict)
    starts: dict[str, set[int]] = field(default_factory=dict)
    slots: dict[str, int] = field(default_factory=dict)
    patterns: dict[int, list[_Pattern]] = field(default_factory=dict)
    known: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def filled(self, word: str) -> tuple[int, ...]:
        found = self.known.get(word)
        if found is None:
            slots = set(self.exact.get(word, ()))
            for length in range(1, len(word) + 1):
                slots |= self.starts.get(word[:length], set())
            found = self.known[word] = tuple(slots)
        return found


@dataclass(frozen=True)
class _Piece:
    word: str
    start: int
    end: int
    clause: int


class Patterns:
    """Patterns compiled once, found in many texts.

    >>> found = Patterns({"late": {"en": "courier late|delay*"}}).find("The courier was delayed again. Sad.")
    >>> [(hit.key, hit.start, hit.end, hit.sentence) for hit in found]
    [('late', 4, 23, (0, 30))]
    """

    def __init__(self, written: Mapping[str, Mapping[Language, str]]) -> None:
        self._languages: dict[Language, _Words] = {}
        for key, texts in written.items():
            for language, lines in texts.items():
                words = self._languages.setdefault(language, _Words(_negations(language)))
                for line in re.split(r"\n|;", lines):
                    if line.strip():
                        _add(words, key, line)

    def find(self, text: str, language: Language | None = None) -> list[Hit]:
        """The first place of every key in the text; without a language all that its script allows are tried."""
        hits: dict[str, Hit] = {}
        for start, end in sentences(text):
            pieces = _pieces(text, start, end)
            for spoken in _allowed(text, language):
                if spoken in self._languages:
                    for hit in _found(pieces, self._languages[spoken], (start, end)):
                        hits.setdefault(hit.key, hit)
        return list(hits.values())


def _allowed(text: str, language: Language | None) -> tuple[Language, ...]:
    if language is not None:
        return (language,)
    return ("ru",) if len(_CYRILLIC.findall(text)) > len(_LATIN.findall(text)) else ("pl", "en")


@cache
def _negations(language: Language) -> frozenset[str]:
    return frozenset(folded(word) for word in NEGATIONS[language].split())


def _add(words: _Words, key: str, line: str) -> None:
    """Compile a line; `NOT|only` in it makes two patterns, one with a negation and one with the other word."""
    tokens = line.split()
    either = next((token for token in tokens if "|" in token and NOT in token.split("|")), None)
    if either is not None:
        others = "|".join(word for word in either.split("|") if word != NOT)
        for instead in (NOT, others):
            _add(words, key, " ".join(instead if token is either else token for token in tokens))
        return
    slots = tuple(_slot(words, token, line) for token in tokens if token[0] != "!" and token != NOT)
    absent = tuple(_slot(words, token[1:], line) for token in tokens if token[0] == "!")
    if not slots:
        raise InputError("voice.bad_pattern", value=line.strip())
    words.patterns.setdefault(slots[0], []).append(_Pattern(key, slots, absent, NOT in tokens))


def _slot(words: _Words, token: str, line: str) -> int:
    if token in words.slots:
        return words.slots[token]
    number = words.slots[token] = len(words.slots)
    for word in token.split("|"):
        plain = folded(word.strip("*~!"))
        if not plain:
            raise InputError("voice.bad_pattern", value=line.strip())
        if word.endswith("*"):
            words.starts.setdefault(plain, set()).add(number)
        else:
            for form in forms_of(word[1:]) if word[0] == "~" else (plain,):
                words.exact.setdefault(form, set()).add(number)
    words.known.clear()
    return number


def _pieces(text: str, start: int, end: int) -> list[_Piece]:
    """The words of a sentence; a new clause begins at every sign between them."""
    found, clause = [], 0
    for piece in _PIECE.finditer(text, start, end):
        if piece[0][0].isalnum():
            found.append(_Piece(folded(piece[0].replace("’", "'")), piece.start(), piece.end(), clause))
        else:
            clause += 1
    return found


def _found(pieces: list[_Piece], words: _Words, sentence: tuple[int, int]) -> Iterator[Hit]:
    at: dict[int, list[int]] = {}
    for place, piece in enumerate(pieces):
        for slot in words.filled(piece.word):
            at.setdefault(slot, []).append(place)
    negations = [place for place, piece in enumerate(pieces) if piece.word in words.negations]
    denied = _denied(pieces, negations)
    for slot in tuple(at):
        for pattern in words.patterns.get(slot, ()):
            if any(absent in at for absent in pattern.absent) or (denied and not pattern.negated):
                continue
            places = _places(pattern, at, pieces, negations)
            if places:
                yield Hit(pattern.key, pieces[min(places)].start, pieces[max(places)].end, sentence)


def _denied(pieces: list[_Piece], negations: list[int]) -> bool:
    """Whether the sentence begins by saying that one cannot say what follows."""
    return any(
        piece.word.startswith(SAYING) and any(0 < place - negation <= TURNS for negation in negations)
        for place, piece in enumerate(pieces[: REACH + 1])
    )


def _places(
    pattern: _Pattern, at: Mapping[int, list[int]], pieces: list[_Piece], negations: list[int]
) -> list[int] | None:
    """Where the pattern's words stand, negation included; None where they do not, or where they are negated away."""
    for first in at[pattern.slots[0]]:
        places = [first]
        for slot in pattern.slots[1:]:
            free = [place for place in at.get(slot, ()) if place not in places]
            nearest = min(free, key=lambda place: abs(place - first), default=None)
            if nearest is None or max(*places, nearest) - min(*places, nearest) > NEAR:
                break
            places.append(nearest)
        else:
            turned = _negating(places, pieces, negations, REACH if pattern.negated else TURNS)
            if pattern.negated and turned is not None:
                return [*places, turned]
            if not pattern.negated and turned is None:
                return places
    return None


def _negating(places: list[int], pieces: list[_Piece], negations: list[int], reach: int) -> int | None:
    """The negation that belongs to one of the words: shortly before it in its clause, or «нет» after it."""
    for place in places:
        for negation in negations:
            after = negation == place + 1 and pieces[negation].word in ABSENT
            near = 0 < place - negation <= reach or after
            if near and negation not in places and pieces[negation].clause == pieces[place].clause:
                return negation
    return None
