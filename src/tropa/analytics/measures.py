"""The numbers in an answer by name, so that two answers to the same question can be laid side by side.

An answer is a tree of frozen dataclasses. A number's name is its place: the fields that lead to it, and of every row
on the way the texts that tell it from other rows (an edge's source and target, a variant's path). Whole numbers are
counts, an Estimate keeps its interval, other numbers are taken as they are.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, NamedTuple

from tropa.analytics.answer import TableAnswer
from tropa.statistics.interval import Estimate

NOT_MEASURED = ("journeys", "definition", "question")
LIMITS = ("silence", "horizon", "limit")  # up to where something was looked at


class Place(NamedTuple):
    """Where a number stands: its row (texts joined by " · ", "" for the whole answer) and its field.

    `numbered` says that a row on the way had no text of its own and goes by its position.
    """

    row: str
    field: str
    numbered: bool


Number = Estimate | int | float


def measures(answer: TableAnswer) -> dict[Place, Number]:
    """All numbers of an answer by place; fields common to all answers are left out."""
    found: dict[Place, Number] = {}
    for place, value in _inside(answer, Place("", "", False)):
        found.setdefault(place, value)
    return found


def _inside(holder: Any, at: Place) -> Iterator[tuple[Place, Number]]:
    for field in fields(holder):
        if field.name in LIMITS or (isinstance(holder, TableAnswer) and field.name in NOT_MEASURED):
            continue
        place = at._replace(field=f"{at.field}.{field.name}" if at.field else field.name)
        yield from _at(getattr(holder, field.name), place)
    if isinstance(holder, TableAnswer) and any(_is_grid(getattr(holder, field.name)) for field in fields(holder)):
        yield from _of_rows(holder)


def _is_grid(value: Any) -> bool:
    """Rows of plain numbers, whose names stand in the table only."""
    if not (isinstance(value, tuple) and value and isinstance(value[0], tuple)):
        return False
    return not any(is_dataclass(cell) or isinstance(cell, str) for cell in value[0])


def _of_rows(answer: TableAnswer) -> Iterator[tuple[Place, Number]]:
    for row in answer.rows():
        name = " > ".join(str(cell) for cell in row.values() if isinstance(cell, str))
        for column, cell in row.items():
            if isinstance(cell, float):
                yield Place(name, column, False), cell


def _at(value: Any, place: Place) -> Iterator[tuple[Place, Number]]:
    if isinstance(value, Estimate) or (isinstance(value, int | float) and not isinstance(value, bool)):
        yield place, value
    elif is_dataclass(value):
        yield from _inside(value, place)
    elif isinstance(value, tuple):
        for position, item in enumerate(value):
            if is_dataclass(item) and not isinstance(item, Estimate):
                yield from _inside(item, _row(item, position, place))


def _row(item: Any, position: int, at: Place) -> Place:
    name = " > ".join(_texts(item))
    row = name or str(position + 1)
    return Place(f"{at.row} · {row}" if at.row else row, at.field, at.numbered or not name)


def _texts(item: Any) -> Iterator[str]:
    for field in fields(item):
        value = getattr(item, field.name)
        if isinstance(value, str | date):
            yield str(value)
        elif isinstance(value, tuple) and value and all(isinstance(part, str) for part in value):
            yield " > ".join(value)
