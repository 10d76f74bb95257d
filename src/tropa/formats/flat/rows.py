"""A map as rows, and the names by which rows refer to each other."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from tropa.formats.flat.cells import Cell, is_empty, to_cell
from tropa.formats.flat.columns import KINDS, Column, columns_of
from tropa.formats.losses import HOMES
from tropa.formats.reading import Notice
from tropa.model.map import Map


@dataclass(frozen=True)
class Row:
    """One row of a kind: its cells by column; `line`, or `sheet` and `letters`, say where it stood in a file."""

    kind: str
    cells: Mapping[str, Cell]
    line: int
    sheet: str = ""
    letters: Mapping[str, str] = field(default_factory=dict)

    def notice(self, code: str, column: str = "", **facts: object) -> Notice:
        """A notice about a cell of this row, or about the row."""
        if self.sheet:
            letter = self.letters.get(column, "A")
            return Notice(f"formats.{code}", f"{self.sheet}!{letter}{self.line}", facts=facts)
        return Notice(f"formats.{code}", column, self.line, facts)


class Names:
    """How rows call what they refer to: by its title where that is nobody else's, else by its id."""

    def __init__(self, titled: Iterable[tuple[str, str, str]]) -> None:
        """`titled`: kind, id and title of everything that can be referred to."""
        entries = list(titled)
        self._ids = {(kind, name) for kind, name, _ in entries}
        counted = Counter((kind, title) for kind, _, title in entries)
        self._by_title = {
            (kind, title): name
            for kind, name, title in entries
            if title and title == title.strip() and counted[kind, title] == 1 and (kind, title) not in self._ids
        }
        self._by_id = {(kind, name): title for (kind, title), name in self._by_title.items()}

    def shown(self, kind: str, name: str) -> str:
        """The title of what has this id, or the id."""
        return self._by_id.get((kind, name), name)

    def found(self, kind: str, written: str) -> str | None:
        """The id of what is called so; None where there is nothing."""
        if (kind, written) in self._ids:
            return written
        return self._by_title.get((kind, written)) or self._by_title.get((kind, written.strip()))


def names_of(map_: Map) -> Names:
    """The names in a map."""
    return Names(
        (kind, one.id, one.name if kind == "persona" else one.title)
        for kind in ("persona", "stage", "lane", "touchpoint", "metric", "actor")
        for one in getattr(map_, HOMES[kind])
    )


def rows_of(map_: Map) -> dict[str, list[dict[str, Cell]]]:
    """All rows of a map by kind; empty cells are left out."""
    names = names_of(map_)
    found = {kind: [_cells(kind, one, names) for one in _values(map_, kind)] for kind in KINDS if kind in HOMES}
    found["map"] = [_cells("map", map_, names)]
    for kind, home in (("trait", "traits"), ("scored", "scored")):
        found[kind] = [
            {"persona": names.shown("persona", one.id), **_cells(kind, value, names)}
            for one in map_.personas
            for value in getattr(one, home)
        ]
    return {kind: found[kind] for kind in KINDS}


def _values(map_: Map, kind: str) -> tuple[BaseModel, ...]:
    values: tuple[BaseModel, ...] = getattr(map_, HOMES[kind])
    return values


def _cells(kind: str, value: BaseModel, names: Names) -> dict[str, Cell]:
    cells = {column.name: cell for column, cell in _filled(kind, value, names) if not is_empty(cell)}
    for name in type(value).model_fields:
        inner = getattr(value, name)
        if isinstance(inner, BaseModel) and not any(column.startswith(f"{name}.") for column in cells):
            cells |= _marker(kind, name)
    return cells


def _filled(kind: str, value: BaseModel, names: Names) -> Iterator[tuple[Column, Cell]]:
    for column in columns_of(kind):
        if column.name == "persona" and kind in ("trait", "scored"):
            continue
        there: Any = value
        for step in column.path:
            there = getattr(there, step) if there is not None else None
        if there is not None and (column.required or there != column.default):
            if there == "" and not column.nullable:
                continue
            if column.refers and isinstance(there, str):
                there = names.shown(column.refers, there)
            elif column.refers:
                there = tuple(names.shown(column.refers, one) for one in there)
            yield column, to_cell(there, column.shape)


def _marker(kind: str, name: str) -> dict[str, Cell]:
    """A cell that says: the value is there, though all its fields have their defaults."""
    for column in columns_of(kind):
        if column.path[0] == name and len(column.path) > 1 and column.shape in ("text", "json"):
            return {column.name: '""' if column.shape == "text" else "{}"}
    return {}
