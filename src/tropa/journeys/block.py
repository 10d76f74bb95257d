"""Journeys as arrays: one contiguous block a partition, and the vocabulary its codes point into.

Journey j of a block is the slice `offsets[j]:offsets[j + 1]` of the event arrays, in order of time, ties by the
source's sequence and then by the file's order. All codes are positions in the vocabulary's tuples.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

I64 = npt.NDArray[np.int64]
I32 = npt.NDArray[np.int32]
U16 = npt.NDArray[np.uint16]
F64 = npt.NDArray[np.float64]

NEVER = np.iinfo(np.int64).min  # a time that did not come
UNKNOWN = -1  # a code for "no segment", "no stage", "no held value"


@dataclass(frozen=True)
class Vocabulary:
    """What the codes of a block mean. `stage_of[touchpoint]` is a stage code or UNKNOWN; stages are in map order.

    `signals[touchpoint]` says what a touchpoint is evidence of: "error", "unanswered", "complaint", "cancel",
    "wait", or "" for nothing in particular. `goal` holds the codes of the touchpoints that reach the goal.
    """

    touchpoints: tuple[str, ...]
    channels: tuple[str, ...]
    stages: tuple[str, ...] = ()
    stage_of: tuple[int, ...] = ()
    signals: tuple[str, ...] = ()
    goal: tuple[int, ...] = ()
    segments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Block:
    """The journeys of one partition of customers; arrays may be memory-mapped and are never written to."""

    offsets: I64  # J + 1
    touchpoint: U16  # N
    channel: U16  # N
    time: I64  # N, microseconds UTC
    customer: pa.Array  # J strings
    segment: I32  # J, code or UNKNOWN
    goal_time: I64  # J, when the goal was first reached, or NEVER
    value: F64 | None = None  # N, money; NaN where none
    held: Mapping[str, I32] = field(default_factory=dict)  # property → codes (N) for "hold constant"

    @property
    def journeys(self) -> int:
        """Number of journeys in the block."""
        return len(self.offsets) - 1

    @property
    def events(self) -> int:
        """Number of events in the block."""
        return len(self.touchpoint)


@dataclass(frozen=True)
class Journeys:
    """All journeys of a definition over a version of the lake.

    `observed_until` is the last moment the data covers (µs): what has not happened by then is still open, not lost.
    """

    blocks: tuple[Block, ...]
    vocabulary: Vocabulary
    observed_until: int
    definition_hash: str = ""
    lake_version: int | None = None
    left_out: int = 0  # rows of events without customer, time or touchpoint, which are in no journey

    @property
    def count(self) -> int:
        """Number of journeys."""
        return sum(block.journeys for block in self.blocks)

    @property
    def events(self) -> int:
        """Number of events."""
        return sum(block.events for block in self.blocks)
