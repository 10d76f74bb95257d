"""Journeys to ask: a thin door to the questions of `analytics`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tropa.analytics.flow import FlowQuestion
from tropa.analytics.grouped import Comparable, InGroups
from tropa.analytics.side_by_side import SideBySideAnswer, side_by_side
from tropa.binding.asking import rows_of
from tropa.binding.draft import Draft, draft
from tropa.events.schema import TIME
from tropa.journeys.customers import customers_of
from tropa.journeys.fold import fold, folding
from tropa.journeys.people import customer_names
from tropa.journeys.select import select
from tropa.kit.locale import Language
from tropa.library.group_questions import GroupQuestions
from tropa.library.outcome_questions import OutcomeQuestions
from tropa.library.path_questions import PathQuestions


@dataclass(frozen=True)
class JourneySet(PathQuestions, OutcomeQuestions, GroupQuestions):
    """Journeys, what their customers said, and the definition they were made by.

    >>> import tropa
    >>> journeys = tropa.journeys(tropa.read_events("events.csv"))  # doctest: +SKIP
    >>> journeys.where(segment="families").flow().top(10)  # doctest: +SKIP
    """

    @property
    def count(self) -> int:
        """Number of journeys."""
        return self.journeys.count

    @cached_property
    def touchpoints(self) -> tuple[str, ...]:
        """Names of the touchpoints."""
        return self.journeys.vocabulary.touchpoints

    def where(
        self,
        *,
        segment: str | None = None,
        start: int | None = None,
        end: int | None = None,
        with_touchpoint: str | None = None,
        without_touchpoint: str | None = None,
        pattern: str | None = None,
    ) -> "JourneySet":
        """The journeys of a segment, of a period (µs, end excluded), with or without a touchpoint, that meet a pattern.

        A pattern is written as `cart -> .* -> [pay|call]` (see `tropa.journeys.pattern`).

        Where that leaves journeys out, what is known of and said by customers without any goes with them; of a period
        only what was said in it is kept.
        """
        chosen = select(
            self.journeys,
            segment=segment,
            start=start,
            end=end,
            with_touchpoint=with_touchpoint,
            without_touchpoint=without_touchpoint,
            pattern=pattern,
        )
        said, known = _said_within(self.material.verbatims, start, end), self.material.customers
        if chosen.count < self.count:
            people = customer_names(chosen)
            said, known = rows_of(said, people), rows_of(known, people)
        return JourneySet(replace(self.material, journeys=chosen, verbatims=said, customers=known))

    def folded(
        self, *, keep: int | None = None, at_least: float = 0.0, parents: Mapping[str, str] | None = None
    ) -> "JourneySet":
        """The same journeys with rare touchpoints folded into their stage (or into `parents`).

        `keep` leaves so many of the most met touchpoints their names, 0 is the level of stages; `at_least` those met in
        this share of journeys. Nothing is left out of any count.
        """
        by = folding(self.journeys, keep=keep, at_least=at_least, parents=parents)
        return JourneySet(replace(self.material, journeys=fold(self.journeys, by)))

    def compare(
        self,
        other: "JourneySet",
        question: Comparable[Any] | None = None,
        *,
        names: tuple[str, str] = ("A", "B"),
        paired: bool = False,
    ) -> SideBySideAnswer:
        """Every number of a question's answer here less the same number there; the flow's unless told.

        Where both sides have segments, differences are also told as if both had the same mix of them. `paired` is for
        two periods of the same customers.
        """
        asked = InGroups(question or FlowQuestion())
        segments = [name for name in self.journeys.vocabulary.segments if name in other.journeys.vocabulary.segments]
        pairs = {name: (self.where(segment=name), other.where(segment=name)) for name in segments}
        strata = {name: (a.ask(asked), b.ask(asked)) for name, (a, b) in pairs.items() if a.count and b.count}
        whole = self.ask(asked), other.ask(asked)
        return side_by_side(*whole, names=names, segments=strata if len(strata) > 1 else None, paired=paired)

    def customers(
        self, *, touchpoint: str | None = None, edge: tuple[str, str] | None = None, stage: str | None = None
    ) -> list[str]:
        """The customers behind a count."""
        return customers_of(self.journeys, touchpoint=touchpoint, edge=edge, stage=stage)

    def draft(self, *, language: Language | None = None) -> Draft:
        """A map for every segment, and their comparison."""
        return draft(self.material, language=language)

    def __str__(self) -> str:
        return f"{self.journeys.count} journeys, {self.journeys.events} events, {len(self.touchpoints)} touchpoints"


def _said_within(verbatims: pa.Table, start: int | None, end: int | None) -> pa.Table:
    """Verbatims of a period; those without a time only where there is no period."""
    for limit, inside in ((start, pc.greater_equal), (end, pc.less)):
        if limit is not None:
            verbatims = verbatims.filter(inside(verbatims["time"], pa.scalar(limit, TIME)))
    return verbatims
