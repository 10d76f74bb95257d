"""The portrait of a segment: a typical customer (masked), what sets the segment apart, its typical path."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.analytics.answer import TableAnswer, sentences
from tropa.analytics.portrait import LEAST_KNOWN, MOST_VALUES, NOT_TRAITS, TraitPortrait, portrait
from tropa.analytics.representatives import Representative, RepresentativesQuestion
from tropa.analytics.segments import segmented
from tropa.analytics.trait_differences import TraitDifference, trait_differences
from tropa.errors import NotFoundError
from tropa.journeys.block import Journeys
from tropa.journeys.select import code_of, select
from tropa.kit.locale import Language

LEAST = 20  # customers below which nothing is shown
SHARED = 5  # customers of the segment who must have what is shown of the typical one
JUDGED = 1000  # customers among whom the typical one is looked for


@dataclass(frozen=True)
class MaskedTrait:
    """What is said of the typical customer: a value that at least 5 of the segment have, or the bounds of a number.

    Bounds are quartiles of the segment, None where there is none (below the first, or from the third on); the lower one
    is included. At least 5 customers lie within.
    """

    trait: str
    value: str | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class SegmentPortraitDefinition:
    """How a portrait is made; says so in a language. `made_by` are the traits by which the segment was made."""

    segment: str
    made_by: tuple[str, ...] = ()

    def definition_in(self, language: Language) -> str:
        """What is shown and how."""
        facts = {"n": LEAST, "shared": SHARED, "known": LEAST_KNOWN}
        keys = ["differences", "medoid", "path", "least"]
        if self.made_by:
            keys.insert(1, "made_by")
        return sentences(
            language, ("portrait.traits", {"n": LEAST_KNOWN}), *((f"segment_portrait.{key}", facts) for key in keys)
        )


@dataclass(frozen=True)
class SegmentPortraitAnswer(TableAnswer):
    """The portrait of a segment; `journeys` is the number of its customers, `share` theirs of all.

    With fewer than 20 customers all else is empty (`shown` is False). `traits` are what is usual, `differences` what
    sets the segment apart, `medoid` the customer most like all others, masked, `path` the typical path.
    """

    share: float
    traits: tuple[TraitPortrait, ...] = ()
    differences: tuple[TraitDifference, ...] = ()
    medoid: tuple[MaskedTrait, ...] = ()
    path: Representative | None = None

    @property
    def shown(self) -> bool:
        """Whether there are enough customers for a portrait."""
        return self.journeys >= LEAST

    @property
    def distinguishing(self) -> tuple[TraitDifference, ...]:
        """The differences with adjusted p below .05, the clearest first."""
        return tuple(one for one in self.differences if one.notable)

    def rows(self) -> list[dict[str, Any]]:
        """One row a difference."""
        return [
            {
                "trait": one.trait,
                "value": one.value,
                "segment": one.segment,
                "others": one.others,
                "measure": one.measure,
                "size": one.size.value,
                "low": one.size.low,
                "high": one.size.high,
                "lift": one.lift,
                "p_adjusted": one.p_adjusted,
            }
            for one in self.differences
        ]


def segment_portrait(
    customers: pa.Table,
    assigned: pa.Table,
    segment: str,
    journeys: Journeys | None = None,
    *,
    made_by: Collection[str] = (),
) -> SegmentPortraitAnswer:
    """The portrait of a segment of the customers of a table (`events.customers.customers`).

    `assigned` has `customer` and `segment` (see `segments`); with `journeys` there is a typical path. Traits in
    `made_by`, by which the segment was discovered or ruled, are described but not tested. NotFoundError
    `journeys.no_segment` for a segment nobody is in.
    """
    names = sorted(pc.unique(assigned["segment"]).drop_null().to_pylist())
    if segment not in names:
        code_of(segment, names, "journeys.no_segment")
        raise NotFoundError("journeys.no_segment", name=segment, near="—")
    definition = SegmentPortraitDefinition(segment, tuple(made_by))
    people = assigned.filter(pc.equal(assigned["segment"], segment))["customer"].cast(pa.string())
    members, everybody = pc.count_distinct(people).as_py(), pc.count_distinct(assigned["customer"]).as_py()
    told: dict[str, Any] = {}
    if members >= LEAST:
        inside = pc.is_in(customers["customer"].cast(pa.string()), value_set=people.combine_chunks())
        mine = customers.filter(inside)
        told = {
            "traits": portrait(mine).traits,
            "differences": trait_differences(customers, inside.to_numpy(), made_by),
            "medoid": medoid_customer(mine),
            "path": None if journeys is None else _typical_path(segmented(journeys, assigned), segment),
        }
    return SegmentPortraitAnswer(
        journeys=members,
        definition=definition.definition_in("en"),
        question=definition,
        share=members / everybody,
        **told,
    )


def medoid_customer(customers: pa.Table) -> tuple[MaskedTrait, ...]:
    """The customer who is nearest to all others, masked: Gower's distance, what is unknown as far away as can be.

    Nothing of fewer than 20 customers. Of very many the first thousand in a fixed random order stand for all.
    """
    if customers.num_rows < LEAST:
        return ()
    columns = {name: customers[name].combine_chunks() for name in customers.column_names if name not in NOT_TRAITS}
    columns = {name: column for name, column in columns.items() if _tells(column)}
    random = np.random.Generator(np.random.PCG64(0))
    sample = np.sort(random.permutation(customers.num_rows)[:JUDGED])
    apart = np.zeros((len(sample), len(sample)))
    for column in columns.values():
        known = pc.is_valid(column).to_numpy(zero_copy_only=False)[sample]
        apart += np.where(known[:, None] & known[None, :], _gower(column, sample), 1)
    typical = int(sample[apart.sum(axis=1).argmin()])
    masked = (_masked(name, column, typical) for name, column in columns.items())
    return tuple(trait for trait in masked if trait is not None)


def _tells(column: pa.Array) -> bool:
    """A trait with values that can be compared and shown."""
    if len(column) - column.null_count < LEAST_KNOWN:
        return False
    if _is_number(column):
        return True
    is_text = pa.types.is_string(column.type) or pa.types.is_boolean(column.type)
    return is_text and pc.count_distinct(column, mode="only_valid").as_py() <= MOST_VALUES


def _is_number(column: pa.Array) -> bool:
    return bool(pa.types.is_integer(column.type) or pa.types.is_floating(column.type))


def _gower(column: pa.Array, rows: np.ndarray) -> np.ndarray:
    """Distances 0…1 of rows in one trait; of unknown ones anything."""
    if _is_number(column):
        values = column.cast(pa.float64()).fill_null(0).to_numpy()[rows]
        span = float(pc.max(column).as_py() - pc.min(column).as_py())
        return np.asarray(np.abs(values[:, None] - values[None, :]) / (span or 1.0))
    codes = column.cast(pa.string()).dictionary_encode().indices.fill_null(-1).to_numpy(zero_copy_only=False)[rows]
    return np.asarray(codes[:, None] != codes[None, :], np.float64)


def _masked(name: str, column: pa.Array, row: int) -> MaskedTrait | None:
    """What may be shown of one customer's trait; None where it is unknown or too few share it."""
    value = column[row].as_py()
    if value is None:
        return None
    if not _is_number(column):
        shared = pc.sum(pc.equal(column, column[row])).as_py()
        return MaskedTrait(name, str(value), None, None) if shared >= SHARED else None
    low, high = _quarter(float(value), pc.quantile(column.drop_null(), q=[0.25, 0.5, 0.75]).to_pylist())
    numbers = column.cast(pa.float64()).drop_null().to_numpy()
    for one, other in ((low, high), (low, None), (None, high)):
        here = (numbers >= (-np.inf if one is None else one)) & (numbers < (np.inf if other is None else other))
        if (one, other) != (None, None) and here.sum() >= SHARED:
            return MaskedTrait(name, None, one, other)
    return None


def _quarter(value: float, quartiles: list[float]) -> tuple[float | None, float | None]:
    """The quartiles a value lies between, the lower one included; None beyond the first and the last."""
    below = [bound for bound in quartiles if bound <= value]
    above = [bound for bound in quartiles if bound > value]
    return max(below, default=None), min(above, default=None)


def _typical_path(journeys: Journeys, segment: str) -> Representative | None:
    """The path that is nearest to all of the segment's journeys."""
    chosen = select(journeys, segment=segment)
    if not chosen.events:
        return None
    question = RepresentativesQuestion(k=1)
    merged = reduce(question.merge, (question.partial(block, chosen) for block in chosen.blocks))
    found = question.answer(merged, chosen).segments
    return found[0].representatives[0] if found else None
