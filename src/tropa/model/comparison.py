"""Several segments' maps side by side: the same measure of the same stage, one column a segment."""

from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from tropa.kit.locale import Language
from tropa.model.evidence import Evidence
from tropa.model.map import CurvePoint, Measure, Stage, check_curve, check_reference, unique
from tropa.model.persona import Persona


class Difference(BaseModel):
    """A segment's measure less that of all others together, with its interval."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    value: float
    low: float
    high: float
    p_value: float  # adjusted (BH) over the comparison
    notable: bool


class ComparisonCell(BaseModel):
    """One measure of one stage for one segment (persona)."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    persona: str
    stage: str
    metric: Literal["reach", "conversion", "exit", "time", "emotion"]
    measure: Measure
    difference: Difference | None = None
    evidence: tuple[str, ...] = ()


class Comparison(BaseModel):
    """The comparison of segments; `barriers` lists each persona's top barriers as card bodies.

    Building one that refers to a persona, stage or evidence record that is not there raises MapError.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    version: Literal[1] = 1
    title: str
    language: Language
    created: date
    personas: tuple[Persona, ...]
    stages: tuple[Stage, ...]
    cells: tuple[ComparisonCell, ...]
    curve: tuple[CurvePoint, ...] = ()
    barriers: dict[str, tuple[str, ...]] = {}
    evidence: tuple[Evidence, ...] = ()

    @model_validator(mode="after")
    def _hold_together(self) -> Self:
        known = {
            "persona": unique("persona", (persona.id for persona in self.personas)),
            "stage": unique("stage", (stage.id for stage in self.stages)),
            "evidence": unique("evidence", (record.id for record in self.evidence)),
        }
        check_curve(self.curve, known)
        for cell in self.cells:
            place = f"cell {cell.metric}/{cell.stage}/{cell.persona}"
            check_reference(place, "persona", cell.persona, known)
            check_reference(place, "stage", cell.stage, known)
            for name in cell.evidence:
                check_reference(place, "evidence", name, known)
        for persona in self.barriers:
            check_reference("barriers", "persona", persona, known)
        return self
