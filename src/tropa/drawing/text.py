"""Text as a drawing needs it: cleaned, cut into runs of one font, measured, wrapped.

Letters are taken by grapheme cluster (Unicode Annex 29), so that a family emoji, a flag or a letter with its accent
is never cut. Widths are sums of the fonts' advances; kerning, which the renderer adds, makes a line a little narrower.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from math import inf
from re import compile as pattern
from typing import NamedTuple

from tropa.drawing.fonts import EMOJI, FALLBACKS, IGNORABLE, UNKNOWN, Font, inter
from tropa.errors import needed

with needed("regex", "export"):
    import regex

ELLIPSIS = "…"
_LONG_WORD = 400  # letters: measured only in pieces, so that no page of text lies in the cache of words
_LONGEST_CLUSTER = 12  # code points; the longest emoji of Unicode has ten, a pile of accents any number

_UNWANTED = pattern(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff]"
)
_BREAKS, _GAPS = pattern("\r\n|[\r\x0b\x0c\x85\u2028\u2029]"), pattern("\t+")
_PLAIN = pattern("[\n\x20-\x7e\xa0-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*")
_RIGHT_TO_LEFT = pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_CLUSTER = regex.compile(r"\X")
_DRAWN = regex.compile(r"\p{Emoji_Presentation}|\p{Emoji}\N{VARIATION SELECTOR-16}")
_PICTURE = regex.compile(r"\p{Extended_Pictographic}")
_STRETCH = pattern("[^-/–—]*[-/–—]+|[^-/–—]+")


class Run(NamedTuple):
    """Letters of one font that stand together; `width` in em."""

    font: Font
    words: str
    width: float


def clean(words: str) -> str:
    """The text without what no drawing can hold: control characters, direction overrides, lone surrogates.

    Breaks of any kind become a newline, tabs a space, letters are composed (NFC), and a pile of accents is cut short.

    >>> clean("a\\x00b\\tc\\r\\nd\\ud800")
    'ab c\\nd\ufffd'
    """
    if (words.isascii() and words.isprintable()) or (_PLAIN.fullmatch(words) and "\xad" not in words):
        return words
    words = _GAPS.sub(" ", _BREAKS.sub("\n", words))
    words = _UNWANTED.sub(lambda found: "\ufffd" if found[0] >= "\ud800" and found[0] <= "\udfff" else "", words)
    words = unicodedata.normalize("NFC", words)
    return "".join(cluster[:_LONGEST_CLUSTER] for cluster in _CLUSTER.findall(words))


def clusters(words: str) -> list[str]:
    """What a reader takes for single letters.

    >>> len(clusters("a👩‍👩‍👧‍👦🇵🇱"))
    3
    """
    return list(words) if _PLAIN.fullmatch(words) else _CLUSTER.findall(words)


def right_to_left(words: str) -> bool:
    """Whether the first letter with a direction runs from right to left; then anchor the line at its right end.

    >>> right_to_left("12 שלום"), right_to_left("abc שלום")
    (True, False)
    """
    if not _RIGHT_TO_LEFT.search(words):
        return False
    strong = (unicodedata.bidirectional(letter) for letter in words)
    return next((kind != "L" for kind in strong if kind in ("L", "R", "AL")), False)


@lru_cache(maxsize=16384)
def runs(words: str, weight: int = 400, italic: bool = False) -> tuple[Run, ...]:
    """One line as runs of a font each, in the order of reading; spaces stay with the letters before them.

    >>> [(run.font.family, run.words) for run in runs("до 🏠 →")]
    [('Inter', 'до '), ('Noto Color Emoji', '🏠'), ('Inter', ' →')]
    """
    plain = inter(weight, italic)
    if plain.has(words) and _PLAIN.fullmatch(words):
        return (Run(plain, words, _advance(plain, words)),) if words else ()
    found: list[Run] = []
    for cluster in clusters(words):
        font = _font_of(cluster, plain, found[-1].font if found else plain)
        width = _advance(font, cluster)
        if found and found[-1].font is font:
            found[-1] = Run(font, found[-1].words + cluster, found[-1].width + width)
        else:
            found.append(Run(font, cluster, width))
    return tuple(found)


def _font_of(cluster: str, plain: Font, before: Font) -> Font:
    first = cluster[0]
    if ord(first) in EMOJI.advances and _shown_as_emoji(cluster, plain):
        return EMOJI
    if before in FALLBACKS and not first.isalnum() and before.has(cluster):
        return before
    if plain.has(cluster):
        return plain
    known = next((font for font in FALLBACKS if font.has(cluster)), None)
    if known is None and ord(first) in EMOJI.advances and ord(first) not in plain.advances:
        return EMOJI
    return known or plain


def _shown_as_emoji(cluster: str, plain: Font) -> bool:
    if "\ufe0e" in cluster and ord(cluster[0]) in plain.advances:
        return False
    return bool(_DRAWN.match(cluster)) or (len(cluster) > 1 and bool(_PICTURE.match(cluster)))


def _advance(font: Font, words: str) -> float:
    advances = font.advances
    if font is EMOJI:
        return advances.get(ord(words[0]), UNKNOWN)
    return sum([0.0 if letter in IGNORABLE else advances.get(ord(letter), UNKNOWN) for letter in words])


def width(words: str, size: float, weight: int = 400, italic: bool = False) -> float:
    """The width of one line in the units of `size`.

    >>> round(width("Путь", 16), 2)
    37.27
    """
    return _em(words, weight, italic) * size


@lru_cache(maxsize=65536)
def _em(words: str, weight: int, italic: bool) -> float:
    return sum(run.width for run in runs(words, weight, italic))


def wrap(
    words: str, size: float, room: float, weight: int = 400, italic: bool = False, lines: int | None = None
) -> tuple[str, ...]:
    """The text in lines no wider than `room`, broken at spaces; at most `lines`, the last ending in an ellipsis.

    A word wider than the room is broken after its hyphens and slashes, else between clusters; no hyphen is added.

    >>> wrap("Compare the price and the delivery", 13, 90)
    ('Compare the', 'price and the', 'delivery')
    >>> wrap("Compare the price and the delivery", 13, 90, lines=2)
    ('Compare the', 'price and th…')
    """
    limit = room / size
    found: list[str] = []
    for line in _lines(clean(words), limit, weight, italic):
        if lines is not None and len(found) == lines:
            found[-1] = _shortened(found[-1], line, limit, (weight, italic))
            break
        found.append(line)
    return tuple(found)


def fit(words: str, size: float, room: float, weight: int = 400, italic: bool = False) -> str:
    """The text on one line no wider than `room`, ending in an ellipsis where it had to be cut.

    >>> fit("Consideration", 13, 60)
    'Consid…'
    """
    return next(iter(wrap(words, size, room, weight, italic, lines=1)), "")


def _lines(words: str, limit: float, weight: int, italic: bool) -> Iterator[str]:
    space = _em(" ", weight, italic)
    for paragraph in words.split("\n"):
        line: list[str] = []
        used = 0.0
        for word, wide, glued in _words(paragraph, limit, weight, italic):
            gap = 0.0 if glued or not line else space
            if line and used + gap + wide > limit:
                yield "".join(line)
                line, used, gap = [], 0.0, 0.0
            line.append(" " + word if gap else word)
            used += gap + wide
        yield "".join(line)


def _words(paragraph: str, limit: float, weight: int, italic: bool) -> Iterator[tuple[str, float, bool]]:
    """Words that fit a line, their widths in em, and whether each continues the one before it without a space."""
    for word in paragraph.split(" "):
        if not word:
            continue
        wide = _em(word, weight, italic) if len(word) < _LONG_WORD else inf
        if wide <= limit:
            yield word, wide, False
            continue
        glued = False
        for stretch in _STRETCH.findall(word):
            for piece in _pieces(stretch, limit, weight, italic):
                yield piece, _em(piece, weight, italic), glued
                glued = True


def _pieces(word: str, limit: float, weight: int, italic: bool) -> Iterator[str]:
    piece, used = "", 0.0
    for cluster in clusters(word):
        wide = _em(cluster, weight, italic)
        if piece and used + wide > limit:
            yield piece
            piece, used = "", 0.0
        piece += cluster
        used += wide
    if piece:
        yield piece


def _shortened(line: str, following: str, limit: float, face: tuple[int, bool]) -> str:
    weight, italic = face
    budget = limit - _em(ELLIPSIS, weight, italic)
    kept, used = [], 0.0
    for cluster in clusters(f"{line} {following}"):
        used += _em(cluster, weight, italic)
        if used > budget:
            break
        kept.append(cluster)
    return "".join(kept).rstrip() + ELLIPSIS
