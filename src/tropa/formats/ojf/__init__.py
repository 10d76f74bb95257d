"""OpenJourney Format (`.ojf`, JSON), both ways: stages, swimlanes and the nodes between them.

Written as its specification says (version 1.0). Read with all that its own samples do otherwise: `metadata` instead of
`persona` and `pointOfView`, `stage` instead of `stageId`, scores 0…10 instead of −5…5, nodes without ids.
"""

import json

from tropa.errors import MapError
from tropa.formats.ojf.build import Builder
from tropa.formats.ojf.nodes import nodes_of
from tropa.formats.ojf.parse import parsed
from tropa.formats.reading import Notice, Read
from tropa.model.map import Map

__all__ = ["carried", "read_ojf", "write_ojf"]


def write_ojf(map_: Map) -> str:
    """The map as JSON: one node a card, and one without an id a point of the first persona's emotion.

    >>> '"pointOfView": "I choose"' in write_ojf(Map.new("I choose", language="en"))
    True
    """
    return json.dumps(nodes_of(map_), ensure_ascii=False, indent=2) + "\n"


def read_ojf(content: bytes) -> Read:
    """The map in these bytes; MapError where they are no OpenJourney map. Lanes are of the kind their title tells."""
    notices: list[Notice] = []
    try:
        found = Builder(parsed(content, notices), notices).map()
    except RecursionError:
        raise MapError("formats.json_depth") from None
    return Read(found, tuple(notices))


def carried(map_: Map) -> Map:
    """The map as the format holds it: what reading the written map gives."""
    return Builder(nodes_of(map_), []).map()
