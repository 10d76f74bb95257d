"""Candidates for barriers: who met what, and how they and those like them got on, from the counts of meetings."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from tropa.analytics.low_ratings import LowRatings
from tropa.analytics.meetings import (
    FIRST,
    FOLLOWED,
    LOOPED,
    STAYED,
    THEN_BACK,
    THEN_SAME,
    UNRESOLVED,
    WENT_BACK,
    Layout,
    Meetings,
)
from tropa.journeys.block import F64, I64, Vocabulary
from tropa.journeys.silence import SESSION
from tropa.kit.time import SECOND
from tropa.statistics.quantiles import middles, quantile

Kind = Literal["exit", "loop", "back", "wait", "error", "unanswered", "complaint", "low_rating", "repeated_contact"]
LONG = 3.0  # times the median wait after the stage's other touchpoints


@dataclass(frozen=True)
class Candidate:
    """Codes, counts by stratum (G × K × 2) of those who met it and of the others, and facts of the kind."""

    stage: int
    touchpoint: int | None
    kind: Kind
    met: int
    exposed: I64
    controls: I64
    repeats: F64 | None = None
    limit: float | None = None
    unresolved: int | None = None


def first_meetings(meetings: Meetings, codes: Layout, vocabulary: Vocabulary) -> Iterator[Candidate]:
    kinds: dict[str, Kind] = {
        "error": "error",
        "unanswered": "unanswered",
        "complaint": "complaint",
        "wait": "wait",
    }
    for point in np.flatnonzero(meetings.met[:, FIRST]).tolist():
        kind = kinds.get(signal(vocabulary, point), "exit")
        unresolved = int(meetings.met[point, UNRESOLVED]) if kind == "unanswered" else None
        met = int(meetings.met[point, FIRST])
        counts = decisions(meetings, codes, point, 0, ends_too=kind == "error")
        yield Candidate(int(codes.stage_of[point]), point, kind, met, *counts, unresolved=unresolved)


def loops(meetings: Meetings, codes: Layout) -> Iterator[Candidate]:
    for point in np.flatnonzero(meetings.met[:, LOOPED]).tolist():
        counts = decisions(meetings, codes, point, 1)
        yield Candidate(int(codes.stage_of[point]), point, "loop", int(meetings.met[point, LOOPED]), *counts)


def decisions(
    meetings: Meetings, codes: Layout, point: int, event: int, ends_too: bool = False
) -> tuple[I64, I64, F64]:
    """Decision points that led to a touchpoint, and those that led elsewhere in journeys that had not met it.

    Each is by origin, step and outcome; the third is how often a journey repeats a decision at each origin.

    Elsewhere is another touchpoint of the stage: who did not get on at this step is then compared with others who did
    not, or people who get on sooner anyhow would make every touchpoint look like a barrier. An error is what happens
    instead of getting on, so with `ends_too` elsewhere is anything else, the outcome and the end included.
    """
    stage = codes.stage_of[point]
    rows = slice(codes.base[point], codes.base[point] + codes.size[stage] + 1)
    origins = [*np.flatnonzero(codes.stage_of == stage), len(codes.stage_of) + stage]
    exposed, then = meetings.exposed[event, rows], slice(None) if ends_too else slice(STAYED, STAYED + 1)
    others = (meetings.totals[then, origins] - meetings.already[event, then, rows]).sum(axis=0) - exposed
    times, squares = meetings.repeats[origins].T
    return exposed, others, squares / np.maximum(times, 1)


def backs(meetings: Meetings, codes: Layout) -> Iterator[Candidate]:
    for point in np.flatnonzero(meetings.met[:, WENT_BACK]).tolist():
        stage, met, then = int(codes.stage_of[point]), int(meetings.met[point, WENT_BACK]), meetings.backs[point]
        yield Candidate(stage, point, "back", met, then[None, :, THEN_BACK], then[None, :, THEN_SAME])


def waits(meetings: Meetings, codes: Layout, vocabulary: Vocabulary) -> Iterator[Candidate]:
    """Long waits after a touchpoint; one that is a wait by its signal is a candidate of the first kind."""
    for point in np.flatnonzero(meetings.waits.any(axis=(1, 2))).tolist():
        stage = int(codes.stage_of[point])
        others = meetings.waits[codes.stage_of == stage].sum(axis=(0, 2)) - meetings.waits[point].sum(axis=1)
        usual = quantile(others, 0.5)
        if usual is None or signal(vocabulary, point) == "wait":
            continue
        limit = max(LONG * usual, SESSION)
        long = middles() > limit
        waited = meetings.waits[point, long].sum(axis=0)
        rest = meetings.waits[point, ~long].sum(axis=0)
        if waited.sum():
            counts = waited[None, None, :FOLLOWED], rest[None, None, :FOLLOWED]
            yield Candidate(stage, point, "wait", int(waited.sum()), *counts, limit=limit / SECOND)


def low_ratings(ratings: LowRatings, codes: Layout, vocabulary: Vocabulary) -> Iterator[Candidate]:
    stages = len(vocabulary.stages)
    for place in np.flatnonzero(ratings.met).tolist():
        point = place - stages if place >= stages else None
        stage = place if point is None else int(codes.stage_of[point])
        if stage >= 0:
            counts = ratings.counts[place]
            yield Candidate(stage, point, "low_rating", int(ratings.met[place]), counts[None, :, 1], counts[None, :, 0])


def signal(vocabulary: Vocabulary, point: int) -> str:
    """What a touchpoint is evidence of."""
    return vocabulary.signals[point] if vocabulary.signals else ""
