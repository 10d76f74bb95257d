"""Flow: which touchpoint follows which, how often, for how many customers and after how long.

The graph of directly following touchpoints of process mining (van der Aalst, Process Mining, 2016, §5.4), with the
beginning and the end of journeys as two more nodes.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from tropa.analytics.answer import TableAnswer, sentences
from tropa.analytics.customer_numbers import customer_numbers
from tropa.analytics.lengths import Lengths, Room, TimeSummary, count, counted_at, keep, split
from tropa.journeys.block import I64, Block, Journeys
from tropa.journeys.question import kernel
from tropa.kit.locale import Language, text

START = "(start)"
END = "(end)"
_KEY, _COUNT, _CUSTOMERS, _LAST, _HIGH, _LOW, _PLACE, _COLUMNS = range(8)  # what the kernel keeps of an edge
_AT_ONCE = 256  # lengths that wait to be counted together: the memory they go to is then fetched side by side


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

    def to_dict(self) -> dict[str, Any]:
        """The whole answer as plain JSON values; every edge has its `time`, with nulls from (start) and to (end)."""
        plain = super().to_dict()
        for edge in plain["edges"]:
            edge["time"] = edge["time"] or {"mean": None, "median": None, "p95": None}
        return plain

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
        possible = min((touchpoints + 2) ** 2, 2 * (block.events + block.journeys) + 1)
        edges = np.full((1 << (possible - 1).bit_length(), _COLUMNS), -1)
        paths = (block.offsets, block.touchpoint, self.collapse_loops, touchpoints)
        _count(*paths, customer_numbers(block), edges)
        slots = np.flatnonzero(edges[:, _KEY] >= 0)
        slots = slots[np.argsort(edges[slots, _KEY])]
        key, count = edges[slots, _KEY], edges[slots, _COUNT]
        timed = (key // (touchpoints + 2) != touchpoints) & (key % (touchpoints + 2) != touchpoints + 1)
        room = Room(count[timed])
        edges[slots[timed], _PLACE] = room.place
        _time(*paths, block.time, edges, (room.samples, room.counts))
        sums = edges[slots[timed]]
        times = room.lengths(key[timed], sums[:, _HIGH], sums[:, _LOW])
        return FlowPartial(key, count, edges[slots, _CUSTOMERS], times)

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
        times = partial.times.summaries()
        edges = [
            Edge(names[key // len(names)], names[key % len(names)], count, customers, times.get(key))
            for key, count, customers in zip(
                partial.key.tolist(), partial.count.tolist(), partial.customers.tolist(), strict=True
            )
        ]
        edges.sort(key=lambda edge: (-edge.count, edge.source, edge.target))
        return FlowAnswer(journeys.count, self.definition_in("en"), self, tuple(edges))


@kernel
def _slot(edges, key):  # type: ignore[no-untyped-def]
    """The edge's row, or the free one it shall have; nothing to search where there is a row for every possible edge."""
    mask = len(edges) - 1
    slot = key & mask if key <= mask else (key ^ ((key >> 16) * 0x9E3779B1)) & mask
    while edges[slot, _KEY] != key and edges[slot, _KEY] >= 0:
        slot = (slot + 1) & mask
    return slot


@kernel
def _count(offsets, touchpoint, collapse, touchpoints, customer_of, edges):  # type: ignore[no-untyped-def]
    """Every edge's count and customers."""
    nodes, start, end = touchpoints + 2, touchpoints, touchpoints + 1
    for j in range(len(offsets) - 1):
        source, last = np.int64(start), offsets[j + 1]
        for i in range(offsets[j], last + (last > offsets[j])):
            target = np.int64(touchpoint[i]) if i < last else np.int64(end)
            if collapse and target == source:
                continue
            key = source * nodes + target
            e = _slot(edges, key)
            if edges[e, _KEY] < 0:
                edges[e, _KEY] = key
                edges[e, _COUNT] = edges[e, _CUSTOMERS] = edges[e, _HIGH] = edges[e, _LOW] = 0
            edges[e, _COUNT] += 1
            if edges[e, _LAST] != customer_of[j]:
                edges[e, _LAST] = customer_of[j]
                edges[e, _CUSTOMERS] += 1
            source = target


@kernel
def _time(offsets, touchpoint, collapse, touchpoints, time, edges, room):  # type: ignore[no-untyped-def]
    """Every edge's times between, in the room made for them."""
    nodes, (samples, counts) = touchpoints + 2, room
    waiting, filled = np.empty(_AT_ONCE, np.int64), 0
    for j in range(len(offsets) - 1):
        if offsets[j] == offsets[j + 1]:
            continue
        source, since = np.int64(touchpoint[offsets[j]]), time[offsets[j]]
        for i in range(offsets[j] + 1, offsets[j + 1]):
            target = np.int64(touchpoint[i])
            if collapse and target == source:
                continue
            e, gap = _slot(edges, source * nodes + target), time[i] - since
            high, low = split(gap)
            edges[e, _HIGH] += high
            edges[e, _LOW] += low
            place = edges[e, _PLACE]
            if place >= 0:
                waiting[filled] = counted_at(gap, place)
                filled += 1
                if filled == _AT_ONCE:
                    count(counts, waiting, filled)
                    filled = 0
            else:
                edges[e, _PLACE] = keep(gap, place, samples)
            source, since = target, time[i]
    count(counts, waiting, filled)
