"""Transition graph: what follows what, in layers from the beginning of journeys to their end, loops included.

Rows of nodes alternate with rows of labels; an edge runs through a place of its own in every row it passes, so no label
lies on another, on a node or on a foreign edge. Widths are proportional to counts.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from tropa.drawing.scene import Group, Item, Path, Rect, Step
from tropa.drawing.text import fit, width, wrap
from tropa.pictures.graph_order import layers, linear_order, ordered_rows
from tropa.pictures.page import MARGIN, TOP, WIDTH, Geometry, Heading, label, page_of
from tropa.pictures.placing import placed, within
from tropa.pictures.tokens import BACK, BODY, FORWARD, INK, LINE, MUTED, PAPER, SMALL, TEXT, WASH

WIDEST = 11.0  # of edges
THINNEST = 0.75
NODE_WIDTH, NODE_HEIGHT, LABEL_HEIGHT, BEND = 142.0, 48.0, 18.0, 22.0
LOOP = 28.0
APART = 16.0
ROUNDS = 40


@dataclass(frozen=True)
class Spot:
    """A node as it is asked for."""

    name: str
    shown: str
    detail: str
    terminal: bool = False


@dataclass(frozen=True)
class Way:
    """An edge as it is asked for; `text` stands beside it. One that is not `drawn` only helps to find the order."""

    source: str
    target: str
    count: int
    text: str
    drawn: bool = True


@dataclass(frozen=True)
class GraphNode:
    """A node's box: its upper left corner, the lines of its name and its number."""

    id: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    detail: str
    terminal: bool


@dataclass(frozen=True)
class GraphEdge:
    """An edge through `points` (x, y), straight within rows, bent between them; `back` runs against the layers.

    `text` stands with its left middle at `text_x`, `text_y`. A loop has one point, where it leaves its node.
    """

    source: str
    target: str
    count: int
    width: float
    back: bool
    loop: bool
    points: tuple[tuple[float, float], ...]
    text: str
    text_x: float
    text_y: float


@dataclass(frozen=True)
class Graph(Geometry):
    """Nodes by layer, from the top; edges from the thickest."""

    kind: ClassVar[str] = "graph"
    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]

    def items(self) -> Iterator[Item]:
        """Edges behind nodes, labels on top."""
        for edge in self.edges:
            title = f"{edge.source} → {edge.target}: {edge.text}"
            yield Group(tuple(_edge(edge)), title=title, kind="edge")
        for node in self.nodes:
            yield Group(tuple(_node(node)), title=" ".join((*node.lines, node.detail)), kind="node")
        for edge in self.edges:
            yield label(edge.text_x, edge.text_y, edge.text, TEXT, size=SMALL)


class _Rows:
    """The drawing in the making: rows of nodes (even) and labels (odd), each edge with a key for each row."""

    def __init__(self, spots: Sequence[Spot], ways: Sequence[Way], first: str, last: str) -> None:
        self.spots = {spot.name: spot for spot in spots}
        self.ways = [way for way in ways if way.drawn and way.source != way.target]
        self.loops = {way.source: way for way in ways if way.drawn and way.source == way.target}
        weights = {(way.source, way.target): float(way.count) for way in ways if way.source != way.target}
        order = linear_order(list(self.spots), weights, first, last)
        drawn = {(way.source, way.target): float(way.count) for way in self.ways}
        self.layer = layers(order, drawn, first, last)
        most = max((way.count for way in ways if way.drawn), default=1)
        self.thick = [max(WIDEST * way.count / most, THINNEST) for way in self.ways]
        self.loop_thick = {name: max(WIDEST * way.count / most, THINNEST) for name, way in self.loops.items()}
        self.rows: list[list[str]] = [[] for _ in range(2 * max(self.layer.values(), default=0) + 1)]
        for name in order:
            self.rows[2 * self.layer[name]].append(f"n{name}")
        self.chains = [self._chain(k, way) for k, way in enumerate(self.ways)]
        self.links: list[dict[tuple[str, str], float]] = [{} for _ in self.rows[1:]]
        for chain, way in zip(self.chains, self.ways, strict=True):
            row = 2 * min(self.layer[way.source], self.layer[way.target])
            for a, b in itertools.pairwise(chain):
                self.links[row][a, b] = self.links[row].get((a, b), 0) + way.count
                row += 1
        self.rows = ordered_rows(self.rows, self.links)
        self.left, self.right = self._extents()

    def back(self, way: Way) -> bool:
        """Whether the edge runs upwards."""
        return self.layer[way.source] > self.layer[way.target]

    def _chain(self, number: int, way: Way) -> list[str]:
        """The keys of an edge from its upper node to its lower one, with its places in the rows between."""
        upper, lower = (way.target, way.source) if self.back(way) else (way.source, way.target)
        rows = range(2 * self.layer[upper] + 1, 2 * self.layer[lower])
        keys = [f"e{number}@{row}" for row in rows]
        for row, key in zip(rows, keys, strict=True):
            self.rows[row].append(key)
        return [f"n{upper}", *keys, f"n{lower}"]

    def label_row(self, number: int) -> int:
        """The row, of those between, in which the edge's label stands: the first below its upper node."""
        way = self.ways[number]
        return 2 * min(self.layer[way.source], self.layer[way.target]) + 1

    def _extents(self) -> tuple[dict[str, float], dict[str, float]]:
        """How far each thing reaches to the left and to the right of its place."""
        left, right = {}, {}
        for name in self.spots:
            loop = self.loops.get(name)
            left[f"n{name}"] = NODE_WIDTH / 2
            right[f"n{name}"] = NODE_WIDTH / 2 + (0 if loop is None else LOOP + 14 + width(loop.text, SMALL))
        for k, chain in enumerate(self.chains):
            for row, key in enumerate(chain[1:-1], start=self.label_row(k)):
                left[key] = right[key] = self.thick[k] / 2
                if row == self.label_row(k):
                    right[key] += 5 + width(self.ways[k].text, SMALL)
        return left, right

    def places(self) -> dict[str, float]:
        """The x of everything, from a first packing by rounds down and up."""
        at: dict[str, float] = {}
        for row in self.rows:
            x = 0.0
            for key in row:
                x += self.left[key]
                at[key] = x
                x += self.right[key] + APART
            for key in row:
                at[key] -= x / 2
        for turn in range(ROUNDS):
            both = turn >= ROUNDS - 4
            for k in range(len(self.rows)) if turn % 2 == 0 else range(len(self.rows) - 1, -1, -1):
                self._settle(k, at, up=both or turn % 2 == 0, down=both or turn % 2 == 1)
        return at

    def _settle(self, k: int, at: dict[str, float], *, up: bool, down: bool) -> None:
        row = self.rows[k]
        pulls: dict[str, list[tuple[float, float]]] = {key: [] for key in row}
        if up and k:
            for (a, b), count in self.links[k - 1].items():
                pulls[b].append((at[a], _pull(a, b, count)))
        if down and k < len(self.links):
            for (a, b), count in self.links[k].items():
                pulls[a].append((at[b], _pull(a, b, count)))
        wanted, weights = [], []
        for key in row:
            weight = sum(w for _, w in pulls[key])
            wanted.append(sum(x * w for x, w in pulls[key]) / weight if weight else at[key])
            weights.append(weight or 0.01)
        gaps = [self.right[a] + self.left[b] + APART for a, b in itertools.pairwise(row)]
        at.update(zip(row, placed(wanted, weights, gaps), strict=True))


def _pull(a: str, b: str, count: float) -> float:
    """Long edges are to be straight, thick ones straighter."""
    return (1.0, 2.0, 30.0)[a.startswith("e") + b.startswith("e")] * count**0.5


def graph(spots: Sequence[Spot], ways: Sequence[Way], heading: Heading, *, first: str, last: str) -> Graph:
    """The picture of a graph whose journeys begin in `first` and end in `last`."""
    rows = _Rows(spots, ways, first, last)
    at = rows.places()
    low = min((at[key] - rows.left[key] for key in at), default=0.0)
    high = max((at[key] + rows.right[key] for key in at), default=0.0)
    wide = max(high - low + 2 * MARGIN, WIDTH * 0.75)
    shift = (wide - (high - low)) / 2 - low
    at = {key: x + shift for key, x in at.items()}
    y = {f"n{name}": _row_top(2 * layer) for name, layer in rows.layer.items()}
    nodes = tuple(_box(rows.spots[name], at[f"n{name}"], y[f"n{name}"]) for name in rows.layer)
    edges = [*_edges(rows, at), *_loops(rows, at, y)]
    edges.sort(key=lambda edge: (-edge.count, edge.source, edge.target))
    bottom = max((node.y + node.height for node in nodes), default=TOP)
    return Graph(page_of(heading, bottom, wide), nodes, tuple(edges))


def _row_top(row: int) -> float:
    return TOP + (row // 2) * (NODE_HEIGHT + LABEL_HEIGHT + 2 * BEND) + (row % 2) * (NODE_HEIGHT + BEND)


def _row_bottom(row: int) -> float:
    return _row_top(row) + (LABEL_HEIGHT if row % 2 else NODE_HEIGHT)


def _box(spot: Spot, x: float, y: float) -> GraphNode:
    room = NODE_WIDTH - 14
    lines = wrap(spot.shown, BODY, room, 600, lines=2)
    lines = lines if len(lines) == 1 else wrap(spot.shown, SMALL, room, 600, lines=2)
    detail = fit(spot.detail, SMALL, room)
    return GraphNode(spot.name, x - NODE_WIDTH / 2, y, NODE_WIDTH, NODE_HEIGHT, lines, detail, spot.terminal)


def _edges(rows: _Rows, at: dict[str, float]) -> Iterator[GraphEdge]:
    ports = _ports(rows, at)
    for k, way in enumerate(rows.ways):
        chain, back = rows.chains[k], rows.back(way)
        row = rows.label_row(k)
        points = [(ports[k, 0], _row_bottom(row - 1))]
        for key in chain[1:-1]:
            points += [(at[key], _row_top(row)), (at[key], _row_bottom(row))]
            row += 1
        points.append((ports[k, 1], _row_top(row)))
        beside = rows.label_row(k)
        x, y = at[chain[1]] + rows.thick[k] / 2 + 5, (_row_top(beside) + _row_bottom(beside)) / 2
        ordered = tuple(reversed(points)) if back else tuple(points)
        yield GraphEdge(way.source, way.target, way.count, rows.thick[k], back, False, ordered, way.text, x, y)


def _ports(rows: _Rows, at: dict[str, float]) -> dict[tuple[int, int], float]:
    """Where each edge leaves its upper node (0) and comes to its lower one (1), side by side as they go on."""
    found: dict[tuple[int, int], float] = {}
    for name in rows.layer:
        node = at[f"n{name}"]
        for end in (0, 1):
            mine = [k for k, chain in enumerate(rows.chains) if chain[-end] == f"n{name}"]
            mine.sort(key=lambda k: at[rows.chains[k][1 if end == 0 else -2]])
            half = NODE_WIDTH / 2 - 12
            wanted = [min(max(at[rows.chains[k][1 if end == 0 else -2]], node - half), node + half) for k in mine]
            gaps = [(rows.thick[a] + rows.thick[b]) / 2 + 7 for a, b in itertools.pairwise(mine)]
            places = within(placed(wanted, [1.0] * len(mine), gaps), node - half, node + half)
            found.update({(k, end): x for k, x in zip(mine, places, strict=True)})
    return found


def _loops(rows: _Rows, at: dict[str, float], y: dict[str, float]) -> Iterator[GraphEdge]:
    for name, way in rows.loops.items():
        x, middle = at[f"n{name}"] + NODE_WIDTH / 2, y[f"n{name}"] + NODE_HEIGHT / 2
        thick = rows.loop_thick[name]
        point = ((x, middle - 11),)
        yield GraphEdge(name, name, way.count, thick, False, True, point, way.text, x + LOOP + 10, middle)


def _edge(edge: GraphEdge) -> Iterator[Item]:
    colour = BACK if edge.back else FORWARD
    if edge.loop:
        yield from _loop(edge, colour)
        return
    head = max(6.0, edge.width * 0.9 + 3)
    (x, y), down = edge.points[-1], not edge.back
    stop = y - head * 0.8 if down else y + head * 0.8
    points = [*edge.points[:-1], (x, stop)]
    steps: list[Step] = [points[0]]
    for k in range(1, len(points)):
        (x1, y1), (x2, y2) = points[k - 1], points[k]
        middle = (y1 + y2) / 2
        steps.append((x2, y2) if abs(x1 - x2) < 0.01 or k % 2 == 0 else (x1, middle, x2, middle, x2, y2))
    yield Path(tuple(steps), stroke=colour, stroke_width=edge.width, role="edge")
    half = head * 0.62
    yield Path(((x - half, stop), (x + half, stop), (x, y)), fill=colour, closed=True, role="arrow")


def _loop(edge: GraphEdge, colour: str) -> Iterator[Item]:
    x, y = edge.points[0]
    head = max(6.0, edge.width * 0.9 + 3)
    low, reach = y + 24.0, x + (LOOP - edge.width / 2) * 4 / 3
    curve: Step = (reach, y - 3, reach, low + 3, x + head * 0.8, low)
    yield Path(((x, y), curve), stroke=colour, stroke_width=edge.width, role="edge")
    half = head * 0.62
    tip = ((x + head * 0.8, low - half), (x + head * 0.8, low + half), (x, low))
    yield Path(tip, fill=colour, closed=True, role="arrow")


def _node(node: GraphNode) -> Iterator[Item]:
    radius = node.height / 2 if node.terminal else 6.0
    fill = WASH if node.terminal else PAPER
    yield Rect(node.x, node.y, node.width, node.height, fill=fill, stroke=LINE, stroke_width=1.25, radius=radius)
    middle, high = node.x + node.width / 2, node.y + node.height / 2
    size = BODY if len(node.lines) == 1 else SMALL
    heights = [*([size * 1.25] * len(node.lines)), *([15.0] if node.detail else [])]
    y = high - sum(heights) / 2
    for line in node.lines:
        yield label(middle, y + size * 0.62, line, INK, size=size, weight=600, anchor="middle")
        y += size * 1.25
    if node.detail:
        yield label(middle, y + 7.5, node.detail, MUTED, size=SMALL, anchor="middle")
