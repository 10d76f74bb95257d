"""A text and what was planted in it."""

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from tropa.kit.locale import Language


@dataclass(frozen=True)
class Opinion:
    """One text. Its number in the list of a file is the `answer` that `near_duplicate_of` speaks of."""

    customer: int  # −1 for people of the company
    stage: str  # the stage that the rating beside it is about
    theme: str  # the theme it was meant to have; `themes` is what can be read in it
    valence: int  # −2…2 of the whole text
    text: str
    has_contact: bool  # an address or a telephone stands in it
    themes: tuple[str, ...] = ()  # none in short and off-topic texts
    valences: tuple[int, ...] = ()  # of each of `themes`
    stages: tuple[str, ...] = ()  # that the text itself speaks of
    templates: tuple[str, ...] = ()  # the paraphrases used: `price.7`, `trap.price.1`
    register: str = "plain"  # formal, chatty, angry, ironic, plain; short and off_topic
    language: Language = "en"
    contains_personal_data: bool = False
    personal: dict[str, str] = field(default_factory=dict)  # kind → the very letters in the text
    near_duplicate_of: int | None = None
    speaker: str = "customer"  # agent, staff
    lane: str = ""  # of an answer in an interview: needs, fears and so on

    def silent(self) -> "Opinion":
        """The same answer with nothing written."""
        return Opinion(self.customer, self.stage, self.theme, 0, "", has_contact=False)

    def copied(self, customer: int, text: str, number: int) -> "Opinion":
        """The answer of another customer who wrote nearly the same as the answer `number`."""
        return replace(self, customer=customer, text=text, near_duplicate_of=number)

    def told(self, crm: list[str]) -> dict[str, Any]:
        """The fields as `truth.json` has them: the customer by CRM id, None for people of the company."""
        return asdict(self) | {"customer": crm[self.customer] if self.customer >= 0 else None}
