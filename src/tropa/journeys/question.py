"""The contract of a question: a kernel fills a partial per block, partials merge, the merged one is answered.

Merging is associative and has no order, so the same question runs on threads here and on a cluster there, and the
results are equal to the last digit.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, fields, is_dataclass
from math import isfinite
from typing import Any, Protocol, TypeVar

import pyarrow as pa
from numba import njit

from tropa.journeys.block import Block, Journeys

P = TypeVar("P")
A = TypeVar("A", covariant=True)

kernel = njit(nogil=True, cache=True)  # a loop over one block that fills arrays handed to it


class Question(Protocol[P, A]):
    """A frozen value whose fields are the question's parameters."""

    def partial(self, block: Block, journeys: Journeys) -> P:
        """What one block contributes."""
        ...

    def merge(self, left: P, right: P) -> P:
        """Two contributions as one; associative and commutative."""
        ...

    def answer(self, partial: P, journeys: Journeys) -> A:
        """The answer from the merged contribution of all blocks."""
        ...


@dataclass(frozen=True)
class Answer(ABC):
    """What every answer carries: how many journeys it rests on and the definition it was computed by (English).

    Subclasses are frozen dataclasses; `rows()` is the answer's table. They print as a table and turn into plain
    values, Arrow or pandas.
    """

    journeys: int
    definition: str

    @abstractmethod
    def rows(self) -> list[dict[str, Any]]:
        """The answer's main table, one plain dict a row."""

    def to_dict(self) -> dict[str, Any]:
        """The whole answer as plain JSON values."""
        return {field.name: plain(getattr(self, field.name)) for field in fields(self)}

    def to_arrow(self) -> pa.Table:
        """The main table as Arrow."""
        return pa.Table.from_pylist(self.rows())

    def to_pandas(self) -> Any:
        """The main table as a pandas frame; needs the extra `pandas`."""
        return self.to_arrow().to_pandas()


def plain(value: object) -> Any:
    """Dataclasses, tuples and numpy scalars as JSON values; NaN and infinity, which JSON lacks, become None."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if hasattr(value, "item") and not hasattr(value, "__len__"):
        value = value.item()
    if isinstance(value, float) and not isfinite(value):
        return None
    return value
