"""The portrait of one segment. What nobody knows stays unknown."""

from typing import Annotated, Any, Literal

from pydantic import Field

from tropa.kit.ids import stable_id
from tropa.model.attachment import Picture
from tropa.model.painting import painted
from tropa.model.value import Colour, Id, Share, Value

TraitFamily = Literal["socio_demographic", "geographic", "behavioural", "psychographic", "b2b", "other"]


class Trait(Value):
    """One thing known of the segment and where it is known from ("" = unknown source)."""

    name: str
    value: str
    source: str = ""
    family: TraitFamily = "other"


class ScoredTrait(Value):
    """Where the segment stands between two poles: 0 is all `low`, 1 is all `high`."""

    name: str
    score: Share
    low: str = ""
    high: str = ""
    source: str = ""


class Persona(Value):
    """A persona; the avatar is drawn from `seed` unless there is a picture."""

    id: Id
    name: str
    segment: str = ""
    role: str = Field("", description="who they are in a few words: nurse, buyer of a first flat")
    quote: str = ""
    quotes: tuple[str, ...] = ()
    about: str = ""
    goals: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    motivations: tuple[str, ...] = ()
    fears: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    channels: tuple[str, ...] = Field((), description="where they get information, as names or ids of channels")
    devices: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    traits: tuple[Trait, ...] = ()
    scored: tuple[ScoredTrait, ...] = ()
    size: Annotated[int, Field(ge=0)] | None = Field(None, description="customers in the segment")
    share: float | None = Field(None, description="share of all customers")
    colour: Colour | None = None
    picture: Picture | None = None
    seed: str = ""

    @classmethod
    def new(cls, name: str, **fields: Any) -> "Persona":
        """A persona of this name; its id follows from the name, its avatar from the id.

        >>> Persona.new("Anna", goals=("rest in the evening",)).goals
        ('rest in the evening',)
        """
        known = f"persona_{stable_id([name])[:10]}"
        return cls(**({"id": known, "name": name, "seed": known} | fields))

    def _repr_html_(self) -> str | None:
        return painted(self)
