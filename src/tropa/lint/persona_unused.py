"""A persona that the map names and does not use.

## What it does

Finds, on a map of several personas, one that has no emotion line, no card and no lane of its own.

## Why it is bad

A face in the header looks like research. If nothing on the map differs for this persona, readers believe that it was
looked at and found equal.

## Example

A map of a family and an investor where every card is everybody's: draw the investor's line, mark the cards that are
the investor's alone, or take the persona off the map.
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place
from tropa.model.map import Map
from tropa.model.view import live_cards


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Personas of whom nothing is said."""
    for map_ in maps:
        used = {point.persona for point in map_.curve} | {card.persona for card in live_cards(map_)}
        used |= {name for lane in map_.lanes if not lane.deleted for name in lane.personas}
        for persona in map_.personas if len(map_.personas) > 1 else ():
            if persona.id not in used:
                yield "warning", "unused", {"persona": persona.name}, place(map_, persona.id)


RULE = Rule("TR008", "persona-unused", look, severity="warning")
