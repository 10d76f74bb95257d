"""Segments: sets of customers, by rule or discovered, and journeys cut by them.

A table with `customer` and `segment` (null: in none) is what all ways of making segments give and `segmented` takes:
`definition.segments.assign` by rules on traits, `pattern_segments` by rules on paths, `trait_segments` and
`BehaviourSegmentsQuestion` where the data decide.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import fsum
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.analytics.answer import TableAnswer
from tropa.journeys.block import UNKNOWN, Journeys
from tropa.journeys.pattern import automaton, matches
from tropa.journeys.pattern import pattern as read_pattern
from tropa.journeys.question import plain
from tropa.kit.locale import Language, number_text, text
from tropa.statistics.cluster_choice import Choice, ChoiceRule, ChoiceVerdict, Fitted, Tried

SegmentsVerdict = Literal[ChoiceVerdict, "not_enough_data"]

LEAST = 20  # customers of a segment
RULE = ChoiceRule(least=LEAST)
CHUNK = 100_000  # customers assigned at a time


@dataclass(frozen=True)
class DiscoveredSegment:
    """One segment: how many of all customers it has, and how sure it is.

    `jaccard` says how alike it came out when it was discovered again from resampled customers (1: always the same),
    `certainty` how surely its customers are in it on average: a probability, for n-grams the cosine to the centre.
    """

    name: str
    customers: int
    share: float
    jaccard: float
    certainty: float


@dataclass(frozen=True)
class SegmentsAnswer(TableAnswer):
    """Segments by falling size, none where there are none; `journeys` is the number of customers.

    `verdict`: "groups", there are segments; "none", customers are no more different than without segments; "unstable",
    they differ, but shade into each other, so that no segments are found twice; "not_enough_data". `tried` are the
    numbers of segments looked at, `p_value` that of the permutation test. `assigned` has `customer`, `segment` and
    `certainty`, one row a customer.
    """

    verdict: SegmentsVerdict
    segments: tuple[DiscoveredSegment, ...]
    tried: tuple[Tried, ...]
    p_value: float | None
    assigned: pa.Table

    def rows(self) -> list[dict[str, Any]]:
        """One row a segment."""
        return [plain(segment) for segment in self.segments]

    def to_dict(self) -> dict[str, Any]:
        """The answer without who is in which segment."""
        return {name: value for name, value in plain(replace(self, assigned=None)).items() if name != "assigned"}

    def left_out_in(self, language: Language) -> str:
        """What was found, in a sentence."""
        return text("analytics", f"segments.{self.verdict}", language, n=len(self.segments), least=LEAST)


def segmented(journeys: Journeys, assigned: pa.Table) -> Journeys:
    """The same journeys, each in its customer's segment; segments are in the order of their names.

    `assigned` has `customer` and `segment`; customers who are not in it, or twice in it without a segment, have none.
    """
    known = assigned.filter(pc.is_valid(assigned["segment"]))
    names = tuple(sorted(pc.unique(known["segment"]).to_pylist()))
    customers = known["customer"].cast(pa.string()).combine_chunks()
    codes = pc.index_in(known["segment"], value_set=pa.array(names, pa.string())).to_numpy()
    codes = np.append(codes, UNKNOWN).astype(np.int32)

    def of(customer: pa.Array) -> np.ndarray:
        place = pc.fill_null(pc.index_in(customer.cast(pa.string()), value_set=customers), len(customers))
        return np.asarray(codes[place.to_numpy()])

    return replace(
        journeys,
        blocks=tuple(replace(block, segment=of(block.customer)) for block in journeys.blocks),
        vocabulary=replace(journeys.vocabulary, segments=names),
    )


def pattern_segments(journeys: Journeys, rules: Mapping[str, str]) -> pa.Table:
    """The segment of each customer by what their journeys are like: `customer`, `segment`.

    `rules` gives segments a path pattern each (`journeys.pattern`). The first whose pattern is met by any journey of
    the customer is theirs; null where none is. Errors are those of patterns.

    >>> pattern_segments(journeys, {"callers": "call", "loyal": "paid -> .* -> paid"})  # doctest: +SKIP
    """
    searched = [automaton(read_pattern(written), journeys.vocabulary) for written in rules.values()]
    names, none = pa.array([*rules], pa.string()), len(rules)
    tables = []
    for block in journeys.blocks:
        first = np.full(block.journeys, none)
        for number in reversed(range(none)):
            first[matches(block, searched[number])] = number
        tables.append(pa.table({"customer": block.customer.cast(pa.string()), "rule": first}))
    empty = pa.table({"customer": pa.array([], pa.string()), "rule": pa.array([], pa.int64())})
    best = pa.concat_tables([empty, *tables]).group_by("customer").aggregate([("rule", "min")]).sort_by("customer")
    place = pc.if_else(pc.equal(best["rule_min"], none), None, best["rule_min"])
    return pa.table({"customer": best["customer"], "segment": names.take(place)})


def named(group: np.ndarray, count: int) -> tuple[tuple[str, ...], np.ndarray]:
    """Names of groups by falling size, "1" the largest, and for each group its place among them; −1 is in none."""
    sizes = np.bincount(group[group >= 0], minlength=count)
    order = np.argsort(-sizes, kind="stable")
    return tuple(str(number + 1) for number in range(count)), np.append(np.argsort(order, kind="stable"), -1)


def answered(
    question: Any, choice: Choice[Fitted], customers: pa.Array, group: np.ndarray, certainty: np.ndarray
) -> SegmentsAnswer:
    """The answer from the groups chosen; `group` is −1 for customers who cannot be told."""
    count = len(choice.fitted.group) and int(choice.fitted.group.max()) + 1 if choice.fitted is not None else 0
    names, place = named(group, count)
    found = place[group]
    chosen = next((one for one in choice.tried if choice.fitted is not None and one.k == count), None)
    of_place = np.argsort(place[:-1], kind="stable")
    segments = tuple(
        DiscoveredSegment(
            name,
            int((found == number).sum()),
            float((found == number).mean()),
            chosen.jaccard[of_place[number]] if chosen is not None and chosen.jaccard is not None else 0.0,
            fsum(certainty[found == number]) / int((found == number).sum()),
        )
        for number, name in enumerate(names)
        if (found == number).any()
    )
    taken = pa.array(names, pa.string()).take(pa.array(found, mask=found < 0))
    return SegmentsAnswer(
        journeys=len(customers),
        definition=question.definition_in("en"),
        question=question,
        verdict=choice.verdict,
        segments=segments,
        tried=choice.tried,
        p_value=choice.p_value,
        assigned=pa.table({"customer": customers, "segment": taken, "certainty": pa.array(certainty, mask=found < 0)}),
    )


def too_few(question: Any, customers: pa.Array) -> SegmentsAnswer:
    """The answer where there is too little to look for segments."""
    nobody = Choice[Fitted]("none", (), None, None)
    none = np.full(len(customers), -1)
    return replace(answered(question, nobody, customers, none, none * 1.0), verdict="not_enough_data")


def rule_facts(rule: ChoiceRule, language: Language) -> dict[str, object]:
    """What a definition says of how the number of segments is chosen."""
    return {
        "most": rule.most,
        "least": rule.least,
        "jaccard": number_text(rule.jaccard, language),
        "n": rule.resamples,
        "draws": rule.permutations,
        "level": number_text(rule.level, language),
    }
