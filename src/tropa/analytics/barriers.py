"""What stops journeys: touchpoints after which fewer get on, loops, returns, waits, errors and low ratings, ranked."""

from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import pyarrow as pa

from tropa.analytics.answer import TableAnswer, sentences
from tropa.analytics.barrier_candidates import (
    LONG,
    Candidate,
    Kind,
    backs,
    first_meetings,
    loops,
    low_ratings,
    signal,
    waits,
)
from tropa.analytics.barrier_ranking import Factors, Rank, ranked
from tropa.analytics.dead_ends import DeadEnd, count_ends, dead_end
from tropa.analytics.low_ratings import LowRatings, count_low_ratings, severities
from tropa.analytics.meetings import LOOP, Layout, Meetings, count_meetings, layout
from tropa.analytics.outcome_worth import OutcomeMoney, outcome_money
from tropa.analytics.repeated_contacts import contact_codes, count_contacts, repeated_contacts
from tropa.analytics.strata import Compared, compare_strata
from tropa.errors import QuestionError
from tropa.journeys.block import F64, I64, Block, Journeys, Vocabulary
from tropa.journeys.silence import SESSION, silence
from tropa.kit.locale import Language, duration_text, number_text
from tropa.kit.time import DAY, SECOND
from tropa.statistics.interval import Estimate
from tropa.statistics.multiplicity import benjamini_hochberg
from tropa.statistics.proportion import wilson

Verdict = Literal["confirmed", "not_enough_data", "no_effect_seen", "small", "helps"]

LEVEL = 0.05


@dataclass(frozen=True)
class Barrier:
    """One candidate. It is an association, grade D: people who met it may differ in other ways too.

    `met` journeys met it, `reach` is their share of the stage's. `with_share` and `without_share` are the shares with
    the `outcome` (`forward`: a later stage or the goal, `goal`, `return`: active a week later), `effect` their
    difference, negative where it harms. `lost` is met × −effect, `priority` reach.low × −effect × severity × worth.
    Effect fields are None where nobody can be compared. `limit` is the wait in seconds that counts as long;
    `unresolved` the journeys without an answered contact in the same channel within a day. `ended` says how often a
    journey ended right there, and how much more often than at the stage's other touchpoints.

    Every factor has its interval: `reach`, `effect`, `felt` (severity) and `worth` (money at the margin that the
    outcome is worth a journey; None, and left out of the priority, where no margin is given). `rank` has the interval
    of the priority, the money lost, and the probability of being among the three worst.
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
    felt: Estimate | None = None
    worth: Estimate | None = None
    ended: DeadEnd | None = None
    rank: Rank | None = None

    @property
    def confirmed(self) -> bool:
        """Enough data, p adjusted below .05, and harmful by at least the least effect of interest."""
        return self.verdict == "confirmed"

    @property
    def dead_end(self) -> bool:
        """Surely more journeys end right there than at the other touchpoints of the stage."""
        return self.ended is not None and self.ended.found


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
    ends: I64
    contacts: Meetings | None
    money: OutcomeMoney | None


@dataclass(frozen=True)
class BarriersQuestion:
    """What do journeys meet that keeps them from getting on, and how many are lost by it?

    `ratings` is a table as `emotion` takes it, with touchpoint and time where known; it gives the candidates
    `low_rating` and the severities. `least` is the number of judged journeys needed on either side. `active_after` (µs)
    is when a journey of the last stage must still be active. `least_effect` is the smallest effect of interest, a
    difference of shares: in a large set anything differs significantly. `silence` and `quantile` are as in
    StageSummaryQuestion: meetings in the last `silence` before the data ends are not judged. Touchpoints with the
    signal "cancel" are no candidates: cancelling is how a journey ends, not what stops it. `contacts` are touchpoints
    by which customers make contact, beside those with the signals "unanswered" and "complaint". With `margin` (0…1)
    the priority also counts money: the values of events, or `value` for every goal that is reached. Raises
    QuestionError without stages.
    """

    ratings: pa.Table | None = None
    quantile: float = 0.95
    silence: int | None = None
    least: int = 20
    least_effect: float = 0.05
    active_after: int = 7 * DAY
    contacts: tuple[str, ...] = ()
    margin: float | None = None
    value: float | None = None

    def __post_init__(self) -> None:
        if self.margin is not None and not 0 < self.margin <= 1:
            raise QuestionError("analytics.out_of_range", name="margin", value=self.margin, allowed="0…1")
        if self.value is not None and self.value <= 0:
            raise QuestionError("analytics.not_above_zero", name="value", value=self.value)
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
        keys = ["kinds", "contacts", "outcome", "comparison", "interval", "priority"]
        if self.margin is not None:
            facts |= {"margin": number_text(100 * self.margin, language)}
            facts |= {"value": number_text(self.value or 0, language)}
            keys.append("margin_values" if self.value is None else "margin_value")
        return sentences(language, *((f"barriers.{key}", facts) for key in (*keys, "rank", "dead_end")))

    def partial(self, block: Block, journeys: Journeys) -> BarriersPartial:
        """Count one block."""
        codes = layout(journeys.vocabulary)
        followed = self.active_after if codes.returns.any() else 0
        longest = silence(journeys, self.quantile) if self.silence is None else self.silence
        limits = journeys.observed_until - max(longest, followed), self.active_after
        contacts = contact_codes(journeys.vocabulary, self.contacts)
        return BarriersPartial(
            block.journeys,
            count_meetings(block, codes, *limits),
            count_low_ratings(self.ratings, block, journeys, codes, limits),
            count_ends(block, len(journeys.vocabulary.touchpoints), limits[0]),
            count_contacts(block, journeys.vocabulary, contacts, limits) if contacts.any() else None,
            None if self.margin is None else outcome_money(block, codes, limits, self.value),
        )

    def merge(self, left: BarriersPartial, right: BarriersPartial) -> BarriersPartial:
        """Add the counts."""
        return BarriersPartial(
            left.journeys + right.journeys,
            left.meetings.merge(right.meetings),
            left.ratings.merge(right.ratings),
            left.ends + right.ends,
            left.contacts and right.contacts and left.contacts.merge(right.contacts),
            left.money and right.money and left.money.merge(right.money),
        )

    def answer(self, partial: BarriersPartial, journeys: Journeys) -> BarriersAnswer:
        """Effects of the candidates, adjusted over all that have enough data, and ranked."""
        codes, vocabulary = layout(journeys.vocabulary), journeys.vocabulary
        candidates = [
            *first_meetings(partial.meetings, codes, vocabulary),
            *loops(partial.meetings, codes),
            *backs(partial.meetings, codes),
            *waits(partial.meetings, codes, vocabulary),
            *low_ratings(partial.ratings, codes, vocabulary),
        ]
        if partial.contacts is not None:
            contacts = contact_codes(vocabulary, self.contacts)
            candidates += repeated_contacts(partial.contacts, vocabulary, contacts)
        candidates = [
            one for one in candidates if one.touchpoint is None or signal(vocabulary, one.touchpoint) != "cancel"
        ]
        scene = _Scene(codes, vocabulary, severities(self.ratings, vocabulary), partial, self)
        found = _judged(candidates, scene)
        return BarriersAnswer(
            journeys=partial.journeys,
            definition=self.definition_in("en"),
            question=replace(self, ratings=None),
            confirmed=tuple(barrier for barrier in found if barrier.confirmed),
            unconfirmed=tuple(barrier for barrier in found if not barrier.confirmed),
        )


@dataclass(frozen=True)
class _Scene:
    """What all candidates are judged with; severities are values and standard errors by place."""

    codes: Layout
    vocabulary: Vocabulary
    severities: tuple[F64, F64]
    partial: BarriersPartial
    question: BarriersQuestion


def _judged(candidates: list[Candidate], scene: _Scene) -> list[Barrier]:
    least = scene.question.least
    compared = [compare_strata(candidate.exposed, candidate.controls, candidate.repeats) for candidate in candidates]
    enough = [found is not None and min(found.exposed.n, found.controls.n) >= least for found in compared]
    tested = [found.p_value for found, fit in zip(compared, enough, strict=True) if fit and found is not None]
    adjusted = iter(benjamini_hochberg(tested))
    judged = [
        _barrier(candidate, found, next(adjusted) if fit else None, scene)
        for candidate, found, fit in zip(candidates, compared, enough, strict=True)
    ]
    ranks = iter(ranked([_factors(barrier) for barrier in judged if barrier.p_adjusted is not None]))
    judged = [barrier if barrier.p_adjusted is None else replace(barrier, rank=next(ranks)) for barrier in judged]
    return sorted(judged, key=lambda barrier: (not barrier.confirmed, -barrier.priority, -barrier.met))


def _barrier(candidate: Candidate, found: Compared | None, p_adjusted: float | None, scene: _Scene) -> Barrier:
    codes, vocabulary = scene.codes, scene.vocabulary
    point, met = candidate.touchpoint, candidate.met
    reach = wilson(met, int(scene.partial.meetings.reached[candidate.stage]))
    assert reach is not None  # whoever met it had reached the stage
    felt = _felt(scene.severities, candidate.stage, point, len(vocabulary.stages))
    worth = _worth(scene, candidate.stage)
    effect = found.effect if found else None
    harm = max(-effect.value, 0.0) if effect else 0.0
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
        severity=felt.value,
        priority=reach.low * harm * felt.value * (max(worth.value, 0.0) if worth else 1.0),
        verdict=_verdict(effect, p_adjusted, scene.question.least_effect),
        limit=candidate.limit,
        unresolved=candidate.unresolved,
        felt=felt,
        worth=worth,
        ended=None if point is None else dead_end(scene.partial.ends, point, codes.stage_of),
    )


def _factors(barrier: Barrier) -> Factors:
    assert barrier.effect is not None
    assert barrier.felt is not None
    return Factors(barrier.reach, barrier.effect, barrier.felt, barrier.worth, barrier.met)


def _felt(severities_: tuple[F64, F64], stage: int, point: int | None, stages: int) -> Estimate:
    """The severity of the touchpoint, else of the stage, else 1, with its 95 % interval."""
    value, error = severities_
    for place in ([] if point is None else [stages + point]) + [stage]:
        if not np.isnan(value[place]):
            middle, half = float(value[place]), float(1.96 * error[place])
            return Estimate(middle, max(middle - half, 0.0), min(middle + half, 2.0), 0)
    return Estimate(1.0, 1.0, 1.0, 0)


def _worth(scene: _Scene, stage: int) -> Estimate | None:
    """Money at the margin that a stage's outcome is worth; nothing where nobody can be compared."""
    margin = scene.question.margin
    if margin is None or scene.partial.money is None:
        return None
    found = scene.partial.money.worth(stage) or Estimate(0.0, 0.0, 0.0, 0)
    return Estimate(margin * found.value, margin * found.low, margin * found.high, found.n, found.confidence)


def _verdict(effect: Estimate | None, p_adjusted: float | None, least_effect: float) -> Verdict:
    if effect is None or p_adjusted is None:
        return "not_enough_data"
    if p_adjusted >= LEVEL:
        return "no_effect_seen"
    if effect.high < 0:
        return "confirmed" if effect.value <= -least_effect else "small"
    return "helps" if effect.low > 0 else "no_effect_seen"


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
        "worth": barrier.worth and barrier.worth.value,
        "priority": barrier.priority,
        "top": barrier.rank and barrier.rank.top,
        "ended": barrier.ended and barrier.ended.share.value,
        "verdict": barrier.verdict,
    }
