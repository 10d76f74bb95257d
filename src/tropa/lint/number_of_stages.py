"""Too few stages, or too many.

## What it does

Finds maps with fewer than three stages or more than nine (steps within a stage do not count).

## Why it is bad

Two stages hide where it hurts; twelve do not fit on a wall nor into a head. Five to seven are customary; what needs
more is two maps, or steps below a stage.

## Example

Twelve screens of a sign-up become one stage "sign-up" with twelve steps.
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place
from tropa.model.map import Map

FEWEST, MOST = 3, 9


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Maps of fewer than three or more than nine stages."""
    for map_ in maps:
        n = sum(stage.parent is None and not stage.deleted for stage in map_.stages)
        if n < FEWEST:
            yield "info", "few", {"map": map_.title, "n": n}, place(map_)
        elif n > MOST:
            yield "info", "many", {"map": map_.title, "n": n}, place(map_)


RULE = Rule("TR026", "number-of-stages", look, severity="info")
