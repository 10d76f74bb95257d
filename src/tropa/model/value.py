"""What every piece of a document shares: frozen values that refuse unknown fields and numbers that are none."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.:\-]{1,80}$")]
Day = date  # a field called `date` hides the type inside its class
Rank = Annotated[str, Field(pattern=r"^[0-9A-Za-z]+$", description="fractional rank: sorts as text")]
Colour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$", description="#RRGGBB")]
Share = Annotated[float, Field(ge=0, le=1)]


class Value(BaseModel):
    """A piece of a map; frozen, unknown fields and numbers that are none (NaN, infinity) refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
