"""Files on their way into the workspace, piece by piece."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from tropa.studio.tables.base import Base, now


class UploadRow(Base):
    """One file: how it is called, how large it will be. How much has come is the size of the file on the disk."""

    __tablename__ = "uploads"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))  # shown; never a path
    size: Mapped[int]
    person: Mapped[str | None] = mapped_column(String(40), index=True)
    created: Mapped[datetime] = mapped_column(default=now)
    touched: Mapped[datetime] = mapped_column(default=now, index=True)
