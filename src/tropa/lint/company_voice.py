"""A title in the company's voice.

## What it does

Finds titles that speak of the customer from outside: "our clients' journey", "CJM of the product", "sales funnel".

## Why it is bad

The title sets who speaks. "Onboarding funnel v3" shows steps of a process; "I try whether this is for me" shows a
person.

## Example

"CJM: mortgage" becomes "I apply for a mortgage".
"""

import re
from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place
from tropa.model.map import Map

_COMPANY = re.compile(
    r"\b(?:cjm|customer journey|journey map|funnel|our (?:customers?|clients?|users?)|user flow|"
    r"воронк\w*|путь (?:клиента|покупателя|пользователя)|наш\w* (?:клиент|покупател|пользовател)\w*|карта пути|"
    r"lej\w*|ścieżka klienta|podróż klienta|mapa podróży|nasi? (?:klien|użytkow)\w*)\b",
    re.IGNORECASE,
)


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Titles that do not speak as the customer does."""
    for map_ in maps:
        if _COMPANY.search(map_.title):
            yield "info", "title", {"map": map_.title}, place(map_)


RULE = Rule("TR027", "company-voice", look, severity="info")
