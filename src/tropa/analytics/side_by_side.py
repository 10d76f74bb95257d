"""Side by side: the same question asked of two sets of journeys, number by number, with what the difference is worth.

Ask `InGroups(question)` of both sides (segments, periods, those who met a touchpoint and those who did not) and hand
the answers to `side_by_side`; with the answers of each segment on both sides the difference is standardised as well.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import sqrt
from typing import Any, Literal, NamedTuple

import numpy as np
from scipy.stats import t as student

from tropa.analytics.answer import TableAnswer, sentences
from tropa.analytics.comparison import LEVEL, subtract
from tropa.analytics.grouped import GroupedAnswer
from tropa.analytics.measures import Number, Place, measures
from tropa.errors import QuestionError
from tropa.kit.locale import Language, text
from tropa.statistics.interval import Estimate
from tropa.statistics.multiplicity import benjamini_hochberg
from tropa.statistics.quantiles import RELATIVE_ERROR

F64 = np.ndarray
QUANTILES = (".median", ".p95")
LEAST_COUNT = 10  # on both sides together: below, a count tells nothing
Kind = Literal["estimate", "per_journey", "number"]
Strata = Mapping[str, tuple[GroupedAnswer, GroupedAnswer]]


@dataclass(frozen=True)
class SideDifference:
    """One number of the answer on both sides, `a` less `b`.

    kind: "estimate", a share or mean that has an interval of its own; "per_journey", a count divided by the side's
        journeys; "number", a time or another number as it stands.
    `standardised` is the difference if both sides had the same mix of segments; `reversed` says that it has the other
    sign (Simpson's paradox), and then it is the one to be told.
    """

    row: str
    measure: str
    kind: Kind
    a: float
    b: float
    difference: Estimate
    p_value: float
    p_adjusted: float
    notable: bool
    standardised: Estimate | None = None
    reversed: bool = False

    @property
    def told(self) -> Estimate:
        """The difference to be told: the standardised one where the crude one has the wrong sign."""
        return self.standardised if self.reversed and self.standardised is not None else self.difference


@dataclass(frozen=True)
class SideBySideDefinition:
    """How two sides are compared; says so in a language."""

    question: Any
    standardised: bool
    paired: bool

    def definition_in(self, language: Language) -> str:
        """What is subtracted from what and how."""
        clauses = ["sides", "paired" if self.paired else "independent", "adjusted"]
        if self.standardised:
            clauses.append("standardised")
        told = sentences(language, *((f"side_by_side.{key}", {"n": LEAST_COUNT}) for key in clauses))
        return f"{self.question.definition_in(language)} {told}"


@dataclass(frozen=True)
class SideBySideAnswer(TableAnswer):
    """Differences, the surest first.

    `too_few` numbers were left out because they rest on too few cases, `one_sided` ones because only one side has them.
    """

    names: tuple[str, str]
    differences: tuple[SideDifference, ...]
    too_few: int
    one_sided: int

    def rows(self) -> list[dict[str, Any]]:
        """One row a difference."""
        return [
            {
                "row": found.row,
                "measure": found.measure,
                "a": found.a,
                "b": found.b,
                "difference": found.difference.value,
                "low": found.difference.low,
                "high": found.difference.high,
                "p_adjusted": found.p_adjusted,
                "notable": found.notable,
                "standardised": found.standardised and found.standardised.value,
                "reversed": found.reversed,
            }
            for found in self.differences
        ]

    def left_out_in(self, language: Language) -> str:
        """How many numbers were not compared."""
        left_out = self.too_few + self.one_sided
        return text("analytics", "table.not_compared", language, n=left_out) if left_out else ""


def side_by_side(
    a: GroupedAnswer,
    b: GroupedAnswer,
    *,
    names: tuple[str, str] = ("A", "B"),
    segments: Strata | None = None,
    paired: bool = False,
) -> SideBySideAnswer:
    """Every number of A's answer against the same number of B's.

    Shares and means with intervals of their own are subtracted by MOVER (Newcombe's method for Wilson's intervals),
    counts by journey and everything else, medians too, by leaving out groups of customers; p-values are adjusted over
    all numbers (Benjamini–Hochberg). With `paired`, for two periods of the same customers, all are by leaving out
    groups, so that what customers have in common cancels. `segments` are the answers of each segment on both sides.
    Answers must not have been cut to their top rows: a row that a side lacks counts as 0.

    QuestionError `analytics.different_questions` where the answers are to different questions.
    """
    if a.whole.question != b.whole.question:
        raise QuestionError("analytics.different_questions")
    sides = _Pair(_Side(a), _Side(b))
    strata = [_Pair(_Side(one), _Side(other)) for one, other in (segments or {}).values()]
    found: list[SideDifference] = []
    too_few = one_sided = 0
    for place in dict.fromkeys((*sides.a.numbers[0], *sides.b.numbers[0])):
        measured = sides.kind(place)
        if measured is None:
            one_sided += sides.only_one(place)
        elif measured == "too_few":
            too_few += 1
        else:
            difference = _difference(place, measured, sides, strata, paired)
            found += [] if difference is None else [difference]
    definition = SideBySideDefinition(a.whole.question, bool(strata), paired)
    return SideBySideAnswer(
        journeys=a.journeys[0] + b.journeys[0],
        definition=definition.definition_in("en"),
        question=definition,
        names=names,
        differences=_adjusted(found),
        too_few=too_few,
        one_sided=one_sided,
    )


class _Side:
    """The numbers of one side, of all customers and without each group."""

    def __init__(self, answer: GroupedAnswer) -> None:
        self.numbers = [measures(one) for one in answer.answers]
        self.journeys = np.array(answer.journeys, np.float64)

    def all_of(self, place: Place, missing: float = np.nan) -> F64:
        """The number at a place, then without each group."""
        found = (numbers.get(place, missing) for numbers in self.numbers)
        return np.array([one.value if isinstance(one, Estimate) else one for one in found], np.float64)


class _Pair(NamedTuple):
    a: _Side
    b: _Side

    def here(self, place: Place) -> tuple[Number | None, Number | None]:
        return self.a.numbers[0].get(place), self.b.numbers[0].get(place)

    def kind(self, place: Place) -> Kind | Literal["too_few"] | None:
        """How the number is compared; None where it is none to compare."""
        one, other = self.here(place)
        known = [number for number in (one, other) if number is not None]
        if place.numbered and not self._same_rows(place):
            return None
        if isinstance(known[0], int):
            return self._count(place)
        if len(known) < 2:
            return None
        if isinstance(one, Estimate) and isinstance(other, Estimate):
            return "estimate"
        return self._number(place)

    def only_one(self, place: Place) -> bool:
        return None in self.here(place)

    def _count(self, place: Place) -> Kind | Literal["too_few"] | None:
        if len(self.a.numbers) < 3 or len(self.b.numbers) < 3:
            return None
        if not self._varies(place, 0.0):
            return None
        one, other = (number or 0 for number in self.here(place))
        assert isinstance(one, int)
        assert isinstance(other, int)
        return "per_journey" if one + other >= LEAST_COUNT else "too_few"

    def _number(self, place: Place) -> Kind | Literal["too_few"] | None:
        """A quantile of a histogram may stay where it is; whether cases are few is seen from the mean beside it."""
        quantile = place.field.endswith(QUANTILES)
        mean = place._replace(field=f"{place.field.rsplit('.', 1)[0]}.mean") if quantile else place
        seen = place if mean not in self.a.numbers[0] else mean
        if min(len(self.a.numbers), len(self.b.numbers)) < 3 or not self._varies(seen, np.nan):
            return None
        for side in self:
            values = side.all_of(seen)
            if 2 * (values[1:] == values[0]).sum() > len(values) - 1:
                return "too_few"
        return "number"

    def _varies(self, place: Place, missing: float) -> bool:
        """A number that stays the same whoever is left out is a label or a limit, not a measure."""
        return any(len(set(side.all_of(place, missing).tolist())) > 1 for side in self)

    def _same_rows(self, place: Place) -> bool:
        """Rows without a text are the same where their first number is one, and a label: the same for everybody."""
        table = place.field.rsplit(".", 1)[0]
        first = next((p for p in self.a.numbers[0] if p.row == place.row and p.field.rsplit(".", 1)[0] == table), place)
        labels = [*self.a.all_of(first).tolist(), *self.b.all_of(first).tolist()]
        return len(set(labels)) == 1


def _difference(place: Place, kind: Kind, sides: _Pair, strata: list[_Pair], paired: bool) -> SideDifference | None:
    drawn = _by_groups(place, kind, sides)
    crude = _subtracted(place, sides, drawn, paired)
    if crude is None:
        return None
    found, p_value = crude
    one, other = (_of(side, place, kind)[0] for side in sides)
    standardised = _standardised(place, kind, strata, paired)
    turned = standardised is not None and standardised.value * found.value < 0
    return SideDifference(
        place.row, place.field, kind, one, other, found, p_value, p_value, False, standardised, turned
    )


def _of(side: _Side, place: Place, kind: Kind) -> F64:
    """The number as it is compared, of all customers and without each group."""
    if kind == "per_journey":
        return side.all_of(place, 0.0) / np.maximum(side.journeys, 1)
    return side.all_of(place)


def _by_groups(place: Place, kind: Kind, sides: _Pair) -> F64:
    one, other = (_of(side, place, kind) for side in sides)
    size = min(len(one), len(other))
    return np.asarray(one[:size] - other[:size])


def _subtracted(place: Place, sides: _Pair, drawn: F64, paired: bool) -> tuple[Estimate, float] | None:
    one, other = sides.here(place)
    if not paired and isinstance(one, Estimate) and isinstance(other, Estimate):
        return subtract(one, other)
    blur = 0.0
    if place.field.endswith(QUANTILES) and isinstance(one, float) and isinstance(other, float):
        blur = RELATIVE_ERROR * (abs(one) + abs(other))
    return _jackknife(drawn, int(sides.a.journeys[0] + sides.b.journeys[0]), blur)


def _jackknife(drawn: F64, n: int, blur: float = 0.0, confidence: float = 0.95) -> tuple[Estimate, float] | None:
    """The difference of all, with the interval that leaving out one group after the other gives, and p.

    `blur` is by how much the numbers may be off because they come from a histogram.
    """
    value, without = float(drawn[0]), drawn[1:]
    groups = len(without)
    if groups < 2 or not np.isfinite(drawn).all():
        return None
    far = float(student.ppf((1 + confidence) / 2, groups - 1))
    error = sqrt((groups - 1) / groups * float(((without - without.mean()) ** 2).sum()) + (blur / far) ** 2)
    half = far * error
    p_value = float(2 * student.sf(abs(value) / error, groups - 1)) if error > 0 else float(value == 0)
    return Estimate(value, value - half, value + half, n, confidence), p_value


def _standardised(place: Place, kind: Kind, strata: list[_Pair], paired: bool) -> Estimate | None:
    """The segments' differences, weighted by their share of both sides together."""
    parts = list(_weighed(place, kind, strata, paired))
    total = sum(weight for weight, _, _ in parts)
    if not parts or total <= 0:
        return None
    value = sum(weight * found.value for weight, found, _ in parts) / total
    n = sum(found.n for _, found, _ in parts)
    if paired or kind != "estimate":
        found = _jackknife(np.asarray(sum(weight / total * drawn for weight, _, drawn in parts)), n)
        return None if found is None else found[0]
    below = sqrt(sum((weight / total * (found.value - found.low)) ** 2 for weight, found, _ in parts))
    above = sqrt(sum((weight / total * (found.high - found.value)) ** 2 for weight, found, _ in parts))
    return Estimate(value, value - below, value + above, n, parts[0][1].confidence)


def _weighed(place: Place, kind: Kind, strata: list[_Pair], paired: bool) -> Iterator[tuple[float, Estimate, F64]]:
    for pair in strata:
        one, other = pair.here(place)
        if kind != "per_journey" and (one is None or other is None):
            continue
        drawn = _by_groups(place, kind, pair)
        found = _subtracted(place, pair, drawn, paired)
        if found is not None:
            weight = float(pair.a.journeys[0] + pair.b.journeys[0])
            if isinstance(one, Estimate) and isinstance(other, Estimate):
                weight = float(one.n + other.n)
            yield weight, found[0], drawn


def _adjusted(found: list[SideDifference]) -> tuple[SideDifference, ...]:
    adjusted = benjamini_hochberg([difference.p_value for difference in found])
    done = [replace(difference, p_adjusted=p, notable=p < LEVEL) for difference, p in zip(found, adjusted, strict=True)]
    return tuple(sorted(done, key=lambda one: (one.p_value, -abs(one.difference.value), one.measure, one.row)))
