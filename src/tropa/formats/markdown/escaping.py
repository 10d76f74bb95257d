"""Words and addresses that no reader takes for Markdown or HTML."""

import re
from urllib.parse import quote

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~&$^@]|:(?=[\w/])|(?<=\bwww)\.", re.ASCII)
_FIRST = re.compile(r"(?<=^\d)[.)]|(?<=^\d\d)[.)]|(?<=^\d\d\d)[.)]|^[-+=#]")
_LINES = re.compile(r"[\s\u0085\u2028\u2029]+")


def escaped(words: str) -> str:
    r"""The words on one line, so that no letter of them acts as Markdown or HTML.

    >>> escaped("<b>1. *нет*</b>")
    '\\<b\\>1. \\*нет\\*\\</b\\>'
    """
    line = _LINES.sub(" ", words).strip()
    return _FIRST.sub(_with_backslash, _SPECIAL.sub(_with_backslash, line))


def linked(words: str, address: str) -> str:
    """A link; what would end the address early is written as percents.

    >>> linked("Report", "https://example.org/a>b")
    '[Report](<https://example.org/a%3Eb>)'
    """
    safe = re.sub(r"[<>\\\s|]", lambda match: quote(match[0], safe=""), address)
    return f"[{escaped(words)}](<{safe}>)"


def map_linked(words: str, name: str) -> str:
    """A link to another map written beside this one, under its id."""
    return linked(words, f"./{quote(name)}.md")


def row(cells: list[str]) -> str:
    """A row of a table; its cells are escaped already."""
    return "| " + " | ".join(cells) + " |"


def _with_backslash(match: re.Match[str]) -> str:
    return "\\" + match[0]
