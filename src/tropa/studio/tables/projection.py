"""Maps as rows: written from the shared document a moment after it changed, read by search, lists, checks and exports.

Nothing is ever read back from here into a document. Words are kept as people see them, tombstones are left out of the
rows (not of the document).
"""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tropa.studio.tables.base import Base, now


class MapDocumentRow(Base):
    """The settled document as JSON. `upto` is the last update in it, `digest` changes where the document does."""

    __tablename__ = "map_documents"

    map: Mapped[str] = mapped_column(ForeignKey("maps.id", ondelete="CASCADE"), primary_key=True)
    json: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(40))
    updated: Mapped[datetime] = mapped_column(default=now)
    upto: Mapped[int] = mapped_column(default=0)
    authors: Mapped[list[str]]


class MapCardRow(Base):
    """A living card of a map."""

    __tablename__ = "map_cards"

    map: Mapped[str] = mapped_column(ForeignKey("maps.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    stage: Mapped[str] = mapped_column(String(80))
    lane: Mapped[str] = mapped_column(String(80))
    lane_kind: Mapped[str] = mapped_column(String(30), index=True)
    rank: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    detail: Mapped[str] = mapped_column(Text)
    tags: Mapped[list[str]]
    persona: Mapped[str | None] = mapped_column(String(80))
    owner: Mapped[str] = mapped_column(Text)
    status: Mapped[str | None] = mapped_column(String(20))
    quote: Mapped[bool]
    evidence: Mapped[list[str]]


class MapStageRow(Base):
    """A living stage of a map."""

    __tablename__ = "map_stages"

    map: Mapped[str] = mapped_column(ForeignKey("maps.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    parent: Mapped[str | None] = mapped_column(String(80))
    rank: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text)
    goal: Mapped[str] = mapped_column(Text)


class MapLaneRow(Base):
    """A living lane of a map."""

    __tablename__ = "map_lanes"

    map: Mapped[str] = mapped_column(ForeignKey("maps.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    rank: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    hidden: Mapped[bool]


class MapPersonaRow(Base):
    """A persona of a map; `json` is the persona whole."""

    __tablename__ = "map_personas"

    map: Mapped[str] = mapped_column(ForeignKey("maps.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    segment: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(Text)
    quote: Mapped[str] = mapped_column(Text)
    about: Mapped[str] = mapped_column(Text)
    json: Mapped[str] = mapped_column(Text)
