"""What stops journeys: touchpoints after which fewer get on, loops, returns, waits, errors and low ratings, ranked."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import pyarrow as pa

from tropa.analytics.answer import TableAnswer, sentences
from tropa.analytics.low_ratings import LowRatings, count_low_ratings, severities
from tropa.analytics.meetings import (
    FIRST,
    FOLLOWED,
    LOOP,
    LOOPED,
    STAYED,
    THEN_BACK,
    THEN_SAME,
    UNRESOLVED,
    WENT_BACK,
    Layout,
    Meetings,
    count_meetings,
    layout,
)
from tropa.analytics.strata import Compared, compare_strata
from tropa.errors import QuestionError
from tropa.journeys.block import F64, I64, Block, Journeys, Vocabulary
from tropa.journeys.silence import SESSION, silence
from tropa.kit.locale import Language, duration_text, number_text
from tropa.kit.time import DAY, SECOND
from tropa.statistics.interval import Estimate
from tropa.statistics.multiplicity import benjamini_hochberg
from tropa.statistics.proportion import wilson
from tropa.statistics.quantiles import middles, quantile

Kind = Literal["exit", "loop", "back", "wait", "error", "unanswered", "complaint", "low_rating"]
Verdict = Literal["confirmed", "not_enough_data", "no_effect_seen", "small", "helps"]

LEVEL = 0.05
LONG = 3.0  # times the median wait after the stage's other touchpoints


@dataclass(frozen=True)
class Barrier:
    """One candidate. It is an association, grade D: people who met it may differ in other ways too.

    `met` journeys met it, `reach` is their share of the stage's. `with_share` and `without_share` are the shares with
    the `outcome` (`forward`: a later stage or the goal, `goal`, `return`: active a week later), `effect` their
    difference, negative where it harms. `lost` is met × −effect, `priority` reach.low × −effect × severity. Effect
    fields are None where nobody can be compared. `limit` is the wait in seconds that counts as long; `unresolved` the
    journeys without an answered contact in the same channel within a day.
    """

    stage: str
    touchpoint: str | None
    kind: Kind
    outcome: str
    met: int
    reach: Estimate
    with_share: Estimate | None
    without_share: Estimate | None
    effect: Estimate | None
    p_value: float | None
    p_adjusted: float | None
    lost: Estimate | None
    severity: float
    priority: float
    verdict: Verdict
    limit: float | None = None
    unresolved: int | None = None
    grade: str = "D"

    @property
    def confirmed(self) -> bool:
        """Enough data, p adjusted below .05, and harmful by at least the least effect of interest."""
        return self.verdict == "confirmed"


@dataclass(frozen=True)
class BarriersAnswer(TableAnswer):
    """`confirmed` by priority, worst first; `unconfirmed` the other candidates, with the reason in `verdict`."""

    confirmed: tuple[Barrier, ...]
    unconfirmed: tuple[Barrier, ...]

    def rows(self) -> list[dict[str, Any]]:
        """One row a candidate, the confirmed first."""
        return [_row(barrier) for barrier in (*self.confirmed, *self.unconfirmed)]


@dataclass(frozen=True)
class BarriersPartial:
    """Counts of decision points and of ratings."""

    journeys: int
    meetings: Meetings
    ratings: LowRatings


@dataclass(frozen=True)
class BarriersQuestion:
    """What do journeys meet that keeps them from getting on, and how many are lost by it?

    `ratings` is a table as `emotion` takes it, with touchpoint and time where known; it gives the candidates
    `low_rating` and the severities. `least` is the number of judged journeys needed on either side. `active_after` (µs)
    is when a journey of the last stage must still be active. `least_effect` is the smallest effect of interest, a
    difference of shares: in a large set anything differs significantly. `silence` and `quantile` are as in
    StageSummaryQuestion: meetings in the last `silence` before the data ends are not judged. Touchpoints with the
    signal "cancel" are no candidates: cancelling is how a journey ends, not what stops it. Raises QuestionError
    without stages.
    """

    ratings: pa.Table | None = None
    quantile: float = 0.95
    silence: int | None = None
    least: int = 20
    least_effect: float = 0.05
    active_after: int = 7 * DAY

    def __post_init__(self) -> None:
        if self.silence is not None and self.silence <= 0:
            raise QuestionError("analytics.bad_silence", value=self.silence)

    def definition_in(self, language: Language) -> str:
        """What is compared and how."""
        facts = {
            "loop": LOOP,
            "long": number_text(LONG, language),
            "shortest": duration_text(SESSION / SECOND, language),
            "least": self.least,
            "effect": number_text(100 * self.least_effect, language),
            "active": duration_text(self.active_after / SECOND, language),
        }
        keys = ("kinds", "outcome", "comparison", "interval", "priority")
        return sentences(language, *((f"barriers.{key}", facts) for key in keys))

    def partial(self, block: Block, journeys: Journeys) -> BarriersPartial:
        """Count one block."""
        codes = layout(journeys.vocabulary)
        followed = self.active_after if codes.returns.any() else 0
        longest = silence(journeys, self.quantile) if self.silence is None else self.silence
        until = journeys.observed_until - max(longest, followed)
        return BarriersPartial(
            block.journeys,
            count_meetings(block, codes, until, self.active_after),
            count_low_ratings(self.ratings, block, journeys, codes, (until, self.active_after)),
        )

    def merge(self, left: BarriersPartial, right: BarriersPartial) -> BarriersPartial:
        """Add the counts."""
        return BarriersPartial(
            left.journeys + right.journeys, left.meetings.merge(right.meetings), left.ratings.merge(right.ratings)
        )

    def answer(self, partial: BarriersPartial, journeys: Journeys) -> BarriersAnswer:
        """Effects of the candidates, adjusted over all that have enough data, and ranked."""
        codes, vocabulary = layout(journeys.vocabulary), journeys.vocabulary
        candidates = [
            *_first_meetings(partial.meetings, codes, vocabulary),
            *_loops(partial.meetings, codes),
            *_backs(partial.meetings, codes),
            *_waits(partial.meetings, codes, vocabulary),
            *_low_ratings(partial.ratings, codes, vocabulary),
        ]
        candidates = [
            one for one in candidates if one.touchpoint is None or _signal(vocabulary, one.touchpoint) != "cancel"
        ]
        severity = severities(self.ratings, vocabulary)
        found = _judged(candidates, partial.meetings.reached, (codes, vocabulary, severity), self)
        return BarriersAnswer(
            journeys=partial.journeys,
            definition=self.definition_in("en"),
            question=replace(self, ratings=None),
            confirmed=tuple(barrier for barrier in found if barrier.confirmed),
            unconfirmed=tuple(barrier for barrier in found if not barrier.confirmed),
        )


@dataclass(frozen=True)
class _Candidate:
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


def _first_meetings(meetings: Meetings, codes: Layout, vocabulary: Vocabulary) -> Iterator[_Candidate]:
    kinds: dict[str, Kind] = {
        "error": "error",
        "unanswered": "unanswered",
        "complaint": "complaint",
        "wait": "wait",
    }
    for point in np.flatnonzero(meetings.met[:, FIRST]).tolist():
        kind = kinds.get(_signal(vocabulary, point), "exit")
        unresolved = int(meetings.met[point, UNRESOLVED]) if kind == "unanswered" else None
        met = int(meetings.met[point, FIRST])
        counts = _decisions(meetings, codes, point, 0, ends_too=kind == "error")
        yield _Candidate(int(codes.stage_of[point]), point, kind, met, *counts, unresolved=unresolved)


def _loops(meetings: Meetings, codes: Layout) -> Iterator[_Candidate]:
    for point in np.flatnonzero(meetings.met[:, LOOPED]).tolist():
        counts = _decisions(meetings, codes, point, 1)
        yield _Candidate(int(codes.stage_of[point]), point, "loop", int(meetings.met[point, LOOPED]), *counts)


def _decisions(
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


def _backs(meetings: Meetings, codes: Layout) -> Iterator[_Candidate]:
    for point in np.flatnonzero(meetings.met[:, WENT_BACK]).tolist():
        stage, met, then = int(codes.stage_of[point]), int(meetings.met[point, WENT_BACK]), meetings.backs[point]
        yield _Candidate(stage, point, "back", met, then[None, :, THEN_BACK], then[None, :, THEN_SAME])


def _waits(meetings: Meetings, codes: Layout, vocabulary: Vocabulary) -> Iterator[_Candidate]:
    """Long waits after a touchpoint; one that is a wait by its signal is a candidate of the first kind."""
    for point in np.flatnonzero(meetings.waits.any(axis=(1, 2))).tolist():
        stage = int(codes.stage_of[point])
        others = meetings.waits[codes.stage_of == stage].sum(axis=(0, 2)) - meetings.waits[point].sum(axis=1)
        usual = quantile(others, 0.5)
        if usual is None or _signal(vocabulary, point) == "wait":
            continue
        limit = max(LONG * usual, SESSION)
        long = middles() > limit
        waited = meetings.waits[point, long].sum(axis=0)
        rest = meetings.waits[point, ~long].sum(axis=0)
        if waited.sum():
            counts = waited[None, None, :FOLLOWED], rest[None, None, :FOLLOWED]
            yield _Candidate(stage, point, "wait", int(waited.sum()), *counts, limit=limit / SECOND)


def _low_ratings(ratings: LowRatings, codes: Layout, vocabulary: Vocabulary) -> Iterator[_Candidate]:
    stages = len(vocabulary.stages)
    for place in np.flatnonzero(ratings.met).tolist():
        point = place - stages if place >= stages else None
        stage = place if point is None else int(codes.stage_of[point])
        if stage >= 0:
            counts = ratings.counts[place]
            yield _Candidate(
                stage, point, "low_rating", int(ratings.met[place]), counts[None, :, 1], counts[None, :, 0]
            )


def _judged(
    candidates: list[_Candidate], reached: I64, names: tuple[Layout, Vocabulary, F64], question: BarriersQuestion
) -> list[Barrier]:
    compared = [compare_strata(candidate.exposed, candidate.controls, candidate.repeats) for candidate in candidates]
    enough = [found is not None and min(found.exposed.n, found.controls.n) >= question.least for found in compared]
    tested = [found.p_value for found, fit in zip(compared, enough, strict=True) if fit and found is not None]
    adjusted = iter(benjamini_hochberg(tested))
    judged = [
        _barrier(candidate, found, next(adjusted) if fit else None, reached, names, question.least_effect)
        for candidate, found, fit in zip(candidates, compared, enough, strict=True)
    ]
    return sorted(judged, key=lambda barrier: (not barrier.confirmed, -barrier.priority, -barrier.met))


def _barrier(
    candidate: _Candidate,
    found: Compared | None,
    p_adjusted: float | None,
    reached: I64,
    names: tuple[Layout, Vocabulary, F64],
    least_effect: float,
) -> Barrier:
    codes, vocabulary, severities_ = names
    point, met = candidate.touchpoint, candidate.met
    reach = wilson(met, int(reached[candidate.stage]))
    assert reach is not None  # whoever met it had reached the stage
    severity = _severity(severities_, candidate.stage, point, len(vocabulary.stages))
    effect = found.effect if found else None
    return Barrier(
        stage=vocabulary.stages[candidate.stage],
        touchpoint=None if point is None else vocabulary.touchpoints[point],
        kind=candidate.kind,
        outcome=codes.outcome(candidate.stage),
        met=met,
        reach=reach,
        with_share=found.exposed if found else None,
        without_share=found.controls if found else None,
        effect=effect,
        p_value=found.p_value if found else None,
        p_adjusted=p_adjusted,
        lost=effect and Estimate(-effect.value * met, -effect.high * met, -effect.low * met, met, effect.confidence),
        severity=severity,
        priority=reach.low * max(-effect.value, 0.0) * severity if effect else 0.0,
        verdict=_verdict(effect, p_adjusted, least_effect),
        limit=candidate.limit,
        unresolved=candidate.unresolved,
    )


def _severity(severities_: F64, stage: int, point: int | None, stages: int) -> float:
    """That of the touchpoint, else of the stage, else 1."""
    for place in ([] if point is None else [stages + point]) + [stage]:
        if not np.isnan(severities_[place]):
            return float(severities_[place])
    return 1.0


def _verdict(effect: Estimate | None, p_adjusted: float | None, least_effect: float) -> Verdict:
    if effect is None or p_adjusted is None:
        return "not_enough_data"
    if p_adjusted >= LEVEL:
        return "no_effect_seen"
    if effect.high < 0:
        return "confirmed" if effect.value <= -least_effect else "small"
    return "helps" if effect.low > 0 else "no_effect_seen"


def _signal(vocabulary: Vocabulary, point: int) -> str:
    return vocabulary.signals[point] if vocabulary.signals else ""


def _row(barrier: Barrier) -> dict[str, Any]:
    effect, lost = barrier.effect, barrier.lost
    return {
        "stage": barrier.stage,
        "touchpoint": barrier.touchpoint,
        "kind": barrier.kind,
        "met": barrier.met,
        "reach": barrier.reach.value,
        "with": barrier.with_share and barrier.with_share.value,
        "without": barrier.without_share and barrier.without_share.value,
        "effect": effect and effect.value,
        "low": effect and effect.low,
        "high": effect and effect.high,
        "p_adjusted": barrier.p_adjusted,
        "lost": lost and lost.value,
        "severity": barrier.severity,
        "priority": barrier.priority,
        "verdict": barrier.verdict,
    }
