"""The portrait of one segment. What nobody knows stays unknown."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Trait(BaseModel):
    """One thing known of the segment and where it is known from ("" = unknown source)."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    name: str
    value: str
    source: str = ""


class Persona(BaseModel):
    """A persona; the avatar is drawn from `seed`."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_.:\-]{1,80}$")]
    name: str
    segment: str = ""
    quote: str = ""
    about: str = ""
    goals: tuple[str, ...] = ()
    fears: tuple[str, ...] = ()
    traits: tuple[Trait, ...] = ()
    size: int | None = Field(None, description="customers in the segment")
    share: float | None = Field(None, description="share of all customers")
    colour: str | None = None
    seed: str = ""
