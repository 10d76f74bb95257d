"""The customers behind a count."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa

from tropa.errors import QuestionError
from tropa.journeys.block import UNKNOWN, Block, Journeys
from tropa.journeys.select import code_of

Events = np.ndarray  # true where an event is meant


def customers_of(
    journeys: Journeys,
    *,
    touchpoint: str | None = None,
    edge: tuple[str, str] | None = None,
    stage: str | None = None,
) -> list[str]:
    """The customers with an event at `touchpoint`, with `edge[1]` directly after `edge[0]` in a journey, or with an
    event in `stage`; all given conditions together, met in the same journey. Each customer once, by name.

    Raises NotFoundError with the nearest names for an unknown one, QuestionError `journeys.no_choice` without any.
    """
    words = journeys.vocabulary
    tests: list[Callable[[Block], Events]] = []
    if touchpoint is not None:
        code = code_of(touchpoint, words.touchpoints, "journeys.no_touchpoint")
        tests.append(lambda block: block.touchpoint == code)
    if edge is not None:
        first, second = (code_of(name, words.touchpoints, "journeys.no_touchpoint") for name in edge)
        tests.append(lambda block: _follows(block, first, second))
    if stage is not None:
        place = code_of(stage, words.stages, "journeys.no_stage")
        inside = np.array(words.stage_of or (UNKNOWN,) * len(words.touchpoints)) == place
        tests.append(lambda block: inside[block.touchpoint])
    if not tests:
        raise QuestionError("journeys.no_choice")
    found: set[str] = set()
    for block in journeys.blocks:
        meant = np.logical_and.reduce([_with_any(block, test(block)) for test in tests])
        found.update(block.customer.filter(pa.array(meant)).to_pylist())
    return sorted(found)


def _follows(block: Block, first: int, second: int) -> Events:
    """Events of `second` whose event before, in the same journey, is of `first`."""
    events = np.zeros(block.events, np.bool_)
    events[1:] = (block.touchpoint[:-1] == first) & (block.touchpoint[1:] == second)
    starts = block.offsets[:-1]
    events[starts[starts < block.events]] = False
    return events


def _with_any(block: Block, events: Events) -> np.ndarray:
    """By journey: is any of its events meant?"""
    before = np.concatenate([[0], np.cumsum(events)])
    return before[block.offsets[1:]] > before[block.offsets[:-1]]
