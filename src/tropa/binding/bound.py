"""Numbers of an answer that a card can be bound to, by name, and the evidence record of one that is bound.

A bound record keeps the question's name, its parameters as an address writes them, and under `measure` the name of the
number, so that it can be asked again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from tropa.analytics.answer import TableAnswer
from tropa.analytics.emotion import EmotionAnswer
from tropa.analytics.measures import Number, Place, measures
from tropa.binding.scene import REVIEW_DAYS
from tropa.errors import NotFoundError
from tropa.kit.ids import stable_id
from tropa.kit.locale import Language, has_text, text
from tropa.model.card import Measure, Unit
from tropa.model.evidence import Evidence, Grade
from tropa.statistics.interval import Estimate

MEASURE = "measure"
_MAIN = ("conversion", "overall.estimate", "converted_share", "remaining", "value", "share", "effect")
_TIMES = frozenset({"time", "dwell", "duration", "median", "half", "time_from_previous", "mean", "p95"})
_DIFFERENCES = frozenset({"effect", "difference", "standardised"})
_SHARES = frozenset({"share", "coverage", "from_first", "from_previous", "reach", "jaccard"})


@dataclass(frozen=True)
class Measured:
    """One number of an answer, as a card shows it: differences of shares are in percentage points."""

    measure: str
    title: str
    value: float
    low: float | None
    high: float | None
    n: int | None
    unit: Unit

    def as_measure(self) -> Measure:
        """The number as a card holds it."""
        return Measure(value=self.value, unit=self.unit, n=self.n, low=self.low, high=self.high)


def is_bound(record: Evidence) -> bool:
    """Whether the record names a question of Explore and the number in its answer."""
    return MEASURE in record.parameters


def measured(answer: TableAnswer, language: Language = "en") -> tuple[str, list[Measured]]:
    """The name of the number that stands for the whole answer ("" where it has none), and all its numbers."""
    found = measures(answer)
    estimates = [place for place, value in found.items() if isinstance(value, Estimate)]
    whole = {place.field: place for place in found if place.row == ""}
    main = next((whole[name] for name in _MAIN if name in whole), None) or next(iter([*estimates, *found]), None)
    numbers = [_measured(place, value, answer, language) for place, value in found.items()]
    return ("" if main is None else name_of(main)), numbers


def measure_named(answer: TableAnswer, name: str, language: Language = "en") -> Measured:
    """The number of this name, the main one for ""; NotFoundError `evidence.no_measure` names the first there are."""
    main, found = measured(answer, language)
    wanted = name or main
    for one in found:
        if one.measure == wanted:
            return one
    allowed = ", ".join(one.measure for one in found[:8]) or "—"
    raise NotFoundError("evidence.no_measure", value=wanted[:120], allowed=allowed)


def name_of(place: Place) -> str:
    """A number's name: its row and its field.

    >>> name_of(Place("cart > pay", "edges.share", False))
    'cart > pay|edges.share'
    """
    return f"{place.row}|{place.field}"


def record_of(
    question: str, parameters: Mapping[str, Any], answer: TableAnswer, number: Measured, *,
    language: Language, today: date, table_version: int | None,
) -> Evidence:  # fmt: skip
    """The evidence record of a bound number; the same number asked the same way has the same id."""
    asked = {**parameters, MEASURE: number.measure}
    return Evidence(
        id="ev_" + stable_id([question, *sorted(f"{key}={value}" for key, value in asked.items())]),
        question=question,
        parameters=asked,
        table_version=table_version,
        definition=f"{number.title}. {answer.definition_in(language)}",
        n=number.n if number.n is not None else answer.journeys,
        value=number.value,
        low=number.low,
        high=number.high,
        confidence=None if number.low is None else 0.95,
        grade=_grade(answer),
        asked=today,
        review_days=REVIEW_DAYS,
    )


def _grade(answer: TableAnswer) -> Grade:
    told = getattr(answer, "grade", None) or getattr(getattr(answer, "judgement", None), "grade", "D")
    return next((grade for grade in get_args(Grade) if grade == told), "D")


def _measured(place: Place, value: Number, answer: TableAnswer, language: Language) -> Measured:
    unit = _unit(place, value, answer)
    by = 100.0 if unit == "points" else 1.0
    title = _title(place, language)
    if isinstance(value, Estimate):
        return Measured(name_of(place), title, by * value.value, by * value.low, by * value.high, value.n, unit)
    return Measured(name_of(place), title, by * value, None, None, None, unit)


def _unit(place: Place, value: Number, answer: TableAnswer) -> Unit:
    parts = place.field.split(".")
    if isinstance(value, int):
        return "count"
    if isinstance(value, Estimate):
        if isinstance(answer, EmotionAnswer) and parts[-1] == "value":
            return "score"
        if parts[-1] in _DIFFERENCES and value.low >= -1 and value.high <= 1:
            return "points"
        return "share" if value.low >= 0 and value.high <= 1 else "score"
    if _TIMES & set(parts[-2:]) and not isinstance(answer, EmotionAnswer):
        return "seconds"
    return "share" if parts[-1] in _SHARES else "score"


def _title(place: Place, language: Language) -> str:
    parts = [part for part in place.field.split(".") if part]
    told = parts[-1] if parts else ""
    for key in (".".join(parts[-2:]).replace(".", "_"), told):
        if has_text("evidence", f"measure.{key}", language):
            told = text("evidence", f"measure.{key}", language)
            break
    return f"{place.row}: {told}" if place.row else told
