"""A project: the maps of one undertaking and what they share. A shared object is described once and shows everywhere.

Maps carry whole copies of the personas, touchpoints, channels and metrics they use, so each is complete by itself; in
a project the shared description wins, so that one change shows in all its maps.
"""

from typing import Any, Literal, Self

from pydantic import model_validator

from tropa.errors import MapError
from tropa.kit.locale import Language
from tropa.model.catalogue import Channel, Metric, Touchpoint
from tropa.model.map import Map
from tropa.model.persona import Persona
from tropa.model.reference import unique
from tropa.model.value import Id, Value

_SHARED = ("personas", "touchpoints", "channels", "metrics")


class Project(Value):
    """Maps by id with the personas, touchpoints, channels and metrics they share.

    Building one links its maps: in each map every object whose id the project knows becomes the project's. MapError
    for an id used twice, a parent map that is not there or a map above itself.
    """

    version: Literal[1] = 1
    id: Id
    title: str
    language: Language
    personas: tuple[Persona, ...] = ()
    touchpoints: tuple[Touchpoint, ...] = ()
    channels: tuple[Channel, ...] = ()
    metrics: tuple[Metric, ...] = ()
    maps: tuple[Map, ...] = ()

    @model_validator(mode="after")
    def _hold_together(self) -> Self:
        object.__setattr__(self, "maps", tuple(_linked(one, self) for one in self.maps))
        for name in (*_SHARED, "maps"):
            unique(name.removesuffix("s"), (one.id for one in getattr(self, name)))
        maps = {one.id: one.parent_map for one in self.maps}
        for name in maps:
            walked, above = {name}, maps[name]
            while above is not None and above in maps:
                if above in walked:
                    raise MapError("model.map_cycle", id=name, parent=above)
                walked.add(above)
                above = maps[above]
        return self

    def map(self, name: str) -> Map:
        """The map with this id; MapError names those there are."""
        for one in self.maps:
            if one.id == name:
                return one
        allowed = ", ".join(one.id for one in self.maps) or "—"
        raise MapError("model.no_such", place=f"project {self.id}", kind="map", id=name, allowed=allowed)

    def changed(self, **fields: Any) -> "Project":
        """The project with other fields, its maps linked anew."""
        return Project(**{name: getattr(self, name) for name in type(self).model_fields} | fields)


def _linked(map_: Map, project: Project) -> Map:
    """The map with the project's own description of everything they share."""
    fields: dict[str, Any] = {}
    for name in _SHARED:
        shared = {one.id: one for one in getattr(project, name)}
        own = getattr(map_, name)
        linked = tuple(shared.get(one.id, one) for one in own)
        if linked != own:
            fields[name] = linked
    return map_.model_copy(update=fields) if fields else map_
