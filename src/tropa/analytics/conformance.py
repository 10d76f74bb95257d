"""Conformance: how customers' journeys differ from the path we would like, where, for whom, and what it costs.

`desired_path` says what is asked for, `conformance_alignment` how a journey is laid beside it, `conformance_moments`
which journeys are compared to price a deviation.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from tropa.analytics.answer import TableAnswer, length_text, sentences
from tropa.analytics.conformance_alignment import Automaton, align, automaton
from tropa.analytics.conformance_moments import Limits, OfPath, Tallies, first_goals, seen_paths, tallied
from tropa.analytics.conformance_price import Deviation, SegmentConformance, conformance_of
from tropa.analytics.desired_path import DesiredPath, parse_desired_path
from tropa.analytics.path_groups import group_paths, paths_of
from tropa.analytics.touchpoint_codes import code_of
from tropa.errors import QuestionError
from tropa.journeys.block import I64, Block, Journeys, Vocabulary
from tropa.journeys.cut import goal_table
from tropa.journeys.silence import silence
from tropa.kit.locale import Language, number_text
from tropa.statistics.customer_sums import Sums, ratio, sums_of

__all__ = ["ConformanceAnswer", "ConformanceQuestion", "Deviation", "SegmentConformance"]


@dataclass(frozen=True)
class ConformanceAnswer(TableAnswer):
    """`overall` and, where journeys have segments, each of `segments`; `path` is the desired path as written."""

    path: str
    overall: SegmentConformance
    segments: tuple[SegmentConformance, ...]

    def rows(self) -> list[dict[str, Any]]:
        """One row a deviation of all journeys, those of most journeys first."""
        return [_row(deviation) for deviation in self.overall.deviations]

    def detail(self) -> list[dict[str, Any]]:
        """One row a segment and deviation."""
        return [{"segment": part.segment, **_row(deviation)} for part in self.segments for deviation in part.deviations]

    def summary(self) -> list[dict[str, Any]]:
        """One row for all journeys (segment None) and one a segment: how well they keep to the path."""
        return [
            {
                "segment": part.segment,
                "journeys": part.journeys,
                "entered": part.entered,
                "conforming": part.conforming and part.conforming.value,
                "low": part.conforming and part.conforming.low,
                "high": part.conforming and part.conforming.high,
                "on_path": part.on_path and part.on_path.value,
                "fitness": part.fitness,
            }
            for part in (self.overall, *self.segments)
        ]


@dataclass(frozen=True)
class ConformancePartial:
    """Tallies by segment, and the money of first conversions."""

    tallies: Tallies
    money: Sums


@dataclass(frozen=True)
class ConformanceQuestion:
    """How journeys keep to a desired path, and what leaving it costs.

    path: a `DesiredPath` or its notation; level: its names are "touchpoint"s or "stage"s (events without a stage are
        not looked at).
    collapse_repeats: repeats of a touchpoint in a row count as one; of a stage they always do.
    follow_up: a moment closer than this to the end of the data is not judged, µs; left out, the silence after which
        journeys count as lost.
    value_per_conversion: what a conversion is worth; left out, the mean money of first conversions, where there is any.

    Journeys that do no step of the path have not entered it: they count in `fitness` and in nothing else.
    """

    path: DesiredPath | str
    level: Literal["touchpoint", "stage"] = "touchpoint"
    collapse_repeats: bool = False
    follow_up: int | None = None
    value_per_conversion: float | None = None
    confidence: float = 0.95

    def __post_init__(self) -> None:
        if self.level not in ("touchpoint", "stage"):
            raise QuestionError("analytics.unknown_choice", name="level", value=self.level, allowed="touchpoint, stage")
        if self.follow_up is not None and self.follow_up < 0:
            raise QuestionError("analytics.negative_length", name="follow_up", value=self.follow_up)
        if isinstance(self.path, str):
            object.__setattr__(self, "path", parse_desired_path(self.path))

    @property
    def desired(self) -> DesiredPath:
        """The path as a value."""
        assert isinstance(self.path, DesiredPath)
        return self.path

    def definition_in(self, language: Language) -> str:
        """What is compared and how, in a language."""
        return sentences(language, *self._clauses(language))

    def _clauses(self, language: Language) -> Iterator[tuple[str, dict[str, object]]]:
        yield "conformance.path", {"path": str(self.desired)}
        if self.level == "stage":
            yield "conformance.stages", {}
        elif self.collapse_repeats:
            yield "conformance.collapsed", {}
        yield "conformance.alignment", {}
        yield "conformance.kinds", {}
        yield "conformance.price", {}
        if self.follow_up is None:
            yield "conformance.judged_silence", {}
        else:
            yield "conformance.judged", {"length": length_text(self.follow_up, language)}
        if self.value_per_conversion is None:
            yield "conformance.mean_money", {}
        else:
            yield "conformance.money", {"value": number_text(self.value_per_conversion, language)}
        yield "conformance.intervals", {}

    def partial(self, block: Block, journeys: Journeys) -> ConformancePartial:
        """Aligns the different paths of one block once each, then counts its journeys."""
        words = journeys.vocabulary
        model, name_of = self._model(words)
        seen = seen_paths(block, name_of, self.collapse_repeats or self.level == "stage")
        paths, number = group_paths(paths_of(seen.offsets, seen.codes))
        of = OfPath(align(paths.codes, paths.start, paths.length, model), number, paths.start)
        follow_up = silence(journeys) if self.follow_up is None else self.follow_up
        limits = Limits.of(self.desired, journeys.observed_until - follow_up)
        goal = first_goals(block, goal_table(words))
        tallies = tallied(block, seen, of, model, limits, goal, len(words.segments))
        value = np.empty(0) if block.value is None else block.value[goal[goal < block.events]]
        value = value[np.isfinite(value)]
        return ConformancePartial(tallies, sums_of(value, np.ones(len(value))))

    def merge(self, left: ConformancePartial, right: ConformancePartial) -> ConformancePartial:
        """Both together."""
        return ConformancePartial(left.tallies.merge(right.tallies), left.money.merge(right.money))

    def answer(self, partial: ConformancePartial, journeys: Journeys) -> ConformanceAnswer:
        """Fitness, deviations and their price, of all journeys and by segment."""
        words = journeys.vocabulary
        model, _ = self._model(words)
        worth = ratio(partial.money, self.confidence) if self.value_per_conversion is None else None
        names = words.touchpoints if self.level == "touchpoint" else words.stages
        count, has_goal = len(words.segments), bool(words.goal)

        def of(segment: str | None, chosen: list[int]) -> SegmentConformance:
            found = partial.tallies.of(chosen)
            value = self.value_per_conversion if worth is None else worth
            return conformance_of(segment, found, (model, self.desired, names), has_goal, value, self.confidence)

        return ConformanceAnswer(
            journeys.count,
            self.definition_in("en"),
            self,
            path=str(self.desired),
            overall=of(None, list(range(count + 1))),
            segments=tuple(of(name, [k]) for k, name in enumerate(words.segments)),
        )

    def _model(self, words: Vocabulary) -> tuple[Automaton, I64]:
        """The automaton, and for each touchpoint code the code of its name, or −1 where it is not looked at."""
        path = self.desired
        named = [name for step in path.steps for name in step.touchpoints] + [*path.never, *path.ignore]
        if self.level == "stage":
            codes = {name: _stage(name, words) for name in named}
            name_of = np.array(words.stage_of, np.int64)
            names = len(words.stages)
        else:
            codes = {name: code_of(name, words) for name in named}
            name_of = np.arange(len(words.touchpoints))
            names = len(words.touchpoints)
        model = automaton(path, codes, names)
        looked_at = model.accepts.any(axis=0) | model.forbidden | (not path.ignore_others)
        looked_at[[codes[name] for name in path.ignore]] = False
        return model, np.where((name_of >= 0) & np.append(looked_at, False)[name_of], name_of, -1)


def _stage(name: str, words: Vocabulary) -> int:
    if name not in words.stages:
        raise QuestionError("analytics.unknown_choice", name="stage", value=name, allowed=", ".join(words.stages))
    return words.stages.index(name)


def _row(deviation: Deviation) -> dict[str, Any]:
    return {
        "deviation": deviation.kind,
        "at": deviation.at,
        "journeys": deviation.journeys,
        "share": deviation.share.value,
        "effect": deviation.effect and deviation.effect.value,
        "low": deviation.effect and deviation.effect.low,
        "high": deviation.effect and deviation.effect.high,
        "p_adjusted": deviation.p_adjusted,
        "conversions": deviation.conversions and deviation.conversions.value,
        "money": deviation.money and deviation.money.value,
    }
