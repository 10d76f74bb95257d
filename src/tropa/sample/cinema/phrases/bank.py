"""The phrases of a language, from `phrases/<language>.toml` and `phrases/<language>.talk.toml`."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from tropa.kit.locale import Language

_MARK = re.compile(r"\[([^\]|]*)(?:\|([^\]]*))?\]")


@cache
def bank(language: Language) -> dict[str, tuple[str, ...]]:
    """The lines of every key, by dotted path."""
    folder = files("tropa").joinpath("sample", "cinema", "phrases")
    found: dict[str, tuple[str, ...]] = {}
    for name in (f"{language}.toml", f"{language}.talk.toml"):
        found |= _lines("", tomllib.loads(folder.joinpath(name).read_text("utf-8")))
    return found


def _lines(path: str, table: dict[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _lines(f"{path}{name}.", value)
        else:
            yield path + name, tuple(value.strip().splitlines())


def spoken(line: str, *, woman: bool) -> str:
    """The line as a man or a woman says it.

    >>> spoken("Ждал[а], но не [смог|смогла].", woman=True)
    'Ждала, но не смогла.'
    >>> spoken("Ждал[а], но не [смог|смогла].", woman=False)
    'Ждал, но не смог.'
    """
    return _MARK.sub(lambda mark: _form(mark, woman), line)


def _form(mark: re.Match[str], woman: bool) -> str:
    if mark[2] is None:
        return mark[1] if woman else ""
    return mark[2] if woman else mark[1]


def is_woman(name: str, language: Language) -> bool:
    """Whether a person of the sample is a woman, told by the first name; English has no forms that need it."""
    first = name.split(" ", 1)[0]
    return first.endswith(("а", "я", "a")) and first not in bank(language).get("slot.men_in_a", ())
