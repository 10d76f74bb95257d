"""A map as the JSON object of an OpenJourney map, by the specification."""

from typing import Any

from tropa.formats.fresh import Ids, path_of
from tropa.formats.ojf.lane_title import kind_by_title
from tropa.kit.locale import text
from tropa.model.card import Card
from tropa.model.emotion import Scale, on_scale
from tropa.model.map import Map
from tropa.model.view import cards_in, columns, curve_of, lanes_in_order

SCALE: Scale = "-5..5"
SEVERITIES = {"low": 1 / 6, "medium": 0.5, "high": 5 / 6}
"""What `severity` says in words, as a share: the middle of its third."""
TAGGED = ("sentiment", "purpose")
"""Fields of a node that a card keeps as a tag, `purpose:milestone`."""


def nodes_of(map_: Map) -> dict[str, Any]:
    """The map as an object: its first persona, her emotion as nodes without ids, and every card as a node."""
    shown, lanes = columns(map_), lanes_in_order(map_)
    swimlanes = [{"id": lane.id, "name": lane.title} for lane in lanes]
    persona = map_.personas[0].name if map_.personas else ""
    curve = _curve(map_, swimlanes) if persona else []
    cards = [_node(card) for stage in shown for lane in lanes for card in cards_in(map_, stage.id, lane.id)]
    return {
        "version": "1.0",
        **({"persona": persona} if persona else {}),
        **({"pointOfView": map_.title} if map_.title else {}),
        "stages": [{"id": stage.id, "name": path_of(map_, stage)} for stage in shown],
        "swimlanes": swimlanes,
        "nodes": [*curve, *cards],
    }


def _curve(map_: Map, swimlanes: list[dict[str, str]]) -> list[dict[str, Any]]:
    """The first persona's emotion; a swimlane for it is added where the map has none."""
    points = curve_of(map_.curve, map_.personas[0].id, future=map_.state == "future")
    known = [points[stage.id] for stage in columns(map_) if stage.id in points and points[stage.id].value is not None]
    if not known:
        return []
    lane = next((one.id for one in lanes_in_order(map_) if _is_emotion(one.title)), None)
    if lane is None:
        ids = Ids()
        for one in swimlanes:
            ids.taken("lane", one["id"])
        lane = ids.taken("lane", "emotion")
        swimlanes.append({"id": lane, "name": text("model", "lane.emotion", map_.language)})
    return [
        {"stageId": point.stage, "swimlaneId": lane, "title": point.label, "score": _score(point.value, point.scale)}
        | ({"isMomentOfTruth": True} if point.moment_of_truth else {})
        for point in known
    ]


def _is_emotion(title: str) -> bool:
    return kind_by_title(title) == "emotion"


def _score(value: float | None, scale: Scale) -> float | None:
    if value is None:
        return None
    score = min(5.0, max(-5.0, on_scale(value, scale, SCALE)))
    return int(score) if score == int(score) else score


def _node(card: Card) -> dict[str, Any]:
    tags = list(card.tags)
    told: dict[str, Any] = {}
    for name in TAGGED:
        found = next((tag for tag in tags if tag.startswith(f"{name}:") and tag != f"{name}:"), None)
        if found is not None:
            tags.remove(found)
            told[name] = found.partition(":")[2]
    node = {
        "id": card.id,
        "stageId": card.stage,
        "swimlaneId": card.lane,
        "title": card.body,
        "description": card.detail,
        "severity": _severity(card),
        "score": _score(card.emotion, card.scale),
        **told,
        "isMomentOfTruth": card.moment_of_truth or None,
        "icon": card.icon,
        "iconColor": card.colour,
        "tags": tags,
    }
    return {name: value for name, value in node.items() if value not in (None, "", []) or name == "title"}


def _severity(card: Card) -> str | None:
    severity = None if card.scores is None else card.scores.severity
    if severity is None:
        return None
    return min(SEVERITIES, key=lambda name: abs(SEVERITIES[name] - severity))
