"""Versions of maps: whole documents, named by people or kept by themselves."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tropa.studio.tables.base import Base, now


class MapVersion(Base):
    """One version: its number within the map, why it was kept (`named`, `day`, `restore`), by whom, and what it says.

    `told` holds, by language, sentences about what changed since the version before.
    """

    __tablename__ = "map_versions"
    __table_args__ = (UniqueConstraint("map", "number"),)

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    map: Mapped[str] = mapped_column(ForeignKey("maps.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(200), default="")
    authors: Mapped[list[str]]
    made: Mapped[datetime] = mapped_column(default=now)
    document: Mapped[str] = mapped_column(Text)
    told: Mapped[dict[str, Any]]
