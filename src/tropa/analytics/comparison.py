"""Where segments differ: each one's stages and emotions against all other segments together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import sqrt
from typing import Any, Literal

from scipy.stats import norm

from tropa.analytics.answer import TableAnswer, sentences
from tropa.analytics.emotion import EmotionAnswer
from tropa.analytics.stage_summary import StageSummaryAnswer
from tropa.errors import QuestionError
from tropa.kit.locale import Language
from tropa.statistics.interval import Estimate
from tropa.statistics.multiplicity import benjamini_hochberg
from tropa.statistics.proportion import newcombe, two_proportions_p, wilson

Metric = Literal["reach", "conversion", "exit", "emotion"]
LEVEL = 0.05


@dataclass(frozen=True)
class SegmentDifference:
    """One measure of one stage: the segment's value, that of all others together, and the difference.

    `notable` says that p, adjusted over all differences of the comparison, is below .05.
    """

    segment: str
    stage: str
    metric: Metric
    value: Estimate
    others: Estimate
    difference: Estimate
    p_value: float
    p_adjusted: float
    notable: bool


@dataclass(frozen=True)
class ComparisonDefinition:
    """How segments are compared; says so in a language."""

    segments: tuple[str, ...]

    def definition_in(self, language: Language) -> str:
        """What is subtracted from what and how."""
        return sentences(language, ("comparison.measures", {}), ("comparison.difference", {}))


@dataclass(frozen=True)
class ComparisonAnswer(TableAnswer):
    """All differences, by stage, measure and segment; a measure that one side lacks has none."""

    differences: tuple[SegmentDifference, ...]

    def rows(self) -> list[dict[str, Any]]:
        """One row a difference."""
        return [
            {
                "stage": found.stage,
                "metric": found.metric,
                "segment": found.segment,
                "value": found.value.value,
                "others": found.others.value,
                "difference": found.difference.value,
                "low": found.difference.low,
                "high": found.difference.high,
                "p_adjusted": found.p_adjusted,
                "notable": found.notable,
            }
            for found in self.differences
        ]


def compare(
    stages: Mapping[str, StageSummaryAnswer], emotions: Mapping[str, EmotionAnswer] | None = None
) -> ComparisonAnswer:
    """Each segment against all others together: reach, conversion to a later stage, exits, and emotion.

    The answers are those of the same questions asked of each segment's journeys, by segment. Raises QuestionError
    `analytics.too_few_segments` with fewer than two.
    """
    if len(stages) < 2:
        raise QuestionError("analytics.too_few_segments", value=len(stages))
    found = [
        *(difference for number in range(_count(stages)) for difference in _of_stage(stages, number)),
        *_of_emotions(emotions or {}),
    ]
    adjusted = benjamini_hochberg([difference.p_value for difference in found])
    definition = ComparisonDefinition(tuple(stages))
    return ComparisonAnswer(
        journeys=sum(answer.journeys for answer in stages.values()),
        definition=definition.definition_in("en"),
        question=definition,
        differences=tuple(
            replace(difference, p_adjusted=p, notable=p < LEVEL) for difference, p in zip(found, adjusted, strict=True)
        ),
    )


def subtract(one: Estimate, other: Estimate) -> tuple[Estimate, float]:
    """The difference of two independent estimates and its two-sided p-value.

    The interval squares and adds the distances to the estimates' own bounds (MOVER, Zou & Donner 2008), so lopsided
    intervals stay lopsided; the p-value is the normal one for the side of the interval that faces zero.
    """
    value = one.value - other.value
    below = sqrt((one.value - one.low) ** 2 + (other.high - other.value) ** 2)
    above = sqrt((one.high - one.value) ** 2 + (other.value - other.low) ** 2)
    facing = below if value > 0 else above
    z = float(norm.ppf((1 + one.confidence) / 2))
    p_value = 1.0 if value == 0 or facing == 0 else float(2 * norm.sf(abs(value) / facing * z))
    return Estimate(value, value - below, value + above, one.n + other.n, one.confidence), p_value


def together(estimates: list[Estimate]) -> Estimate:
    """Independent estimates as one, weighted by their numbers of observations; the interval as in `subtract`."""
    n = sum(estimate.n for estimate in estimates)
    weights = [estimate.n / n for estimate in estimates]
    value = sum(w * e.value for w, e in zip(weights, estimates, strict=True))
    below = sqrt(sum((w * (e.value - e.low)) ** 2 for w, e in zip(weights, estimates, strict=True)))
    above = sqrt(sum((w * (e.high - e.value)) ** 2 for w, e in zip(weights, estimates, strict=True)))
    return Estimate(value, value - below, value + above, n, estimates[0].confidence)


def _count(stages: Mapping[str, StageSummaryAnswer]) -> int:
    return len(next(iter(stages.values())).stages)


def _of_stage(stages: Mapping[str, StageSummaryAnswer], number: int) -> Iterator[SegmentDifference]:
    summaries = {segment: answer.stages[number] for segment, answer in stages.items()}
    name = next(iter(summaries.values())).stage
    reach = {segment: (found.journeys, stages[segment].journeys) for segment, found in summaries.items()}
    yield from _of_counts(name, "reach", reach)
    conversions = {s: found.later.estimate for s, found in summaries.items() if found.later is not None}
    yield from _of_estimates(name, "conversion", conversions)
    exits = {segment: (found.exits_lost, found.entries) for segment, found in summaries.items()}
    yield from _of_counts(name, "exit", exits)


def _of_emotions(emotions: Mapping[str, EmotionAnswer]) -> Iterator[SegmentDifference]:
    values: dict[str, dict[str, Estimate]] = {}
    for segment, answer in emotions.items():
        for stage in answer.stages:
            if stage.value is not None:
                values.setdefault(stage.stage, {})[segment] = stage.value
    for name, by_segment in values.items():
        yield from _of_estimates(name, "emotion", by_segment)


def _of_counts(stage: str, metric: Metric, counts: Mapping[str, tuple[int, int]]) -> Iterator[SegmentDifference]:
    for segment, (a, n) in counts.items():
        b = sum(count for other, (count, _) in counts.items() if other != segment)
        m = sum(of for other, (_, of) in counts.items() if other != segment)
        value, others = wilson(a, n), wilson(b, m)
        difference, p_value = newcombe(a, n, b, m), two_proportions_p(a, n, b, m)
        if value is not None and others is not None and difference is not None and p_value is not None:
            yield SegmentDifference(segment, stage, metric, value, others, difference, p_value, p_value, False)


def _of_estimates(stage: str, metric: Metric, estimates: Mapping[str, Estimate]) -> Iterator[SegmentDifference]:
    for segment, value in estimates.items():
        rest = [estimate for other, estimate in estimates.items() if other != segment]
        if rest:
            others = together(rest)
            difference, p_value = subtract(value, others)
            yield SegmentDifference(segment, stage, metric, value, others, difference, p_value, p_value, False)
