"""Tropa: customer journey maps computed from what customers did and said.

>>> import tropa
>>> journeys = tropa.journeys(tropa.read_events("events.csv"))  # doctest: +SKIP
>>> print(journeys.flow())  # doctest: +SKIP
"""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from tropa.model.painting import before_painting

if TYPE_CHECKING:
    from tropa.binding.draft import Draft
    from tropa.definition.load import load as load_definition
    from tropa.definition.model import Definition
    from tropa.errors import TropaError
    from tropa.ingest.mapping import Column, Mapping
    from tropa.library.asking import journeys
    from tropa.library.documents import read_map, write_map
    from tropa.library.door import draft
    from tropa.library.events import Events, Verbatims, read_events, read_verbatims
    from tropa.library.journey_set import JourneySet
    from tropa.lint.check import check
    from tropa.model.comparison import Comparison
    from tropa.model.diff import diff
    from tropa.model.map import Map
    from tropa.model.merge import merge
    from tropa.model.persona import Persona
    from tropa.model.project import Project
    from tropa.templates.load import template
    from tropa.templates.load import templates as list_templates

_WHERE = {
    "Column": "tropa.ingest.mapping",
    "Comparison": "tropa.model.comparison",
    "Definition": "tropa.definition.model",
    "Draft": "tropa.binding.draft",
    "Events": "tropa.library.events",
    "JourneySet": "tropa.library.journey_set",
    "Map": "tropa.model.map",
    "Mapping": "tropa.ingest.mapping",
    "Persona": "tropa.model.persona",
    "Project": "tropa.model.project",
    "TropaError": "tropa.errors",
    "Verbatims": "tropa.library.events",
    "check": "tropa.lint.check",
    "diff": "tropa.model.diff",
    "draft": "tropa.library.door",
    "list_templates": "tropa.templates.load",
    "load_definition": "tropa.definition.load",
    "merge": "tropa.model.merge",
    "read_events": "tropa.library.events",
    "read_map": "tropa.library.documents",
    "read_verbatims": "tropa.library.events",
    "template": "tropa.templates.load",
    "write_map": "tropa.library.documents",
}

_CALLED = {"load_definition": "load", "list_templates": "templates"}  # names that differ in their room

__all__ = [
    "Column", "Comparison", "Definition", "Draft", "Events", "JourneySet", "Map", "Mapping", "Persona", "Project",
    "TropaError", "Verbatims", "check", "diff", "draft", "journeys", "list_templates", "load_definition", "merge",
    "read_events", "read_map", "read_verbatims", "template", "write_map",
]  # fmt: skip


class _Room(ModuleType):
    """`tropa.journeys` is a room and, called, the door to it (docs/decisions/0003)."""

    def __call__(self, *args: Any, **named: Any) -> Any:
        return import_module("tropa.library.asking").journeys(*args, **named)


import_module("tropa.journeys").__class__ = _Room
before_painting(lambda: import_module("tropa.library.notebook"))


def __getattr__(name: str) -> Any:
    """Public names are imported when first used: `import tropa` itself is quick."""
    if name not in _WHERE:
        raise AttributeError(f"module 'tropa' has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), _CALLED.get(name, name))


def __dir__() -> list[str]:
    return sorted(__all__)
