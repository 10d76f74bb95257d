"""Maps as the gallery, the search and the trash know them; the documents themselves are the rooms'."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from tropa.studio.tables.base import Base, now


class ProjectRow(Base):
    """A project: maps of one undertaking and what they share (`shared`: personas, touchpoints, channels, metrics)."""

    __tablename__ = "projects"

    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    description: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str]
    owner: Mapped[str | None]
    shared: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created: Mapped[datetime] = mapped_column(default=now)
    updated: Mapped[datetime] = mapped_column(default=now)


class MapRow(Base):
    """A map in a list: its title and what a glance at it tells; `summaries.on_flush` keeps it as the document is.

    `due` are the days on which evidence of the map should be asked again; `deleted_at` says it lies in the trash.
    """

    __tablename__ = "maps"

    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    kind: Mapped[str]
    state: Mapped[str]
    language: Mapped[str]
    goal: Mapped[str] = mapped_column(Text, default="")
    project: Mapped[str | None] = mapped_column(ForeignKey("projects.id", ondelete="SET NULL"), index=True)
    owner: Mapped[str | None]
    made_of: Mapped[str] = mapped_column(default="", doc="template, file or map it began as")
    created: Mapped[datetime] = mapped_column(default=now)
    updated: Mapped[datetime] = mapped_column(default=now, index=True)
    deleted_at: Mapped[datetime | None] = mapped_column(index=True)
    deleted_by: Mapped[str | None]
    stages: Mapped[int] = mapped_column(default=0)
    cards: Mapped[int] = mapped_column(default=0)
    customers: Mapped[int | None]
    personas: Mapped[list[Any]] = mapped_column(default=list)
    warnings: Mapped[int] = mapped_column(default=0)
    hints: Mapped[int] = mapped_column(default=0)
    evidence: Mapped[int] = mapped_column(default=0)
    due: Mapped[list[str]] = mapped_column(default=list)
    refreshed: Mapped[date | None] = mapped_column(Date)


class SearchRow(Base):
    """One thing of a map that can be found: the map, a stage, a card, a persona or a quote; `folded` is sought in."""

    __tablename__ = "search_rows"

    id: Mapped[int] = mapped_column(primary_key=True)
    map_id: Mapped[str] = mapped_column(ForeignKey("maps.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    object_id: Mapped[str]
    place: Mapped[str] = mapped_column(default="")
    lane: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)


class SavedViewRow(Base):
    """A view of a map somebody saved: filters, what is hidden, how it is shown. `shared`: everybody sees it."""

    __tablename__ = "saved_views"

    id: Mapped[str] = mapped_column(primary_key=True)
    map_id: Mapped[str] = mapped_column(ForeignKey("maps.id", ondelete="CASCADE"), index=True)
    person: Mapped[str | None]
    name: Mapped[str]
    title: Mapped[str]
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    shared: Mapped[bool] = mapped_column(default=False)
    created: Mapped[datetime] = mapped_column(default=now)


class ActivityRow(Base):
    """Something somebody did: made, renamed, trashed or exported a map, commented, held a workshop."""

    __tablename__ = "activity"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    kind: Mapped[str]
    map_id: Mapped[str | None] = mapped_column(index=True)
    project: Mapped[str | None]
    person: Mapped[str | None]
    name: Mapped[str]
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
