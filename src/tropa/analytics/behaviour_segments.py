"""Segments discovered from behaviour: customers grouped by how their journeys go.

All that a customer did, journey after journey, repeats in a row as one touchpoint. Groups are discovered in a sample of
customers (those with the smallest hashes of their names, so the same from any number of blocks) and then everybody is
assigned, in time linear in events.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pyarrow as pa

from tropa.analytics.answer import sentences
from tropa.analytics.customer_numbers import customer_numbers
from tropa.analytics.path_groups import cut_paths
from tropa.analytics.segments import CHUNK, RULE, SegmentsAnswer, answered, rule_facts, too_few
from tropa.errors import QuestionError
from tropa.journeys.block import I64, Block, Journeys
from tropa.journeys.names import U64, hash_names
from tropa.kit.locale import Language, number_text
from tropa.statistics.cluster_choice import ChoiceRule, choose_groups
from tropa.statistics.markov_mixture import MarkovSequences
from tropa.statistics.ngram_means import GramSequences
from tropa.statistics.sequences import Sequences, side_by_side

Method = Literal["ngrams", "markov"]


@dataclass(frozen=True)
class BehaviourPartial:
    """The customers with the smallest hashes, ascending, and their sequences; how many customers there are."""

    hashes: U64
    sequences: Sequences
    customers: int


@dataclass(frozen=True)
class BehaviourSegmentsQuestion:
    """Which segments does the way customers go show?

    `method`: "ngrams", groups with the same touchpoints, pairs and triples in a row; "markov", groups within each of
    which the next touchpoint hangs on the one before. `sample` bounds the customers in which segments are discovered,
    `max_length` the touchpoints of each journey that are looked at.
    """

    method: Method = "ngrams"
    sample: int = 2000
    max_length: int = 100
    rule: ChoiceRule = RULE
    seed: int = 0

    def __post_init__(self) -> None:
        if self.method not in ("ngrams", "markov"):
            raise QuestionError("analytics.unknown_choice", name="method", value=self.method, allowed="ngrams, markov")
        for name, number in (("sample", self.sample), ("max_length", self.max_length)):
            if number < 1:
                raise QuestionError("analytics.not_positive", name=name, value=number)

    def definition_in(self, language: Language) -> str:
        """How segments are looked for."""
        facts = rule_facts(self.rule, language)
        looked = {"n": number_text(self.sample, language), "length": self.max_length}
        clauses: list[tuple[str, dict[str, object]]] = [
            ("segments.behaviour", {**looked}),
            (f"segments.{self.method}", {}),
        ]
        if self.method == "markov":
            clauses.append(("segments.bic", facts))
        return sentences(language, *clauses, ("segments.jaccard", facts), ("segments.permutation_behaviour", facts))

    def partial(self, block: Block, journeys: Journeys) -> BehaviourPartial:
        """The customers of one block that may be in the sample."""
        first = _first_journeys(block)
        hashes = hash_names(block.customer.take(pa.array(first)).cast(pa.string()), 1)
        chosen = np.sort(np.argsort(hashes, kind="stable")[: self.sample])
        sequences = next(_sequences(block, len(journeys.vocabulary.touchpoints), self.max_length, chosen), None)
        assert sequences is not None
        return self._least(BehaviourPartial(hashes[chosen], sequences, len(first)))

    def merge(self, left: BehaviourPartial, right: BehaviourPartial) -> BehaviourPartial:
        """The customers with the smallest hashes of both."""
        hashes = np.concatenate([left.hashes, right.hashes])
        together = side_by_side([left.sequences, right.sequences])
        return self._least(BehaviourPartial(hashes, together, left.customers + right.customers))

    def answer(self, partial: BehaviourPartial, journeys: Journeys) -> SegmentsAnswer:
        """Groups of the sample, and everybody assigned to them."""
        customers = _customers(journeys)
        if partial.sequences.rows < 2 * self.rule.least:
            return too_few(self, customers)
        data = self._data(partial.sequences)
        choice: Any = choose_groups(data, self.rule, self.seed)
        if choice.fitted is None:
            return answered(self, choice, customers, np.full(len(customers), -1), np.zeros(len(customers)))
        parts = [
            self._data(sequences).classify(choice.fitted)
            for block in journeys.blocks
            for sequences in _sequences(block, len(journeys.vocabulary.touchpoints), self.max_length)
        ]
        group, certainty = (np.concatenate(column) for column in zip(*parts, strict=True))
        return answered(self, choice, customers, group, certainty)

    def _data(self, sequences: Sequences) -> Any:
        return GramSequences(sequences) if self.method == "ngrams" else MarkovSequences(sequences)

    def _least(self, partial: BehaviourPartial) -> BehaviourPartial:
        chosen = np.argsort(partial.hashes, kind="stable")[: self.sample]
        return BehaviourPartial(partial.hashes[chosen], partial.sequences.take(chosen), partial.customers)


def _first_journeys(block: Block) -> I64:
    """The first journey of each customer of a block."""
    number = customer_numbers(block)
    return np.flatnonzero(np.diff(number, prepend=-1)).astype(np.int64)


def _customers(journeys: Journeys) -> pa.Array:
    """Customers in the order of blocks."""
    names = [block.customer.take(pa.array(_first_journeys(block))).cast(pa.string()) for block in journeys.blocks]
    return pa.concat_arrays([pa.array([], pa.string()), *names])


def _sequences(block: Block, touchpoints: int, max_length: int, chosen: I64 | None = None) -> Iterator[Sequences]:
    """What the customers of a block did, a chunk of customers at a time; of the chosen ones (by number) at once.

    State 0 stands before, between and after journeys, touchpoint t is state t + 1.
    """
    bounds = np.append(_first_journeys(block), block.journeys)
    people = np.arange(len(bounds) - 1) if chosen is None else chosen
    step = CHUNK if chosen is None else max(len(people), 1)
    for low in range(0, max(len(people), 1), step):
        part = people[low : low + step]
        count = bounds[part + 1] - bounds[part]
        shift = np.cumsum(count) - count
        journeys = np.repeat(bounds[part] - shift, count) + np.arange(int(count.sum()))
        offsets, codes = _taken(block, journeys)
        offsets, codes = cut_paths(offsets, codes, True, max_length)
        owner = np.repeat(np.arange(len(part)), count)
        states = np.zeros(len(codes) + len(journeys) + len(part), np.int64)
        journey = np.repeat(np.arange(len(journeys)), np.diff(offsets))
        states[np.arange(len(codes)) + journey + owner[journey] + 1] = codes.astype(np.int64) + 1
        ends = np.append(0, np.cumsum(count))
        yield Sequences(states, (offsets[ends] + ends + np.arange(len(ends))).astype(np.int64), touchpoints + 1)


def _taken(block: Block, journeys: I64) -> tuple[I64, np.ndarray]:
    """The touchpoints of some journeys."""
    length = np.diff(block.offsets)[journeys]
    offsets = np.append(0, np.cumsum(length)).astype(np.int64)
    places = np.repeat(block.offsets[journeys] - offsets[:-1], length) + np.arange(offsets[-1])
    return offsets, block.touchpoint[places]
