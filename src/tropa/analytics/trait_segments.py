"""Segments discovered from traits: latent classes of customers by what sources said of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.analytics.answer import sentences
from tropa.analytics.portrait import MOST_VALUES, NOT_TRAITS
from tropa.analytics.segments import CHUNK, LEAST, RULE, SegmentsAnswer, answered, rule_facts, too_few
from tropa.errors import QuestionError
from tropa.journeys.block import F64, I64
from tropa.kit.locale import Language, number_text, percent_text
from tropa.statistics.cluster_choice import ChoiceRule, choose_groups
from tropa.statistics.latent_class import MixedTraits

KNOWN = 0.5  # share of the customers of whom anything is known: of so many a trait must be
FEW_VALUES = 5  # numbers with no more different values are categories
SKEWED = 1.0  # skewness from which the logarithm is taken
RARE = 0.01  # values of fewer customers are one value together
FITTED = 3000  # customers that classes are fitted to; then all are assigned


@dataclass(frozen=True)
class TraitSegmentsDefinition:
    """How segments are looked for; says so in a language. `traits` are the ones looked at; None: all that can be."""

    traits: tuple[str, ...] | None = None
    rule: ChoiceRule = RULE
    seed: int = 0

    def definition_in(self, language: Language) -> str:
        """What is looked at and when segments count as found."""
        facts = rule_facts(self.rule, language)
        known = {"share": percent_text(KNOWN, language), "n": number_text(FITTED, language)}
        return sentences(
            language,
            ("segments.traits", known),
            ("segments.bic", facts),
            ("segments.jaccard", facts),
            ("segments.permutation_traits", facts),
        )


def trait_segments(
    customers: pa.Table, traits: Sequence[str] | None = None, *, rule: ChoiceRule | None = None, seed: int = 0
) -> SegmentsAnswer:
    """Segments of the customers of a table, discovered from their traits; it may be that there are none.

    Numbers (their logarithm where they are skewed), categories and truths are looked at that are known of half the
    customers of whom anything is;
    identifiers, dates and texts with more than 30 values are not. QuestionError `analytics.unknown_trait` for a trait
    the table does not have.
    """
    named = None if traits is None else tuple(traits)
    definition = TraitSegmentsDefinition(named, rule or RULE, seed)
    names = customers["customer"].cast(pa.string()).combine_chunks()
    there = _described(customers)
    found = _columns(customers.take(there), definition.traits)
    mixed = _mixed(found, len(there))
    told = np.flatnonzero((~np.isnan(mixed.numbers)).sum(axis=1) + (mixed.categories >= 0).sum(axis=1))
    if len(found) < 2 or len(told) < 2 * definition.rule.least:
        return too_few(definition, names)
    random = np.random.Generator(np.random.PCG64(seed))
    fitted = told if len(told) <= FITTED else np.sort(random.choice(told, FITTED, replace=False))
    sample = mixed.take(fitted)
    choice = choose_groups(sample, definition.rule, seed)
    group, certainty = np.full(len(names), -1), np.zeros(len(names))
    if choice.fitted is not None:
        for low in range(0, len(told), CHUNK):
            rows = told[low : low + CHUNK]
            group[there[rows]], certainty[there[rows]] = mixed.take(rows).classify(choice.fitted, sample)
    return answered(definition, choice, names, group, certainty)


def _described(customers: pa.Table) -> I64:
    """The customers of whom anything is known."""
    known = np.zeros(customers.num_rows, np.bool_)
    for name in customers.column_names:
        if name not in NOT_TRAITS:
            known |= pc.is_valid(customers[name]).to_numpy()
    return np.flatnonzero(known).astype(np.int64)


def _columns(customers: pa.Table, traits: tuple[str, ...] | None) -> list[F64 | I64]:
    """Usable traits: floats are numbers, whole numbers codes of categories."""
    there = [name for name in customers.column_names if name not in NOT_TRAITS]
    for name in traits or ():
        if name not in there:
            raise QuestionError("analytics.unknown_trait", value=name, allowed=", ".join(there) or "—")
    found = [_usable(customers[name].combine_chunks()) for name in traits or there]
    return [column for column in found if column is not None]


def _usable(column: pa.Array) -> F64 | I64 | None:
    known, kind = column.drop_null(), column.type
    if len(known) < max(KNOWN * len(column), LEAST):
        return None
    different = pc.count_distinct(known).as_py()
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        if pa.types.is_integer(kind) and different == len(known):
            return None
        if different > FEW_VALUES:
            return _spread_out(column.cast(pa.float64()).to_numpy(zero_copy_only=False))
    elif not (pa.types.is_string(kind) or pa.types.is_boolean(kind)):
        return None
    return _coded(column) if 2 <= different <= MOST_VALUES else None


def _spread_out(values: F64) -> F64:
    """Numbers none of which is below 0 and most of which are small, by their logarithm."""
    known = values[~np.isnan(values)]
    around = known - known.mean()
    skewness = (around**3).mean() / max(float((around**2).mean()) ** 1.5, 1e-12)
    return np.log1p(values) if skewness > SKEWED and known.min() >= 0 else values


def _coded(column: pa.Array) -> I64:
    """Codes of values, the most common first, rare ones as one; −1 unknown."""
    coded = column.cast(pa.string()).dictionary_encode()
    codes = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    counts = np.bincount(codes[codes >= 0], minlength=len(coded.dictionary))
    order = np.argsort(-counts, kind="stable")
    enough = max(int((counts >= RARE * counts.sum()).sum()), 1)
    place = np.minimum(np.argsort(order, kind="stable"), enough)
    return np.asarray(np.append(place, -1)[codes], np.int64)


def _mixed(columns: list[F64 | I64], rows: int) -> MixedTraits:
    numbers = [column for column in columns if column.dtype == np.float64]
    codes = [column for column in columns if column.dtype != np.float64]
    return MixedTraits(
        np.column_stack(numbers) if numbers else np.empty((rows, 0)),
        np.column_stack(codes) if codes else np.empty((rows, 0), np.int64),
        tuple(int(column.max()) + 1 for column in codes),
    )
