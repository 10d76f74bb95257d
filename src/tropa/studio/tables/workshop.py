"""A workshop at a map: what is locked, who votes for what, what is written in private until it is shown."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tropa.studio.tables.base import Base, now


class WorkshopRow(Base):
    """The state of the workshop at a map; `facilitator` is who set it going."""

    __tablename__ = "workshops"

    map_id: Mapped[str] = mapped_column(ForeignKey("maps.id", ondelete="CASCADE"), primary_key=True)
    facilitator: Mapped[str | None]
    structure_locked: Mapped[bool] = mapped_column(default=False)
    locked_lanes: Mapped[list[str]] = mapped_column(default=list)
    private_writing: Mapped[bool] = mapped_column(default=False)
    voting: Mapped[dict[str, Any]] = mapped_column(default=dict)
    timer: Mapped[dict[str, Any]] = mapped_column(default=dict)
    updated: Mapped[datetime] = mapped_column(default=now)


class VoteRow(Base):
    """The dots one voter has put on one card."""

    __tablename__ = "votes"
    __table_args__ = (UniqueConstraint("map_id", "voter", "card"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    map_id: Mapped[str] = mapped_column(ForeignKey("maps.id", ondelete="CASCADE"), index=True)
    voter: Mapped[str]
    card: Mapped[str]
    dots: Mapped[int]


class PrivateCardRow(Base):
    """A card that only its writer sees until the facilitator shows all of them."""

    __tablename__ = "private_cards"

    id: Mapped[str] = mapped_column(primary_key=True)
    map_id: Mapped[str] = mapped_column(ForeignKey("maps.id", ondelete="CASCADE"), index=True)
    writer: Mapped[str]
    name: Mapped[str]
    stage: Mapped[str]
    lane: Mapped[str]
    body: Mapped[str] = mapped_column(Text)
    created: Mapped[datetime] = mapped_column(default=now)
