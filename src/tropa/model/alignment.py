"""Rows of several maps laid beside each other: the same thing in one row, found by id, then by title."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from tropa.model.part import title_of


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_One = TypeVar("_One", bound=_Named)


def aligned(
    columns: Sequence[Sequence[_One]], key: Callable[[Any], object] | None = None
) -> list[tuple[_One | None, ...]]:
    """One row for each different thing, with what each column has of it, or None.

    The same id is the same thing; otherwise the same `key` is (the title, without case, unless told). Rows stand in
    the order of the first column; what it does not have stands behind what precedes it in its own column.

    >>> from tropa.model.actor import Actor
    >>> one, other = ([Actor(id=f"{name}{n}", title=name) for name in names] for n, names in enumerate(["abd", "Abcd"]))
    >>> [tuple(actor and actor.id for actor in row) for row in aligned([one, other])]
    [('a0', 'A1'), ('b0', 'b1'), (None, 'c1'), ('d0', 'd1')]
    """
    say = key or (lambda one: " ".join(title_of(one).casefold().split()))
    rows: list[list[_One | None]] = []
    for place, column in enumerate(columns):
        ids, behind = {one.id for one in column}, -1
        for one in column:
            free = [row for row in rows if row[place] is None]
            like = [row for row in free if not _ids(row) & ids and any(say(held) == say(one) for held in row if held)]
            same = [row for row in free if one.id in _ids(row)] or like
            row: list[_One | None] = same[0] if same else [None for _ in columns]
            if not same:
                rows.insert(behind + 1, row)
            row[place] = one
            behind = next(n for n, other in enumerate(rows) if other is row)
    return [tuple(row) for row in rows]


def _ids(row: Sequence[_Named | None]) -> set[str]:
    return {one.id for one in row if one is not None}
