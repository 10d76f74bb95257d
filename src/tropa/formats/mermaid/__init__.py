"""Mermaid's `journey` diagram, both ways: sections are stages, tasks are what customers do, scored 1…5, and actors.

Nothing else of a map has a place there; `docs/reference/formats.md` says what comes back.
"""

from tropa.formats.mermaid.convert import diagram_of, map_of
from tropa.formats.mermaid.read import read_diagram
from tropa.formats.mermaid.write import written
from tropa.formats.reading import Notice, Read
from tropa.model.map import Map

__all__ = ["carried", "read_mermaid", "write_mermaid"]


def write_mermaid(map_: Map) -> str:
    """The map as a journey diagram.

    >>> map_ = Map.new("I choose", language="en", stages=["Need"]).with_card("Need", "actions", "Look: around")
    >>> print(write_mermaid(map_))
    journey
        title I choose
        accTitle: I choose
        section Need
          Look#58; around: 3
    <BLANKLINE>
    """
    return written(diagram_of(map_))


def read_mermaid(content: bytes) -> Read:
    """The map of the first journey diagram in a text or in a Markdown file; MapError where there is none."""
    notices: list[Notice] = []
    diagram = read_diagram(content, notices)
    return Read(map_of(diagram), tuple(notices))


def carried(map_: Map) -> Map:
    """The map as the format holds it: what reading the written map gives."""
    return map_of(diagram_of(map_))
