"""Paths as people see them: the tree with the most frequent ways, and the step picture, each with its exact rest."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tropa.analytics.flow import START
from tropa.analytics.path_tree import Level, PathTree, whole
from tropa.journeys.block import I64
from tropa.kit.time import SECOND
from tropa.statistics.interval import Estimate
from tropa.statistics.proportion import wilson

OTHER = "(other)"


@dataclass(frozen=True)
class OtherNodes:
    """What `top` left out below a node: how many touchpoints at which step, and the paths that go there."""

    step: int
    touchpoints: int
    count: int


@dataclass(frozen=True)
class PathNode:
    """`count` paths went exactly this way so far: count = children + other + ended + further.

    `share` is of all paths, with Wilson's 95 % `interval` where every path is another customer's (None elsewhere: paths
    of one customer are not independent). `mean` is the mean time since the step before in seconds, None at the root.
    `ended` have no further event (read back: none earlier; between two touchpoints: they are there), `further` go on
    beyond the last step that is shown. Steps before what is counted from are negative.
    """

    step: int
    touchpoint: str
    count: int
    share: float
    interval: Estimate | None
    customers: int
    mean: float | None
    ended: int
    further: int
    other: OtherNodes
    children: tuple["PathNode", ...]


@dataclass(frozen=True)
class StepNode:
    """A touchpoint at a step (0 is where paths are counted from, negative steps lie before it), or all others there."""

    step: int
    touchpoint: str
    count: int
    share: float
    interval: Estimate | None
    ended: int
    further: int
    touchpoints: int


@dataclass(frozen=True)
class StepLink:
    """`count` paths went from `source` to `target` at `step`, the target's; time between the two in seconds."""

    step: int
    source: str
    target: str
    count: int
    mean: float | None


class Drawing:
    """A merged tree on its way to an answer; `top` touchpoints a step and below each node, `sign` −1 for steps back."""

    def __init__(self, tree: PathTree, names: tuple[str, ...], root: str, top: int | None, sign: int) -> None:
        self.whole = tree
        self.names = names
        self.root = root
        self.top = top
        self.shares: dict[int, tuple[float, Estimate | None]] = {}
        self.timed_first = root != START
        self.sign = sign
        self.rank = np.argsort(np.argsort(np.array(names, object))) if names else np.zeros(0, np.int64)
        counts = [np.array([tree.paths]), *(level.count for level in tree.levels)]
        self.further = [np.array([0]), *(level.further for level in tree.levels)]
        below = [
            _summed(level.parent, level.count, len(above)) for level, above in zip(tree.levels, counts, strict=False)
        ]
        below.append(np.zeros(len(counts[-1]), np.int64))
        self.ended = [c - b - f for c, b, f in zip(counts, below, self.further, strict=True)]

    def share(self, count: int) -> tuple[float, Estimate | None]:
        """Of all paths, with its interval where paths are independent."""
        if count not in self.shares:
            single = self.whole.paths == self.whole.customers
            share = count / self.whole.paths if self.whole.paths else 0.0
            self.shares[count] = share, wilson(count, self.whole.paths) if single else None
        return self.shares[count]

    def tree(self) -> PathNode:
        """The nodes that are kept, made from the last step to the first."""
        kept = [np.zeros(1, np.int64), *self._kept()]
        children: dict[int, list[PathNode]] = {}
        others: dict[int, OtherNodes] = {}
        for depth in range(len(kept) - 1, 0, -1):
            level, nodes = self.whole.levels[depth - 1], kept[depth]
            below, children = children, {}
            sums = whole(level.high[nodes], level.low[nodes])
            for n, total in zip(nodes.tolist(), sums, strict=True):
                count, parent = int(level.count[n]), int(level.parent[n])
                mean = total / count / SECOND if depth > 1 or self.timed_first else None
                node = self._node(self.names[level.code[n]], depth, n, mean, below.get(n, []), others)
                children.setdefault(parent, []).append(node)
            others = self._others(depth, nodes, kept[depth - 1])
        return self._node(self.root, 0, 0, None, children.get(0, []), others)

    def _node(
        self,
        touchpoint: str,
        depth: int,
        number: int,
        mean: float | None,
        children: list[PathNode],
        others: dict[int, OtherNodes],
    ) -> PathNode:
        level = self.whole.levels[depth - 1] if depth else None
        count = self.whole.paths if level is None else int(level.count[number])
        customers = self.whole.customers if level is None else int(level.customers[number])
        ended, further = int(self.ended[depth][number]), int(self.further[depth][number])
        rest = others.get(number, OtherNodes(self.sign * (depth + 1), 0, 0))
        return PathNode(
            self.sign * depth,
            touchpoint,
            count,
            *self.share(count),
            customers,
            mean,
            ended,
            further,
            rest,
            tuple(children),
        )

    def _kept(self) -> Iterator[I64]:
        """Of each level the nodes whose parents are kept and that are among their parent's first."""
        above = np.ones(1, np.bool_)
        for level in self.whole.levels:
            order = np.lexsort((self.rank[level.code], -level.count, level.parent))
            order = order[above[level.parent[order]]]
            parents = level.parent[order]
            begins = np.flatnonzero(np.diff(parents, prepend=-1))
            place = np.arange(len(order)) - np.repeat(begins, np.diff(np.append(begins, len(order))))
            kept = order if self.top is None else order[place < self.top]
            above = np.zeros(len(level.code), np.bool_)
            above[kept] = True
            yield kept

    def _others(self, depth: int, kept: I64, parents: I64) -> dict[int, OtherNodes]:
        """Of each parent what is not kept below it."""
        level, step = self.whole.levels[depth - 1], self.sign * depth
        hidden = np.ones(len(level.code), np.bool_)
        hidden[kept] = False
        size = int(level.parent.max(initial=0)) + 1
        touchpoints = np.bincount(level.parent[hidden], minlength=size).tolist()
        counts = _summed(level.parent[hidden], level.count[hidden], size).tolist()
        hiding = [p for p in parents.tolist() if p < size and touchpoints[p]]
        return {p: OtherNodes(step, touchpoints[p], counts[p]) for p in hiding}

    def picture(self) -> tuple[tuple[StepNode, ...], tuple[StepLink, ...]]:
        """Nodes and links; a touchpoint's place in the step before comes from the tree, so counts are exact."""
        width = len(self.names) + 2
        start, other = len(self.names), len(self.names) + 1
        paths = self.whole.paths
        nodes = [StepNode(0, self.root, paths, *self.share(paths), int(self.ended[0][0]), 0, 1)]
        links: list[StepLink] = []
        above = np.array([start])
        for depth, level in enumerate(self.whole.levels, start=1):
            totals = np.bincount(level.code, minlength=len(self.names)) > 0
            counts = _summed(level.code, level.count, len(self.names))
            order = sorted(np.flatnonzero(totals).tolist(), key=lambda t: (-counts[t], self.names[t]))
            listed = order if self.top is None else order[: self.top]
            shown = np.full(width, other)
            shown[listed] = listed
            here = shown[level.code]
            nodes += self._step_nodes(depth, here, level, [*listed, other], len(order) - len(listed))
            links += self._step_links(depth, above[level.parent] * width + here, level)
            above = here
        return tuple(nodes), tuple(links)

    def _name(self, code: int) -> str:
        return self.names[code] if code < len(self.names) else (self.root, OTHER)[code - len(self.names)]

    def _step_nodes(self, depth: int, here: I64, level: Level, listed: list[int], others: int) -> Iterator[StepNode]:
        width = len(self.names) + 2
        counts, ended, further = (
            _summed(here, values, width) for values in (level.count, self.ended[depth], self.further[depth])
        )
        for code in listed:
            count, touchpoints = int(counts[code]), others if code == width - 1 else 1
            if count:
                yield StepNode(
                    self.sign * depth,
                    self._name(code),
                    count,
                    *self.share(count),
                    int(ended[code]),
                    int(further[code]),
                    touchpoints,
                )

    def _step_links(self, depth: int, pair: I64, level: Level) -> list[StepLink]:
        width = len(self.names) + 2
        pairs, place = np.unique(pair, return_inverse=True)
        counts = _summed(place, level.count, len(pairs)).tolist()
        totals = whole(*(_summed(place, words, len(pairs)) for words in (level.high, level.low)))
        timed = depth > 1 or self.timed_first
        found = [
            StepLink(
                self.sign * depth,
                self._name(code // width),
                self._name(code % width),
                count,
                total / count / SECOND if timed else None,
            )
            for code, count, total in zip(pairs.tolist(), counts, totals, strict=True)
        ]
        return sorted(
            found, key=lambda link: (OTHER in (link.source, link.target), -link.count, link.source, link.target)
        )


def _summed(place: I64, values: I64, size: int) -> I64:
    """Sums of whole numbers by place."""
    sums = np.zeros(size, np.int64)
    np.add.at(sums, place, values)
    return sums
