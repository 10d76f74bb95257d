"""How customers feel at each stage: the rating everyone would give there, whether or not they are asked."""

import numpy as np
import numpy.typing as npt

from tropa.sample.cinema.journey import STAGE_OF, Walks
from tropa.sample.cinema.world import BARRIERS, SEGMENTS, STAGES

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_SPREAD, _MOOD = 0.75, 0.35


def stage_times(walks: Walks, visitors: int) -> tuple[Floats, Floats]:
    """Visitor × stage: the first and the last step there, in seconds; infinity and −1 where it was not reached."""
    first = np.full((visitors, len(STAGES)), np.inf)
    last = np.full((visitors, len(STAGES)), -1.0)
    stage = STAGE_OF[walks.touchpoint]
    np.minimum.at(first, (walks.visitor, stage), walks.time)
    np.maximum.at(last, (walks.visitor, stage), walks.time)
    return first, last


def ratings(
    segment: Ints, reached: npt.NDArray[np.bool_], met: npt.NDArray[np.bool_], rng: np.random.Generator
) -> Ints:
    """Visitor × stage: a rating 1…5 where the stage was reached, else 0. Emotion is the rating less 3."""
    base = np.array([[kind.emotion[stage] for stage in STAGES] for kind in SEGMENTS])[segment]
    for number, barrier in enumerate(BARRIERS):
        minds = np.array([barrier.leave.get(kind.id, 1.0) > 1.0 for kind in SEGMENTS])[segment]
        base[:, STAGES.index(barrier.stage)] -= barrier.drop * (met[:, number] & minds)
    mood = rng.normal(0.0, _MOOD, (len(segment), 1))
    felt = 3.0 + base + mood + rng.normal(0.0, _SPREAD, base.shape)
    return np.where(reached, np.clip(np.round(felt), 1, 5), 0).astype(np.int64)
