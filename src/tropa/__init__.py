"""Tropa: customer journey maps computed from what customers did and said.

>>> import tropa
>>> journeys = tropa.journeys(tropa.read_events("events.csv"))  # doctest: +SKIP
>>> print(journeys.flow())  # doctest: +SKIP
"""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tropa.binding.draft import Draft
    from tropa.definition.load import load as load_definition
    from tropa.definition.model import Definition
    from tropa.errors import TropaError
    from tropa.ingest.mapping import Column, Mapping
    from tropa.library.asking import journeys
    from tropa.library.door import draft
    from tropa.library.events import Events, Verbatims, read_events, read_verbatims
    from tropa.library.journey_set import JourneySet
    from tropa.model.comparison import Comparison
    from tropa.model.map import Map
    from tropa.model.persona import Persona

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
    "TropaError": "tropa.errors",
    "Verbatims": "tropa.library.events",
    "draft": "tropa.library.door",
    "load_definition": "tropa.definition.load",
    "read_events": "tropa.library.events",
    "read_verbatims": "tropa.library.events",
}

__all__ = [
    "Column", "Comparison", "Definition", "Draft", "Events", "JourneySet", "Map", "Mapping", "Persona", "TropaError",
    "Verbatims", "draft", "journeys", "load_definition", "read_events", "read_verbatims",
]  # fmt: skip


class _Room(ModuleType):
    """`tropa.journeys` is a room and, called, the door to it (docs/decisions/0003)."""

    def __call__(self, *args: Any, **named: Any) -> Any:
        return import_module("tropa.library.asking").journeys(*args, **named)


import_module("tropa.journeys").__class__ = _Room


def __getattr__(name: str) -> Any:
    """Public names are imported when first used: `import tropa` itself is quick."""
    if name not in _WHERE:
        raise AttributeError(f"module 'tropa' has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), "load" if name == "load_definition" else name)


def __dir__() -> list[str]:
    return sorted(__all__)
