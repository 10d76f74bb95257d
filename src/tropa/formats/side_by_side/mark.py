"""What happened to a thing, as a sign, a colour and a word."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from tropa.formats.layout.tokens import washed
from tropa.kit.locale import Language, text
from tropa.model.change import Change, ChangeKind

Happened = Literal[
    "new", "gone", "moved_to", "moved_from", "reordered", "renamed", "reworded", "changed", "solved", "reopened",
    "accepted", "rose", "fell",
]  # fmt: skip

_SIGNS: Mapping[Happened, str] = {
    "new": "+", "gone": "−", "moved_to": "→", "moved_from": "←", "reordered": "↕", "renamed": "≈", "reworded": "≈",
    "changed": "≈", "solved": "✓", "reopened": "↺", "accepted": "✓",
    "rose": "▲", "fell": "▼",
}  # fmt: skip
_GREEN, _RED, _BLUE, _VIOLET = "#347A42", "#B2452B", "#2458D3", "#7F50C8"
_COLOURS: Mapping[Happened, str] = {
    "new": _GREEN, "gone": _RED, "moved_to": _VIOLET, "moved_from": _VIOLET, "reordered": _VIOLET, "renamed": _BLUE,
    "reworded": _BLUE, "changed": _BLUE, "solved": _GREEN, "reopened": _RED, "accepted": _GREEN,
    "rose": "#1F7A7A", "fell": "#B2452B",
}  # fmt: skip
_OF_KIND: Mapping[ChangeKind, Happened] = {
    "added": "new", "removed": "gone", "moved": "moved_from", "reordered": "reordered", "renamed": "renamed",
    "changed": "changed", "solved": "solved", "reopened": "reopened", "accepted": "accepted",
    "rose": "rose", "fell": "fell",
}  # fmt: skip


class Mark(NamedTuple):
    """What happened and the word for it."""

    happened: Happened
    word: str

    @property
    def sign(self) -> str:
        """A sign that can be told apart without colour."""
        return _SIGNS[self.happened]

    @property
    def colour(self) -> str:
        """The colour of its words."""
        return _COLOURS[self.happened]

    @property
    def ground(self) -> str:
        """A thin wash of the colour."""
        return washed(self.colour)

    @property
    def words(self) -> str:
        """Sign and word."""
        return f"{self.sign} {self.word}"


def mark(happened: Happened, language: Language, **facts: str) -> Mark:
    """The mark with its word in a language.

    >>> mark("gone", "en").words
    '− removed'
    """
    return Mark(happened, text("formats", f"side.{happened}", language, **facts))


def mark_of(change: Change) -> Mark:
    """The mark of a change in a list of sentences, which say by themselves what happened."""
    return Mark(_OF_KIND[change.kind], "")
