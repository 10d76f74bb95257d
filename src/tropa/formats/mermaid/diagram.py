"""A journey diagram as a value, with texts as people see them."""

import re
import unicodedata
from dataclasses import dataclass

NOTHING = "—"
"""Stands for a text that is empty: Mermaid wants one."""
_LINES = re.compile(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True)
class Task:
    """What is done; `score` is on 1…5."""

    name: str
    score: float | None = None
    actors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A part of the journey and its tasks."""

    title: str
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True)
class Diagram:
    """The whole of it; `description` is what who cannot see the picture is told."""

    title: str = ""
    description: str = ""
    sections: tuple[Section, ...] = ()


def lined(words: str) -> str:
    r"""The words as the diagram can hold them: lines without spaces around them, one space between words.

    >>> lined(" a\t b\r\n\x00c ")
    'a b\nc'
    """
    lines = (" ".join(_visible(line).split()) for line in _LINES.split(words))
    return "\n".join(lines).strip("\n")


def _visible(line: str) -> str:
    spaced = line.replace("\t", " ").replace("\ufeff", " ")
    return "".join(letter for letter in spaced if unicodedata.category(letter) not in ("Cc", "Cs"))
