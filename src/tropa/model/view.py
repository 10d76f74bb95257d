"""Small pure readers of a map: what is in which order, and what stands behind a card."""

from collections.abc import Iterable
from datetime import date, timedelta

from tropa.model.card import Card
from tropa.model.curve import CurveKind, CurvePoint
from tropa.model.emotion import Scale
from tropa.model.evidence import Evidence
from tropa.model.lane import Lane, LaneKind
from tropa.model.map import Map
from tropa.model.stage import Stage


def stages_in_order(stages: Iterable[Stage]) -> list[Stage]:
    """Stages by rank, each followed by its sub-stages; without deleted ones and what lies below them."""
    children: dict[str | None, list[Stage]] = {}
    for stage in sorted(stages, key=lambda stage: (stage.rank, stage.id)):
        if stage.deleted:
            continue
        children.setdefault(stage.parent, []).append(stage)
    ordered: list[Stage] = []
    waiting = list(reversed(children.get(None, [])))
    while waiting:
        ordered.append(waiting.pop())
        waiting.extend(reversed(children.get(ordered[-1].id, [])))
    return ordered


def columns(map_: Map) -> list[Stage]:
    """The stages that are columns: all but parents that hold no card and no curve point themselves."""
    parents = {stage.parent for stage in map_.stages}
    used = {card.stage for card in live_cards(map_)} | {point.stage for point in map_.curve}
    return [stage for stage in stages_in_order(map_.stages) if stage.id not in parents or stage.id in used]


def lanes_in_order(map_: Map) -> list[Lane]:
    """Lanes by rank, without deleted ones."""
    return sorted((lane for lane in map_.lanes if not lane.deleted), key=lambda lane: (lane.rank, lane.id))


def live_cards(map_: Map) -> list[Card]:
    """Cards that are not deleted, nor their stage or lane, in the order of the document."""
    stages = {stage.id for stage in stages_in_order(map_.stages)}
    lanes = {lane.id for lane in map_.lanes if not lane.deleted}
    return [card for card in map_.cards if not card.deleted and card.stage in stages and card.lane in lanes]


def cards_in(map_: Map, stage: str, lane: str) -> list[Card]:
    """The cards of a cell by rank, without deleted ones."""
    cell = (card for card in map_.cards if card.stage == stage and card.lane == lane and not card.deleted)
    return sorted(cell, key=lambda card: (card.rank, card.id))


def reached(map_: Map, card: Card) -> list[str]:
    """The columns a card lies over: its stage's alone, or all from there to the last one it spans."""
    if card.span_to is None:
        return [card.stage]
    order = [stage.id for stage in columns(map_)]
    if card.stage not in order or card.span_to not in order:
        return [card.stage]
    first, last = order.index(card.stage), order.index(card.span_to)
    return order[first : last + 1] or [card.stage]


def cards_of_kind(map_: Map, kind: LaneKind) -> list[Card]:
    """All live cards in lanes of a kind, by stage, then rank."""
    lanes = {lane.id for lane in map_.lanes if lane.kind == kind}
    place = {stage.id: position for position, stage in enumerate(stages_in_order(map_.stages))}
    found = (card for card in live_cards(map_) if card.lane in lanes)
    return sorted(found, key=lambda card: (place[card.stage], card.rank, card.id))


def curve_of(
    curve: Iterable[CurvePoint], persona: str, *, future: bool = False, kind: CurveKind = "emotion"
) -> dict[str, CurvePoint]:
    """A persona's curve points by stage: emotion on −2…2, the arc on 1…5."""
    scale: Scale = "-2..2" if kind == "emotion" else "1..5"
    wanted = (persona, future, kind)
    return {one.stage: one.on(scale) for one in curve if (one.persona, one.future, one.kind) == wanted}


def stale_since(record: Evidence, today: date) -> date | None:
    """The day since which the record should have been asked again; None while it is fresh, or frozen."""
    if record.review_days is None or record.frozen:
        return None
    due = record.asked + timedelta(days=record.review_days)
    return due if due < today else None
