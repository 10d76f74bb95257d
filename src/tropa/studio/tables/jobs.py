"""Long work: imports, drafts, exports, erasures and what else takes longer than a request."""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from tropa.studio.tables.base import Base, now

JobState = Literal["queued", "running", "done", "failed", "cancelled", "interrupted"]
ENDED: tuple[JobState, ...] = ("done", "failed", "cancelled", "interrupted")


class JobRow(Base):
    """One piece of work: what for, how far, and what came of it."""

    __tablename__ = "jobs"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    state: Mapped[JobState] = mapped_column(String(16), default="queued", index=True)
    facts: Mapped[dict[str, Any]]
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    error: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # code, message in English, facts
    share: Mapped[float] = mapped_column(default=0.0)
    tries: Mapped[int] = mapped_column(default=0)
    person: Mapped[str | None] = mapped_column(String(40), index=True)
    created: Mapped[datetime] = mapped_column(default=now, index=True)
    started: Mapped[datetime | None]
    ended: Mapped[datetime | None]
