"""Journeys written by hand for tests: `journeys([[("a", 0), ("b", 60)], …])`, times in seconds."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from tropa.journeys.block import NEVER, UNKNOWN, Block, Journeys, Vocabulary

Written = Sequence[Sequence[tuple[str, int]]]


def journeys(
    written: Written,
    *,
    blocks: int = 1,
    stage_of: dict[str, str] | None = None,
    stages: Sequence[str] = (),
    goal: Sequence[str] = (),
    signals: dict[str, str] | None = None,
    segment: Sequence[str] | None = None,
    observed_until: int | None = None,
) -> Journeys:
    """Journeys from (touchpoint, second) pairs, dealt to `blocks` blocks in turn; one channel, "site"."""
    names = tuple(sorted({name for journey in written for name, _ in journey} | set(goal) | set(stage_of or {})))
    code = {name: position for position, name in enumerate(names)}
    segments = tuple(sorted(set(segment or ())))
    vocabulary = Vocabulary(
        touchpoints=names,
        channels=("site",),
        stages=tuple(stages),
        stage_of=tuple(tuple(stages).index(stage_of[n]) if stage_of and n in stage_of else UNKNOWN for n in names),
        signals=tuple((signals or {}).get(name, "") for name in names),
        goal=tuple(code[name] for name in goal),
        segments=segments,
    )
    of_journey = [segments.index(name) for name in segment] if segment else [UNKNOWN] * len(written)
    dealt = [
        _block([(number, written[number]) for number in range(first, len(written), blocks)], code, goal, of_journey)
        for first in range(blocks)
    ]
    last = max((second for journey in written for _, second in journey), default=0)
    return Journeys(tuple(dealt), vocabulary, (last if observed_until is None else observed_until) * 1_000_000)


def _block(
    written: list[tuple[int, Sequence[tuple[str, int]]]], code: dict[str, int], goal: Sequence[str], segment: list[int]
) -> Block:
    events = [event for _, journey in written for event in journey]
    reached = [[second for name, second in journey if name in goal] for _, journey in written]
    return Block(
        offsets=np.cumsum([0] + [len(journey) for _, journey in written]).astype(np.int64),
        touchpoint=np.array([code[name] for name, _ in events], np.uint16),
        channel=np.zeros(len(events), np.uint16),
        time=np.array([second for _, second in events], np.int64) * 1_000_000,
        customer=pa.array([f"c{number}" for number, _ in written], pa.string()),
        segment=np.array([segment[number] for number, _ in written], np.int32),
        goal_time=np.array([min(times) * 1_000_000 if times else NEVER for times in reached], np.int64),
    )
