"""What journeys touch: the reach of touchpoints and channels, the usual next step, and returns to earlier stages."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from tropa.analytics.answer import TableAnswer, sentences
from tropa.journeys.block import I32, I64, NEVER, UNKNOWN, Block, Journeys, Vocabulary
from tropa.journeys.question import kernel
from tropa.kit.locale import Language
from tropa.statistics.interval import Estimate
from tropa.statistics.proportion import wilson


@dataclass(frozen=True)
class Reach:
    """Journeys that met a touchpoint, a channel, or a channel within a stage.

    `share` is of all journeys, `stage_share` of those that reached the stage (None without a stage).
    """

    journeys: int
    events: int
    share: Estimate
    stage_share: Estimate | None = None
    stage: str | None = None
    touchpoint: str | None = None
    channel: str | None = None

    @property
    def events_per_journey(self) -> float:
        """Events per journey that met it."""
        return self.events / self.journeys


@dataclass(frozen=True)
class NextStep:
    """The most common step out of a stage's touchpoint to another: `share` of all steps after `source`."""

    stage: str
    source: str
    target: str
    steps: int
    share: Estimate


@dataclass(frozen=True)
class Return:
    """Journeys that came back to a stage from a later one: `share` of those that reached the stage.

    `source` is the touchpoint they most often came from, in `source_returns` of `returns` cases.
    """

    stage: str
    journeys: int
    share: Estimate
    returns: int
    source: str
    source_returns: int


@dataclass(frozen=True)
class ReachAnswer(TableAnswer):
    """Most met first. `next_steps` and `returns` hold at most one entry a stage, in map order."""

    touchpoints: tuple[Reach, ...]
    channels: tuple[Reach, ...]
    stage_channels: tuple[Reach, ...]
    next_steps: tuple[NextStep, ...]
    returns: tuple[Return, ...]

    def rows(self) -> list[dict[str, Any]]:
        """One row a touchpoint."""
        return [
            {
                "touchpoint": reach.touchpoint,
                "stage": reach.stage,
                "journeys": reach.journeys,
                "share": reach.share.value,
                "low": reach.share.low,
                "high": reach.share.high,
                "stage_share": reach.stage_share.value if reach.stage_share else None,
                "events": reach.events,
                "events_per_journey": reach.events_per_journey,
            }
            for reach in self.touchpoints
        ]


@dataclass(frozen=True)
class ReachPartial:
    """Rows of `met` are (journeys, events); a step is coded source · T + target, in rising order."""

    journeys: int
    touchpoints: I64  # T × 2
    channels: I64  # C × 2
    stage_channels: I64  # S × C × 2
    stages: I64  # S × 2: journeys that reached it, journeys that came back to it
    steps: I64
    step_counts: I64


@dataclass(frozen=True)
class ReachQuestion:
    """Which touchpoints and channels do journeys meet, what comes next, and who comes back to earlier stages?"""

    def definition_in(self, language: Language) -> str:
        """What is counted and how."""
        return sentences(language, ("reach.share", {}), ("reach.next", {}), ("reach.back", {}))

    def partial(self, block: Block, journeys: Journeys) -> ReachPartial:
        """Count one block."""
        vocabulary = journeys.vocabulary
        stages, channels, points = len(vocabulary.stages), len(vocabulary.channels), len(vocabulary.touchpoints)
        of_stage = _stage_of(vocabulary)
        partial = ReachPartial(
            block.journeys,
            np.zeros((points, 2), np.int64),
            np.zeros((channels, 2), np.int64),
            np.zeros((stages, channels, 2), np.int64),
            np.zeros((stages, 2), np.int64),
            *_steps(block, points),
        )
        _count(
            (block.offsets, block.touchpoint, block.channel),
            of_stage,
            (partial.touchpoints, partial.channels, partial.stage_channels, partial.stages),
        )
        return partial

    def merge(self, left: ReachPartial, right: ReachPartial) -> ReachPartial:
        """Add the counts."""
        steps, position = np.unique(np.concatenate([left.steps, right.steps]), return_inverse=True)
        counts = np.zeros(len(steps), np.int64)
        np.add.at(counts, position, np.concatenate([left.step_counts, right.step_counts]))
        return ReachPartial(
            left.journeys + right.journeys,
            left.touchpoints + right.touchpoints,
            left.channels + right.channels,
            left.stage_channels + right.stage_channels,
            left.stages + right.stages,
            steps,
            counts,
        )

    def answer(self, partial: ReachPartial, journeys: Journeys) -> ReachAnswer:
        """Shares from the counts."""
        vocabulary = journeys.vocabulary
        of_stage = _stage_of(vocabulary)
        return ReachAnswer(
            journeys=partial.journeys,
            definition=self.definition_in("en"),
            question=self,
            touchpoints=_touchpoints(partial, vocabulary, of_stage),
            channels=_channels(partial, vocabulary),
            stage_channels=_stage_channels(partial, vocabulary),
            next_steps=_next_steps(partial, vocabulary, of_stage),
            returns=_returns(partial, vocabulary, of_stage),
        )


def _stage_of(vocabulary: Vocabulary) -> I32:
    return np.array(vocabulary.stage_of or [UNKNOWN] * len(vocabulary.touchpoints), np.int32)


def _steps(block: Block, points: int) -> tuple[I64, I64]:
    """Steps between neighbouring events of a journey, and how often each occurs."""
    code = block.touchpoint[:-1].astype(np.int64) * points + block.touchpoint[1:]
    inside = np.ones(len(code), np.bool_)
    borders = block.offsets[1:-1] - 1
    inside[borders[(borders >= 0) & (borders < len(code))]] = False
    steps, counts = np.unique(code[inside], return_counts=True)
    return steps, counts.astype(np.int64)


def _share(successes: int, n: int) -> Estimate:
    share = wilson(successes, n)
    assert share is not None  # whoever is counted makes n positive
    return share


def _most_met(found: list[Reach]) -> tuple[Reach, ...]:
    return tuple(sorted(found, key=lambda reach: (-reach.journeys, reach.stage or "", reach.touchpoint or "")))


def _touchpoints(partial: ReachPartial, vocabulary: Vocabulary, of_stage: I32) -> tuple[Reach, ...]:
    found = []
    for code, (met, events) in enumerate(partial.touchpoints.tolist()):
        if met:
            stage = int(of_stage[code])
            known = stage != UNKNOWN
            within = _share(met, int(partial.stages[stage, 0])) if known else None
            name = vocabulary.stages[stage] if known else None
            point = vocabulary.touchpoints[code]
            found.append(Reach(met, events, _share(met, partial.journeys), within, name, point))
    return _most_met(found)


def _channels(partial: ReachPartial, vocabulary: Vocabulary) -> tuple[Reach, ...]:
    return _most_met(
        [
            Reach(met, events, _share(met, partial.journeys), channel=channel)
            for channel, (met, events) in zip(vocabulary.channels, partial.channels.tolist(), strict=True)
            if met
        ]
    )


def _stage_channels(partial: ReachPartial, vocabulary: Vocabulary) -> tuple[Reach, ...]:
    return tuple(
        reach
        for stage, counts, (reached, _) in zip(
            vocabulary.stages, partial.stage_channels.tolist(), partial.stages.tolist(), strict=True
        )
        for reach in _most_met(
            [
                Reach(met, events, _share(met, partial.journeys), _share(met, reached), stage, channel=channel)
                for channel, (met, events) in zip(vocabulary.channels, counts, strict=True)
                if met
            ]
        )
    )


def _next_steps(partial: ReachPartial, vocabulary: Vocabulary, of_stage: I32) -> tuple[NextStep, ...]:
    points = len(vocabulary.touchpoints)
    source, target = np.divmod(partial.steps, max(points, 1))
    after = np.bincount(source, weights=partial.step_counts, minlength=points).astype(np.int64)
    found = []
    for stage, name in enumerate(vocabulary.stages):
        of_it = np.where((of_stage[source] == stage) & (source != target), partial.step_counts, 0)
        if of_it.any():
            best = int(of_it.argmax())
            begin, steps = int(source[best]), int(of_it[best])
            names = vocabulary.touchpoints[begin], vocabulary.touchpoints[int(target[best])]
            found.append(NextStep(name, *names, steps, _share(steps, int(after[begin]))))
    return tuple(found)


def _returns(partial: ReachPartial, vocabulary: Vocabulary, of_stage: I32) -> tuple[Return, ...]:
    points = len(vocabulary.touchpoints)
    source, target = np.divmod(partial.steps, max(points, 1))
    found = []
    for stage, name in enumerate(vocabulary.stages):
        back = (of_stage[target] == stage) & (of_stage[source] > stage)
        came = np.bincount(source[back], weights=partial.step_counts[back], minlength=points).astype(np.int64)
        reached, returned = (int(count) for count in partial.stages[stage])
        if came.any():
            best = int(came.argmax())
            share = _share(returned, reached)
            source_name, of_source = vocabulary.touchpoints[best], int(came[best])
            found.append(Return(name, returned, share, int(came.sum()), source_name, of_source))
    return tuple(found)


@kernel
def _count(events, stage_of, out):  # type: ignore[no-untyped-def]
    offsets, touchpoint, channel = events
    touchpoints, channels, stage_channels, stages = out
    in_point, in_channel = np.full(len(touchpoints), NEVER), np.full(len(channels), NEVER)
    in_stage, back_in = np.full(len(stages), NEVER), np.full(len(stages), NEVER)
    in_both = np.full((len(stages), len(channels)), NEVER)
    for journey in range(len(offsets) - 1):
        previous = UNKNOWN
        for event in range(offsets[journey], offsets[journey + 1]):
            point, way = touchpoint[event], channel[event]
            stage = stage_of[point]
            touchpoints[point, 1] += 1
            channels[way, 1] += 1
            if in_point[point] != journey:
                in_point[point] = journey
                touchpoints[point, 0] += 1
            if in_channel[way] != journey:
                in_channel[way] = journey
                channels[way, 0] += 1
            if stage != UNKNOWN:
                stage_channels[stage, way, 1] += 1
                if in_both[stage, way] != journey:
                    in_both[stage, way] = journey
                    stage_channels[stage, way, 0] += 1
                if in_stage[stage] != journey:
                    in_stage[stage] = journey
                    stages[stage, 0] += 1
                if previous > stage and back_in[stage] != journey:
                    back_in[stage] = journey
                    stages[stage, 1] += 1
            previous = stage
