"""What a claim rests on: the question asked, the data it was asked of, and how sure the answer is."""

from datetime import date
from typing import Any, Literal

from pydantic import Field

from tropa.model.value import Id, Value

Grade = Literal["A", "B", "C", "D", "E"]


class QuoteSpan(Value):
    """A passage of a verbatim, as character positions in its masked text."""

    verbatim_id: str
    start: int
    end: int


class Evidence(Value):
    """One evidence record. Grades: A randomised, B concurrent comparison, C before/after, D association, E opinion."""

    id: Id
    question: str = Field(description="name of the question: stage_summary, flow, emotion, barriers…")
    parameters: dict[str, Any] = Field({})
    table_version: int | None = Field(None, description="version of the lake's events table")
    definition: str = Field(description="how the number is defined, in the map's language")
    n: int | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    confidence: float | None = Field(None, description="level of the interval, .95")
    p_value: float | None = Field(None, description="adjusted for the number of comparisons in the map (BH)")
    grade: Grade
    quotes: tuple[QuoteSpan, ...] = ()
    asked: date
    review_days: int | None = Field(None, description="stale after so many days")
    frozen: bool = Field(False, description="kept as it was measured: never stale, not asked again")
