"""A hypothesis: a claim with a metric and a direction, its test and the verdict. The claim's words are its card's."""

from datetime import date
from typing import Literal

from pydantic import Field

from tropa.model.value import Value

Verdict = Literal["positive", "negative", "no_effect", "not_enough_data"]


class Hypothesis(Value):
    """What should move, which way, for whom, and what came out.

    `metric` is the id of one of the map's metrics or a metric in words; `least` is the smallest change worth having,
    in the metric's own units.
    """

    metric: str = ""
    direction: Literal["up", "down"] | None = None
    least: float | None = None
    audience: str = Field("", description="the group it is tried on")
    design: Literal["randomised", "comparison_group", "before_after", "none"] | None = None
    start: date | None = None
    end: date | None = None
    verdict: Verdict | None = None
