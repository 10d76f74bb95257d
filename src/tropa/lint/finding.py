"""What a rule found: which rule, how grave, in which map and place, and the sentence about it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tropa.kit.locale import Language, text
from tropa.model.map import Map

Severity = Literal["warning", "info"]


@dataclass(frozen=True)
class Finding:
    """One thing a rule found. `where` is `map/card` (ids); `key` is the sentence in the catalogue of the lint room."""

    code: str
    severity: Severity
    key: str
    facts: tuple[tuple[str, object], ...]
    where: str
    language: Language = "en"

    def text(self, language: Language) -> str:
        """The sentence in a language."""
        return text("lint", self.key, language, **dict(self.facts))

    def __str__(self) -> str:
        return f"{self.code} {self.where}: {self.text(self.language)}"

    def to_dict(self) -> dict[str, object]:
        """The finding as JSON, with the sentence in the language it was asked in."""
        return {
            "code": self.code,
            "severity": self.severity,
            "where": self.where,
            "message": self.text(self.language),
            "facts": {key: value if isinstance(value, int | float) else str(value) for key, value in self.facts},
        }


Found = tuple[Severity, str, dict[str, object], str]
"""Severity, key of the sentence under the rule's code, facts, place."""


@dataclass(frozen=True)
class Rule:
    """A rule of the method; the docstring of the module of `look` is its page in the manual.

    `severity` is the gravest it finds. `fix` gives the map without what the rule finds, where that is safe.
    """

    code: str
    name: str
    look: Callable[[Sequence[Map]], Iterator[Found]]
    severity: Severity = "warning"
    fix: Callable[[Map], Map] | None = None


def place(map_: Map, name: str = "") -> str:
    """Where a finding is: the map, and the card, point or persona in it."""
    return f"{map_.id}/{name}" if name else map_.id


def short(words: str) -> str:
    """The first 80 letters of a card's words.

    >>> len(short("a" * 200))
    80
    """
    line = " ".join(words.split())
    return line if len(line) <= 80 else line[:79] + "…"
