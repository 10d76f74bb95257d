"""A map as the documents of Enablement Map Studio."""

import math
from typing import Any

from tropa.formats.fresh import Feelings, Ids, cards_of, path_of
from tropa.kit.locale import text
from tropa.model.card import Card
from tropa.model.lane import LaneKind
from tropa.model.map import Map
from tropa.model.view import columns, lanes_in_order

BEHIND: dict[LaneKind, str] = {"frontstage": "human", "backstage": "team", "support": "system"}
"""Lanes of a blueprint: who works there."""
_HANGING: tuple[LaneKind, ...] = ("touchpoints", "thoughts")


def documents_of(map_: Map) -> list[dict[str, Any]]:
    """The customer journey map, and the blueprint where the map has lanes for it.

    What hangs on an action in the format hangs on the one it is about, else on the first of its stage; a stage with
    such cards or a feeling and no action gets one with the stage's own title. What is felt is rounded to −2…2, and 0
    where nothing is known, because the format wants a number.
    """
    actions = _Actions(map_)
    feelings = Feelings(map_)
    told = {kind: actions.hung(kind) for kind in _HANGING}
    persona = map_.personas[0] if map_.personas and map_.personas[0].name else None
    who = None if persona is None else {"name": persona.name, "description": persona.about}
    cjm: dict[str, Any] = {
        "kind": "cjm",
        "version": "1.0",
        "id": f"cjm:{map_.id}",
        **({"title": map_.title} if map_.title else {}),
        **({} if who is None else {"persona": {name: value for name, value in who.items() if value}}),
        "phases": [{"id": f"cjm:phase:{stage.id}", "name": path_of(map_, stage)} for stage in columns(map_)],
        "actions": [_action(card, feelings, told) for card in actions.cards],
    }
    return [cjm, _blueprint(map_, actions)] if any(lane.kind in BEHIND for lane in lanes_in_order(map_)) else [cjm]


class _Actions:
    """The actions of a map, with those made for stages that need one."""

    def __init__(self, map_: Map) -> None:
        self._map = map_
        ids, feelings = Ids(), Feelings(map_)
        for card in map_.cards:
            ids.taken("card", card.id)
        own = cards_of(map_, "actions")
        hanging = {card.stage for card in cards_of(map_, *_HANGING, *BEHIND)}
        self.cards: list[Card] = []
        for stage in columns(map_):
            there = [card for card in own if card.stage == stage.id]
            made = Card(id="made", stage=stage.id, lane="actions", rank="V", body=path_of(map_, stage))
            if not there and (stage.id in hanging or feelings.of(made, "-2..2") is not None):
                there = [made.model_copy(update={"id": ids.taken("card", stage.id)})]
            self.cards += there
        self._first = {card.stage: card.id for card in reversed(self.cards)}
        self._stage = {card.id: card.stage for card in self.cards}

    def of(self, card: Card) -> str:
        """The action a card hangs on."""
        return next((one for one in card.about if self._stage.get(one) == card.stage), self._first[card.stage])

    def hung(self, kind: LaneKind) -> dict[str, list[str]]:
        """The words of the cards of a kind by action."""
        found: dict[str, list[str]] = {}
        for card in cards_of(self._map, kind):
            found.setdefault(self.of(card), []).append(card.body)
        return found


def _action(card: Card, feelings: Feelings, told: dict[LaneKind, dict[str, list[str]]]) -> dict[str, Any]:
    felt = feelings.of(card, "-2..2")
    touchpoints, thoughts = (told[kind].get(card.id, []) for kind in _HANGING)
    return {
        "id": f"cjm:action:{card.id}",
        "name": card.body,
        "phase": f"cjm:phase:{card.stage}",
        **({"touchpoints": touchpoints} if touchpoints else {}),
        **({"thoughts_feelings": thoughts} if thoughts else {}),
        "emotion_score": 0 if felt is None else min(2, max(-2, math.floor(felt + 0.5))),
    }


def _blueprint(map_: Map, actions: _Actions) -> dict[str, Any]:
    lanes = [lane for lane in lanes_in_order(map_) if lane.kind in BEHIND]
    ids = Ids()
    for lane in lanes:
        ids.taken("lane", lane.id)
    shown = f"sbp:lane:{ids.taken('lane', 'cjm')}"
    cards = cards_of(map_, *BEHIND)
    return {
        "kind": "sbp",
        "version": "1.0",
        "id": f"sbp:{map_.id}",
        "lanes": [
            {"id": shown, "name": text("model", "lane.actions", map_.language), "kind": "cjm"},
            *({"id": f"sbp:lane:{lane.id}", "name": lane.title, "kind": BEHIND[lane.kind]} for lane in lanes),
        ],
        "tasks": [
            *(
                {"id": f"cjm:action:{card.id}", "lane": shown, "name": card.body, "readonly": True}
                for card in actions.cards
            ),
            *(_task(card, actions.of(card)) for card in cards),
        ],
        "connections": [
            {
                "source": f"cjm:action:{actions.of(card)}",
                "target": f"sbp:task:{card.id}",
                "sourceHandle": "bottom",
                "targetHandle": "top",
            }
            for card in cards
        ],
    }


def _task(card: Card, action: str) -> dict[str, Any]:
    return {
        "id": f"sbp:task:{card.id}",
        "lane": f"sbp:lane:{card.lane}",
        "name": card.body,
        **({"description": card.detail} if card.detail else {}),
        "source_id": f"cjm:action:{action}",
    }
