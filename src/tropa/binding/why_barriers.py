"""The journeys that met a barrier, one by one, as `analytics.meetings` counts them at once."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from tropa.analytics.low_ratings import low_rated
from tropa.analytics.meetings import LOOP, Layout, layout
from tropa.analytics.repeated_contacts import after_contact, contact_codes, marked
from tropa.binding.material import Material
from tropa.errors import NotFoundError
from tropa.journeys.block import UNKNOWN, Block
from tropa.statistics.quantiles import bucket, middles

Place = tuple[int, Block, int, int]  # number of the block, the block, journey, event


def barrier_places(asked: dict[str, Any], material: Material, limit: float | None = None) -> Iterator[Place]:
    """The journeys that met the barrier a record names by stage, touchpoint and kind, with the event where they did.

    `limit` is the wait, in seconds, that counts as long.
    """
    words, kind = material.journeys.vocabulary, str(asked["kind"])
    stage = words.stages.index(asked["stage"])
    point = None if asked.get("touchpoint") is None else words.touchpoints.index(asked["touchpoint"])
    if kind == "low_rating":
        yield from _low_rated(material, stage if point is None else len(words.stages) + point)
        return
    if point is None:
        raise NotFoundError("evidence.no_touchpoint", value=kind)
    codes = layout(words)
    contacts = contact_codes(words, ())
    if kind == "repeated_contact":
        codes, code = after_contact(words), point + len(words.touchpoints)
    else:
        contacts, code = contacts[:0], point
    for number, block in enumerate(material.journeys.blocks):
        touchpoint = marked(block, codes, contacts) if len(contacts) else block.touchpoint
        for journey in _holding(block, touchpoint, code):
            begin, end = int(block.offsets[journey]), int(block.offsets[journey + 1])
            event = _stands(kind, touchpoint[begin:end], block.time[begin:end], (code, stage), codes, limit)
            if event >= 0:
                yield number, block, journey, begin + event


def _stands(
    kind: str, touchpoint: np.ndarray, time: np.ndarray, place: tuple[int, int], codes: Layout, limit: float | None
) -> int:
    """The event of a journey at which it met the barrier, −1 where it did not."""
    code, stage = place
    staged = codes.stage_of[touchpoint]
    outcome = _outcome(touchpoint, staged, stage, codes)
    risk = [event for event in np.flatnonzero(touchpoint == code).tolist() if event < outcome]
    if not risk:
        return -1
    if kind == "loop":
        return risk[LOOP - 1] if len(risk) >= LOOP else -1
    if kind == "back":
        return next((event for event in risk if 0 <= _stage_after(staged, event) < stage), -1)
    if kind == "wait" and limit is not None:
        following = np.flatnonzero(staged[risk[0] + 1 :] != UNKNOWN)
        if not len(following):
            return -1
        gap = int(time[risk[0] + 1 + following[0]] - time[risk[0]])
        return risk[0] if middles()[bucket(gap)] > limit * 1_000_000 else -1
    return risk[0]


def _stage_after(staged: np.ndarray, event: int) -> int:
    following = staged[event + 1 :]
    known = following[following != UNKNOWN]
    return int(known[0]) if len(known) else -1


def _outcome(touchpoint: np.ndarray, staged: np.ndarray, stage: int, codes: Layout) -> int:
    """The event that reaches the stage's outcome; beyond the last where none does."""
    if codes.returns[stage]:
        return len(touchpoint)
    begun, goal_done = False, False
    for event, here in enumerate(staged.tolist()):
        goal_done = goal_done or bool(codes.is_goal[touchpoint[event]])
        begun = begun or here == stage
        if begun and (stage < here <= codes.top[stage] or (goal_done and codes.goal_counts[stage])):
            return event
    return len(touchpoint)


def _holding(block: Block, touchpoint: np.ndarray, code: int) -> list[int]:
    places = np.flatnonzero(touchpoint == code)
    found: list[int] = np.unique(np.searchsorted(block.offsets, places, side="right") - 1).tolist()
    return found


def _low_rated(material: Material, place: int) -> Iterator[Place]:
    words = material.journeys.vocabulary
    codes = layout(words)
    for number, block in enumerate(material.journeys.blocks):
        for journey in low_rated(material.verbatims, block, words, codes, place):
            yield number, block, journey, int(block.offsets[journey])
