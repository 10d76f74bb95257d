"""A solution whose effect nobody will see.

## What it does

Finds solutions that name no metric, carry no number, and to which no hypothesis with a metric refers.

## Why it is bad

Without a metric chosen beforehand every change is a success: there is always some number that went up.

## Example

"Pay in parts" is judged by the conversion of the stage "payment", target 60 %.
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place, short
from tropa.model.map import Map
from tropa.model.view import cards_of_kind


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Solutions without a metric."""
    for map_ in maps:
        tested = {
            name
            for card in cards_of_kind(map_, "hypotheses")
            if card.metric or (card.hypothesis is not None and card.hypothesis.metric)
            for name in card.about
        }
        for card in cards_of_kind(map_, "solutions"):
            if card.metric is None and card.measure is None and card.id not in tested and card.status != "rejected":
                yield "info", "no_metric", {"card": short(card.body)}, place(map_, card.id)


RULE = Rule("TR014", "solution-without-metric", look, severity="info")
