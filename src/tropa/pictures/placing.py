"""Things in a row: each as near as may be to where it would like to be, none over another."""

from collections.abc import Sequence


def placed(wanted: Sequence[float], weights: Sequence[float], gaps: Sequence[float]) -> list[float]:
    """Positions in the order given, x[i + 1] − x[i] ≥ gaps[i], with the least Σ weight · (x − wanted)².

    Exact, by pooling adjacent violators (isotonic regression; Barlow et al. 1972). Weights are above 0.

    >>> placed([0, 1, 10], [1, 1, 1], [4, 4])
    [-1.5, 2.5, 10.0]
    """
    if not wanted:
        return []
    offsets = [0.0]
    for gap in gaps:
        offsets.append(offsets[-1] + gap)
    pools: list[tuple[float, float, int]] = []  # mean, weight, members
    for place, offset, weight in zip(wanted, offsets, weights, strict=True):
        pool = (place - offset, float(weight), 1)
        while pools and pools[-1][0] > pool[0]:
            mean, heavy, members = pools.pop()
            total = heavy + pool[1]
            pool = ((mean * heavy + pool[0] * pool[1]) / total, total, members + pool[2])
        pools.append(pool)
    means = (mean for mean, _, members in pools for _ in range(members))
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]


def within(places: Sequence[float], low: float, high: float) -> list[float]:
    """The row pushed into low…high as a whole; where it is longer, squeezed.

    >>> within([0, 5], 2, 20), within([0, 30], 0, 20)
    ([2, 7], [0.0, 20.0])
    """
    if not places:
        return []
    first, last = places[0], places[-1]
    if last - first > high - low:
        squeeze = (high - low) / (last - first)
        return [low + (place - first) * squeeze for place in places]
    shift = max(low - first, min(high - last, 0))
    return [place + shift for place in places]
