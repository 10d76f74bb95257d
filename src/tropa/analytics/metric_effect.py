"""The effect on any metric of the catalogue, from its answers of two groups at the same time.

For ratings, clicks and other numbers that no journey holds: ask the metric of the group that got the change and of the
one that did not. Two periods of one group are not two groups: a t-test of before against after calls 63 % of changes
without effect significant; ask `before_after` instead.
"""

from dataclasses import dataclass
from typing import Any

from tropa.analytics.answer import Defined, TableAnswer, sentences
from tropa.analytics.effect_metrics import EffectMetricAnswer, effect_metric, metric_difference
from tropa.analytics.judgement import Grade, Judgement
from tropa.errors import QuestionError
from tropa.kit.locale import Language
from tropa.statistics.interval import Estimate
from tropa.statistics.verdict import verdict
from tropa.statistics.winners_curse import corrected

GRADES: tuple[Grade, ...] = ("A", "B", "D")


@dataclass(frozen=True)
class MetricEffectDefinition:
    """How two groups are compared; says so in a language."""

    metric: Defined

    def definition_in(self, language: Language) -> str:
        """What is subtracted from what."""
        told = sentences(language, ("metric_effect.difference", {}), ("experiment.corrected", {}))
        return f"{self.metric.definition_in(language)} {told}"


@dataclass(frozen=True)
class MetricEffectAnswer(TableAnswer):
    """The metric of both groups, `group` less `control`, the difference freed of the winner's curse, the judgement."""

    metric: str
    group: Estimate | None
    control: Estimate | None
    difference: Estimate | None
    p_value: float | None
    corrected: Estimate | None
    judgement: Judgement

    def rows(self) -> list[dict[str, Any]]:
        """One row."""
        return [
            {
                "metric": self.metric,
                "value": self.group and self.group.value,
                "control": self.control and self.control.value,
                "difference": self.difference and self.difference.value,
                "low": self.difference and self.difference.low,
                "high": self.difference and self.difference.high,
                "p": self.p_value,
                "corrected": self.corrected and self.corrected.value,
                "verdict": self.judgement.verdict,
                "grade": self.judgement.grade,
            }
        ]


def metric_effect(
    group: EffectMetricAnswer, control: EffectMetricAnswer, *, least_effect: float, grade: Grade = "B"
) -> MetricEffectAnswer:
    """The effect and its verdict against the smallest effect of interest, in units of the metric.

    `grade` is A where chance chose the groups, B where not, D where customers chose themselves. QuestionError
    `analytics.unknown_choice` for another one, `analytics.negative_effect`, `analytics.different_metrics`.
    """
    if grade not in GRADES:
        raise QuestionError("analytics.unknown_choice", name="grade", value=grade, allowed=", ".join(GRADES))
    if least_effect < 0:
        raise QuestionError("analytics.negative_effect", value=least_effect)
    metric, found = effect_metric(group.metric), metric_difference(group, control)
    judgement = Judgement("not_enough_data", "too_few", grade)
    if found is not None:
        verdict_ = verdict(found[0], least_effect, lower_is_better=metric.lower_is_better)
        judgement = Judgement(verdict_, "interval", grade)
    definition = MetricEffectDefinition(group.question)
    return MetricEffectAnswer(
        journeys=group.journeys + control.journeys,
        definition=definition.definition_in("en"),
        question=definition,
        metric=metric.key,
        group=group.value,
        control=control.value,
        difference=found[0] if found else None,
        p_value=found[1] if found else None,
        corrected=corrected(found[0]) if found else None,
        judgement=judgement,
    )
