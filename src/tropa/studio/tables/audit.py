"""What was done by whom, for the owner to look up."""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from tropa.studio.tables.base import Base, now


class AuditRow(Base):
    """One act: who (`person`, and the name they had), what, about which thing, with its facts."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    person: Mapped[str | None] = mapped_column(String(40), index=True)
    name: Mapped[str] = mapped_column(String(120))
    action: Mapped[str] = mapped_column(String(60), index=True)
    about: Mapped[str] = mapped_column(String(80), default="", index=True)
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
