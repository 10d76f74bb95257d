"""Journeys told more coarsely: rare touchpoints folded into their parents, down to one name a stage.

One slider: `keep`, the number of touchpoints that stay themselves, those met in most journeys first. With all of them
nothing changes; with none every touchpoint is its parent. A parent is what `parents` says; otherwise the stage, written
`(research)` so that it is not taken for a touchpoint of that name; otherwise `(other)`. Touchpoints that reach the goal
always stay themselves, or a journey could no longer be seen to reach it. After CJM-ab (Bernard and Andritsos, CAiSE
Forum 2018), with the given hierarchy in place of a mined one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from tropa.errors import QuestionError
from tropa.journeys.block import I64, UNKNOWN, Journeys, Vocabulary
from tropa.journeys.question import kernel
from tropa.journeys.select import code_of

T = TypeVar("T")

OTHER = "(other)"


@dataclass(frozen=True)
class Folding:
    """What each touchpoint is called afterwards, by code; `kept` is the share of events that keep their name."""

    names: tuple[str, ...]
    kept: float

    def folded(self, vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
        """Parent → the touchpoints told by its name."""
        found: dict[str, tuple[str, ...]] = {}
        for old, new in zip(vocabulary.touchpoints, self.names, strict=True):
            if old != new:
                found[new] = (*found.get(new, ()), old)
        return found


def folding(
    journeys: Journeys,
    *,
    keep: int | None = None,
    at_least: float = 0.0,
    parents: Mapping[str, str] | None = None,
) -> Folding:
    """Which touchpoints are folded: all but the `keep` met in most journeys (ties by name), and those met in less than
    the share `at_least` of journeys.

    QuestionError `journeys.fold_keep` or `fold_share` for numbers that make no sense, NotFoundError for a touchpoint in
    `parents` that there is not.
    """
    if keep is not None and keep < 0:
        raise QuestionError("journeys.fold_keep", value=keep)
    if not 0 <= at_least <= 1:
        raise QuestionError("journeys.fold_share", value=at_least)
    words = journeys.vocabulary
    for name in parents or {}:
        code_of(name, words.touchpoints, "journeys.no_touchpoint")
    met, events, order = _met(journeys)
    stays = set(order if keep is None else order[:keep])
    stays = {t for t in stays if met[t] >= at_least * journeys.count} | set(words.goal)
    names = tuple(name if t in stays else _parent(t, words, parents or {}) for t, name in enumerate(words.touchpoints))
    total = int(events.sum())
    return Folding(names, int(events[sorted(stays)].sum()) / total if total else 1.0)


def kept_at_each(journeys: Journeys) -> tuple[float, ...]:
    """The slider's marks: for `keep` of 0, 1, 2… up to all touchpoints the share of events that keep their name."""
    _, events, order = _met(journeys)
    goal, total = set(journeys.vocabulary.goal), max(int(events.sum()), 1)
    gained = np.cumsum([0 if touchpoint in goal else events[touchpoint] for touchpoint in order])
    always = int(events[sorted(goal)].sum())
    return tuple((always + gain) / total for gain in [0, *gained.tolist()])


def fold(journeys: Journeys, by: Folding) -> Journeys:
    """The same journeys told by the names of a folding; events, times and goals stay, nothing is left out.

    A parent has its members' stage and signal where these are all the same.

    >>> fold(journeys, folding(journeys, keep=0))  # doctest: +SKIP
    """
    words = journeys.vocabulary
    names = tuple(dict.fromkeys(by.names))
    code = {name: number for number, name in enumerate(names)}
    new = np.array([code[name] for name in by.names], np.uint16)
    stage_of = _common(words.stage_of or (UNKNOWN,) * len(new), new, len(names), UNKNOWN)
    signals = _common(words.signals or ("",) * len(new), new, len(names), "")
    goal = tuple(sorted({int(new[t]) for t in words.goal}))
    vocabulary = replace(words, touchpoints=names, stage_of=stage_of, signals=signals, goal=goal)
    blocks = tuple(replace(block, touchpoint=new[block.touchpoint]) for block in journeys.blocks)
    return replace(journeys, blocks=blocks, vocabulary=vocabulary)


def _met(journeys: Journeys) -> tuple[I64, I64, list[int]]:
    """By touchpoint the journeys that meet it and its events; and the touchpoints, most met first, ties by name."""
    names = journeys.vocabulary.touchpoints
    met, events = np.zeros(len(names), np.int64), np.zeros(len(names), np.int64)
    for block in journeys.blocks:
        _meet(block.offsets, block.touchpoint, met, events)
    return met, events, sorted(range(len(names)), key=lambda t: (-met[t], names[t]))


def _parent(touchpoint: int, words: Vocabulary, parents: Mapping[str, str]) -> str:
    name = words.touchpoints[touchpoint]
    if name in parents:
        return parents[name]
    stage = words.stage_of[touchpoint] if words.stage_of else UNKNOWN
    return OTHER if stage == UNKNOWN else f"({words.stages[stage]})"


def _common(values: tuple[T, ...], new: np.ndarray, count: int, none: T) -> tuple[T, ...]:
    found: list[set[T]] = [set() for _ in range(count)]
    for value, code in zip(values, new.tolist(), strict=True):
        found[code].add(value)
    return tuple(next(iter(some)) if len(some) == 1 else none for some in found)


@kernel
def _meet(offsets: I64, touchpoint: np.ndarray, met: I64, events: I64) -> None:
    """Add the journeys that meet each touchpoint, and its events."""
    last = np.full(len(met), -1)
    for j in range(len(offsets) - 1):
        for i in range(offsets[j], offsets[j + 1]):
            t = touchpoint[i]
            events[t] += 1
            if last[t] != j:
                last[t] = j
                met[t] += 1
