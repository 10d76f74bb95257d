"""What a room keeps on disk: the updates of its document, and a snapshot in their place when there are many."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from tropa.studio.tables.base import Base, now


class MapUpdate(Base):
    """Merged changes of a shared document, as Yjs encodes them. Numbers only grow and are never given twice."""

    __tablename__ = "map_updates"
    __table_args__ = (Index("ix_map_updates_map_id", "map", "id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    map: Mapped[str] = mapped_column(ForeignKey("maps.id", ondelete="CASCADE"))
    made: Mapped[datetime] = mapped_column(default=now)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class MapSnapshot(Base):
    """The whole state of a shared document that includes every update up to `upto`."""

    __tablename__ = "map_snapshots"

    map: Mapped[str] = mapped_column(ForeignKey("maps.id", ondelete="CASCADE"), primary_key=True)
    made: Mapped[datetime] = mapped_column(default=now)
    upto: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary)
