"""Actors and what passes between them: the arrows of a process lane, the communication points of CJML."""

from typing import Literal

from pydantic import Field

from tropa.model.value import Colour, Id, Rank, Value


class Actor(Value):
    """Somebody or something that takes part in the journey; `persona` names the persona who acts."""

    id: Id
    title: str
    kind: Literal["customer", "employee", "organisation", "system", "other"] = "other"
    persona: Id | None = None
    icon: str = ""


class Arrow(Value):
    """One message or handing over from actor to actor in a stage; an arrow to oneself is an action."""

    id: Id
    stage: Id
    rank: Rank
    source: Id
    target: Id
    label: str = ""
    channel: str | None = None
    both_ways: bool = False
    weight: Literal[1, 2, 3] = 1
    dashed: bool = Field(False, description="as planned and not as it happens")
    colour: Colour | None = None
    deleted: bool = False
