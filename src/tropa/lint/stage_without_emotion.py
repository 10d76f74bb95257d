"""A stage whose emotion nobody knows.

## What it does

Finds, on a map with an emotion line, the stages where a persona's line has no value. "Not enough data" is an answer, so
this is a hint and not a warning.

## Why it is bad

The gap may hide the lowest point. What is not asked is not found, and a line drawn across a gap tells a story.

## Example

Satisfaction is asked after the purchase and after a call, never while the parcel is on its way: ask there.
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place
from tropa.model.map import Map
from tropa.model.view import columns, curve_of


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Gaps in emotion lines."""
    for map_ in maps:
        for persona in map_.personas:
            points = curve_of(map_.curve, persona.id)
            known = {stage for stage, point in points.items() if point.value is not None}
            for stage in columns(map_) if known else ():
                if stage.id not in known:
                    facts: dict[str, object] = {"stage": stage.title, "persona": persona.name}
                    yield "info", "gap", facts, place(map_, f"curve:{stage.id}")


RULE = Rule("TR011", "stage-without-emotion", look, severity="info")
