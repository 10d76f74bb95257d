"""An impact map: goal → actors → impacts → deliverables (Gojko Adzic, "Impact Mapping", 2012)."""

from datetime import date
from typing import Literal, Self

from pydantic import model_validator

from tropa.errors import MapError
from tropa.kit.ids import stable_id
from tropa.kit.locale import Language
from tropa.model.card import Card, Scores, Status
from tropa.model.map import Map
from tropa.model.persona import Persona
from tropa.model.rank import spread
from tropa.model.reference import check_reference, unique
from tropa.model.value import Id, Rank, Value
from tropa.model.view import cards_of_kind

Level = Literal["actor", "impact", "deliverable"]
_ABOVE: dict[Level, Level | None] = {"actor": None, "impact": "actor", "deliverable": "impact"}


class ImpactNode(Value):
    """Who can help or hinder, how their behaviour should change, or what we can do for it."""

    id: Id
    level: Level
    parent: Id | None = None
    rank: Rank
    body: str
    persona: Id | None = None
    source: Id | None = None
    owner: str = ""
    status: Status | None = None
    scores: Scores | None = None


class ImpactMap(Value):
    """A goal and what leads to it. MapError where a node hangs on none or on one of the wrong level."""

    version: Literal[1] = 1
    id: Id
    title: str
    language: Language
    created: date
    goal: str
    personas: tuple[Persona, ...] = ()
    nodes: tuple[ImpactNode, ...] = ()

    @model_validator(mode="after")
    def _hold_together(self) -> Self:
        known = {
            "node": unique("node", (node.id for node in self.nodes)),
            "persona": unique("persona", (persona.id for persona in self.personas)),
        }
        levels = {node.id: node.level for node in self.nodes}
        for node in self.nodes:
            place = f"node {node.id}"
            check_reference(place, "node", node.parent, known)
            check_reference(place, "persona", node.persona, known)
            if (levels[node.parent] if node.parent else None) != _ABOVE[node.level]:
                raise MapError("model.wrong_level", place=place, level=node.level, allowed=_ABOVE[node.level] or "—")
        return self

    def under(self, parent: str | None) -> list[ImpactNode]:
        """What hangs on a node (None: on the goal), in order."""
        return sorted((node for node in self.nodes if node.parent == parent), key=lambda node: (node.rank, node.id))


def impact_map(map_: Map) -> ImpactMap:
    """The impact map that follows from a journey map: personas are the actors, opportunities the impacts, solutions
    the deliverables of the opportunity they answer (of a barrier's opportunity, if they answer the barrier).

    A card of no persona hangs on the first. Solutions that answer nothing hang on an impact named by the barrier's or
    their own words.
    """
    people = map_.personas or (Persona(id="everybody", name=map_.title),)
    nodes = [_actor(persona) for persona in people]
    chances = cards_of_kind(map_, "opportunities")
    hung: dict[str, str] = {}
    for card in chances:
        nodes.append(_node("impact", f"actor_{card.persona or people[0].id}", card))
        hung |= dict.fromkeys((card.id, *card.about), nodes[-1].id)
    words = {card.id: card for card in map_.cards}
    for card in cards_of_kind(map_, "solutions"):
        answered = next((one for one in (*card.about, card.id) if one in hung), None)
        if answered is None:
            cause = words[card.about[0]] if card.about else card
            nodes.append(_node("impact", f"actor_{card.persona or people[0].id}", cause))
            hung |= dict.fromkeys((cause.id,), nodes[-1].id)
            answered = cause.id
        nodes.append(_node("deliverable", hung[answered], card))
    ranks = spread(len(nodes))
    return ImpactMap(
        id=f"impact_{stable_id([map_.id])[:10]}",
        title=map_.title,
        language=map_.language,
        created=map_.created,
        goal=map_.goal or map_.title,
        personas=people,
        nodes=tuple(node.model_copy(update={"rank": rank}) for node, rank in zip(nodes, ranks, strict=True)),
    )


def _actor(persona: Persona) -> ImpactNode:
    return ImpactNode(id=f"actor_{persona.id}", level="actor", rank="V", body=persona.name, persona=persona.id)


def _node(level: Level, parent: str, card: Card) -> ImpactNode:
    name = f"{level}_{stable_id([card.id])[:10]}"
    return ImpactNode(
        id=name,
        level=level,
        parent=parent,
        rank="V",
        body=card.body,
        source=card.id,
        owner=card.owner,
        status=card.status,
        scores=card.scores,
    )
