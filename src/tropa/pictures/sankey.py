"""Sankey: where paths lead step by step, every column with all its paths, the remainder and the ends included.

Nodes of a step are ordered by the barycentre of what they are linked with (Sugiyama et al. 1981), "other" last; heights
are exactly proportional to counts, and what flows into a node flows out of it, ends there or goes on beyond the last
step.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from tropa.drawing.scene import Group, Item, Path, Rect, Step
from tropa.drawing.text import fit
from tropa.pictures.page import MARGIN, TOP, Geometry, Heading, label, page_of
from tropa.pictures.tokens import ACCENT, BAR, BODY, INK, MUTED, REST, SMALL, TEXT

TALL = 340.0  # of all paths together
PITCH = 192.0  # from column to column
BAR_WIDTH = 12.0
NAMED = 36.0  # above each node for its name and its number
BETWEEN = 8.0
TAIL = 16.0
SWEEPS = 8
Key = tuple[int, str]  # step and name
End = Literal["ended", "further"]


@dataclass(frozen=True)
class Flow:
    """One node as it is asked for: `ended` of its `count` paths end here, `further` go on beyond the picture.

    `shown` and `detail` are its two lines, `told` says of both ends what they are.
    """

    step: int
    name: str
    count: int
    ended: int
    further: int
    shown: str
    detail: str
    told: tuple[str, str] = ("", "")
    rest: bool = False


@dataclass(frozen=True)
class Pair:
    """`count` paths from `source` at step `step` − 1 (read back: + 1) to `target` at `step`."""

    step: int
    source: str
    target: str
    count: int
    told: str


@dataclass(frozen=True)
class Node:
    """A node's bar, with its two lines of text above it."""

    id: str
    step: int
    name: str
    detail: str
    count: int
    x: float
    y: float
    width: float
    height: float
    rest: bool


@dataclass(frozen=True)
class Band:
    """A link: a band `thickness` high from the middle of its left end to the middle of its right end."""

    source: str
    target: str
    count: int
    x1: float
    y1: float
    x2: float
    y2: float
    thickness: float
    rest: bool
    told: str


@dataclass(frozen=True)
class Tail:
    """Paths of a node that go to no other: they `ended` there, or go `further` beyond the picture."""

    node: str
    what: End
    count: int
    x: float
    y: float
    thickness: float
    back: bool
    text: str


@dataclass(frozen=True)
class Header:
    """What stands above a column."""

    x: float
    text: str


@dataclass(frozen=True)
class Sankey(Geometry):
    """Columns from left to right in the order of steps."""

    kind: ClassVar[str] = "sankey"
    headers: tuple[Header, ...]
    nodes: tuple[Node, ...]
    bands: tuple[Band, ...]
    tails: tuple[Tail, ...]

    def items(self) -> Iterator[Item]:
        """Bands behind, then tails, bars and names."""
        for header in self.headers:
            yield label(header.x, TOP - 8, header.text, MUTED, size=SMALL)
        for band in self.bands:
            yield Group((_band(band),), title=band.told, kind="link")
        for tail in self.tails:
            yield from _tail(tail)
        for node in self.nodes:
            yield Group(tuple(_node(node)), title=f"{node.name}: {node.detail}", kind="node")


def sankey(flows: Sequence[Flow], pairs: Sequence[Pair], heading: Heading, headers: Mapping[int, str]) -> Sankey:
    """The picture of nodes and links; steps below 0 are read back from step 0, which is then on the right."""
    steps = sorted({flow.step for flow in flows})
    back = bool(steps) and steps[0] < 0
    most = max((sum(flow.count for flow in flows if flow.step == step) for step in steps), default=0)
    scale = TALL / max(most, 1)
    order = _ordered(flows, pairs, back)
    left = MARGIN + (TAIL + 8 if back else 0)
    nodes, low = _stacked(order, scale, left)
    bands = _bands(order, pairs, nodes, scale, back)
    tails = tuple(_tails(order, nodes, scale, back))
    width = left + PITCH * len(steps) + (TAIL + 40 if not back else 0)
    above = tuple(Header(left + PITCH * k, headers.get(step, "")) for k, step in enumerate(steps))
    return Sankey(page_of(heading, low, max(width, 560.0)), above, tuple(nodes.values()), bands, tails)


def _ordered(flows: Sequence[Flow], pairs: Sequence[Pair], back: bool) -> list[list[Flow]]:
    """Columns from left to right, each from top to bottom, with as few crossings as the sweeps find."""
    steps = sorted({flow.step for flow in flows})
    columns = [[flow for flow in flows if flow.step == step] for step in steps]
    columns = [sorted(column, key=lambda flow: (flow.rest, -flow.count, flow.name)) for column in columns]
    ends = [_ends(pair, back) for pair in pairs]
    best, fewest = [list(column) for column in columns], _crossings(columns, ends)
    for sweep in range(SWEEPS):
        places = range(1, len(columns)) if sweep % 2 == 0 else range(len(columns) - 2, -1, -1)
        for place in places:
            beside = columns[place - 1 if sweep % 2 == 0 else place + 1]
            columns[place] = _sorted_by(columns[place], beside, ends, sweep % 2)
        found = _crossings(columns, ends)
        if found < fewest:
            best, fewest = [list(column) for column in columns], found
    return best


def _ends(pair: Pair, back: bool) -> tuple[Key, Key, int]:
    """Left end, right end, count."""
    near, far = (pair.step + (1 if back else -1), pair.source), (pair.step, pair.target)
    return (far, near, pair.count) if back else (near, far, pair.count)


def _sorted_by(column: list[Flow], beside: list[Flow], ends: list[tuple[Key, Key, int]], side: int) -> list[Flow]:
    place = {(flow.step, flow.name): k for k, flow in enumerate(beside)}
    own = {(flow.step, flow.name): float(k) for k, flow in enumerate(column)}
    sums: dict[Key, list[float]] = {key: [0.0, 0.0] for key in own}
    for left, right, count in ends:
        other, this = (left, right) if side == 0 else (right, left)
        if this in sums and other in place:
            sums[this][0] += count * place[other]
            sums[this][1] += count
    at = {key: total / weight if weight else own[key] for key, (total, weight) in sums.items()}
    return sorted(column, key=lambda flow: (flow.rest, at[flow.step, flow.name], own[flow.step, flow.name]))


def _crossings(columns: list[list[Flow]], ends: list[tuple[Key, Key, int]]) -> int:
    """Pairs of paths that cross."""
    place = {(flow.step, flow.name): k for column in columns for k, flow in enumerate(column)}
    found = [(a[0], place[a], place[b], count) for a, b, count in ends if a in place and b in place]
    return sum(
        count * other
        for k, (step, a, b, count) in enumerate(found)
        for beside, c, d, other in found[:k]
        if step == beside and (a - c) * (b - d) < 0
    )


def _stacked(columns: list[list[Flow]], scale: float, left: float) -> tuple[dict[Key, Node], float]:
    nodes: dict[Key, Node] = {}
    low = TOP
    for place, column in enumerate(columns):
        y = TOP
        for flow in column:
            x, room = left + PITCH * place, PITCH - 14.0
            high = flow.count * scale
            key = (flow.step, flow.name)
            shown = fit(flow.shown, BODY, room, 400 if flow.rest else 600)
            detail = fit(flow.detail, SMALL, room)
            nodes[key] = Node(
                f"{flow.step}:{flow.name}",
                flow.step,
                shown,
                detail,
                flow.count,
                x,
                y + NAMED,
                BAR_WIDTH,
                high,
                flow.rest,
            )
            y += NAMED + high + BETWEEN
        low = max(low, y)
    return nodes, low


def _bands(
    columns: list[list[Flow]], pairs: Sequence[Pair], nodes: dict[Key, Node], scale: float, back: bool
) -> tuple[Band, ...]:
    place = {(flow.step, flow.name): k for column in columns for k, flow in enumerate(column)}
    ends = [_ends(pair, back) for pair in pairs]
    y1, y2 = _slots(ends, place, nodes, scale, 0), _slots(ends, place, nodes, scale, 1)
    return tuple(
        Band(
            nodes[a].id, nodes[b].id, count, nodes[a].x + BAR_WIDTH, y1[k], nodes[b].x, y2[k], count * scale,
            nodes[a].rest or nodes[b].rest, pair.told,
        )
        for k, ((a, b, count), pair) in enumerate(zip(ends, pairs, strict=True))
    )  # fmt: skip


def _slots(
    ends: list[tuple[Key, Key, int]], place: dict[Key, int], nodes: dict[Key, Node], scale: float, side: int
) -> list[float]:
    """The middle of each link's end on one side of its node, links ordered as the nodes they lead to."""
    used: dict[Key, float] = {}
    found = [0.0] * len(ends)
    for k in sorted(range(len(ends)), key=lambda k: (place[ends[k][:2][1 - side]], k)):
        left, right, count = ends[k]
        key, high = (left, right)[side], count * scale
        at = used.get(key, nodes[key].y)
        found[k], used[key] = at + high / 2, at + high
    return found


def _tails(columns: list[list[Flow]], nodes: dict[Key, Node], scale: float, back: bool) -> Iterator[Tail]:
    for flow in (flow for column in columns for flow in column):
        node = nodes[flow.step, flow.name]
        x, y = (node.x - TAIL if back else node.x + BAR_WIDTH), node.y + node.height
        ends: tuple[tuple[End, int], ...] = (("ended", flow.ended), ("further", flow.further))
        for (what, count), told in zip(ends, flow.told, strict=True):
            if count:
                high = count * scale
                yield Tail(node.id, what, count, x, y - high / 2, high, back, told)
                y -= high


def _band(band: Band) -> Path:
    bend, half = (band.x1 + band.x2) / 2, band.thickness / 2
    upper: Step = (bend, band.y1 - half, bend, band.y2 - half, band.x2, band.y2 - half)
    lower: Step = (bend, band.y2 + half, bend, band.y1 + half, band.x1, band.y1 + half)
    steps: tuple[Step, ...] = ((band.x1, band.y1 - half), upper, (band.x2, band.y2 + half), lower)
    return Path(steps, fill=REST if band.rest else BAR, closed=True, opacity=0.32, role="link")


def _tail(tail: Tail) -> Iterator[Item]:
    half = tail.thickness / 2
    top, low = tail.y - half, tail.y + half
    near, far = (tail.x + TAIL, tail.x) if tail.back else (tail.x, tail.x + TAIL)
    if tail.what == "ended":
        drawn: Item = Rect(tail.x, top, TAIL * 0.5, tail.thickness, fill=REST, role="ended")
        if tail.back:
            drawn = Rect(tail.x + TAIL * 0.5, top, TAIL * 0.5, tail.thickness, fill=REST, role="ended")
    else:
        middle = (near + far) / 2
        steps: tuple[Step, ...] = ((near, top), (middle, top), (far, tail.y), (middle, low), (near, low))
        drawn = Path(steps, fill=ACCENT, closed=True, opacity=0.45, role="further")
    yield Group((drawn,), title=tail.text, kind=tail.what)
    if tail.thickness >= 11 and not tail.back:
        yield label(tail.x + TAIL + 3, tail.y, tail.text, MUTED, size=SMALL)


def _node(node: Node) -> Iterator[Item]:
    yield Rect(node.x, node.y, node.width, node.height, fill=MUTED if node.rest else ACCENT, role="node")
    yield label(node.x, node.y - 25, node.name, MUTED if node.rest else INK, weight=400 if node.rest else 600)
    yield label(node.x, node.y - 10, node.detail, TEXT, size=SMALL)
