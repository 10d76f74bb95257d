"""Lanes: the rows of a map, each of a kind that says what its cards are."""

from typing import Literal, get_args

from pydantic import Field

from tropa.model.value import Colour, Id, Rank, Value

LaneKind = Literal[
    "actions", "thoughts", "quotes", "goals", "needs", "emotion", "arc", "touchpoints", "channels", "process",
    "barriers", "opportunities", "solutions", "hypotheses", "metrics", "physical_evidence", "frontstage", "backstage",
    "support", "images", "storyline", "text",
]  # fmt: skip

LANE_KINDS: tuple[LaneKind, ...] = get_args(LaneKind)
INVISIBLE: frozenset[LaneKind] = frozenset({"backstage", "support"})  # below the line of visibility


class Lane(Value):
    """One row of a kind; `personas` limits it to some of the map's personas (none named: all)."""

    id: Id
    kind: LaneKind
    title: str
    rank: Rank
    colour: Colour | None = None
    icon: str = ""
    personas: tuple[Id, ...] = ()
    hidden: bool = Field(False, description="not shown unless asked for")
    deleted: bool = False
