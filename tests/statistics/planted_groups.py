"""Rows and sequences of three planted groups, or of none."""

import numpy as np
import numpy.typing as npt

from tropa.statistics.latent_class import MixedTraits
from tropa.statistics.sequences import Sequences, of_one_chain

I64 = npt.NDArray[np.int64]

WAYS = ("ASPX", "ASCSCPVX", "APKRKRP")
TOUCHPOINTS = "ASPXCVKR"


def traits(seed: int, n: int, *, planted: bool, correlation: float = 0.0) -> tuple[MixedTraits, I64]:
    """Three numbers (a tenth of the first unknown) and two categories; without groups the numbers may correlate."""
    random = np.random.default_rng(seed)
    group = random.integers(0, 3, n) if planted else np.zeros(n, np.int64)
    centre = np.array([[0, 0, 0], [4, 0, 2], [0, 4, -2]])[group]
    correlated = np.full((3, 3), correlation) + np.eye(3) * (1 - correlation)
    numbers = centre + random.normal(size=(n, 3)) @ np.linalg.cholesky(correlated).T
    numbers[random.random(n) < 0.1, 0] = np.nan
    share = np.array([[0.6, 0.2, 0.2], [0.2, 0.6, 0.2], [0.2, 0.2, 0.6]])[group] if planted else np.full((n, 3), 1 / 3)
    codes = [(random.random(n)[:, None] > share.cumsum(axis=1)).sum(axis=1) for _ in range(2)]
    return MixedTraits(numbers, np.stack(codes, axis=1).astype(np.int64), (3, 3)), group


def walks(seed: int, n: int, *, planted: bool) -> tuple[Sequences, I64]:
    """Three ways with touchpoints left out, put in and repeated; without groups as one chain would walk."""
    random = np.random.default_rng(seed)
    group = random.integers(0, 3, n)
    walked = [[0, *_walk(random, WAYS[way]), 0] for way in group]
    offsets = np.cumsum([0] + [len(walk) for walk in walked]).astype(np.int64)
    sequences = Sequences(np.concatenate(walked).astype(np.int64), offsets, len(TOUCHPOINTS) + 1)
    return (sequences, group) if planted else (of_one_chain(sequences, random), np.zeros(n, np.int64))


def _walk(random: np.random.Generator, way: str) -> list[int]:
    steps = []
    for name in way:
        if random.random() < 0.1:
            continue
        if random.random() < 0.1:
            steps.append(int(random.integers(1, len(TOUCHPOINTS) + 1)))
        steps.append(TOUCHPOINTS.index(name) + 1)
    return steps
