"""A map that is nobody's.

## What it does

Finds maps without an owner.

## Why it is bad

Maps die as posters that nobody updates; the first cause named everywhere is that nobody was meant to.

## Example

The map gets an owner, and its evidence a review interval.
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place
from tropa.model.map import Map


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Maps without an owner."""
    for map_ in maps:
        if not map_.owner.strip():
            yield "info", "no_owner", {"map": map_.title}, place(map_)


RULE = Rule("TR029", "map-without-owner", look, severity="info")
