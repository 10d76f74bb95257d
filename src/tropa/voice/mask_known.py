"""What is known of the very customer, masked in the customer's own words in every form it takes.

Sources that keep a name, a surname, a street or a city say exactly what must not be read in this customer's reviews.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tropa.voice.mask_forms import folded, forms_of, listed
from tropa.voice.mask_span import Kind, Span

_NAMES = frozenset(name.replace("_", " ") for name in listed("name_traits"))
_PLACES = frozenset(name.replace("_", " ") for name in listed("place_traits"))
_NO_PLACE = frozenset(listed("no_place"))
_PARTING = re.compile(r"[\s_\-./:;,]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 2  # letters of a name that can be looked for


@dataclass(frozen=True)
class Known:
    """Folded forms of what names the customer, and of the places of the customer's address."""

    names: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.names or self.places)


def known_of(traits: Mapping[str, object], wanted: Sequence[str] | None = None) -> Known:
    """What to look for in a customer's texts, by the customer's traits.

    `wanted` names the traits that count (a city, street or address among them is a place, anything else a name);
    without it, those that are called as names and places are in three languages.

    >>> known = known_of({"Имя": "Анна", "age": 30, "Город": "Казань"})
    >>> "анной" in known.names, "казани" in known.places
    (True, True)
    """
    asked = None if wanted is None else {_plain(name) for name in wanted}
    names: set[str] = set()
    places: set[str] = set()
    for trait, value in traits.items():
        plain = _plain(trait)
        if value is None or (plain not in asked if asked is not None else plain not in _NAMES | _PLACES):
            continue
        if plain in _PLACES:
            places |= _forms(str(value), place=True)
        else:
            names |= _forms(str(value), place=False)
    return Known(frozenset(names), frozenset(places))


def known(text: str, who: Known) -> Iterator[Span]:
    """Where the text names its author or the author's places.

    A form counts where it begins with a capital, as names do; in a text without any capital letter everywhere.
    """
    small = text == text.lower()
    for found in _WORD.finditer(text):
        if small or found[0][0].isupper():
            word = folded(found[0])
            kind: Kind | None = "name" if word in who.names else "address" if word in who.places else None
            if kind:
                yield Span(*found.span(), kind)


@lru_cache(maxsize=50_000)
def _forms(value: str, *, place: bool) -> frozenset[str]:
    words = [word for word in _WORD.findall(value) if len(word) >= (3 if place else _LEAST)]
    return frozenset(form for word in words if folded(word) not in _NO_PLACE or not place for form in forms_of(word))


def _plain(name: str) -> str:
    return _PARTING.sub(" ", _CAMEL.sub(" ", name)).strip().lower()
