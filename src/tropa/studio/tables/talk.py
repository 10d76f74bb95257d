"""What people say to each other about a map: comments and their replies, and who is told of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from tropa.studio.tables.base import Base, now


class CommentRow(Base):
    """A comment, or a reply where it has a `parent`. `words` are those of what it is about, for when that is gone."""

    __tablename__ = "comments"

    id: Mapped[str] = mapped_column(primary_key=True)
    map_id: Mapped[str] = mapped_column(ForeignKey("maps.id", ondelete="CASCADE"), index=True)
    parent: Mapped[str | None] = mapped_column(ForeignKey("comments.id", ondelete="CASCADE"), index=True)
    about: Mapped[dict[str, Any]] = mapped_column(default=dict)
    words: Mapped[str] = mapped_column(Text, default="")
    person: Mapped[str | None]
    name: Mapped[str]
    colour: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(Text)
    mentions: Mapped[list[str]] = mapped_column(default=list)
    created: Mapped[datetime] = mapped_column(default=now)
    edited: Mapped[datetime | None]
    resolved: Mapped[datetime | None]
    resolved_by: Mapped[str] = mapped_column(default="")


class NotificationRow(Base):
    """One thing a person is told: they were named, answered, or their comment was resolved."""

    __tablename__ = "notifications"

    id: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    map_id: Mapped[str] = mapped_column(ForeignKey("maps.id", ondelete="CASCADE"))
    comment: Mapped[str] = mapped_column(ForeignKey("comments.id", ondelete="CASCADE"))
    name: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    created: Mapped[datetime] = mapped_column(default=now)
    read: Mapped[datetime | None]
    mailed: Mapped[datetime | None]


class SeenRow(Base):
    """Up to when a person has read the comments of a map."""

    __tablename__ = "comments_seen"

    person: Mapped[str] = mapped_column(primary_key=True)
    map_id: Mapped[str] = mapped_column(ForeignKey("maps.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime]
