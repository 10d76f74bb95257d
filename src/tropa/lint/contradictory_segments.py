"""Segments that contradict each other.

## What it does

Finds two maps of the same state for the same segment, a persona that is described in two ways, and a trait that one
persona has with two values.

## Why it is bad

Two truths of the same people mean that at least one is an opinion, and every reader takes the one they like.

## Example

Two current maps of "students" by two departments: merge them (`tropa merge`) or name what tells the segments apart.
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place
from tropa.model.map import Map
from tropa.model.persona import Persona


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Segments, personas and traits told twice and differently."""
    yield from _same_segment(maps)
    known: dict[str, Persona] = {}
    for map_ in maps:
        for persona in map_.personas:
            if known.setdefault(persona.id, persona) != persona:
                yield "warning", "persona", {"persona": persona.name}, place(map_, persona.id)
            values: dict[str, str] = {}
            for trait in persona.traits:
                if values.setdefault(trait.name, trait.value) != trait.value:
                    facts: dict[str, object] = {"persona": persona.name, "trait": trait.name}
                    yield "warning", "trait", facts, place(map_, persona.id)


def _same_segment(maps: Sequence[Map]) -> Iterator[Found]:
    seen: dict[tuple[object, ...], Map] = {}
    for map_ in maps:
        key = (map_.segments, map_.state, map_.kind, map_.horizon, map_.goal)
        if map_.segments and seen.setdefault(key, map_) is not map_:
            facts: dict[str, object] = {"segment": ", ".join(map_.segments), "map": seen[key].title}
            yield "warning", "segment", facts, place(map_)


RULE = Rule("TR018", "contradictory-segments", look, severity="warning")
