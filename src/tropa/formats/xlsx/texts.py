"""Texts in cells: letters that XML has not, texts longer than a cell.

`␛` begins an escape: `␛E` and `␛F` stand for U+FFFE and U+FFFF, `␛␛` for itself, and `␛R7;` at the end of a cell says
that the text goes on in record 7 of the sheet Tropa. Other control letters are written as `_x0008_`, as Excel does.
"""

import re
from collections.abc import Mapping, Sequence

PIECE = 15_000  # letters; each may be two of Excel's 32,767
_ESCAPE = re.compile(r"␛(?:([EF␛])|R(\d+);)")
_LETTERS = {"E": "\ufffe", "F": "\uffff", "␛": "␛"}


class LongTexts:
    """The rests of texts that are too long for a cell, numbered in the order they were met."""

    def __init__(self) -> None:
        self.pieces: list[tuple[int, str]] = []
        self._count = 0

    def fitted(self, words: str) -> str:
        """The text as one cell takes it; what is too much is kept in `pieces`."""
        written = escaped(words)
        if len(written) <= PIECE:
            return written
        cuts = [words[start : start + PIECE // 2] for start in range(0, len(words), PIECE // 2)]
        self._count += 1
        self.pieces += [(self._count, escaped(cut)) for cut in cuts[1:]]
        return f"{escaped(cuts[0])}␛R{self._count};"


def escaped(words: str) -> str:
    """The words without letters that XML has not."""
    return words.replace("␛", "␛␛").replace("\ufffe", "␛E").replace("\uffff", "␛F")


def unescaped(written: str, rests: Mapping[int, Sequence[str]]) -> str:
    r"""The words as they were; a rest that is not there any more is missing.

    >>> unescaped(escaped("a\uffff␛"), {}) == "a\uffff␛", unescaped("a␛R1;", {1: ["b", "c"]})
    (True, 'abc')
    """

    def plain(match: re.Match[str]) -> str:
        if match[1]:
            return _LETTERS[match[1]]
        return "".join(unescaped(piece, {}) for piece in rests.get(int(match[2]), ()))

    return _ESCAPE.sub(plain, written)
