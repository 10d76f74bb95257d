"""Moments that matter: after which touchpoints journeys convert more or less than they would have on another way.

Journeys that met a touchpoint next are compared with those that stood where they stood and did anything else, leaving
included; who met it later after all is compared anew there (`statistics.rerouted`). Told in journeys gained, adjusted
for looking at many (Benjamini & Hochberg 1995). It is an association: who meets one may differ in ways the events do
not show. Decision record 0013 has what it was measured against.
"""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from tropa.analytics.answer import TableAnswer, sentences
from tropa.analytics.spells import Spells, count_spells
from tropa.analytics.turns import Turns, conversion_time, count_turns
from tropa.errors import QuestionError
from tropa.journeys.block import Block, Journeys, Vocabulary
from tropa.journeys.silence import CONVERTED, silence
from tropa.kit.locale import Language, number_text, text
from tropa.statistics.hazard import HazardRatio, hazard_ratio
from tropa.statistics.interval import Estimate
from tropa.statistics.multiplicity import benjamini_hochberg
from tropa.statistics.rerouted import Rerouted, rerouted

Verdict = Literal["gains", "costs", "no_effect_seen", "on_the_way", "not_identified", "not_enough_data"]

LEVEL = 0.05
ORDER = {"gains": 0, "costs": 0, "no_effect_seen": 1, "on_the_way": 2, "not_identified": 3, "not_enough_data": 4}
ON_THE_WAY = 0.99  # of the journeys that converted met it
COMPARABLE = 0.8  # of the meetings must have others to be compared with


@dataclass(frozen=True)
class Moment:
    """One touchpoint. `met` journeys met it before the goal, `converted` of them reached the goal.

    `gained` is how many more of `met` converted than would have on another way from where they stood (negative: lost),
    `effect` the same as a share of them. It rests on the `judged` meetings, followed for long enough and comparable,
    against others that say as much as `controls` journeys would; the other meetings are taken to gain as much each.
    `ratio` compares the speed: the hazard of converting after the meeting with that of journeys that have not met it,
    at equal time since the last event; what a touchpoint does by keeping journeys from leaving is not in it, and no
    verdict rests on it. `with_share` and `without_share` are the shares that converted among those who *ever* met it
    and among the others, `ever_touched` the ratio of their hazards with the time before the meeting counted as after
    it: what misleads. `on_the_way`: practically everybody who converts meets it, so it is a step of converting, not a
    cause. `not_identified`: nobody comparable, or next to nobody, went another way.
    """

    touchpoint: str
    met: int
    converted: int
    with_share: float
    without_share: float | None
    ever_touched: float | None
    ratio: HazardRatio | None
    p_adjusted: float | None
    gained: Estimate | None
    verdict: Verdict
    grade: str = "D"
    effect: Estimate | None = None
    judged: int = 0
    controls: float = 0.0


@dataclass(frozen=True)
class MomentsPartial:
    """Time at risk, and decisions."""

    spells: Spells
    turns: Turns


@dataclass(frozen=True)
class MomentsAnswer(TableAnswer):
    """Touchpoints with a finding, those that gain most journeys first; then those without."""

    converted: int
    moments: tuple[Moment, ...]

    def rows(self) -> list[dict[str, Any]]:
        """One row a touchpoint."""
        return [
            {
                "touchpoint": one.touchpoint,
                "met": one.met,
                "gained": one.gained and one.gained.value,
                "gained_low": one.gained and one.gained.low,
                "gained_high": one.gained and one.gained.high,
                "effect": one.effect and one.effect.value,
                "p_adjusted": one.p_adjusted,
                "hazard_ratio": one.ratio and one.ratio.value,
                "low": one.ratio and one.ratio.low,
                "high": one.ratio and one.ratio.high,
                "ever_touched": one.ever_touched,
                "verdict": one.verdict,
            }
            for one in self.moments
        ]

    def explanation_in(self, language: Language) -> str:
        """Why "ever met it" against "never met it" misleads, told on the touchpoint where it does most."""
        told = text("analytics", "moments.why", language)
        worst = max(self.moments, key=_misled, default=None)
        if worst is None or worst.ratio is None or worst.ever_touched is None or _misled(worst) <= 0:
            return told
        ratios = {"ever": worst.ever_touched, "ratio": worst.ratio.value}
        shown = {name: number_text(round(value, 2), language) for name, value in ratios.items()}
        example = text("analytics", "moments.example", language, touchpoint=worst.touchpoint, **shown)
        return f"{told} {example}"


@dataclass(frozen=True)
class MomentsQuestion:
    """After meeting which touchpoints do journeys convert more, or less, than they would have?

    Of the journeys at the same touchpoint, after about as many events, those that met this one next for the first time
    are compared with those that did anything else (`statistics.rerouted`). `least` is the number of judged meetings
    needed, and of the journeys that the comparison must be worth. `silence` (µs) and `quantile` are as in
    StageSummaryQuestion; a decision is judged when it was followed for the silence and for as long as a share
    `quantile` of those who convert take. Touchpoints with the signal "cancel", those of the goal and of later stages
    are no candidates. QuestionError `analytics.no_goal`, `analytics.too_many_touchpoints`.
    """

    quantile: float = 0.95
    silence: int | None = None
    least: int = 20

    def __post_init__(self) -> None:
        if self.silence is not None and self.silence <= 0:
            raise QuestionError("analytics.bad_silence", value=self.silence)

    def definition_in(self, language: Language) -> str:
        """What is compared and how."""
        keys = ("compared", "judged", "gained", "hazard", "adjusted")
        return sentences(language, *((f"moments.{key}", {"least": self.least}) for key in keys))

    def partial(self, block: Block, journeys: Journeys) -> MomentsPartial:
        """The spells and decisions of one block."""
        if not journeys.vocabulary.goal:
            raise QuestionError("analytics.no_goal")
        longest = silence(journeys, self.quantile) if self.silence is None else self.silence
        spells = count_spells(block, journeys, longest)
        until = journeys.observed_until - max(longest, conversion_time(journeys, self.quantile))
        return MomentsPartial(spells, count_turns(block, journeys, until, _candidates(journeys.vocabulary)))

    def merge(self, left: MomentsPartial, right: MomentsPartial) -> MomentsPartial:
        """Add the counts."""
        return MomentsPartial(left.spells.merge(right.spells), left.turns.merge(right.turns))

    def answer(self, partial: MomentsPartial, journeys: Journeys) -> MomentsAnswer:
        """What the candidates gain, adjusted over all that can be compared, and ranked."""
        words, spells = journeys.vocabulary, partial.spells
        points = [code for code in _candidates(words) if spells.met[code].any()]
        found = {code: rerouted(partial.turns.passed(code)) for code in points if not _on_the_way(spells, code)}
        verdicts = {code: self._unclear(spells, code, found.get(code)) for code in points}
        tested = {code: one for code, one in found.items() if one is not None and verdicts[code] is None}
        adjusted = benjamini_hochberg([one.p_value for one in tested.values()])
        for (code, one), p_value in zip(tested.items(), adjusted, strict=True):
            verdicts[code] = "no_effect_seen" if p_value >= LEVEL else "gains" if one.gained.value > 0 else "costs"
        p_values = dict(zip(tested, adjusted, strict=True))
        moments = [
            _moment(spells, code, words.touchpoints[code], (verdicts[code], tested.get(code), p_values.get(code)))
            for code in points
        ]
        moments.sort(key=lambda one: (ORDER[one.verdict], -(one.gained.value if one.gained else 0.0), -one.met))
        return MomentsAnswer(
            journeys.count, self.definition_in("en"), self, int(spells.states[CONVERTED]), tuple(moments)
        )

    def _unclear(self, spells: Spells, code: int, found: Rerouted | None) -> Verdict | None:
        """Why there can be no verdict, or None."""
        if _on_the_way(spells, code):
            return "on_the_way"
        if spells.met[code].sum() < self.least:
            return "not_enough_data"
        if found is None or found.comparable < COMPARABLE:
            return "not_identified"
        if found.exposed < self.least:
            return "not_enough_data"
        return "not_identified" if found.controls < self.least else None


def _candidates(words: Vocabulary) -> list[int]:
    signals = words.signals or ("",) * len(words.touchpoints)
    return [
        code
        for code in range(len(words.touchpoints))
        if code not in words.goal and signals[code] != "cancel" and not _beyond_goal(words, code)
    ]


def _beyond_goal(words: Vocabulary, code: int) -> bool:
    """Whether the touchpoint belongs to a stage after those of the goal: what follows the goal does not lead to it."""
    return bool(words.stage_of) and words.stage_of[code] > max(words.stage_of[goal] for goal in words.goal) >= 0


def _ratio(spells: Spells, code: int) -> HazardRatio | None:
    ends, time = spells.exposed_ends[code], spells.exposed_time[code]
    return hazard_ratio(ends, time, spells.ends - ends, spells.time - time)


def _on_the_way(spells: Spells, code: int) -> bool:
    return bool(spells.met[code, CONVERTED] >= ON_THE_WAY * max(int(spells.states[CONVERTED]), 1))


def _moment(
    spells: Spells, code: int, name: str, judgement: tuple[Verdict | None, Rerouted | None, float | None]
) -> Moment:
    verdict, found, adjusted = judgement
    met, converted = int(spells.met[code].sum()), int(spells.met[code, CONVERTED])
    others = int(spells.states.sum()) - met
    assert verdict is not None
    return Moment(
        touchpoint=name,
        met=met,
        converted=converted,
        with_share=converted / met,
        without_share=(int(spells.states[CONVERTED]) - converted) / others if others else None,
        ever_touched=_ever_touched(spells, code),
        ratio=_ratio(spells, code),
        p_adjusted=adjusted,
        gained=_times(found.gained, met / found.exposed) if found else None,
        verdict=verdict,
        effect=_times(found.gained, 1 / found.exposed) if found else None,
        judged=found.exposed if found else 0,
        controls=found.controls if found else 0.0,
    )


def _times(one: Estimate, factor: float) -> Estimate:
    return Estimate(one.value * factor, one.low * factor, one.high * factor, one.n, one.confidence)


def _ever_touched(spells: Spells, code: int) -> float | None:
    """The ratio of hazards of journeys that ever met it to the others, all of their time counted as after it."""
    met, time = int(spells.met[code, CONVERTED]), int(spells.ever[code])
    others, rest = int(spells.states[CONVERTED]) - met, int(spells.time.sum()) - time
    return (met / time) / (others / rest) if time and rest and others else None


def _misled(moment: Moment) -> float:
    """How far the ratio of ever touched lies from the ratio, on a log scale."""
    if moment.ratio is None or moment.p_adjusted is None or not moment.ever_touched or moment.ratio.value <= 0:
        return 0.0
    return float(abs(np.log(moment.ever_touched) - np.log(min(moment.ratio.value, 100.0))))
