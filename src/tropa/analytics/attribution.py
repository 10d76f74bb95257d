"""Attribution: how conversions and money are credited to what customers touched before, by many rules side by side.

Every number here is **credit**: a way to divide what happened. It does not say what would not have happened without a
channel. With a true effect of 0, retargeting got a third of all conversions by every model, Markov and Shapley
included, because it follows people who were going to buy. Only the difference to a holdout is an **effect**, and it
stands beside the credit where there is one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np

from tropa.analytics.answer import TableAnswer, length_text, sentences
from tropa.analytics.attribution_models import RULES, RuleSettings, Shares, credits_by_group
from tropa.analytics.attribution_paths import names_of, touch_paths
from tropa.analytics.attribution_tallies import (
    SetTally,
    Tally,
    markov_shares,
    moves_of,
    sets_of,
    shapley_rate_shares,
)
from tropa.analytics.campaign_return import (
    CampaignPartial,
    CampaignReturnAnswer,
    CampaignReturnQuestion,
    plus,
    times,
)
from tropa.analytics.session_cut import GAP
from tropa.errors import QuestionError
from tropa.journeys.block import F64, Block, Journeys
from tropa.journeys.question import plain
from tropa.kit.locale import Language, number_text, text
from tropa.kit.time import DAY
from tropa.statistics.bootstrap import DRAWS, GROUPS, draws, percentile
from tropa.statistics.interval import Estimate

MODELS = (*(rule for rule in RULES if rule != "custom"), "markov", "shapley_rate")
OWN = ("site", "app")
_ALL_MODELS = (*RULES, "markov", "shapley_rate")


@dataclass(frozen=True)
class Credit:
    """What one model credits to one channel or touchpoint.

    `share` is of all conversions, those without a touch included. `cpa` is cost per credited conversion (None where
    the credit may be 0), `roi` the credited money less the cost, per unit of cost; both None without a cost.
    """

    name: str
    model: str
    conversions: Estimate
    share: float
    value: Estimate
    cost: float | None
    cpa: Estimate | None
    roi: Estimate | None


@dataclass(frozen=True)
class HoldoutEffect:
    """The effect of a channel, measured against a comparison group."""

    name: str
    measured: CampaignReturnAnswer


@dataclass(frozen=True)
class AttributionAnswer(TableAnswer):
    """`credits` by model, in each by falling credit; `effects` where a comparison group was given.

    `untouched` conversions (with `untouched_value`) had nothing before them and are credited to nothing. The credits of
    a model add up to `conversions − untouched`, those of participation to more. Intervals are a bootstrap by customer.
    Markov and Shapley by rate have no credits where nothing distinguishes paths that convert from those that do not.
    """

    conversions: int
    value: float
    untouched: int
    untouched_value: float
    paths: int
    credits: tuple[Credit, ...]
    effects: tuple[HoldoutEffect, ...]

    def of(self, model: str) -> tuple[Credit, ...]:
        """The credits of one model, the largest first."""
        return tuple(credit for credit in self.credits if credit.model == model)

    def rows(self) -> list[dict[str, Any]]:
        """One row a channel or touchpoint: the credit by every model, and the effect where it was measured."""
        models = list(dict.fromkeys(credit.model for credit in self.credits))
        measured = {effect.name: effect.measured.conversions for effect in self.effects}
        found = {(credit.name, credit.model): credit.conversions.value for credit in self.credits}
        names = dict.fromkeys(credit.name for credit in self.credits)
        by_name: dict[str, dict[str, Any]] = {
            name: {"name": name} | {f"credit_{model}": found.get((name, model), 0.0) for model in models}
            for name in names
        }
        for name, row in by_name.items():
            if measured:
                effect = measured.get(name)
                row["effect"] = effect and effect.value
                row["effect_low"] = effect and effect.low
                row["effect_high"] = effect and effect.high
        return list(by_name.values())

    def detail(self) -> list[dict[str, Any]]:
        """One row a model and channel, with intervals, money, cost per conversion and return."""
        return [
            {
                "model": credit.model,
                "name": credit.name,
                "credit": credit.conversions.value,
                "credit_low": credit.conversions.low,
                "credit_high": credit.conversions.high,
                "credited_value": credit.value.value,
                "cost": credit.cost,
                "cpa": credit.cpa and credit.cpa.value,
                "roi": credit.roi and credit.roi.value,
                "roi_low": credit.roi and credit.roi.low,
                "roi_high": credit.roi and credit.roi.high,
            }
            for credit in self.credits
        ]

    def to_dict(self) -> dict[str, Any]:
        """The whole answer as plain JSON values, without the names of the customers of comparison groups."""
        question = self.question
        assert isinstance(question, AttributionQuestion)
        values = {name: plain(getattr(self, name)) for name in self.__dataclass_fields__ if name != "effects"}
        values["question"] = plain(replace(question, holdouts={}))
        values["effects"] = [{"name": each.name, "measured": each.measured.to_dict()} for each in self.effects]
        return values

    def left_out_in(self, language: Language) -> str:
        """That credit is not effect, and how many conversions had no touch before them."""
        parts = [text("analytics", "attribution.credit_not_effect", language)]
        if self.untouched:
            parts.append(text("analytics", "attribution.untouched", language, n=self.untouched))
        return " ".join(parts)


@dataclass(frozen=True)
class AttributionPartial:
    """By rule, bootstrap group and code the credit and the money; by group the totals; the tallies; the holdouts.

    `totals` (GROUPS, 5): paths, conversions and their money, and the same of those that had a touch.
    """

    credit: F64
    money: F64
    totals: F64
    moves: Tally | None
    sets: SetTally | None
    holdouts: tuple[CampaignPartial, ...]


@dataclass(frozen=True)
class AttributionQuestion:
    """How conversions are credited to channels or touchpoints, by any of `MODELS` and "custom".

    by: "channel" or "touchpoint"; among: only these count as touches (all where empty).
    entries: "visit_starts", only the event that begins a visit, or comes into it from another channel that is not one's
        own, is a touch, so a visit is credited to where it came from; "all", every event is, the pages of the site
        too, and the last before nearly every conversion is one of them. Left out, "visit_starts" by channel, "all" by
        touchpoint.
    gap: the silence that ends a visit, µs; own: channels in which a visit takes place and from which it does not come.
        A visit that begins in one of them came directly, and last_non_direct passes it over.
    goal: touchpoints that are conversions; left out, the definition's goal. An event of the goal is never a touch.
    conversions: "first", the first of each journey, and what comes after it is not looked at; "every", each one, with
        the touches since the one before.
    lookback: touches longer than this before the conversion (of a path without one: before its last event) do not
        count, µs; None for no limit.
    collapse_repeats: touches of the same name in a row count as one, at the time of the last.
    direct: names that last_non_direct passes over; half_life: of time_decay, µs; custom: the shares of the first touch,
        of all between and of the last of the model "custom".
    order: of the Markov chain, 1–3 last touches; paths that did not convert count as lost, open ones too.
    costs: cost by name; holdouts: comparison groups by name, each a question of its own.
    resamples: draws of the bootstrap by customer (100 where a draw is dear: above 300 states of the chain or 12 names).
    """

    by: Literal["channel", "touchpoint"] = "channel"
    models: tuple[str, ...] = MODELS
    goal: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    entries: Literal["all", "visit_starts"] | None = None
    gap: int = GAP
    own: tuple[str, ...] = OWN
    conversions: Literal["first", "every"] = "first"
    lookback: int | None = 30 * DAY
    collapse_repeats: bool = True
    direct: tuple[str, ...] = ("direct",)
    half_life: int = 7 * DAY
    custom: Shares | None = None
    order: int = 1
    costs: Mapping[str, float] = field(default_factory=dict)
    holdouts: Mapping[str, CampaignReturnQuestion] = field(default_factory=dict)
    resamples: int = DRAWS
    seed: int = 0
    confidence: float = 0.95

    def __post_init__(self) -> None:
        for name, value, allowed in (
            ("by", self.by, ("channel", "touchpoint")),
            ("entries", self.entries, (None, "all", "visit_starts")),
            ("conversions", self.conversions, ("first", "every")),
            ("order", self.order, (1, 2, 3)),
            *(("models", model, _ALL_MODELS) for model in self.models),
        ):
            if value not in allowed:
                allowed_text = ", ".join(str(each) for each in allowed if each is not None)
                raise QuestionError("analytics.unknown_choice", name=name, value=value, allowed=allowed_text)
        if self.lookback is not None and self.lookback < 0:
            raise QuestionError("analytics.negative_length", name="lookback", value=self.lookback)
        for name, number in (("half_life", self.half_life), ("resamples", self.resamples), ("gap", self.gap)):
            if number < 1:
                raise QuestionError("analytics.not_positive", name=name, value=number)
        if self.custom is not None and (min(self.custom) < 0 or not sum(self.custom) > 0):
            raise QuestionError("analytics.custom_shares", value=", ".join(map(str, self.custom)))
        if self.custom is None and "custom" in self.models:
            raise QuestionError("analytics.custom_shares", value="–")
        for name, cost in self.costs.items():
            if not cost >= 0:
                raise QuestionError("analytics.below_zero", name=f"costs[{name}]", value=cost)

    @property
    def entering(self) -> Literal["all", "visit_starts"]:
        """Which events may be touches; of channels those that bring a visit, unless told."""
        return self.entries or ("visit_starts" if self.by == "channel" else "all")

    @property
    def passed_over(self) -> tuple[str, ...]:
        """The names that last_non_direct passes over."""
        own = self.own if self.by == "channel" and self.entering == "visit_starts" else ()
        return tuple(dict.fromkeys((*self.direct, *own)))

    @property
    def wanted(self) -> tuple[str, ...]:
        """The models in order; "custom" where its shares are given."""
        extra = ("custom",) if self.custom is not None and "custom" not in self.models else ()
        return tuple(dict.fromkeys((*self.models, *extra)))

    @property
    def rules(self) -> tuple[str, ...]:
        """Those that look at one path at a time."""
        return tuple(model for model in self.wanted if model in RULES)

    def definition_in(self, language: Language) -> str:
        """What is credited and how, in a language."""
        return sentences(language, *self._clauses(language))

    def _clauses(self, language: Language) -> Iterator[tuple[str, dict[str, object]]]:
        yield f"attribution.conversions_{self.conversions}", {}
        yield f"attribution.by_{self.by}", {}
        if self.entering == "visit_starts":
            names = ", ".join(self.own) or "–"
            yield "attribution.visit_starts", {"gap": length_text(self.gap, language), "names": names}
        if self.among:
            yield "attribution.among", {"names": ", ".join(self.among)}
        if self.lookback is not None:
            yield "attribution.lookback", {"length": length_text(self.lookback, language)}
        if self.collapse_repeats:
            yield "attribution.collapsed", {}
        facts: dict[str, dict[str, object]] = {
            "time_decay": {"length": length_text(self.half_life, language)},
            "last_non_direct": {"names": ", ".join(self.passed_over)},
            "markov": {"n": self.order},
            "custom": {"shares": " / ".join(number_text(share, language) for share in self.custom or ())},
        }
        for model in self.wanted:
            yield f"attribution.{model}", facts.get(model, {})
        if {"markov", "shapley_rate"} & set(self.wanted):
            yield "attribution.open", {}
        yield "attribution.interval", {"n": self.resamples}
        yield "attribution.credit", {}

    def partial(self, block: Block, journeys: Journeys) -> AttributionPartial:
        """The paths of one block, credited by every rule and counted for the models that need all of them."""
        names = names_of(self, journeys.vocabulary)
        lost = bool({"markov", "shapley_rate"} & set(self.wanted))
        paths = touch_paths(block, journeys.vocabulary, self, lost=lost)
        direct = np.isin(np.array(names, object), np.array(self.passed_over, object))
        settings = RuleSettings(direct, self.half_life, self.custom or (1.0, 0.0, 0.0), len(names))
        credit, money = credits_by_group(self.rules, paths.won(), settings)
        touched = np.diff(paths.offsets) > 0
        won = paths.converted
        columns = (np.ones(len(won)), won, paths.value * won, won & touched, paths.value * (won & touched))
        return AttributionPartial(
            credit=credit,
            money=money,
            totals=np.array([np.bincount(paths.group, column, GROUPS) for column in columns]).T,
            moves=moves_of(paths, len(names), self.order) if "markov" in self.wanted else None,
            sets=sets_of(paths, len(names)) if "shapley_rate" in self.wanted else None,
            holdouts=tuple(question.partial(block, journeys) for question in self.holdouts.values()),
        )

    def merge(self, left: AttributionPartial, right: AttributionPartial) -> AttributionPartial:
        """Both together."""
        return AttributionPartial(
            credit=left.credit + right.credit,
            money=left.money + right.money,
            totals=left.totals + right.totals,
            moves=left.moves.merge(right.moves) if left.moves and right.moves else None,
            sets=left.sets.merge(right.sets) if left.sets and right.sets else None,
            holdouts=tuple(
                question.merge(one, other)
                for question, one, other in zip(self.holdouts.values(), left.holdouts, right.holdouts, strict=True)
            ),
        )

    def answer(self, partial: AttributionPartial, journeys: Journeys) -> AttributionAnswer:
        """Credits by model with their intervals, and measured effects."""
        names = names_of(self, journeys.vocabulary)
        weights = np.concatenate([np.ones((GROUPS, 1)), draws(self.resamples, GROUPS, self.seed)], axis=1)
        totals = partial.totals.sum(axis=0)
        credits_: list[Credit] = []
        for model in self.wanted:
            found = self._credits(model, partial, names, weights)
            credits_ += sorted(found, key=lambda credit: (-credit.conversions.value, credit.name))
        return AttributionAnswer(
            journeys.count,
            self.definition_in("en"),
            self,
            conversions=int(totals[1]),
            value=float(totals[2]),
            untouched=int(totals[1] - totals[3]),
            untouched_value=float(totals[2] - totals[4]),
            paths=int(totals[0]),
            credits=tuple(credits_),
            effects=tuple(
                HoldoutEffect(name, question.answer(held, journeys))
                for (name, question), held in zip(self.holdouts.items(), partial.holdouts, strict=True)
            ),
        )

    def _credits(
        self, model: str, partial: AttributionPartial, names: tuple[str, ...], weights: F64
    ) -> Iterator[Credit]:
        """Of all names that were touched or have a cost."""
        conversions, value = self._drawn(model, partial, len(names), weights)
        total = float(partial.totals[:, 1].sum())
        for name in self.costs:
            if name not in names:
                yield _nothing(name, model, self.costs[name], self.confidence)
        for code, name in enumerate(names):
            if not conversions[code].any() and name not in self.costs:
                continue
            credit = percentile(float(conversions[code, 0]), conversions[code, 1:], int(total), self.confidence)
            money = percentile(float(value[code, 0]), value[code, 1:], int(total), self.confidence)
            if credit is None or money is None:
                continue
            cost = self.costs.get(name)
            yield Credit(
                name=name,
                model=model,
                conversions=credit,
                share=credit.value / total if total else 0.0,
                value=money,
                cost=cost,
                cpa=_per_conversion(credit, cost),
                roi=plus(times(money, 1 / cost), -1.0) if cost else None,
            )

    def _drawn(self, model: str, partial: AttributionPartial, codes: int, weights: F64) -> tuple[F64, F64]:
        """(codes, draws) of conversions and of money; the first column is the whole, the others the resamples."""
        if model in RULES:
            rule = self.rules.index(model)
            return partial.credit[rule].T @ weights, partial.money[rule].T @ weights
        if model == "markov":
            assert partial.moves is not None
            shares = markov_shares(partial.moves, codes, self.order, weights)
        else:
            assert partial.sets is not None
            shares = shapley_rate_shares(partial.sets, codes, weights, self.seed)
        touched = partial.totals[:, 3:].T @ weights[:, : shares.shape[1]]
        return shares * touched[0], shares * touched[1]


def _nothing(name: str, model: str, cost: float, confidence: float) -> Credit:
    """What has a cost and was never touched."""
    none = Estimate(0.0, 0.0, 0.0, 0, confidence)
    return Credit(name, model, none, 0.0, none, cost, None, plus(none, -1.0) if cost else None)


def _per_conversion(credit: Estimate, cost: float | None) -> Estimate | None:
    if cost is None or credit.low <= 0:
        return None
    return Estimate(cost / credit.value, cost / credit.high, cost / credit.low, credit.n, credit.confidence)
