"""Questions about what becomes of journeys, and why, as methods: outcome, return, credit, effect, change."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

import pyarrow as pa

from tropa.analytics.attribution import MODELS, AttributionAnswer, AttributionQuestion
from tropa.analytics.barriers import BarriersAnswer, BarriersQuestion
from tropa.analytics.before_after import BeforeAfterAnswer, before_after
from tropa.analytics.campaign_return import CampaignReturnAnswer, CampaignReturnQuestion
from tropa.analytics.channel_costs import channel_costs
from tropa.analytics.daily_metric import DailyMetricQuestion
from tropa.analytics.decision import DecisionAnswer, DecisionQuestion
from tropa.analytics.drift import DriftAnswer, DriftQuestion
from tropa.analytics.effect_metrics import EffectMetricAnswer, effect_metric
from tropa.analytics.emotion import EmotionAnswer, emotion
from tropa.analytics.experiment import Design, ExperimentAnswer, ExperimentQuestion
from tropa.analytics.journey_metrics import JourneyMetricQuestion
from tropa.analytics.moments import MomentsAnswer, MomentsQuestion
from tropa.analytics.outcome import OutcomeAnswer, OutcomeQuestion
from tropa.analytics.repeat_visits import RepeatVisitsAnswer, RepeatVisitsQuestion
from tropa.analytics.retention import RetentionAnswer, RetentionQuestion
from tropa.analytics.survival import SurvivalAnswer, SurvivalQuestion
from tropa.analytics.table_metrics import (
    click_through_days,
    click_through_rate,
    rating_days,
    rating_metric,
    search_days,
    search_frequency,
)
from tropa.binding.feelings import felt_or_guessed
from tropa.library.arms import known_arms, known_customers, known_ids
from tropa.library.asked import Asked
from tropa.library.lengths import Length, micros, names


class OutcomeQuestions(Asked):
    """What becomes of journeys."""

    def outcome(
        self, start: str | Sequence[str] = (), goal: str | Sequence[str] = (), *, silence: Length = None
    ) -> OutcomeAnswer:
        """How many convert, are lost or still open, and how long converting takes."""
        return self.ask(OutcomeQuestion(start=names(start), goal=names(goal), silence=micros(silence)))

    def survival(self, start: str | Sequence[str] = (), end: str | Sequence[str] = ()) -> SurvivalAnswer:
        """How long it takes from the start (the first event) to the end (the goal)."""
        return self.ask(SurvivalQuestion(start=names(start), end=names(end)))

    def retention(
        self,
        *,
        kind: Literal["n_day", "unbounded", "bracket", "within"] = "n_day",
        period: Literal["day", "week", "month"] = "week",
        periods: int = 8,
        start: str | Sequence[str] = (),
        returns: str | Sequence[str] = (),
        brackets: Sequence[int] = (),
        windows: Literal["elapsed", "calendar"] = "elapsed",
    ) -> RetentionAnswer:
        """Which share of customers come back after their first time, by cohort."""
        question = RetentionQuestion(
            kind=kind,
            period=period,
            periods=periods,
            start=names(start),
            returns=names(returns),
            brackets=tuple(brackets),
            windows=windows,
        )
        return self.ask(question)

    def repeat_visits(self, *, most: int = 6, gap: Length = "30m") -> RepeatVisitsAnswer:
        """How many customers come a second, third … time."""
        return self.ask(RepeatVisitsQuestion(most=most, gap=micros(gap) or 0))

    def moments(self, *, silence: Length = None, least: int = 20) -> MomentsAnswer:
        """After meeting which touchpoints journeys convert more, or less, than they would have."""
        return self.ask(MomentsQuestion(silence=micros(silence), least=least))

    def decision(self, *, history: int = 1, certain: float = 0.9) -> DecisionAnswer:
        """After which touchpoints it is settled whether a journey converts."""
        return self.ask(DecisionQuestion(history=history, certain=certain))

    def barriers(self) -> BarriersAnswer:
        """What stops journeys, ranked, each with its effect and interval."""
        return self.ask(BarriersQuestion(ratings=self.material.verbatims))

    def emotion(self) -> EmotionAnswer:
        """Emotion of each stage from ratings, and, marked, from texts where too few rated; with its interval."""
        said, rate = self.material.verbatims, self.material.rate
        return emotion(felt_or_guessed(said, rate, self.journeys), self.journeys.vocabulary.stages)

    def attribution(  # noqa: PLR0913 the parameters of the question, by name
        self,
        *,
        by: Literal["channel", "touchpoint"] = "channel",
        models: Sequence[str] = MODELS,
        goal: str | Sequence[str] = (),
        among: Sequence[str] = (),
        entries: Literal["all", "visit_starts"] | None = None,
        gap: Length = "30m",
        conversions: Literal["first", "every"] = "first",
        lookback: Length = "30d",
        direct: Sequence[str] = ("direct",),
        half_life: Length = "7d",
        custom: tuple[float, float, float] | None = None,
        order: int = 1,
        costs: Mapping[str, float] | None = None,
        holdouts: Mapping[str, CampaignReturnQuestion] | None = None,
    ) -> AttributionAnswer:
        """How conversions are credited to channels or touchpoints, models side by side. Credit is not effect.

        Left out, `costs` are those of the workspace's table of costs, by channel, and `entries` by channel are the
        events that bring a visit ("visit_starts"; a visit ends with a silence of `gap`), by touchpoint all events.
        """
        known = channel_costs(self.material.costs) if costs is None and by == "channel" else costs or {}
        question = AttributionQuestion(
            by=by,
            models=tuple(models),
            goal=names(goal),
            among=tuple(among),
            entries=entries,
            gap=micros(gap) or 0,
            conversions=conversions,
            lookback=micros(lookback),
            direct=tuple(direct),
            half_life=micros(half_life) or 1,
            custom=custom,
            order=order,
            costs=known,
            holdouts={name: self._known(holdout) for name, holdout in (holdouts or {}).items()},
        )
        return self.ask(question)

    def campaign_return(
        self,
        treated: Sequence[str],
        comparison: Sequence[str],
        *,
        assignment: Literal["random", "concurrent", "chosen"] = "random",
        cost: float | None = None,
        margin: float = 1.0,
        goal: str | Sequence[str] = (),
    ) -> CampaignReturnAnswer:
        """What a campaign added in conversions and money against those who did not get it, and its return on cost.

        Ids may be any that a customer has: `crm:17`, `17` where that is one customer's, an e-mail address, a phone.
        """
        question = CampaignReturnQuestion(
            treated, comparison, assignment=assignment, cost=cost, margin=margin, goal=names(goal)
        )
        return self.ask(self._known(question))

    def _known(self, question: CampaignReturnQuestion) -> CampaignReturnQuestion:
        """The question with its customers by the names they have here."""
        ids = known_ids(self.material)
        (treated, lost), (comparison, missed) = (
            known_customers(list(side), ids) for side in (question.treated, question.comparison)
        )
        return replace(question, treated=treated, comparison=comparison, unknown=lost + missed)

    def drift(
        self, *, period: Literal["day", "week", "month"] = "week", recent: int = 1, horizon: Length = "7d"
    ) -> DriftAnswer:
        """What differs in the latest windows from those before: paths, stages, barriers."""
        return self.ask(DriftQuestion(period=period, recent=recent, horizon=micros(horizon) or 0))

    def metric(
        self,
        key: str = "conversion",
        *,
        stage: str | None = None,
        touchpoints: str | Sequence[str] = (),
        clicked: str | Sequence[str] = (),
        series: str = "",
    ) -> EffectMetricAnswer:
        """One effect metric of the catalogue with its interval.

        `touchpoints` are the pages of "pages_viewed" and what is shown of "click_rate", whose clicks are `clicked`;
        `series` names the series of search frequency.
        """
        source = effect_metric(key).source
        if source == "ratings":
            return rating_metric(key, self.material.verbatims)
        if source == "costs":
            return click_through_rate(self.material.costs)
        if source == "series":
            return search_frequency(self.material.series, series)
        return self.ask(JourneyMetricQuestion(key, stage, touchpoints=names(touchpoints), clicked=names(clicked)))

    def before_after(
        self,
        change: date,
        key: str = "conversion",
        *,
        least_effect: float,
        comparison: "OutcomeQuestions | None" = None,
        stage: str | None = None,
        series: str = "",
    ) -> BeforeAfterAnswer:
        """The effect of a change on a metric; with a comparison the change did not reach, grade B, else C."""
        other = None if comparison is None else comparison.days(key, stage=stage, series=series)
        days = self.days(key, stage=stage, series=series)
        return before_after(effect_metric(key), days, change, least_effect=least_effect, comparison=other)

    def days(self, key: str, *, stage: str | None = None, series: str = "") -> list[tuple[date, float]]:
        """A metric of the catalogue on each day."""
        source = effect_metric(key).source
        if source == "ratings":
            return rating_days(key, self.material.verbatims)
        if source == "costs":
            return click_through_days(self.material.costs)
        if source == "series":
            return search_days(self.material.series, series)
        daily = self.ask(DailyMetricQuestion(JourneyMetricQuestion(key, stage=stage)))
        return [(day.day, day.value) for day in daily.days if day.value is not None]

    def experiment(  # noqa: PLR0913 the parameters of the question, by name
        self,
        arms: pa.Table | None = None,
        *,
        metric: str = "conversion",
        stage: str | None = None,
        control: str | None = None,
        start: int | None = None,
        end: int | None = None,
        before: Length = None,
        least_effect: float | None = None,
        shares: Sequence[float] | None = None,
        randomised: bool = False,
        design: Design | None = None,
    ) -> ExperimentAnswer:
        """Whether an arm of an experiment changes a metric by an amount worth having; segments are the arms without a
        table of customer and arm.

        Customers may be written with any id they have: `crm:17`, `17` where that is one customer's, an e-mail, a phone.
        """
        table, unknown = (None, 0) if arms is None else known_arms(arms, self.material)
        question = ExperimentQuestion(
            metric=JourneyMetricQuestion(metric, stage=stage),
            arms=table,
            unknown=unknown,
            control=control,
            start=start,
            end=end,
            before=micros(before),
            least_effect=least_effect,
            shares=None if shares is None else tuple(shares),
            randomised=randomised,
        )
        return self.ask(question if design is None else replace(question, design=design))
