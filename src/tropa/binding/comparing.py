"""The comparison of segments: the same measures of the same stages side by side, and where they truly differ."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from tropa.analytics.comparison import Metric, SegmentDifference, compare
from tropa.analytics.stage_summary import StageSummary
from tropa.binding.barriers import barrier_name
from tropa.binding.scene import Answers, Scene, share_of
from tropa.model.card import Measure
from tropa.model.comparison import Comparison, ComparisonCell, Difference
from tropa.model.evidence import Evidence
from tropa.model.map import Map
from tropa.statistics.interval import Estimate
from tropa.statistics.proportion import wilson

TOP = 3  # barriers named for each segment

Measured = Metric | Literal["time"]
Differences = Mapping[tuple[str, str, Metric], SegmentDifference]


def comparison_of(scenes: Sequence[Scene], maps: Sequence[Map], title: str, today: date) -> Comparison:
    """The comparison of the maps drafted from the scenes, in their order."""
    answered = compare(
        {_key(scene.answers): scene.answers.stages for scene in scenes},
        {_key(scene.answers): scene.answers.emotion for scene in scenes},
    )
    found = {(one.segment, one.stage, one.metric): one for one in answered.differences}
    cells: list[ComparisonCell] = []
    records: list[Evidence] = []
    for scene, map_ in zip(scenes, maps, strict=True):
        for cell, record in _cells(scene, map_.personas[0].id, found):
            cells.append(cell)
            records.append(record)
    return Comparison(
        title=title,
        language=maps[0].language,
        created=today,
        personas=tuple(map_.personas[0] for map_ in maps),
        stages=maps[0].stages,
        cells=tuple(cells),
        curve=tuple(point.model_copy(update={"evidence": ()}) for map_ in maps for point in map_.curve),
        barriers={
            map_.personas[0].id: tuple(barrier_name(scene, one) for one in scene.answers.barriers.confirmed[:TOP])
            for scene, map_ in zip(scenes, maps, strict=True)
        },
        evidence=tuple(records),
    )


def _key(answers: Answers) -> str:
    return answers.segment or ""


def _cells(scene: Scene, persona: str, found: Differences) -> list[tuple[ComparisonCell, Evidence]]:
    cells = []
    feelings = {stage.stage: stage.value for stage in scene.answers.emotion.stages}
    for stage in scene.answers.stages.stages:
        for metric, measure, estimate in _measures(stage, feelings.get(stage.stage)):
            difference = None if metric == "time" else found.get((_key(scene.answers), stage.stage, metric))
            record = scene.record(
                "comparison",
                "time" if metric == "time" else "comparison",
                {"stage": stage.stage, "metric": metric},
                estimate=estimate,
                p_value=None if difference is None else difference.p_adjusted,
            )
            cell = ComparisonCell(
                persona=persona,
                stage=stage.stage,
                metric=metric,
                measure=measure,
                difference=None if difference is None else _difference(difference),
                evidence=(record.id,),
            )
            cells.append((cell, record))
    return cells


def _measures(stage: StageSummary, feeling: Estimate | None) -> list[tuple[Measured, Measure, Estimate | None]]:
    ended = wilson(stage.exits_lost, stage.entries)
    measured: list[tuple[Measured, Measure, Estimate | None]] = [("reach", share_of(stage.reach), stage.reach)]
    if stage.later is not None:
        measured.append(("conversion", share_of(stage.later.estimate), stage.later.estimate))
    if ended is not None:
        measured.append(("exit", share_of(ended), ended))
    seconds = stage.time.median if stage.time else None
    measured.append(("time", Measure(value=seconds, unit="seconds", n=stage.time_n), None))
    if feeling is not None:
        score = Measure(value=feeling.value, unit="score", n=feeling.n, low=feeling.low, high=feeling.high)
        measured.append(("emotion", score, feeling))
    return measured


def _difference(found: SegmentDifference) -> Difference:
    return Difference(
        value=found.difference.value,
        low=found.difference.low,
        high=found.difference.high,
        p_value=found.p_adjusted,
        notable=found.notable,
    )
