"""Several segments' maps side by side: the same measure of the same stage, one column a segment."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from tropa.kit.locale import Language
from tropa.model.card import Measure
from tropa.model.curve import CurvePoint, check_curve
from tropa.model.evidence import Evidence
from tropa.model.persona import Persona
from tropa.model.reference import check_reference, unique
from tropa.model.stage import Stage
from tropa.model.value import Value


class Difference(Value):
    """A segment's measure less that of all others together, with its interval."""

    value: float
    low: float
    high: float
    p_value: float  # adjusted (BH) over the comparison
    notable: bool


class ComparisonCell(Value):
    """One measure of one stage for one segment (persona)."""

    persona: str
    stage: str
    metric: Literal["reach", "conversion", "exit", "time", "emotion"]
    measure: Measure
    difference: Difference | None = None
    evidence: tuple[str, ...] = ()


class Comparison(Value):
    """The comparison of segments; `barriers` lists each persona's top barriers as card bodies.

    Building one that refers to a persona, stage or evidence record that is not there raises MapError.
    """

    version: Literal[1] = 1
    title: str
    language: Language
    created: date
    personas: tuple[Persona, ...]
    stages: tuple[Stage, ...]
    cells: tuple[ComparisonCell, ...]
    curve: tuple[CurvePoint, ...] = ()
    barriers: dict[str, tuple[str, ...]] = Field({})
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
