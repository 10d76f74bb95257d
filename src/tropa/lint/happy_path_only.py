"""Only the happy path.

## What it does

Finds maps of the current state without a barrier, without an emotion below zero and without a way back or aside.

## Why it is bad

Nobody's journey is so. People go back, put things off, fail at a form and phone. A map of the happy path shows how the
company would like to be used.

## Example

Add what happens when the card is declined, when the parcel is late, when the customer thinks it over for a month.
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place
from tropa.model.map import Map
from tropa.model.view import cards_of_kind


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Maps on which nothing goes wrong."""
    for map_ in maps:
        lows = any((point.on("-2..2").value or 0) < 0 for point in map_.curve if point.kind == "emotion")
        ways = any(not link.deleted for link in map_.links)
        if map_.state == "current" and map_.cards and not lows and not ways and not cards_of_kind(map_, "barriers"):
            yield "warning", "happy", {"map": map_.title}, place(map_)


RULE = Rule("TR015", "happy-path-only", look, severity="warning")
