"""What is known of the very customer, masked in the customer's own words in every form it takes.

Sources that keep a name, a surname, a street or a city say exactly what must not be read in this customer's reviews.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

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
    """Words that name the customer, and words of the places of the customer's address."""

    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.names or self.places)


def known_of(traits: Mapping[str, object], wanted: Sequence[str] | None = None) -> Known:
    """What to look for in a customer's texts, by the customer's traits.

    `wanted` names the traits that count (a city, street or address among them is a place, anything else a name);
    without it, those that are called as names and places are in three languages.

    >>> known_of({"Имя": "Анна", "age": 30, "Город": "г. Казань"})
    Known(names=('Анна',), places=('Казань',))
    """
    asked = None if wanted is None else {_plain(name) for name in wanted}
    names: dict[str, None] = {}
    places: dict[str, None] = {}
    for trait, value in traits.items():
        plain = _plain(trait)
        if value is None or (plain not in asked if asked is not None else plain not in _NAMES | _PLACES):
            continue
        place = plain in _PLACES
        (places if place else names).update(dict.fromkeys(_words(str(value), place=place)))
    return Known(tuple(names), tuple(places))


def known(text: str, who: Known) -> Iterator[Span]:
    """Where the text names its author or the author's places.

    A form counts where it begins with a capital, as names do; in a text without any capital letter everywhere.
    """
    small = text == text.lower()
    for found in _WORD.finditer(text):
        if small or found[0][0].isupper():
            kind: Kind | None = (
                "name" if _is_form(found[0], who.names) else "address" if _is_form(found[0], who.places) else None
            )
            if kind:
                yield Span(*found.span(), kind)


def _is_form(word: str, of: Sequence[str]) -> bool:
    plain = folded(word)
    return any(folded(name[0]) == plain[0] and plain in forms_of(name) for name in of)


def _words(value: str, *, place: bool) -> list[str]:
    words = [word for word in _WORD.findall(value) if len(word) >= (3 if place else _LEAST)]
    return [word for word in words if not place or folded(word) not in _NO_PLACE]


def _plain(name: str) -> str:
    return _PARTING.sub(" ", _CAMEL.sub(" ", name)).strip().lower()
