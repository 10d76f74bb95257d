"""What the data proposes to a map: edits that wait until somebody accepts or rejects them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from tropa.studio.tables.base import Base, now


class ProposalRow(Base):
    """One proposal of a map. `key` is its gesture at the refresh (the same record or card each time), `digest` what it
    says, so that what was rejected is not said again; `changes` show it, `edits` do it."""

    __tablename__ = "proposals"

    id: Mapped[str] = mapped_column(primary_key=True)
    map_id: Mapped[str] = mapped_column(ForeignKey("maps.id", ondelete="CASCADE"), index=True)
    key: Mapped[str]
    kind: Mapped[str]
    title: Mapped[str] = mapped_column(Text, default="")
    digest: Mapped[str]
    edits: Mapped[list[Any]]
    changes: Mapped[list[Any]]
    state: Mapped[str] = mapped_column(default="open", index=True)
    created: Mapped[datetime] = mapped_column(default=now)
    decided: Mapped[datetime | None]
    decided_by: Mapped[str] = mapped_column(default="")
