"""A solution that is nobody's.

## What it does

Finds solutions without an owner that are not rejected.

## Why it is bad

Maps die because a workshop has no follow-up. What everybody shall do, nobody does.

## Example

"Shorten the form" gets the owner "product team" and a date.
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place, short
from tropa.model.map import Map
from tropa.model.view import cards_of_kind


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Solutions without an owner."""
    for map_ in maps:
        for card in cards_of_kind(map_, "solutions"):
            if not card.owner and card.status != "rejected":
                yield "warning", "no_owner", {"card": short(card.body)}, place(map_, card.id)


RULE = Rule("TR013", "solution-without-owner", look, severity="warning")
