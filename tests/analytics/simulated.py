"""Journeys with a known truth: customers meet touchpoints at random, convert or give up at hazards that are given."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from tropa.journeys.block import NEVER, Block, Journeys, Vocabulary
from tropa.kit.time import DAY


def simulated(
    count: int,
    effects: Sequence[float],
    seed: int,
    *,
    days: float = 90.0,
    converting: float = 0.03,
    giving_up: float = 0.015,
    meeting: float = 0.3,
) -> Journeys:
    """Journeys over `days`, hazards a day; having met touchpoint `t{i}` multiplies that of converting by e^effect.

    The first touchpoint is never t0. Giving up leaves no event. The goal is the touchpoint `goal`.
    """
    random = np.random.default_rng(seed)
    offsets, touchpoint, time, goal = [0], list[int](), list[float](), list[float]()
    points = len(effects)
    for begin in random.uniform(0, days, count):
        now, met, reached = begin, {int(random.integers(1, points))}, -1.0
        touchpoint.append(next(iter(met)))
        time.append(now)
        while True:
            own = converting * np.exp(sum(effects[point] for point in met))
            now += random.exponential(1 / (own + giving_up + meeting))
            chance = random.random() * (own + giving_up + meeting)
            if now > days or own <= chance < own + giving_up:
                break
            point = points if chance < own else int(random.integers(points))
            touchpoint.append(point)
            time.append(now)
            if point == points:
                reached = now
                break
            met.add(point)
        offsets.append(len(touchpoint))
        goal.append(reached)
    ended = np.array(goal)
    block = Block(
        offsets=np.array(offsets, np.int64),
        touchpoint=np.array(touchpoint, np.uint16),
        channel=np.zeros(len(touchpoint), np.uint16),
        time=(np.array(time) * DAY).astype(np.int64),
        customer=pa.array([f"c{number}" for number in range(count)], pa.string()),
        segment=np.full(count, -1, np.int32),
        goal_time=np.where(ended < 0, NEVER, (ended * DAY).astype(np.int64)),
    )
    names = (*(f"t{number}" for number in range(points)), "goal")
    return Journeys((block,), Vocabulary(names, ("site",), goal=(points,)), int(days * DAY))
