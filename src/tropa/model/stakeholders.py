"""A stakeholder map: who matters how much, in three circles, and what passes between them (Stickdorn et al., 2018)."""

from datetime import date
from typing import Literal, Self

from pydantic import model_validator

from tropa.kit.ids import stable_id
from tropa.kit.locale import Language
from tropa.model.map import Map
from tropa.model.reference import check_reference, unique
from tropa.model.value import Id, Value

Circle = Literal["essential", "important", "interesting"]
Passes = Literal["information", "money", "service", "goods", "trust", "other"]


class Stakeholder(Value):
    """Somebody the service touches or who touches it."""

    id: Id
    title: str
    circle: Circle
    kind: Literal["customer", "employee", "organisation", "system", "other"] = "other"
    persona: Id | None = None
    icon: str = ""
    note: str = ""


class Relation(Value):
    """What passes from one to another."""

    id: Id
    source: Id
    target: Id
    passes: Passes = "other"
    label: str = ""
    both_ways: bool = False


class StakeholderMap(Value):
    """Stakeholders in circles and their relations. MapError for an id used twice or a relation to nobody."""

    version: Literal[1] = 1
    id: Id
    title: str
    language: Language
    created: date
    stakeholders: tuple[Stakeholder, ...] = ()
    relations: tuple[Relation, ...] = ()

    @model_validator(mode="after")
    def _hold_together(self) -> Self:
        known = {"stakeholder": unique("stakeholder", (one.id for one in self.stakeholders))}
        unique("relation", (one.id for one in self.relations))
        for relation in self.relations:
            check_reference(f"relation {relation.id}", "stakeholder", relation.source, known)
            check_reference(f"relation {relation.id}", "stakeholder", relation.target, known)
        return self


def stakeholder_map(map_: Map) -> StakeholderMap:
    """The stakeholders a journey map names: its personas and actors, and what passes between the actors.

    Customers are essential; who deals with customers directly is important; everybody else is interesting. An actor
    who is a persona is not named twice.
    """
    personas = {persona.id for persona in map_.personas}
    same = {actor.id: actor.persona for actor in map_.actors if actor.persona in personas}
    arrows = [arrow for arrow in map_.arrows if not arrow.deleted and arrow.source != arrow.target]
    near = {actor.id for actor in map_.actors if actor.kind == "customer" or actor.id in same}
    meets = {end for arrow in arrows for end in (arrow.source, arrow.target) if {arrow.source, arrow.target} & near}
    people = [
        Stakeholder(id=f"persona_{one.id}", title=one.name, circle="essential", kind="customer", persona=one.id)
        for one in map_.personas
    ]
    for actor in map_.actors:
        if actor.id not in same:
            circle: Circle = (
                "essential" if actor.kind == "customer" else "important" if actor.id in meets else "interesting"
            )
            named = f"actor_{actor.id}"
            people.append(Stakeholder(id=named, title=actor.title, circle=circle, kind=actor.kind, icon=actor.icon))
    names = {
        actor.id: f"persona_{same[actor.id]}" if actor.id in same else f"actor_{actor.id}" for actor in map_.actors
    }
    return StakeholderMap(
        id=f"stakeholders_{stable_id([map_.id])[:10]}",
        title=map_.title,
        language=map_.language,
        created=map_.created,
        stakeholders=tuple(people),
        relations=tuple(
            Relation(
                id=arrow.id,
                source=names[arrow.source],
                target=names[arrow.target],
                label=arrow.label,
                both_ways=arrow.both_ways,
            )
            for arrow in arrows
        ),
    )
