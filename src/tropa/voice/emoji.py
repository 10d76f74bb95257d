"""Emoji and emoticons that say how a customer feels: how many stand in a text."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_BALANCED = re.compile(r"\(([^()]*)\)")
_SMILE = re.compile(r"(?<=\w\w)\)+|(?<=[.!?…])\)+|(?<=\s)\){2,}")
_FROWN = re.compile(r"\({2,}")


@dataclass(frozen=True)
class Emoji:
    """How many signs of joy and of annoyance a text has."""

    positive: int
    negative: int


def emoji(text: str) -> Emoji:
    """Count the emoji and emoticons of a text that are positive or negative; what is used for both is no sign.

    A run of brackets, as Russians write smiles, is one sign however long; brackets that close what was opened are none,
    nor is one behind a number or a single letter, as in a list.

    >>> emoji("Доставили вовремя)) 👍👍"), emoji("1) cheap :( (see the photo)")
    (Emoji(positive=3, negative=0), Emoji(positive=0, negative=1))
    """
    good, bad = _patterns()
    rest, positive = good.subn(" ", text)
    rest, negative = bad.subn(" ", rest)
    if ")" in rest or "((" in rest:
        bare, closed = _BALANCED.subn(r"\1", rest)
        while closed:
            bare, closed = _BALANCED.subn(r"\1", bare)
        positive += len(_SMILE.findall(bare))
        negative += len(_FROWN.findall(bare))
    return Emoji(positive, negative)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = tomllib.loads(files("tropa.voice").joinpath("lexicons", "emoji.toml").read_text("utf-8"))
    return _pattern(table["positive"], table["positive_signs"]), _pattern(table["negative"], table["negative_signs"])


def _pattern(pictures: str, signs: list[str]) -> re.Pattern[str]:
    """Any of the pictures, or of the emoticons: their letters must not belong to a word, nor a slash to an address."""
    written = "|".join((r"(?<!\w)" if sign[0].isalpha() else "") + re.escape(sign) for sign in signs)
    return re.compile(rf"[{''.join(pictures.split())}]|(?:{written})[()]*(?![\w/])")
