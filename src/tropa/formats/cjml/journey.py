"""A journey of CJML as a value."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

ActorKind = Literal["customer", "employee", "organisation", "system", "other"]
PROVIDERS: dict[ActorKind, str] = {
    "employee": "employee", "organisation": "service-provider", "system": "system", "customer": "customer",
    "other": "other",
}  # fmt: skip
"""What kind of actor a service provider is, in the words of CJML's own tools."""
KINDS: dict[str, ActorKind] = {
    **{word: kind for kind, word in PROVIDERS.items()},
    "user": "customer", "staff-it": "employee", "store": "organisation", "bank": "organisation",
    "company": "organisation",
}  # fmt: skip
OFFLINE = frozenset({"face-to-face", "letter", "payment", "self-service-machine", "store", "phone"})
"""Channels of CJML's own tools that are no screen."""
_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029]")


@dataclass(frozen=True)
class Party:
    """Somebody who takes part: an end user, or a service provider of a kind."""

    id: str
    name: str
    end_user: bool
    kind: ActorKind = "other"


@dataclass(frozen=True)
class Phase:
    """A phase of the journey."""

    id: str
    name: str
    description: str = ""


@dataclass(frozen=True)
class Touchpoint:
    """An action of one actor, or a communication point where there is a receiver. `rating` is on 1…5."""

    id: str
    phase: str
    initiator: str
    label: str
    receiver: str | None = None
    receiver_label: str = ""
    channel: str = ""
    comment: str = ""
    rating: float | None = None


@dataclass(frozen=True)
class Journey:
    """The whole of it, in order."""

    id: str
    title: str = ""
    summary: str = ""
    description: str = ""
    planned: bool = False
    phases: tuple[Phase, ...] = ()
    parties: tuple[Party, ...] = ()
    touchpoints: tuple[Touchpoint, ...] = ()


def trimmed(words: str) -> str:
    r"""The words as XML holds them: no control characters, one kind of line end, no space around.

    >>> trimmed(" a\r\nb\x00 ")
    'a\nb'
    """
    kept = (
        letter
        for letter in _ENDS.sub("\n", words)
        if letter in "\n\t" or (unicodedata.category(letter) not in ("Cc", "Cs") and letter not in "\ufffe\uffff")
    )
    return "".join(kept).strip()
