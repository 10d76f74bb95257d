"""A portrait without sources.

## What it does

Finds personas more than half of whose traits have no source.

## Why it is bad

"Married, two children, likes cats": who says so? Readers remember such details best, and take them for research.

## Example

"City: Kazan (63 % of orders, CRM, October)" instead of "lives in a big city".
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place
from tropa.model.map import Map


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Personas whose traits come from nowhere."""
    for map_ in maps:
        for persona in map_.personas:
            sources = [trait.source for trait in persona.traits] + [trait.source for trait in persona.scored]
            n = sum(not source.strip() for source in sources)
            if 2 * n > len(sources):
                yield "info", "no_source", {"persona": persona.name, "n": n}, place(map_, persona.id)


RULE = Rule("TR034", "trait-without-source", look, severity="info")
