"""Personal data in texts: what a customer tells of the own person, to be masked by whoever reads it."""

from dataclasses import dataclass

import numpy as np

from tropa.kit.locale import Language
from tropa.sample.cinema.people import People, local_phone
from tropa.sample.cinema.phrases.bank import bank, is_woman
from tropa.sample.cinema.phrases.themes import drawn
from tropa.sample.cinema.world import Country

CONTACT_SHARE = 0.06
NAME_SHARE = 0.03
ORDER_SHARE = 0.03


@dataclass(frozen=True)
class Author:
    """Who writes."""

    name: str
    email: str
    phone: str  # as it is written at home
    woman: bool


def author_of(customer: int, people: People, country: Country, language: Language) -> Author:
    """The author of a customer's texts."""
    name = people.name[customer]
    phone = local_phone(people.phone[customer], country)
    return Author(name, people.email[customer], phone, is_woman(name, language))


def told(
    author: Author, rng: np.random.Generator, language: Language, times: float = 1.0
) -> tuple[str, dict[str, str]]:
    """A sentence or none for each kind of personal data, and the data told; `times` multiplies the usual shares."""
    kinds: dict[str, str] = {}
    if rng.random() < times * CONTACT_SHARE:
        kinds |= {"phone": author.phone} if rng.random() < 0.5 else {"email": author.email}
    if rng.random() < times * NAME_SHARE:
        kinds["name"] = author.name
    if rng.random() < times * ORDER_SHARE:
        kinds["order"] = f"A-{int(rng.integers(500_001, 600_000))}"
    phrases = bank(language)
    sentences = [drawn(phrases[f"personal.{kind}"], rng).format_map({kind: data}) for kind, data in kinds.items()]
    return " ".join(sentences), kinds
