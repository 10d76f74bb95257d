"""Stages: the columns of a map, in two levels, and the links by which a journey leaves their order."""

from typing import Literal, TypedDict

from pydantic import Field

from tropa.model.value import Colour, Id, Rank, Share, Value


class Stage(Value):
    """One ordered phase; `parent` makes it a sub-stage (a step). `deleted` keeps its place for what refers to it."""

    id: Id
    title: str
    rank: Rank
    parent: Id | None = None
    description: str = ""
    goal: str = Field("", description="what the customer wants here")
    duration: str = Field("", description="how long it lasts, in words")
    owner: str = ""
    colour: Colour | None = None
    leads_to: Id | None = Field(None, description="the map that shows this stage closer")
    deleted: bool = False


class StageFields(TypedDict, total=False):
    """The fields of a stage that may be given when it is made."""

    parent: str | None
    description: str
    goal: str
    duration: str
    owner: str
    colour: str | None
    leads_to: str | None


class Link(Value):
    """A way from one stage to another that is not the next one: a branch, a loop back, a jump."""

    id: Id
    kind: Literal["branch", "loop", "jump"]
    source: Id
    target: Id
    label: str = ""
    share: Share | None = Field(None, description="of those in `source`, who go this way")
    evidence: tuple[Id, ...] = ()
    deleted: bool = False
