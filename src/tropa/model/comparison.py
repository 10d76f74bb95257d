"""Several segments' maps side by side: the same measure of the same stage, one column a segment."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from tropa.kit.locale import Language
from tropa.model.evidence import Evidence
from tropa.model.map import CurvePoint, Measure, Stage
from tropa.model.persona import Persona


class Difference(BaseModel):
    """A segment's measure less that of all others together, with its interval."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    value: float
    low: float
    high: float
    p_value: float  # adjusted (BH) over the comparison
    notable: bool


class ComparisonCell(BaseModel):
    """One measure of one stage for one segment (persona)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    persona: str
    stage: str
    metric: Literal["reach", "conversion", "exit", "time", "emotion"]
    measure: Measure
    difference: Difference | None = None
    evidence: tuple[str, ...] = ()


class Comparison(BaseModel):
    """The comparison of segments; `barriers` lists each persona's top barriers as card bodies."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    language: Language
    created: date
    personas: tuple[Persona, ...]
    stages: tuple[Stage, ...]
    cells: tuple[ComparisonCell, ...]
    curve: tuple[CurvePoint, ...] = ()
    barriers: dict[str, tuple[str, ...]] = {}
    evidence: tuple[Evidence, ...] = ()
