"""Cells of the metric lane: reach, conversion in three states, time and exits of a stage."""

from tropa.analytics.stage_summary import Conversion, StageSummary
from tropa.binding.scene import CellCard, Scene, share_of
from tropa.kit.locale import percent_text
from tropa.model.card import Measure
from tropa.statistics.interval import Estimate
from tropa.statistics.proportion import wilson


def metric_cards(scene: Scene, stage: str) -> list[CellCard]:
    """The metrics of a stage: moving on where there is a later one, the goal at its own stage."""
    found = next(summary for summary in scene.answers.stages.stages if summary.stage == stage)
    cards = [_share(scene, stage, "reach", found.reach)]
    if found.later is not None:
        cards += [_conversion(scene, stage, "conversion", found.later), _time(scene, found)]
    goal = scene.definition.goal
    if found.goal is not None and goal is not None and goal.stage == stage:
        cards.append(_conversion(scene, stage, "goal", found.goal))
    return [*cards, *_exit(scene, found)]


def _share(scene: Scene, stage: str, metric: str, estimate: Estimate, detail: str = "") -> CellCard:
    return CellCard(
        stage=stage,
        kind="metrics",
        key=metric,
        body=scene.say(f"metric.{metric}"),
        detail=detail,
        measure=share_of(estimate),
        evidence=(scene.record("stage_summary", metric, {"stage": stage, "metric": metric}, estimate=estimate),),
    )


def _conversion(scene: Scene, stage: str, metric: str, conversion: Conversion) -> CellCard:
    still = wilson(conversion.open, conversion.at_risk)
    assert still is not None  # a conversion is only estimated of journeys at risk
    detail = scene.say(
        "metric.conversion_detail",
        lost=percent_text(conversion.lost_estimate.value, scene.language),
        open=percent_text(still.value, scene.language),
    )
    return _share(scene, stage, metric, conversion.estimate, detail)


def _time(scene: Scene, found: StageSummary) -> CellCard:
    seconds = found.time.median if found.time else None
    measure = Measure(value=seconds, unit="seconds", n=found.time_n)
    record = scene.record(
        "stage_summary", "time", {"stage": found.stage, "metric": "time"}, n=found.time_n, value=seconds
    )
    return CellCard(found.stage, "metrics", "time", scene.say("metric.time"), measure=measure, evidence=(record,))


def _exit(scene: Scene, found: StageSummary) -> list[CellCard]:
    ended = wilson(found.exits_lost, found.entries)
    return [] if ended is None else [_share(scene, found.stage, "exit", ended)]
