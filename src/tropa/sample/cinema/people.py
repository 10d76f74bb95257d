"""Who the visitors are: segment, age, household, addresses, telephones, devices, and what the company knows of them."""

from dataclasses import dataclass, replace
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from tropa.sample.cinema.words import Words
from tropa.sample.cinema.world import SEGMENTS, Country

Ints = npt.NDArray[np.int64]

DEVICES = 3
ANONYMOUS_SHARE = 0.10
SHARED_SHARE = 0.01
TEST_PHONE_SHARE = 0.004
_FEWEST_TEST_PHONES = 8
_DOMAINS = ("example.com", "example.org", "example.net")
_FAMILIES = next(number for number, segment in enumerate(SEGMENTS) if segment.id == "families")


@dataclass(frozen=True)
class People:
    """Visitors: first the `customers` that the CRM knows, then the anonymous ones. Lists go by customer."""

    customers: int
    segment: Ints  # of every visitor
    client: Ints  # visitor × device: Metrica's client id
    crm: list[str]
    email: list[str]  # lower case
    phone: list[str]  # E.164
    phone_in_crm: list[str]  # E.164 of what the CRM holds: some rows hold the call centre's test phone
    name: list[str]
    age: Ints
    household: Ints
    city: list[str]
    shared: list[tuple[int, int]]  # pairs of customers with one second device
    test_phone: str


def populate(customers: int, rng: np.random.Generator, country: Country, words: Words) -> People:
    """Draw everybody."""
    anonymous = round(customers * ANONYMOUS_SHARE)
    segment = rng.choice(len(SEGMENTS), customers + anonymous, p=[segment.share for segment in SEGMENTS])
    first, last, handle = words.many("people.first"), words.many("people.last"), words.many("people.handle")
    name = [
        f"{first[a]} {last[b]}"
        for a, b in zip(rng.integers(0, len(first), customers), rng.integers(0, len(last), customers), strict=True)
    ]
    handles, domains = rng.integers(0, len(handle), customers), rng.integers(0, len(_DOMAINS), customers)
    email = [
        f"{handle[h]}{number + 11}@{_DOMAINS[d]}" for number, (h, d) in enumerate(zip(handles, domains, strict=True))
    ]
    phone = _phones(customers, rng, country)
    test_phone = country.phone_country + country.test_phone
    stub = rng.permutation(customers) < max(_FEWEST_TEST_PHONES, customers * TEST_PHONE_SHARE)
    cities = words.many("people.city")
    weight = 1.0 / np.arange(1, len(cities) + 1)
    return People(
        customers=customers,
        segment=segment,
        client=_clients(len(segment), rng),
        crm=[f"C-{number + 100_001}" for number in range(customers)],
        email=email,
        phone=phone,
        phone_in_crm=[test_phone if s else p for s, p in zip(stub, phone, strict=True)],
        name=name,
        age=_between([segment.ages for segment in SEGMENTS], segment[:customers], rng),
        household=_between([segment.household for segment in SEGMENTS], segment[:customers], rng),
        city=[cities[c] for c in rng.choice(len(cities), customers, p=weight / weight.sum())],
        shared=[],
        test_phone=test_phone,
    )


def _phones(count: int, rng: np.random.Generator, country: Country) -> list[str]:
    """Different numbers: the drawn digits run through a permutation."""
    size = 10**country.phone_digits
    blocks = rng.permutation(max(count, 1)) * (size // (count + 1)) + rng.integers(0, max(1, size // (count + 1)))
    prefixes = rng.integers(0, len(country.phone_prefixes), count)
    return [
        f"{country.phone_country}{country.phone_prefixes[p]}{block % size:0{country.phone_digits}d}"
        for p, block in zip(prefixes, blocks, strict=True)
    ]


def _between(bounds: list[tuple[int, int]], segment: Ints, rng: np.random.Generator) -> Ints:
    low, high = np.array(bounds).T
    return np.asarray(rng.integers(low[segment], high[segment] + 1))


def _clients(visitors: int, rng: np.random.Generator) -> Ints:
    """Ids of nineteen digits, as Metrica's."""
    client = rng.integers(1_700_000_000, 1_790_000_000, (visitors, DEVICES)) * 1_000_000_000
    return client + rng.integers(1, 1_000_000_000, client.shape)


def share_computers(people: People, used: npt.NDArray[np.bool_], rng: np.random.Generator) -> People:
    """Let some families share their computer, the second device, with another; only those who use one (`used`)."""
    families = people.segment[: people.customers] == _FAMILIES
    able = np.flatnonzero(families & used[: people.customers, 1])
    pairs = rng.permutation(able)[: 2 * round(families.sum() * SHARED_SHARE / 2)]
    pairs = pairs[: len(pairs) // 2 * 2].reshape(-1, 2)
    client = people.client.copy()
    client[pairs[:, 1], 1] = client[pairs[:, 0], 1]
    return replace(people, client=client, shared=[(int(a), int(b)) for a, b in pairs])


def email_id(email: str) -> str:
    """The id that Tropa keeps of an address."""
    return f"email_sha256:{sha256(email.strip().lower().encode()).hexdigest()}"


def phone_id(phone: str) -> str:
    """The id that Tropa keeps of a telephone in E.164."""
    return f"phone_sha256:{sha256(phone.encode()).hexdigest()}"


def client_id(client: int) -> str:
    """The id that Tropa keeps of a Metrica client."""
    return f"ym_client_id:{client}"


def local_phone(phone: str, country: Country) -> str:
    """The number as people write it at home: `8 (912) 345-67-89`, `512 345 678`."""
    digits = phone.removeprefix(country.phone_country)
    cut = len(digits) - 7 if country.phone_country == "+7" else len(digits) - 6
    rest = digits[cut:]
    return country.local_style.format(digits[:cut], rest[:3], rest[3:5], rest[5:])


def written_phone(phone: str, country: Country, style: int) -> str:
    """One of three ways to write a number: E.164, spaced, as at home."""
    if style == 0:
        return phone
    if style == 1:
        digits = phone.removeprefix(country.phone_country)
        return f"{country.phone_country} {digits[:3]} {digits[3:6]} {digits[6:]}"
    return local_phone(phone, country)


def written_email(email: str, style: int) -> str:
    """An address as people type it: mostly as it is, some in capitals, some with a capital."""
    return email.upper() if style == 0 else email.capitalize() if style == 1 else email
