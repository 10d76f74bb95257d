"""A persona that describes nobody.

## What it does

Finds a persona whose ages span more than 15 years ("women 20–55"), or that is everybody, while nothing is said of what
these people do, want or fear.

## Why it is bad

A woman of 20 and a woman of 55 share neither money nor time nor troubles. Age and sex do not explain why people buy;
what they do and need does. A map of such a persona cannot be wrong, and so cannot help.

## Example

"Women 20–55" becomes "mothers who order food for the week on Sunday evening from a phone". Traits, goals and fears of
the persona count; one of them is enough for this rule to be silent.
"""

import re
from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place
from tropa.model.map import Map
from tropa.model.persona import Persona

WIDEST = 15  # years
_AGES = re.compile(
    r"(?<![\d:.,])(?:от|od|from|between|с|między)?\s*([1-9]\d)\s*(?:[-–—−…]|до|do|to|and|по|i|a)\s*([1-9]\d)(?![\d:.,]*[\d%])"
    r"(?!\s*(?:%|h\b|hours?|час|godz|min|мин|дн|дней|dni|days?|€|\$|zł|руб|₽))",
    re.IGNORECASE,
)
_EVERYBODY = re.compile(
    r"\b(?:все (?:клиенты|покупатели|люди|пользователи)|любой (?:клиент|человек)|"
    r"wszyscy(?: klienci)?|każdy(?: klient)?|everyone|everybody|all customers|anyone|any customer)\b",
    re.IGNORECASE,
)


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Personas that are too wide and otherwise empty."""
    for map_ in maps:
        for persona in map_.personas:
            if persona.goals or persona.fears or persona.traits:
                continue
            written = f"{persona.name}. {persona.segment}. {persona.about}"
            ages = widest_ages(written)
            if ages is not None:
                facts: dict[str, object] = {"persona": persona.name, "low": ages[0], "high": ages[1]}
                yield "warning", "ages", facts, place(map_, persona.id)
            elif _is_everybody(persona):
                yield "warning", "everybody", {"persona": persona.name}, place(map_, persona.id)


def widest_ages(written: str) -> tuple[int, int] | None:
    """The widest range of ages over 15 years in a text; None where there is none.

    >>> widest_ages("Женщины 20–55 лет"), widest_ages("women from 25 to 34"), widest_ages("с 10 до 22 часов")
    ((20, 55), None, None)
    """
    ranges = [(int(low), int(high)) for low, high in _AGES.findall(written)]
    wide = [(low, high) for low, high in ranges if high - low > WIDEST]
    return max(wide, key=lambda ages: ages[1] - ages[0], default=None)


def _is_everybody(persona: Persona) -> bool:
    return _EVERYBODY.search(f"{persona.name}. {persona.segment}") is not None


RULE = Rule("TR002", "vague-persona", look)
