"""Maps that stories begin with."""

from tropa.model.map import Map
from tropa.model.persona import Persona


def shop() -> Map:
    """A map of three stages and four lanes with a card and an emotion line."""
    map_ = Map.new(
        "I buy a gift",
        language="en",
        stages=("Need", "Research", "Payment"),
        lanes=("actions", "emotion", "barriers", "touchpoints"),
    )
    need = map_.stages[0].id
    lanes = {lane.kind: lane.id for lane in map_.lanes}
    map_ = map_.with_persona(Persona(id="anna", name="Anna", role="buys gifts"))
    return map_.with_card(need, lanes["actions"], "Thinks of a friend's birthday").with_emotion(need, 1.0)


def stage(map_: Map, title: str) -> str:
    """The id of a stage."""
    return next(one.id for one in map_.stages if one.title == title)


def lane(map_: Map, kind: str) -> str:
    """The id of a lane."""
    return next(one.id for one in map_.lanes if one.kind == kind)
