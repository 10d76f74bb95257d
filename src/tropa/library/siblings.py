"""A view of a map as bytes: the journey itself, or a document drawn from the same objects."""

from typing import Any, Literal

from tropa.formats.registry import Format
from tropa.model.blueprint import blueprint
from tropa.model.empathy import empathy_map
from tropa.model.impact import impact_map
from tropa.model.map import Map
from tropa.model.stakeholders import stakeholder_map

View = Literal["journey", "blueprint", "empathy", "impact", "stakeholders"]


def write_view(map_: Map, view: View, form: Format, persona: str | None = None, **options: Any) -> bytes:
    """The view in a format; `persona` chooses whose empathy map it is. MapError for what the format does not hold."""
    if view == "journey":
        return form.write(map_, **options)
    if view == "blueprint":
        return form.write(blueprint(map_), **options)
    from tropa.formats.siblings.writing import write_sibling

    if view == "empathy":
        return write_sibling(empathy_map(map_, persona), form.name, **options)
    return write_sibling(impact_map(map_) if view == "impact" else stakeholder_map(map_), form.name, **options)
