"""What a person may say about a source file; everything left out is guessed and the guess explained."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Role = Literal[
    "time", "name", "id", "value", "currency", "sequence", "key", "url", "referrer", "property", "trait", "ignore",
    "text", "rating", "language", "kind", "touchpoint", "channel", "stage", "speaker_role", "consent",
    "date", "campaign", "impressions", "clicks", "cost", "metric", "dimension",
]  # fmt: skip


class Column(BaseModel):
    """The role of one column; `id_kind` names the kind of an id (`email`, `phone`, `crm`, `ym_client_id`…)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    role: Role
    id_kind: str | None = None


class Mapping(BaseModel):
    """How to read a file. None means: guess from the file and say so in the report."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None
    time_zone: str | None = Field(None, description="IANA name; the zone of times that carry none")
    date_format: str | None = Field(None, description="strptime pattern, or day-first / month-first / s / ms / us")
    decimal: Literal[".", ","] | None = None
    columns: dict[str, Column] = {}
    event_name: str | None = Field(None, description="the name of every event when no column holds one")
    currency: str | None = None
    id_kind: str | None = Field(None, description="kind of the ids in the main id column")
    speaker_role: Literal["customer", "staff"] = "customer"
    kind: str | None = Field(None, description="kind of the verbatims: review, nps, csat, ces, call…")
    scale: tuple[float, float] | None = Field(None, description="lowest and highest possible rating")
