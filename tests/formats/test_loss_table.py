"""The table of losses is found out by trying, of every field there is, and the page in the documentation is current."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from tropa.formats.full_map import full_map
from tropa.formats.loss_table import fates, loss_page
from tropa.formats.losses import HOMES
from tropa.formats.registry import FORMATS
from tropa.model.map import Map
from tropa.model.part import MODEL

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "formats.md"


def _paths(path: str, model: type[BaseModel], value: Any) -> Iterator[str]:
    """Every field of a model, down to the values inside values, as the map that says everything has them."""
    for name in model.model_fields:
        inner = getattr(value, name)
        first = inner[0] if isinstance(inner, tuple) and inner else inner
        if isinstance(first, BaseModel):
            yield from _paths(f"{path}.{name}", type(first), first)
        else:
            yield f"{path}.{name}"


def test_every_field_of_every_object_is_tried() -> None:
    map_ = full_map()
    fields = {path for kind, home in HOMES.items() for path in _paths(kind, _model(kind), getattr(map_, home)[0])}
    head = map_.model_copy(update=dict.fromkeys(HOMES.values(), ()))
    fields |= set(_paths("map", Map, head)) - {f"map.{home}" for home in HOMES.values()} - {"map.version"}
    assert fields == set(fates("json"))


def _model(kind: str) -> type[BaseModel]:
    return MODEL[kind] if kind in MODEL else type(full_map().curve[0])


def test_tropas_own_document_loses_nothing() -> None:
    assert set(fates("json").values()) == {"kept"}


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_sheets_lose_pictures_alone(name: str) -> None:
    lost = {path for path, fate in fates(name).items() if fate != "kept"}
    assert {path.rpartition(".")[0] for path in lost} == {"map.logo", "card.picture", "persona.picture"}


@pytest.mark.parametrize(
    ("name", "path", "fate"),
    [
        ("mermaid", "map.title", "kept"),
        ("mermaid", "card.emotion", "changed"),
        ("mermaid", "card.body", "partly"),
        ("mermaid", "card.quote.rating", "lost"),
        ("mermaid", "stage.parent", "kept"),
        ("cjml", "map.state", "kept"),
        ("cjml", "arrow.channel", "kept"),
        ("cjml", "card.detail", "kept"),
        ("ojf", "card.tags", "kept"),
        ("ojf", "point.label", "kept"),
        ("ojf", "card.scores.severity", "changed"),
        ("ojf", "map.state", "lost"),
        ("ems", "persona.about", "kept"),
        ("ems", "card.detail", "lost"),
        ("ems", "card.rank", "kept"),
    ],
)
def test_a_field_has_the_fate_that_is_told(name: str, path: str, fate: str) -> None:
    assert fates(name)[path] == fate


def test_the_page_tells_of_every_format_that_is_read_and_is_current() -> None:
    page = loss_page()
    assert all(f"## {known.name}\n" in page for known in FORMATS.values() if known.reader)
    assert PAGE.read_text("utf-8") == page
