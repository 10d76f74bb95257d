"""One map for all segments.

## What it does

Finds a map that says neither whose it is (no segment, no persona), a map of one persona that covers several segments,
and a single map that stands for all customers.

## Why it is bad

Different people take different roads, want different things and stumble in different places. Their average is a road
that nobody walks: its lows cancel its highs, and what is put right for "the customer" helps no one in particular.

## Example

A bank draws one map "Our customers" for students, families and pensioners. Draft one map for each segment and compare
them: `tropa draft` makes a map for every segment of the definition.
"""

from collections.abc import Iterator, Sequence

from tropa.lint.finding import Found, Rule, place
from tropa.model.map import Map


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Maps that mix segments."""
    for map_ in maps:
        if not map_.segments and not map_.personas:
            yield "warning", "no_segment", {"map": map_.title}, place(map_)
        elif len(map_.segments) > 1 and len(map_.personas) < 2:
            yield "warning", "several", {"map": map_.title, "n": len(map_.segments)}, place(map_)
        elif len(maps) == 1 and not _is_part(map_):
            yield "info", "only_one", {"map": map_.title}, place(map_)


def _is_part(map_: Map) -> bool:
    """Whether the map says that there are other customers than its own."""
    return map_.customers is not None and map_.customers_total is not None and map_.customers < map_.customers_total


RULE = Rule("TR001", "one-map-for-all", look)
