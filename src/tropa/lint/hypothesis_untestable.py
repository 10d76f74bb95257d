"""A hypothesis that cannot fail.

## What it does

Finds cards in the lane of hypotheses without a metric or without a direction.

## Why it is bad

"Customers will like it" comes true every time. A claim with a metric and a direction can be wrong, and only then its
coming true means something.

## Example

"The short form helps" becomes "with the short form the conversion of the sign-up goes up by at least 3 points".
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place, short
from tropa.model.map import Map
from tropa.model.view import cards_of_kind


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Hypotheses without metric or direction."""
    for map_ in maps:
        for card in cards_of_kind(map_, "hypotheses"):
            claim = card.hypothesis
            if claim is None or not (claim.metric or card.metric):
                yield "warning", "metric", {"card": short(card.body)}, place(map_, card.id)
            elif claim.direction is None:
                yield "warning", "direction", {"card": short(card.body)}, place(map_, card.id)


RULE = Rule("TR021", "hypothesis-untestable", look, severity="warning")
