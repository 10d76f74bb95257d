"""Experiments: one metric of customers in two or more arms, judged against the smallest effect of interest."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.stats import norm

from tropa.analytics.answer import TableAnswer, length_text, sentences
from tropa.analytics.customer_numbers import customer_numbers
from tropa.analytics.effect_metrics import EffectMetric
from tropa.analytics.experiment_arms import Arms, arms_of_segments, arms_of_table, nobody_came
from tropa.analytics.journey_metrics import JourneyMetricQuestion
from tropa.analytics.judgement import Judgement, Reason
from tropa.errors import QuestionError
from tropa.journeys.block import F64, Block, Journeys
from tropa.journeys.select import select
from tropa.kit.locale import Language, number_text, percent_text, text
from tropa.statistics.always_valid import always_valid_p, arm_size, confidence_sequence, radius
from tropa.statistics.cuped import Adjusted, cuped
from tropa.statistics.customer_sums import Sums, ratio_variance, sums_of
from tropa.statistics.interval import Estimate
from tropa.statistics.sample_ratio import LIMIT, sample_ratio_p
from tropa.statistics.sample_size import means_size, power_at, shares_size
from tropa.statistics.sequential import Spending, inflation, repeated_interval, sequential_p, spending_bounds
from tropa.statistics.verdict import verdict
from tropa.statistics.winners_curse import corrected

POINT = 0.01  # the smallest effect of interest on a share, where none is given
PART = 0.05  # on other metrics, of control's value
POWER = 0.8
ENOUGH_TO_ADJUST = 50  # customers an arm
Clause = tuple[str, dict[str, object]]


@dataclass(frozen=True)
class Design:
    """When the result may be looked at.

    kind: "fixed", once, when `planned` customers an arm are there; "group_sequential", at planned looks;
        "always_valid", whenever one likes.
    planned: customers an arm; needed by "group_sequential".
    looks: what share of them had been seen at each earlier look of "group_sequential".
    """

    kind: Literal["fixed", "group_sequential", "always_valid"] = "fixed"
    planned: int | None = None
    looks: tuple[float, ...] = ()
    spending: Spending = "obrien_fleming"

    def __post_init__(self) -> None:
        if self.kind == "group_sequential" and self.planned is None:
            raise QuestionError("analytics.design_needs", design=self.kind, name="planned")
        if self.planned is not None and self.planned < 1:
            raise QuestionError("analytics.not_positive", name="planned", value=self.planned)


@dataclass(frozen=True)
class Arm:
    """An arm: how many customers it was assigned and its metric, None where nothing was observed."""

    name: str
    assigned: int
    value: Estimate | None


@dataclass(frozen=True)
class Effect:
    """An arm less control.

    `plain` is the difference as it stands with the usual interval; `difference` the one judged: adjusted for the time
    before where that was asked (`variance_ratio` says what it saved), with the interval of the design. `relative` is
    it by control's value. `corrected` is the difference freed of the winner's curse. `size` is what the arms are worth
    in customers an arm, `power` the chance they had to find the smallest effect of interest.
    """

    arm: str
    plain: Estimate | None
    difference: Estimate | None
    p_value: float | None
    relative: float | None
    variance_ratio: float | None
    corrected: Estimate | None
    size: float
    power: float | None
    judgement: Judgement


@dataclass(frozen=True)
class ExperimentAnswer(TableAnswer):
    """Arms, control first; the effect of each of the others; whether the arms have their planned sizes.

    Segments have no planned sizes unless some are given: `sample_ratio_p` is then None.

    `size_needed` is the number of customers an arm that finds `least_effect` with power .8, looks included.
    """

    metric: str
    arms: tuple[Arm, ...]
    effects: tuple[Effect, ...]
    sample_ratio_p: float | None
    crossed: int
    least_effect: float | None
    size_needed: int | None

    def rows(self) -> list[dict[str, Any]]:
        """One row an arm that is not control."""
        control = self.arms[0].value
        return [
            {
                "arm": effect.arm,
                "customers": arm.assigned,
                "value": arm.value and arm.value.value,
                "control": control and control.value,
                "difference": effect.difference and effect.difference.value,
                "low": effect.difference and effect.difference.low,
                "high": effect.difference and effect.difference.high,
                "p": effect.p_value,
                "corrected": effect.corrected and effect.corrected.value,
                "verdict": effect.judgement.verdict,
                "grade": effect.judgement.grade,
            }
            for arm, effect in zip(self.arms[1:], self.effects, strict=True)
        ]

    def left_out_in(self, language: Language) -> str:
        """How many ids of the table nobody has."""
        question = self.question
        assert isinstance(question, ExperimentQuestion)
        return text("analytics", "unknown_ids.told", language, n=question.unknown) if question.unknown else ""


@dataclass(frozen=True)
class ExperimentQuestion:
    """Does an arm of an experiment change a metric, and by an amount worth having?

    metric: what is measured of each customer.
    arms: a table with the columns customer and arm; everybody in it counts, those who never came too. Left out, the
        segments are the arms.
    unknown: how many ids of the table are nobody's here, so that the answer can tell; they count as never having come.
    control: the arm the others are compared with; left out, the one called "control" or the first by name.
    start, end: the period of the experiment, µs, end excluded.
    before: adjust for the same metric in a time this long before `start` (CUPED), µs.
    least_effect: the smallest effect of interest, in units of the metric; left out, 1 percentage point of a share and
        5 % of control's value of other metrics.
    shares: the planned shares of the arms, control first and the others by name; left out, equal.
    randomised: whether chance put customers into arms (grade A, else B).
    """

    metric: JourneyMetricQuestion = field(default_factory=JourneyMetricQuestion)
    arms: pa.Table | None = None
    unknown: int = 0
    control: str | None = None
    start: int | None = None
    end: int | None = None
    before: int | None = None
    least_effect: float | None = None
    shares: tuple[float, ...] | None = None
    randomised: bool = False
    design: Design = field(default_factory=Design)

    def __post_init__(self) -> None:
        if self.before is not None and self.before < 1:
            raise QuestionError("analytics.not_positive", name="before", value=self.before)
        if self.before is not None and self.start is None:
            raise QuestionError("analytics.design_needs", design="before", name="start")
        if self.least_effect is not None and self.least_effect < 0:
            raise QuestionError("analytics.negative_effect", value=self.least_effect)
        if self.shares is not None and not all(share > 0 for share in self.shares):
            raise QuestionError("analytics.planned_shares", value=", ".join(map(str, self.shares)))

    def definition_in(self, language: Language) -> str:
        """What is compared and how it is judged, in a language."""
        measured = self.metric.definition_in(language)
        return f"{measured} {sentences(language, *self._clauses(language))}"

    def _clauses(self, language: Language) -> Iterator[Clause]:
        yield f"experiment.{'segments' if self.arms is None else 'arms'}", {}
        yield "experiment.difference", {}
        if self.before is not None:
            yield "experiment.cuped", {"length": length_text(self.before, language)}
        yield f"experiment.{self.design.kind}", {}
        if self.least_effect is None:
            yield "experiment.least_default", {"share": percent_text(PART, language)}
        else:
            yield "experiment.least", {"value": number_text(self.least_effect, language, 4).rstrip("0").rstrip(",.")}
        if self._sizes_planned:
            yield "experiment.sample_ratio", {"limit": number_text(LIMIT, language)}
        yield "experiment.corrected", {}
        yield f"experiment.grade_{'A' if self.randomised else 'B'}", {}

    @property
    def _sizes_planned(self) -> bool:
        return self.arms is not None or self.shares is not None

    @cached_property
    def _table_arms(self) -> Arms | None:
        return None if self.arms is None else arms_of_table(self.arms, self.control)

    def arms_in(self, journeys: Journeys) -> Arms:
        """Who is in which arm."""
        return self._table_arms or arms_of_segments(journeys, self.control)

    def partial(self, block: Block, journeys: Journeys) -> tuple[Sums, ...]:
        """By arm: the numbers (x, y) of its customers in the block, and the same of the time before."""
        arms = self.arms_in(journeys)
        first = np.flatnonzero(np.diff(customer_numbers(block), prepend=-1))
        customers = block.customer.take(pa.array(first))
        code = arms.of(block, first, customers)
        now = self._numbers(block, journeys, customers, (self.start, self.end))
        then = np.zeros((2, len(first)))
        if self.before is not None and self.start is not None:
            then = self._numbers(block, journeys, customers, (self.start - self.before, self.start))
        return tuple(sums_of(*now[:, code == arm], *then[:, code == arm]) for arm in range(len(arms.names)))

    def _numbers(
        self, block: Block, journeys: Journeys, customers: pa.Array, period: tuple[int | None, int | None]
    ) -> F64:
        """x and y (2 × customers) in a period; those without an event in it have x = 0."""
        numbers = np.zeros((2, len(customers)))
        numbers[1] = self.metric.effect_metric.per_customer
        start, end = period
        for part in select(replace(journeys, blocks=(block,)), start=start, end=end).blocks:
            rates = self.metric.rates(part, journeys)
            place = pc.index_in(rates.customer, value_set=customers).to_numpy()
            numbers[0, place], numbers[1, place] = rates.x, rates.y
        return numbers

    def merge(self, left: tuple[Sums, ...], right: tuple[Sums, ...]) -> tuple[Sums, ...]:
        """Both together."""
        return tuple(one.merge(other) for one, other in zip(left, right, strict=True))

    def answer(self, partial: tuple[Sums, ...], journeys: Journeys) -> ExperimentAnswer:
        """The effects with their verdicts. QuestionError `analytics.nobody_assigned` where no assigned id is here."""
        arms, metric = self.arms_in(journeys), self.metric.effect_metric
        if self.arms is not None and not any(found.n for found in partial):
            raise nobody_came(sum(arms.assigned), journeys)
        if self.shares is not None and len(self.shares) != len(arms.names):
            raise QuestionError("analytics.planned_shares", value=", ".join(map(str, self.shares)))
        never = (0.0, float(metric.per_customer)) * 2
        sums = [found.with_more(n - found.n, *never) for found, n in zip(partial, arms.assigned, strict=True)]
        values = [metric.estimate(found) for found in sums]
        least = self._least(metric, values[0])
        mismatch = sample_ratio_p(arms.assigned, self.shares) if self._sizes_planned else None
        needed = _size_needed(metric, sums[0], least, self.design)
        judge = _Judge(self, metric, len(arms.names) - 1, least, needed, mismatch is not None and mismatch < LIMIT)
        return ExperimentAnswer(
            journeys.count,
            self.definition_in("en"),
            self,
            metric=metric.key,
            arms=tuple(Arm(*arm) for arm in zip(arms.names, arms.assigned, values, strict=True)),
            effects=tuple(judge.effect(name, one, sums[0]) for name, one in zip(arms.names[1:], sums[1:], strict=True)),
            sample_ratio_p=mismatch,
            crossed=arms.crossed,
            least_effect=least,
            size_needed=needed,
        )

    def _least(self, metric: EffectMetric, control: Estimate | None) -> float | None:
        if self.least_effect is not None or metric.unit == "share":
            return POINT if self.least_effect is None else self.least_effect
        return None if control is None else PART * abs(control.value)


@dataclass(frozen=True)
class _Judge:
    """What all effects of an experiment are judged by."""

    question: ExperimentQuestion
    metric: EffectMetric
    effects: int
    least: float | None
    needed: int | None
    mismatch: bool

    def effect(self, name: str, one: Sums, control: Sums) -> Effect:
        """The effect of one arm."""
        confidence = 1 - 0.05 / self.effects
        plain = self.metric.difference(one, control, confidence)
        size = arm_size(one.n, control.n) if one.n and control.n else 0.0
        if plain is None or self.least is None:
            return Effect(name, None, None, None, None, None, None, size, None, self._judged(None, size))
        adjusted = self._adjusted(one, control, confidence)
        found, p_value = plain if adjusted is None else (adjusted.difference, adjusted.p_value)
        critical, judged, p_value = self._looked(found, p_value, size)
        value = self.metric.estimate(control)
        error = np.sqrt(ratio_variance(one) + ratio_variance(control)) * np.sqrt(
            adjusted.variance_ratio if adjusted else 1
        )
        return Effect(
            arm=name,
            plain=plain[0],
            difference=judged,
            p_value=min(p_value * self.effects, 1.0),
            relative=judged.value / value.value if value and value.value else None,
            variance_ratio=adjusted.variance_ratio if adjusted else None,
            corrected=corrected(found, critical),
            size=size,
            power=power_at(self.least / float(error), 1 - confidence) if error > 0 else None,
            judgement=self._judged(judged, size),
        )

    def _adjusted(self, one: Sums, control: Sums, confidence: float) -> Adjusted | None:
        if self.question.before is None or min(one.n, control.n) < ENOUGH_TO_ADJUST:
            return None
        return cuped(one, control, confidence)

    def _looked(self, found: Estimate, p_value: float, size: float) -> tuple[float | None, Estimate, float]:
        """The |z| to pass, the interval and the p-value by the design of the experiment."""
        design, significance = self.question.design, 1 - found.confidence
        z = min(float(norm.isf(max(p_value, 1e-300) / 2)), 37.0)
        if design.kind == "fixed":
            return None, found, p_value
        if design.kind == "always_valid":
            planned = design.planned or self.needed or size
            valid = always_valid_p(z, size, planned, significance)
            return radius(size, planned, significance), confidence_sequence(found, size, planned), valid
        assert design.planned is not None
        fraction = min(size / design.planned, 1.0)
        if design.looks and fraction <= design.looks[-1]:
            raise QuestionError("analytics.look_not_later", value=round(fraction, 3), last=design.looks[-1])
        looks = (*design.looks, fraction)
        bounds = spending_bounds(looks, significance, design.spending)
        return bounds[-1], repeated_interval(found, bounds[-1]), sequential_p(z, looks, bounds)

    def _judged(self, found: Estimate | None, size: float) -> Judgement:
        grade: Literal["A", "B"] = "A" if self.question.randomised else "B"
        design = self.question.design
        reason: Reason = "interval"
        if self.mismatch:
            reason = "sample_ratio"
        elif design.kind == "fixed" and design.planned is not None and size < design.planned:
            reason = "before_planned_end"
        elif found is None:
            reason = "too_few"
        if reason != "interval" or found is None or self.least is None:
            return Judgement("not_enough_data", reason, grade)
        return Judgement(verdict(found, self.least, lower_is_better=self.metric.lower_is_better), reason, grade)


def _size_needed(metric: EffectMetric, control: Sums, least: float | None, design: Design) -> int | None:
    """Customers an arm that find the smallest effect of interest with power .8."""
    value = metric.estimate(control)
    if not least or value is None:
        return None
    if metric.per_customer and metric.unit == "share":
        base = min(max(value.value, 0.0), 1.0)
        size = shares_size(base, base + least if base + least <= 1 else base - least)
    else:
        spread = float(np.sqrt(ratio_variance(control) * control.n))
        if spread <= 0:
            return None
        size = means_size(spread, least)
    if design.kind == "group_sequential":
        looks = [*design.looks, 1.0] if not design.looks or design.looks[-1] < 1 else list(design.looks)
        return round(size * inflation(looks, spending_bounds(looks, 0.05, design.spending)))
    return size
