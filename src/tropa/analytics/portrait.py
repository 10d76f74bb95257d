"""Portrait: what is usual among a segment's customers, trait by trait, from what sources said of them."""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tropa.analytics.answer import TableAnswer, sentences
from tropa.kit.locale import Language
from tropa.statistics.interval import Estimate
from tropa.statistics.proportion import wilson

MOST_VALUES = 30  # a text trait with more different values names people or places, not a segment
LEAST_KNOWN = 20  # customers a trait must be known of: below, a portrait would show single people
NOT_TRAITS = ("customer", "first_seen", "last_seen")


@dataclass(frozen=True)
class TraitPortrait:
    """One trait: the middle half of a number, or the most common value of a text with its share."""

    trait: str
    known: int
    value: float | str
    low: float | None = None
    high: float | None = None
    share: Estimate | None = None


@dataclass(frozen=True)
class PortraitDefinition:
    """How a portrait is made; says so in a language."""

    def definition_in(self, language: Language) -> str:
        """Which traits are shown and how."""
        return sentences(language, ("portrait.traits", {"n": LEAST_KNOWN}))


@dataclass(frozen=True)
class PortraitAnswer(TableAnswer):
    """Traits in the order of the customers table; `journeys` is the number of customers."""

    traits: tuple[TraitPortrait, ...]

    def rows(self) -> list[dict[str, Any]]:
        """One row a trait."""
        return [
            {
                "trait": trait.trait,
                "known": trait.known,
                "value": trait.value,
                "low": trait.low,
                "high": trait.high,
                "share": trait.share and trait.share.value,
            }
            for trait in self.traits
        ]


def portrait(customers: pa.Table) -> PortraitAnswer:
    """The portrait of the customers of a table (`events.customers.customers`): median and quartiles, or the mode.

    A trait known of fewer than 20 customers, a date, and a text with more than 30 different values are left out.
    """
    definition = PortraitDefinition()
    traits = (_trait(name, customers[name]) for name in customers.column_names if name not in NOT_TRAITS)
    return PortraitAnswer(
        journeys=customers.num_rows,
        definition=definition.definition_in("en"),
        question=definition,
        traits=tuple(trait for trait in traits if trait is not None),
    )


def _trait(name: str, column: pa.ChunkedArray) -> TraitPortrait | None:
    known = column.drop_null()
    if len(known) < LEAST_KNOWN:
        return None
    if pa.types.is_integer(column.type) or pa.types.is_floating(column.type):
        low, middle, high = pc.quantile(known, q=[0.25, 0.5, 0.75]).to_pylist()
        return TraitPortrait(name, len(known), middle, low, high)
    if not (pa.types.is_string(column.type) or pa.types.is_boolean(column.type)):
        return None
    counts = pc.value_counts(known.combine_chunks())
    if len(counts) > MOST_VALUES:
        return None
    most = max(counts.to_pylist(), key=lambda pair: (pair["counts"], str(pair["values"])))
    return TraitPortrait(name, len(known), str(most["values"]), share=wilson(most["counts"], len(known)))
