"""Rules of segments as they are being written: how many customers one takes, and the traits it can be made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from tropa.analytics.portrait import NOT_TRAITS
from tropa.definition.model import Condition, Definition, Segment
from tropa.definition.segments import assign

MOST_VALUES = 50
TraitKind = Literal["number", "text", "truth", "day"]


@dataclass(frozen=True)
class RuleSize:
    """How many customers a rule takes of how many, and how many of them a segment before it has taken already."""

    customers: int
    of: int
    taken: int
    taken_by: tuple[tuple[str, int], ...]

    @property
    def share(self) -> float:
        """The share of all customers."""
        return self.customers / self.of if self.of else 0.0


@dataclass(frozen=True)
class TraitValues:
    """A trait: of how many customers it is known, and what it can be: the most common values, or the bounds."""

    trait: str
    kind: TraitKind
    known: int
    values: tuple[tuple[str, int], ...] = ()
    low: float | None = None
    high: float | None = None


def rule_size(
    customers: pa.Table, where: Sequence[Condition], definition: Definition, before: str | None = None
) -> RuleSize:
    """The size of a rule among the customers of a table, as `definition.segments.assign` would take it.

    `before` is the segment of the definition in whose place the rule stands; segments ahead of it take customers first.
    A rule without a place stands last.
    """
    rule = Definition(segments=(Segment(id="rule", title="rule", where=tuple(where)),))
    inside = pc.is_valid(assign(customers, rule)["segment"])
    names = [one.id for one in definition.segments]
    ahead = definition.segments[: names.index(before)] if before in names else definition.segments
    others = assign(customers, definition.model_copy(update={"segments": ahead}))["segment"]
    both = pc.drop_null(others.filter(inside)) if len(ahead) else pa.array([], pa.string())
    counts = [(one["values"], one["counts"]) for one in pc.value_counts(both).to_pylist()]
    return RuleSize(
        customers=pc.sum(inside).as_py() or 0,
        of=customers.num_rows,
        taken=len(both),
        taken_by=tuple(sorted(counts, key=lambda pair: (-pair[1], pair[0]))),
    )


def trait_values(customers: pa.Table) -> tuple[TraitValues, ...]:
    """The traits a rule can be made of."""
    return tuple(_values(name, customers[name]) for name in customers.column_names if name not in NOT_TRAITS)


def _values(name: str, column: pa.ChunkedArray) -> TraitValues:
    known, kind = column.drop_null(), column.type
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        return TraitValues(name, "day", len(known))
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        ends = pc.min_max(known) if len(known) else None
        low, high = (None, None) if ends is None else (float(ends["min"].as_py()), float(ends["max"].as_py()))
        return TraitValues(name, "number", len(known), low=low, high=high)
    counts = pc.value_counts(known.cast(pa.string()).combine_chunks()).to_pylist()
    counts.sort(key=lambda one: (-one["counts"], one["values"]))
    values = tuple((one["values"], one["counts"]) for one in counts[:MOST_VALUES])
    return TraitValues(name, "truth" if pa.types.is_boolean(kind) else "text", len(known), values)
