"""Flow: which touchpoint follows which, how often, for how many customers and after how long.

The graph of directly following touchpoints of process mining (van der Aalst, Process Mining, 2016, §5.4), with the
beginning and the end of journeys as two more nodes.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from tropa.analytics.answer import TableAnswer, sentences
from tropa.analytics.customer_numbers import customer_numbers
from tropa.analytics.lengths import Lengths, TimeSummary, tally
from tropa.journeys.block import I64, Block, Journeys
from tropa.journeys.question import kernel
from tropa.kit.locale import Language, text

START = "(start)"
END = "(end)"
_DENSE = 1 << 18  # as many possible edges are counted in a dense array; beyond, only the edges that occur


@dataclass(frozen=True)
class Edge:
    """`target` came directly after `source` `count` times, in journeys of `customers` different customers.

    `time` is the time between the two; None on edges from (start) and to (end).
    """

    source: str
    target: str
    count: int
    customers: int
    time: TimeSummary | None


@dataclass(frozen=True)
class OtherEdges:
    """What `top` left out: how many edges, and how many transitions they hold together."""

    edges: int
    count: int


@dataclass(frozen=True)
class FlowAnswer(TableAnswer):
    """Edges by falling count, ties by name; `other` is the exact remainder where the answer was cut."""

    edges: tuple[Edge, ...]
    other: OtherEdges = OtherEdges(0, 0)

    def rows(self) -> list[dict[str, Any]]:
        """One row an edge, times in seconds."""
        return [
            {
                "source": edge.source,
                "target": edge.target,
                "count": edge.count,
                "customers": edge.customers,
                "mean": edge.time and edge.time.mean,
                "median": edge.time and edge.time.median,
                "p95": edge.time and edge.time.p95,
            }
            for edge in self.edges
        ]

    def top(self, n: int) -> "FlowAnswer":
        """The n most frequent edges; the rest is added to `other`, so the counts still sum to all transitions."""
        rest = self.edges[n:]
        other = OtherEdges(self.other.edges + len(rest), self.other.count + sum(edge.count for edge in rest))
        return replace(self, edges=self.edges[:n], other=other)

    def left_out_in(self, language: Language) -> str:
        """How many edges were left out, with their transitions."""
        if not self.other.edges:
            return ""
        return text("analytics", "table.other_edges", language, n=self.other.edges, count=self.other.count)

    def edge(self, source: str, target: str) -> Edge | None:
        """The edge between two touchpoints, or None where it is not among the edges."""
        return next((e for e in self.edges if e.source == source and e.target == target), None)


@dataclass(frozen=True)
class FlowPartial:
    """Edges by rising key (source · nodes + target), their counts, customers and times between."""

    key: I64
    count: I64
    customers: I64
    times: Lengths


@dataclass(frozen=True)
class FlowQuestion:
    """Which touchpoint directly follows which in a journey.

    A repeat of one touchpoint is an edge to itself; with `collapse_loops` repeats in a row count as one touchpoint,
    at the time of the first. Empty journeys have no edges. An edge's customers are distinct customers.
    """

    collapse_loops: bool = False

    def definition_in(self, language: Language) -> str:
        """What is counted, in a language."""
        loops = "flow.loops_collapsed" if self.collapse_loops else "flow.loops_kept"
        return sentences(language, ("flow.follows", {}), (loops, {}), ("flow.time_quantiles", {}))

    def partial(self, block: Block, journeys: Journeys) -> FlowPartial:
        """The edges of one block."""
        touchpoints = len(journeys.vocabulary.touchpoints)
        nodes = touchpoints + 2
        key = np.empty(block.events + block.journeys, np.int64)
        gap = np.empty(len(key), np.int64)
        customer = np.empty(len(key), np.int64)
        used = _transitions(
            block.offsets,
            block.touchpoint,
            block.time,
            customer_numbers(block),
            self.collapse_loops,
            touchpoints,
            (key, gap, customer),
        )
        key, gap, customer = key[:used], gap[:used], customer[:used]
        if nodes * nodes <= _DENSE:
            names = np.arange(nodes * nodes)
        else:
            names, key = np.unique(key, return_inverse=True)
        count, customers = _count(key, customer, len(names))
        occurs = np.flatnonzero(count)
        timed = np.where(gap >= 0, key, -1)
        times = tally(timed, gap, len(names)).renamed(names)
        return FlowPartial(names[occurs], count[occurs], customers[occurs], times)

    def merge(self, left: FlowPartial, right: FlowPartial) -> FlowPartial:
        """Both together."""
        key, place = np.unique(np.concatenate([left.key, right.key]), return_inverse=True)
        count, customers = np.zeros(len(key), np.int64), np.zeros(len(key), np.int64)
        np.add.at(count, place, np.concatenate([left.count, right.count]))
        np.add.at(customers, place, np.concatenate([left.customers, right.customers]))
        return FlowPartial(key, count, customers, left.times.merge(right.times))

    def answer(self, partial: FlowPartial, journeys: Journeys) -> FlowAnswer:
        """All edges, most frequent first."""
        names = (*journeys.vocabulary.touchpoints, START, END)
        edges = [
            Edge(names[key // len(names)], names[key % len(names)], count, customers, partial.times.summary(key))
            for key, count, customers in zip(
                partial.key.tolist(), partial.count.tolist(), partial.customers.tolist(), strict=True
            )
        ]
        edges.sort(key=lambda edge: (-edge.count, edge.source, edge.target))
        return FlowAnswer(journeys.count, self.definition_in("en"), self, tuple(edges))


@kernel
def _transitions(offsets, touchpoint, time, customer_of, collapse, touchpoints, out):  # type: ignore[no-untyped-def]
    """Every transition in order: its edge, the time between (−1 at the start and the end) and its customer."""
    key, gap, customer = out
    nodes, start, end = touchpoints + 2, touchpoints, touchpoints + 1
    used = 0
    for j in range(len(offsets) - 1):
        if offsets[j] == offsets[j + 1]:
            continue
        source, since = np.int64(start), np.int64(0)
        for i in range(offsets[j], offsets[j + 1]):
            target = np.int64(touchpoint[i])
            if collapse and target == source:
                continue
            key[used], customer[used] = source * nodes + target, customer_of[j]
            gap[used] = -1 if source == start else time[i] - since
            source, since, used = target, time[i], used + 1
        key[used], gap[used], customer[used] = source * nodes + end, -1, customer_of[j]
        used += 1
    return used


@kernel
def _count(key, customer, keys):  # type: ignore[no-untyped-def]
    count, customers = np.zeros(keys, np.int64), np.zeros(keys, np.int64)
    last = np.full(keys, -1)
    for i in range(len(key)):
        k = key[i]
        count[k] += 1
        if last[k] != customer[i]:
            last[k] = customer[i]
            customers[k] += 1
    return count, customers
