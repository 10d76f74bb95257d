"""What a map holds, and that it holds together; `map.Map` adds the ways to build one."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from tropa.errors import MapError
from tropa.kit.locale import Language
from tropa.model.actor import Actor, Arrow
from tropa.model.attachment import Picture
from tropa.model.card import Card
from tropa.model.catalogue import Channel, Metric, Touchpoint
from tropa.model.curve import CurvePoint, check_curve, check_emotion
from tropa.model.evidence import Evidence
from tropa.model.lane import Lane
from tropa.model.persona import Persona
from tropa.model.reference import Known, check_reference, unique
from tropa.model.stage import Link, Stage
from tropa.model.value import Id, Value


class Horizon(Value):
    """The period the map's data covers."""

    start: date
    end: date


class MapDocument(Value):
    """All that a map holds. Cards, stages and lanes are sets ordered by rank; ids are unique within their kind.

    Building one that contradicts itself raises MapError: an id used twice, a card, curve point, link, arrow or
    sub-stage that refers to what is not there, a cycle of sub-stages, an emotion outside its scale. What is deleted
    may refer to what is gone; what lives may lie in a deleted stage or lane (it is not shown) but not in none.
    """

    version: Literal[1] = 1
    id: Id
    title: str
    kind: Literal["journey", "macro", "micro", "blueprint"] = "journey"
    goal: str = ""
    description: str = ""
    company: str = ""
    logo: Picture | None = None
    owner: str = ""
    status: Literal["unmapped", "researching", "live", "prototype", "archived"] | None = None
    state: Literal["current", "future"] = "current"
    language: Language
    horizon: Horizon | None = None
    created: date
    refreshed: date | None = None
    tags: tuple[str, ...] = ()
    personas: tuple[Persona, ...] = ()
    segments: tuple[str, ...] = ()
    parent_map: Id | None = None
    stages: tuple[Stage, ...]
    links: tuple[Link, ...] = ()
    lanes: tuple[Lane, ...]
    cards: tuple[Card, ...] = ()
    curve: tuple[CurvePoint, ...] = ()
    actors: tuple[Actor, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    touchpoints: tuple[Touchpoint, ...] = ()
    channels: tuple[Channel, ...] = ()
    metrics: tuple[Metric, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    channels_seen: tuple[str, ...] = Field((), description="channels the data shows for these customers")
    customers: int | None = Field(None, description="customers behind the map")
    customers_total: int | None = None

    @model_validator(mode="after")
    def _hold_together(self) -> Self:
        kinds: dict[str, Iterable[str]] = {
            "stage": (stage.id for stage in self.stages),
            "link": (link.id for link in self.links),
            "lane": (lane.id for lane in self.lanes),
            "persona": (persona.id for persona in self.personas),
            "card": (card.id for card in self.cards),
            "actor": (actor.id for actor in self.actors),
            "arrow": (arrow.id for arrow in self.arrows),
            "touchpoint": (touchpoint.id for touchpoint in self.touchpoints),
            "channel": (channel.id for channel in self.channels),
            "metric": (metric.id for metric in self.metrics),
            "evidence": (record.id for record in self.evidence),
        }
        known = {kind: unique(kind, ids) for kind, ids in kinds.items()}
        _refuse_cycles(self.stages, known)
        _check_lanes_and_links(self, known)
        for card in self.cards:
            if not card.deleted:
                _check_card(card, known)
        _check_actors(self, known)
        check_curve(self.curve, known)
        return self


def _check_lanes_and_links(map_: MapDocument, known: Known) -> None:
    for lane in map_.lanes:
        for name in lane.personas if not lane.deleted else ():
            check_reference(f"lane {lane.id}", "persona", name, known)
    for link in map_.links:
        if not link.deleted:
            check_reference(f"link {link.id}", "stage", link.source, known)
            check_reference(f"link {link.id}", "stage", link.target, known)
            for name in link.evidence:
                check_reference(f"link {link.id}", "evidence", name, known)


def _check_card(card: Card, known: Known) -> None:
    place = f"card {card.id}"
    check_reference(place, "stage", card.stage, known)
    check_reference(place, "lane", card.lane, known)
    check_reference(place, "stage", card.span_to, known)
    check_reference(place, "persona", card.persona, known)
    check_reference(place, "touchpoint", card.touchpoint, known)
    check_reference(place, "metric", card.metric, known)
    check_emotion(place, card.emotion, card.scale)
    for name in card.about:
        check_reference(place, "card", name, known)
    for name in card.evidence:
        check_reference(place, "evidence", name, known)


def _check_actors(map_: MapDocument, known: Known) -> None:
    for actor in map_.actors:
        check_reference(f"actor {actor.id}", "persona", actor.persona, known)
    for arrow in map_.arrows:
        if not arrow.deleted:
            check_reference(f"arrow {arrow.id}", "stage", arrow.stage, known)
            check_reference(f"arrow {arrow.id}", "actor", arrow.source, known)
            check_reference(f"arrow {arrow.id}", "actor", arrow.target, known)


def _refuse_cycles(stages: tuple[Stage, ...], known: Known) -> None:
    parent = {stage.id: stage.parent for stage in stages}
    for stage in stages:
        check_reference(f"stage {stage.id}", "stage", stage.parent, known)
    for stage in stages:
        walked = {stage.id}
        above = stage.parent
        while above is not None:
            if above in walked:
                raise MapError("model.stage_cycle", id=stage.id, parent=above)
            walked.add(above)
            above = parent[above]
