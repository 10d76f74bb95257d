"""A claim that rests on nothing.

## What it does

Finds what ought to be known from customers and has no evidence: a point of the emotion line, a number on a card, a
metric, a barrier, a thought that is neither a customer's words nor backed by any.

## Why it is bad

The most common mistake of journey maps is to write down what the team believes customers feel. Such a map confirms what
everybody thought before, and nobody can check it later.

## Example

"Customers are annoyed by the long form" with no quote and no number: attach the reviews that say so, or make it a
hypothesis.
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place, short
from tropa.model.card import Card
from tropa.model.lane import LaneKind
from tropa.model.map import Map
from tropa.model.view import live_cards


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Emotion points and cards without evidence."""
    for map_ in maps:
        titles = {stage.id: stage.title for stage in map_.stages}
        for point in map_.curve:
            if point.value is not None and not point.evidence and not point.future:
                where = place(map_, f"curve:{point.stage}")
                yield "warning", "emotion", {"stage": titles[point.stage]}, where
        kinds = {lane.id: lane.kind for lane in map_.lanes}
        for card in live_cards(map_):
            key = _claim(card, kinds[card.lane])
            if key is not None and not card.evidence:
                yield "warning", key, {"card": short(card.body), "stage": titles[card.stage]}, place(map_, card.id)


def _claim(card: Card, kind: LaneKind) -> str | None:
    if kind == "barriers":
        return "barrier"
    if kind == "thoughts" and card.quote is None:
        return "thought"
    if kind == "metrics" or (card.measure is not None and card.measure.value is not None):
        return "number"
    return None


RULE = Rule("TR004", "claim-without-evidence", look)
