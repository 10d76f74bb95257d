"""What maps share besides personas: touchpoints, channels and metrics, each described once."""

from typing import Annotated, Literal

from pydantic import Field

from tropa.model.value import Id, Value


class Touchpoint(Value):
    """A named kind of interaction."""

    id: Id
    title: str
    description: str = ""
    channel: str | None = None
    icon: str = ""
    owner: str = ""


class Channel(Value):
    """Where interactions happen; `id` may be any short name, as data calls the channel."""

    id: Annotated[str, Field(min_length=1, max_length=80)]
    title: str
    icon: str = ""
    offline: bool = False
    owner: str = ""


class Metric(Value):
    """What a stage or a hypothesis is judged by; `better` says which way is good, `target` where it should come."""

    id: Id
    title: str
    definition: str = ""
    unit: Literal["share", "count", "seconds", "money", "score", "points"] = "share"
    better: Literal["up", "down"] = "up"
    target: float | None = None
    owner: str = ""
    source: str = ""
