"""The order behind a layered drawing of a graph: which edges go back, the layer of each node, who stands beside whom.

After Sugiyama, Tagawa & Toda (1981): cycles are broken by the heuristic of Eades, Lin & Smyth (1993), with weights;
layers are longest paths, then pulled together; rows are ordered by barycentres. All of it is deterministic.
"""

from collections.abc import Mapping, Sequence

Pair = tuple[str, str]
SWEEPS = 12


def linear_order(nodes: Sequence[str], weights: Mapping[Pair, float], first: str, last: str) -> list[str]:
    """The nodes in a row such that little weight runs backwards; `first` stands at the front, `last` at the end.

    >>> linear_order(["a", "b", "c"], {("b", "a"): 5, ("a", "b"): 1, ("a", "c"): 2}, "", "")
    ['b', 'a', 'c']
    """
    left = [node for node in nodes if node not in (first, last)]
    begin, end = ([node] if node in nodes else [] for node in (first, last))
    head: list[str] = []
    tail: list[str] = []
    while left:
        gone = {node: _degrees(node, left, weights) for node in left}
        sinks = [node for node in left if not gone[node][1]]
        sources = [node for node in left if not gone[node][0]]
        if sinks:
            tail[:0] = sinks
        elif sources:
            head += sources
        else:
            sources = [max(left, key=lambda node: (gone[node][1] - gone[node][0], -left.index(node)))]
            head += sources
        left = [node for node in left if node not in (sinks or sources)]
    return [*begin, *_sifted([*head, *tail], weights), *end]


def _sifted(order: list[str], weights: Mapping[Pair, float]) -> list[str]:
    """Each node moved to where least weight runs backwards, for as long as that helps."""
    moved = True
    while moved:
        moved = False
        for node in sorted(order):
            place = order.index(node)
            rest = [*order[:place], *order[place + 1 :]]
            costs = [sum(weights.get((other, node), 0) for other in rest)]  # at the very front
            for other in rest:
                costs.append(costs[-1] - weights.get((other, node), 0) + weights.get((node, other), 0))
            best = min(range(len(costs)), key=lambda k: (costs[k], abs(k - place)))
            if costs[best] < costs[place]:
                order, moved = [*rest[:best], node, *rest[best:]], True
    return order


def _degrees(node: str, left: Sequence[str], weights: Mapping[Pair, float]) -> tuple[float, float]:
    others = [other for other in left if other != node]
    return sum(weights.get((other, node), 0) for other in others), sum(weights.get((node, o), 0) for o in others)


def layers(order: Sequence[str], weights: Mapping[Pair, float], first: str, last: str) -> dict[str, int]:
    """The layer of each node: every edge, turned to run forward in `order`, goes at least one layer down.

    `first` is alone in layer 0, `last` alone in the last. Nodes are as high as they can be, then moved to where the
    weight of their edges pulls them.
    """
    place = {node: k for k, node in enumerate(order)}
    turned: dict[Pair, float] = {}
    for (a, b), weight in weights.items():
        if a != b:
            pair = (a, b) if place[a] < place[b] else (b, a)
            turned[pair] = turned.get(pair, 0) + weight
    into: dict[str, list[str]] = {node: [a for a, b in turned if b == node] for node in order}
    out: dict[str, list[str]] = {node: [b for a, b in turned if a == node] for node in order}
    at: dict[str, int] = {}
    for node in order:
        least = 0 if node == first or first not in place else 1
        at[node] = max([least, *(at[other] + 1 for other in into[node])])
    middle = [node for node in order if node not in (first, last)]
    for node in reversed(middle):
        pull = sum(turned[node, other] for other in out[node]) - sum(turned[other, node] for other in into[node])
        below = [at[other] for other in out[node] if other != last]
        if pull > 0 and below:
            at[node] = max(at[node], min(below) - 1)
    if last in place:
        at[last] = max([at[node] for node in middle] + [at.get(first, -1)]) + 1
    used = {layer: k for k, layer in enumerate(sorted(set(at.values())))}
    return {node: used[layer] for node, layer in at.items()}


def ordered_rows(rows: list[list[str]], links: Sequence[Mapping[Pair, float]]) -> list[list[str]]:
    """The rows with few crossings; `links[k]` holds the weights between rows k and k + 1.

    From the order given and from that of a walk in depth: down and up by barycentres, the best order seen is kept; then
    neighbours swap while that helps.
    """
    found = (_swapped(_swept(start, links), links) for start in (rows, _walked(rows, links)))
    return min(found, key=lambda order: _all_crossings(order, links))


def _walked(rows: list[list[str]], links: Sequence[Mapping[Pair, float]]) -> list[list[str]]:
    """The rows in the order in which a walk along the links comes to their nodes: of a tree it crosses nothing."""
    row_of = {node: k for k, row in enumerate(rows) for node in row}
    near: dict[str, list[str]] = {node: [] for node in row_of}
    for a, b in (pair for between in links for pair in between):
        near[a].append(b)
        near[b].append(a)
    found: list[list[str]] = [[] for _ in rows]
    seen: set[str] = set()
    waiting = [node for row in reversed(rows) for node in reversed(row)]
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            found[row_of[node]].append(node)
            waiting += reversed(near[node])
    return found


def _swept(rows: list[list[str]], links: Sequence[Mapping[Pair, float]]) -> list[list[str]]:
    best, fewest = rows, _all_crossings(rows, links)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        rows = [list(row) for row in rows]
        for k in range(1, len(rows)) if down else range(len(rows) - 2, -1, -1):
            beside = rows[k - 1] if down else rows[k + 1]
            between = links[k - 1] if down else {(b, a): w for (a, b), w in links[k].items()}
            rows[k] = _by_barycentre(rows[k], beside, between, flip=sweep % 4 > 1)
        found = _all_crossings(rows, links)
        if found < fewest:
            best, fewest = rows, found
    return [list(row) for row in best]


def _by_barycentre(row: list[str], beside: list[str], between: Mapping[Pair, float], *, flip: bool) -> list[str]:
    """Equals stay as they are or, to come out of a dead end, are turned round."""
    place = {node: k for k, node in enumerate(beside)}
    sums = {node: [0.0, 0.0] for node in row}
    for (a, b), weight in between.items():
        sums[b][0] += weight * place[a]
        sums[b][1] += weight
    own = {node: k * len(beside) / max(len(row), 1) for k, node in enumerate(row)}
    at = {node: total / weight if weight else own[node] for node, (total, weight) in sums.items()}
    return sorted(row, key=lambda node: (at[node], -own[node] if flip else own[node]))


def _swapped(rows: list[list[str]], links: Sequence[Mapping[Pair, float]]) -> list[list[str]]:
    better = True
    while better:
        better = False
        for k, row in enumerate(rows):
            near = [links[i] for i in (k - 1, k) if 0 <= i < len(links)]
            for i in range(len(row) - 1):
                before = _near_crossings(rows, k, near)
                row[i], row[i + 1] = row[i + 1], row[i]
                if _near_crossings(rows, k, near) < before:
                    better = True
                else:
                    row[i], row[i + 1] = row[i + 1], row[i]
    return rows


def _near_crossings(rows: list[list[str]], k: int, near: Sequence[Mapping[Pair, float]]) -> float:
    pairs = [(i, i + 1) for i in (k - 1, k) if 0 <= i < len(rows) - 1]
    return sum(crossings(rows[a], rows[b], between) for (a, b), between in zip(pairs, near, strict=True))


def _all_crossings(rows: list[list[str]], links: Sequence[Mapping[Pair, float]]) -> float:
    return sum(crossings(rows[k], rows[k + 1], between) for k, between in enumerate(links))


def crossings(above: Sequence[str], below: Sequence[str], between: Mapping[Pair, float]) -> float:
    """The crossings between two rows, each with the smaller of its two weights and 1 more.

    >>> crossings(["a", "b"], ["c", "d"], {("a", "d"): 3, ("b", "c"): 2})
    3
    """
    up, low = ({node: k for k, node in enumerate(row)} for row in (above, below))
    found = [(up[a], low[b], weight) for (a, b), weight in between.items()]
    return sum(
        min(weight, other) + 1
        for k, (a, b, weight) in enumerate(found)
        for c, d, other in found[:k]
        if (a - c) * (b - d) < 0
    )
