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

KNOWN = 0.5  # share of customers a trait must be known of
FEW_VALUES = 5  # numbers with no more different values are categories
SKEWED = 1.0  # skewness from which the logarithm is taken
RARE = 0.01  # values of fewer customers are one value together
FITTED = 3000  # customers that classes are fitted to; then all are assigned


@dataclass(frozen=True)
class TraitSegmentsQuestion:
    """Which segments do customers' traits show? `traits` are the ones looked at; left out, all that can be."""

    traits: tuple[str, ...] | None = None
    rule: ChoiceRule = RULE
    seed: int = 0

    def definition_in(self, language: Language) -> str:
        """How segments are looked for."""
        facts = rule_facts(self.rule, language)
        known = {"share": percent_text(KNOWN, language), "n": number_text(FITTED, language)}
        return sentences(
            language,
            ("segments.traits", known),
            ("segments.bic", facts),
            ("segments.jaccard", facts),
            ("segments.permutation_traits", facts),
        )

    def answer(self, customers: pa.Table) -> SegmentsAnswer:
        """The segments of the customers of a table (`events.customers.customers`)."""
        found = _columns(customers, self.traits)
        names = customers["customer"].cast(pa.string()).combine_chunks()
        mixed = _mixed(found, customers.num_rows)
        told = np.flatnonzero((~np.isnan(mixed.numbers)).sum(axis=1) + (mixed.categories >= 0).sum(axis=1))
        if len(found) < 2 or len(told) < 2 * self.rule.least:
            return too_few(self, names)
        random = np.random.Generator(np.random.PCG64(self.seed))
        fitted = told if len(told) <= FITTED else np.sort(random.choice(told, FITTED, replace=False))
        sample = mixed.take(fitted)
        choice = choose_groups(sample, self.rule, self.seed)
        group, certainty = np.full(customers.num_rows, -1), np.zeros(customers.num_rows)
        if choice.fitted is not None:
            for low in range(0, len(told), CHUNK):
                rows = told[low : low + CHUNK]
                group[rows], certainty[rows] = mixed.take(rows).classify(choice.fitted, sample)
        return answered(self, choice, names, group, certainty)


def trait_segments(
    customers: pa.Table, traits: Sequence[str] | None = None, *, rule: ChoiceRule | None = None, seed: int = 0
) -> SegmentsAnswer:
    """Segments of the customers of a table, discovered from their traits; it may be that there are none.

    Numbers (their logarithm where they are skewed), categories and truths known of half the customers are looked at;
    identifiers, dates and texts with more than 30 values are not. QuestionError `analytics.unknown_trait` for a trait
    the table does not have.
    """
    named = None if traits is None else tuple(traits)
    return TraitSegmentsQuestion(named, rule or RULE, seed).answer(customers)


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
