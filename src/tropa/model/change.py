"""One change between two versions of a map, as a value: what happened to which object, where, from what to what."""

from typing import Any, Literal

from pydantic import Field

from tropa.model.lane import LaneKind
from tropa.model.map import Map
from tropa.model.part import REFERENCES, Part, named, title_of
from tropa.model.value import Value

ChangeKind = Literal[
    "added", "removed", "moved", "reordered", "renamed", "changed", "solved", "reopened", "accepted", "rose", "fell"
]


class Place(Value):
    """Where an object stands, by id and by the words people know: its stage, lane and persona."""

    stage: str = ""
    stage_title: str = ""
    lane: str = ""
    lane_title: str = ""
    lane_kind: LaneKind | None = None
    persona: str = ""
    persona_name: str = ""


class Change(Value):
    """One change. `title` is what the object is called now (before, where it is gone); `before` and `after` are JSON.

    `field` names the field of "changed", "renamed" and, for a curve point, the curve: emotion, emotion_future, arc,
    arc_future. A change of place has the old one in `place_before`.
    """

    kind: ChangeKind
    object: Part | Literal["point"]
    id: str
    title: str
    place: Place = Place()
    place_before: Place | None = None
    field: str = ""
    before: Any = Field(None)
    after: Any = Field(None)
    names: dict[str, str] = Field({}, description="what the ids in before and after are called")


class Places:
    """Finds the place of any object of one version of a map."""

    def __init__(self, map_: Map) -> None:
        self._stages = {one.id: one.title for one in map_.stages}
        self._lanes = {one.id: one for one in map_.lanes}
        self._personas = {one.id: one.name for one in map_.personas}
        self._map = map_

    def names(self, part: str, field: str, value: Any) -> dict[str, str]:
        """What the ids in a field are called; empty where the field holds none."""
        for reference in REFERENCES:
            if (reference.holder, reference.field) == (part, field):
                there = named(self._map, reference.target)
                held = value if reference.many else (value,)
                return {name: title_of(there[name]) for name in held if name in there}
        return {}

    def of(self, part: str, one: Any) -> Place:
        """The place of an object; what it has none of stays empty."""
        if part not in ("card", "arrow", "point", "stage", "link"):
            return Place()
        stage = {"stage": "parent", "link": "source"}.get(part, "stage")
        name = getattr(one, stage) or ""
        lane = self._lanes.get(one.lane) if part == "card" else None
        persona = (getattr(one, "persona", None) or "") if len(self._personas) > 1 or part == "card" else ""
        return Place.model_construct(
            stage=name,
            stage_title=self._stages.get(name, name),
            lane=lane.id if lane else "",
            lane_title=lane.title if lane else "",
            lane_kind=lane.kind if lane else None,
            persona=persona,
            persona_name=self._personas.get(persona, persona),
        )
