"""Enablement Map Studio's YAML, both ways: a `cjm` document, and an `sbp` one for lanes behind the scenes.

A `cjm` is phases and actions; touchpoints and thoughts hang on actions. Tasks of the blueprint refer to actions by
`source_id`. Ids are `cjm:action:…`, `sbp:task:…` around ours.
"""

from tropa.errors import MapError
from tropa.formats.ems.build import Builder
from tropa.formats.ems.documents import documents_of
from tropa.formats.ems.yaml_text import dumped, parsed
from tropa.formats.reading import Notice, Read
from tropa.model.map import Map

__all__ = ["carried", "read_ems", "write_ems"]


def write_ems(map_: Map) -> str:
    """The map as YAML.

    >>> write_ems(Map.new("I choose", language="en", stages=["Need"], id="films")).splitlines()[:4]
    ['kind: cjm', "version: '1.0'", 'id: cjm:films', 'title: I choose']
    """
    return dumped(documents_of(map_))


def read_ems(content: bytes) -> Read:
    """The map in these bytes; MapError where they are no YAML or hold no `kind: cjm`."""
    notices: list[Notice] = []
    try:
        found = Builder(parsed(content, notices), notices).map()
    except RecursionError:
        raise MapError("formats.json_depth") from None
    return Read(found, tuple(notices))


def carried(map_: Map) -> Map:
    """The map as the format holds it: what reading the written map gives."""
    return Builder(documents_of(map_), []).map()
