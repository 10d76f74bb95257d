"""The picture of an answer: every question that is asked has one, and every picture is drawn from its answer alone."""

from collections.abc import Callable
from typing import Any

from tropa.analytics.answer import TableAnswer
from tropa.analytics.attribution import AttributionAnswer
from tropa.analytics.barriers import BarriersAnswer
from tropa.analytics.before_after import BeforeAfterAnswer
from tropa.analytics.campaign_return import CampaignReturnAnswer
from tropa.analytics.comparison import ComparisonAnswer
from tropa.analytics.conformance import ConformanceAnswer
from tropa.analytics.daily_metric import DailyMetricAnswer
from tropa.analytics.decision import DecisionAnswer
from tropa.analytics.drift import DriftAnswer
from tropa.analytics.effect_metrics import EffectMetricAnswer
from tropa.analytics.emotion import EmotionAnswer
from tropa.analytics.experiment import ExperimentAnswer
from tropa.analytics.flow import FlowAnswer
from tropa.analytics.funnel import FunnelAnswer
from tropa.analytics.metric_effect import MetricEffectAnswer
from tropa.analytics.moments import MomentsAnswer
from tropa.analytics.outcome import OutcomeAnswer
from tropa.analytics.paths import PathsAnswer
from tropa.analytics.peak_end import PeakEndAnswer
from tropa.analytics.portrait import PortraitAnswer
from tropa.analytics.reach import ReachAnswer
from tropa.analytics.repeat_visits import RepeatVisitsAnswer
from tropa.analytics.representatives import RepresentativesAnswer
from tropa.analytics.retention import RetentionAnswer
from tropa.analytics.scores import ScoresAnswer
from tropa.analytics.segment_portrait import SegmentPortraitAnswer
from tropa.analytics.segments import SegmentsAnswer
from tropa.analytics.sessions import SessionsAnswer
from tropa.analytics.side_by_side import SideBySideAnswer
from tropa.analytics.stage_summary import StageSummaryAnswer
from tropa.analytics.step_matrix import StepMatrixAnswer
from tropa.analytics.survival import SurvivalAnswer
from tropa.analytics.variants import VariantsAnswer
from tropa.errors import QuestionError
from tropa.kit.locale import Language
from tropa.pictures.answers import amounts, curves, effects, movement, people
from tropa.pictures.page import Geometry

PICTURES: dict[type[TableAnswer], Callable[[Any, Language], Geometry]] = {
    AttributionAnswer: movement.credit_heat_map,
    BarriersAnswer: effects.barrier_forest,
    BeforeAfterAnswer: effects.before_after_forest,
    CampaignReturnAnswer: amounts.campaign_figures,
    ComparisonAnswer: effects.comparison_forest,
    ConformanceAnswer: effects.conformance_forest,
    DailyMetricAnswer: curves.daily_curve,
    DecisionAnswer: effects.decision_forest,
    DriftAnswer: effects.drift_forest,
    EffectMetricAnswer: amounts.metric_figures,
    EmotionAnswer: curves.emotion_curve,
    ExperimentAnswer: effects.experiment_forest,
    FlowAnswer: movement.flow_graph,
    FunnelAnswer: amounts.funnel_picture,
    MetricEffectAnswer: effects.metric_effect_forest,
    MomentsAnswer: effects.moment_forest,
    OutcomeAnswer: curves.outcome_curve,
    PeakEndAnswer: amounts.peak_end_figures,
    PathsAnswer: movement.paths_sankey,
    PortraitAnswer: people.trait_figures,
    ReachAnswer: amounts.reach_bars,
    RepeatVisitsAnswer: amounts.visit_bars,
    RepresentativesAnswer: amounts.representative_bars,
    RetentionAnswer: curves.retention_cohorts,
    ScoresAnswer: amounts.score_figures,
    SegmentPortraitAnswer: people.portrait_forest,
    SegmentsAnswer: people.segment_bars,
    SessionsAnswer: amounts.session_figures,
    SideBySideAnswer: effects.side_forest,
    StageSummaryAnswer: amounts.stage_bars,
    StepMatrixAnswer: movement.step_heat_map,
    SurvivalAnswer: curves.survival_curve,
    VariantsAnswer: amounts.variant_bars,
}


def picture_of(answer: TableAnswer, language: Language = "en") -> Geometry:
    """The picture of an answer in a language; QuestionError `pictures.no_picture` for an answer that has none.

    >>> picture_of(journeys.flow()).to_dict()["kind"]  # doctest: +SKIP
    'graph'
    """
    make = PICTURES.get(type(answer))
    if make is None:
        raise QuestionError("pictures.no_picture", value=type(answer).__name__)
    return make(answer, language)
