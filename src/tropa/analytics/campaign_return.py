"""What a campaign brought: the customers it was meant for against those it was held back from, or against others.

"All sales of those reached, divided by the cost" said a return of 1.65 where the truth was .02; the difference to a
holdout, with Welch's interval, covered the truth 95.5 % of the time. How far the difference can be believed depends on
how the two sides came about, and is said as a grade.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.analytics.answer import TableAnswer, sentences
from tropa.analytics.attribution_paths import goal_of
from tropa.analytics.customer_numbers import customer_numbers
from tropa.analytics.experiment_arms import nobody_came
from tropa.errors import QuestionError
from tropa.journeys.block import Block, Journeys
from tropa.journeys.question import kernel, plain
from tropa.kit.locale import Language, date_text, number_text, text
from tropa.kit.time import moment
from tropa.statistics.customer_sums import Sums, ratio, ratio_difference, sums_of
from tropa.statistics.interval import Estimate
from tropa.statistics.proportion import newcombe, two_proportions_p, wilson
from tropa.statistics.sample_ratio import LIMIT, sample_ratio_p

Grade = Literal["A", "B", "D"]
_EARLIEST, _LATEST = np.iinfo(np.int64).min, np.iinfo(np.int64).max
GRADES: dict[str, Grade] = {"random": "A", "concurrent": "B", "chosen": "D"}


@dataclass(frozen=True)
class CampaignSide:
    """One side: its customers, those who converted and the money they brought, per customer."""

    customers: int
    converted: int
    conversion: Estimate
    value: float
    value_per_customer: Estimate


@dataclass(frozen=True)
class CampaignReturnAnswer(TableAnswer):
    """`effect` is the difference of conversion rates (Newcombe), `value_effect` of money per customer (Welch).

    `conversions` and `value` are what the campaign added among all its customers; `profit` is the added value times
    the margin less the cost, `roi` the profit per unit of cost, both with the interval of the value; None without cost.
    `grade`: A the sides were drawn at random, B another group at the same time, D whoever happened to get it.
    `p_sizes` is the chance of sizes as uneven as these where shares were planned; below .01 nothing here is to be
    believed, and `broken` is true.
    """

    grade: Grade
    treated: CampaignSide
    comparison: CampaignSide
    effect: Estimate
    p_value: float
    value_effect: Estimate
    value_p_value: float
    conversions: Estimate
    value: Estimate
    cost: float | None
    profit: Estimate | None
    roi: Estimate | None
    p_sizes: float | None
    broken: bool

    def rows(self) -> list[dict[str, Any]]:
        """One row a measure with its interval."""
        named = {
            "conversion_treated": self.treated.conversion,
            "conversion_comparison": self.comparison.conversion,
            "effect": self.effect,
            "value_effect": self.value_effect,
            "conversions_added": self.conversions,
            "value_added": self.value,
            "profit": self.profit,
            "roi": self.roi,
        }
        return [
            {"measure": name, "value": found.value, "low": found.low, "high": found.high, "n": found.n}
            for name, found in named.items()
            if found is not None
        ]

    def to_dict(self) -> dict[str, Any]:
        """The whole answer as plain JSON values; of the question's customers only how many they are."""
        values = {name: plain(getattr(self, name)) for name in self.__dataclass_fields__ if name != "question"}
        question = self.question
        assert isinstance(question, CampaignReturnQuestion)
        return {**values, "question": question.without_customers()}

    def left_out_in(self, language: Language) -> str:
        """The grade, how many ids nobody has, and a warning where the sides have the wrong sizes."""
        question = self.question
        assert isinstance(question, CampaignReturnQuestion)
        parts = [text("analytics", f"campaign.grade_{self.grade}", language)]
        if question.unknown:
            parts.append(text("analytics", "unknown_ids.told", language, n=question.unknown))
        if self.broken:
            parts.append(text("analytics", "campaign.broken", language))
        return " ".join(parts)


@dataclass(frozen=True)
class CampaignPartial:
    """Money per customer who has a journey, by side; the other assigned customers brought nothing."""

    converted: tuple[int, int]
    money: tuple[Sums, Sums]


@dataclass(frozen=True)
class CampaignReturnQuestion:
    """What a campaign added in conversions and money, and its return on cost.

    treated, comparison: the customers of the two sides as they were *assigned*, whether or not they were reached:
        to compare only those who opened the letter is to choose the willing. Who has no journey counts with nothing.
    unknown: how many of their ids are nobody's here, so that the answer can tell.
    assignment: "random", drawn at random, such as a holdout (grade A); "concurrent", another group at the same time
        (B); "chosen", whoever happened to get it against whoever did not (D).
    since, until: only events in since ≤ time < until count, µs.
    goal: touchpoints that are conversions; left out, the definition's goal. To judge one step of a desired path, name
        the step. Value is the money of those events, or `value_per_conversion` for every customer who converted.
    cost: what the campaign cost; margin: the share of the value that is earned.
    planned: the planned share of the treated among both, to check that the sizes are as they should be.
    """

    treated: Collection[str]
    comparison: Collection[str]
    assignment: Literal["random", "concurrent", "chosen"] = "random"
    since: int | None = None
    until: int | None = None
    goal: tuple[str, ...] = ()
    cost: float | None = None
    margin: float = 1.0
    planned: float | None = None
    value_per_conversion: float | None = None
    unknown: int = 0
    confidence: float = 0.95

    def __post_init__(self) -> None:
        if self.assignment not in GRADES:
            raise QuestionError(
                "analytics.unknown_choice", name="assignment", value=self.assignment, allowed=", ".join(GRADES)
            )
        object.__setattr__(self, "treated", frozenset(self.treated))
        object.__setattr__(self, "comparison", frozenset(self.comparison))
        for name in ("treated", "comparison"):
            if len(getattr(self, name)) < 2:
                raise QuestionError("analytics.campaign_side", name=name, value=len(getattr(self, name)))
        both = frozenset(self.treated) & frozenset(self.comparison)
        if both:
            raise QuestionError("analytics.campaign_overlap", value=len(both))
        if self.cost is not None and not self.cost > 0:
            raise QuestionError("analytics.not_above_zero", name="cost", value=self.cost)

    def definition_in(self, language: Language) -> str:
        """What is compared, in a language."""
        clauses: list[tuple[str, dict[str, object]]] = [("campaign.sides", {}), (f"campaign.{self.assignment}", {})]
        if self.since is not None:
            clauses.append(("campaign.since", {"day": date_text(moment(self.since).date(), language)}))
        if self.until is not None:
            clauses.append(("campaign.until", {"day": date_text(moment(self.until).date(), language)}))
        clauses.append(("campaign.effect", {}))
        if self.value_per_conversion is not None:
            clauses.append(("campaign.worth", {"value": number_text(self.value_per_conversion, language)}))
        if self.cost is not None:
            clauses.append(("campaign.roi", {"margin": number_text(self.margin * 100, language)}))
        return sentences(language, *clauses)

    def without_customers(self) -> dict[str, Any]:
        """The parameters as plain values, the customers as their numbers."""
        values = {name: plain(getattr(self, name)) for name in self.__dataclass_fields__}
        return {**values, "treated": len(self.treated), "comparison": len(self.comparison)}

    def partial(self, block: Block, journeys: Journeys) -> CampaignPartial:
        """The customers of one block."""
        reaches = goal_of(self.goal, journeys.vocabulary)
        period = (_EARLIEST if self.since is None else self.since, _LATEST if self.until is None else self.until)
        money, won = np.zeros(block.journeys), np.zeros(block.journeys, np.bool_)
        value = np.empty(0) if block.value is None else block.value
        numbers = customer_numbers(block)
        _sum_up((block.offsets, block.touchpoint, block.time, value), numbers, reaches, period, (money, won))
        if self.value_per_conversion is not None:
            money[:] = np.where(won, self.value_per_conversion, 0.0)
        first = np.flatnonzero(np.diff(numbers, prepend=-1))
        customer = block.customer.take(pa.array(first))
        found = []
        for side in (self.treated, self.comparison):
            there = pc.is_in(customer, value_set=pa.array(list(side), pa.string())).to_numpy(zero_copy_only=False)
            brought = money[: len(first)][there]
            found.append((int(won[: len(first)][there].sum()), sums_of(brought, np.ones(len(brought)))))
        return CampaignPartial((found[0][0], found[1][0]), (found[0][1], found[1][1]))

    def merge(self, left: CampaignPartial, right: CampaignPartial) -> CampaignPartial:
        """Both together."""
        return CampaignPartial(
            (left.converted[0] + right.converted[0], left.converted[1] + right.converted[1]),
            (left.money[0].merge(right.money[0]), left.money[1].merge(right.money[1])),
        )

    def answer(self, partial: CampaignPartial, journeys: Journeys) -> CampaignReturnAnswer:
        """The campaign's effect and return. QuestionError `analytics.nobody_assigned` where no assigned id is here."""
        n, m = len(self.treated), len(self.comparison)
        if not any(side.n for side in partial.money):
            raise nobody_came(n + m, journeys)
        a, b = partial.converted
        money = [side.with_more(size - side.n, 0.0, 1.0) for side, size in zip(partial.money, (n, m), strict=True)]
        effect, p_value = newcombe(a, n, b, m, self.confidence), two_proportions_p(a, n, b, m)
        by_value = ratio_difference(money[0], money[1], self.confidence)
        assert effect is not None
        assert p_value is not None
        assert by_value is not None
        added = times(by_value[0], n)
        profit = None if self.cost is None else plus(times(added, self.margin), -self.cost)
        sizes = None if self.planned is None else sample_ratio_p((n, m), (self.planned, 1 - self.planned))
        return CampaignReturnAnswer(
            journeys.count,
            self.definition_in("en"),
            self,
            grade=GRADES[self.assignment],
            treated=_side(a, money[0], self.confidence),
            comparison=_side(b, money[1], self.confidence),
            effect=effect,
            p_value=p_value,
            value_effect=by_value[0],
            value_p_value=by_value[1],
            conversions=times(effect, n),
            value=added,
            cost=self.cost,
            profit=profit,
            roi=None if profit is None or self.cost is None else times(profit, 1 / self.cost),
            p_sizes=sizes,
            broken=sizes is not None and sizes < LIMIT,
        )


def times(estimate: Estimate, factor: float) -> Estimate:
    """The estimate and its interval multiplied."""
    low, high = sorted((estimate.low * factor, estimate.high * factor))
    return Estimate(estimate.value * factor, low, high, estimate.n, estimate.confidence)


def plus(estimate: Estimate, amount: float) -> Estimate:
    """The estimate and its interval moved."""
    return Estimate(
        estimate.value + amount, estimate.low + amount, estimate.high + amount, estimate.n, estimate.confidence
    )


def _side(converted: int, money: Sums, confidence: float) -> CampaignSide:
    share, mean = wilson(converted, money.n, confidence), ratio(money, confidence)
    assert share is not None
    assert mean is not None
    return CampaignSide(money.n, converted, share, mean.value * money.n, mean)


@kernel
def _sum_up(events, customer, reaches, period, result):  # type: ignore[no-untyped-def]
    """Write by customer number the money of its conversions in the period, and whether there was one."""
    offsets, touchpoint, time, value = events
    money, won = result
    for j in range(len(offsets) - 1):
        for e in range(offsets[j], offsets[j + 1]):
            if reaches[touchpoint[e]] and period[0] <= time[e] < period[1]:
                won[customer[j]] = True
                if len(value) and value[e] == value[e]:
                    money[customer[j]] += value[e]
