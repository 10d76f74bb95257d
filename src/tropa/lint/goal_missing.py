"""A map without a goal.

## What it does

Finds maps that do not say what they are drawn for, and personas who want nothing.

## Why it is bad

The goal decides where the map begins and ends, whom it shows and which numbers stand on it. Without one everything is
equally important, and the map is a picture.

## Example

"Find out why every second first-time customer does not come back" is a goal; "understand our customers" is none.
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place
from tropa.model.map import Map


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Maps and personas without a goal."""
    for map_ in maps:
        if not map_.goal.strip():
            yield "warning", "map", {"map": map_.title}, place(map_)
        for persona in map_.personas:
            if not persona.goals and not persona.needs:
                yield "info", "persona", {"persona": persona.name}, place(map_, persona.id)


RULE = Rule("TR020", "goal-missing", look, severity="warning")
