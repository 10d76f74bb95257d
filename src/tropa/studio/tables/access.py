"""Who may do what beyond their role: invitations, roles at maps, tokens, share links and their guests."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from tropa.studio.tables.base import Base, now


class InvitationRow(Base):
    """An offer of a role in the workspace, or at one map; its key is kept as a digest."""

    __tablename__ = "invitations"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str | None] = mapped_column(String(254))
    role: Mapped[str] = mapped_column(String(16))
    map_id: Mapped[str | None] = mapped_column(String(64), index=True)
    invited_by: Mapped[str | None] = mapped_column(String(40))
    created: Mapped[datetime] = mapped_column(default=now)
    expires: Mapped[datetime]
    accepted: Mapped[datetime | None]


class MapRoleRow(Base):
    """The role a person has at one map, where it differs from theirs in the workspace."""

    __tablename__ = "map_roles"

    map_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True)
    role: Mapped[str] = mapped_column(String(16))


class TokenRow(Base):
    """A secret for programs that act for a person, within scopes; only its digest and its beginning are kept."""

    __tablename__ = "tokens"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    begins: Mapped[str] = mapped_column(String(16))
    scopes: Mapped[list[str]]
    created: Mapped[datetime] = mapped_column(default=now)
    expires: Mapped[datetime | None]
    used: Mapped[datetime | None]


class ShareRow(Base):
    """A link to one map for outsiders: to read or to comment, until a day, behind a password, with things left out."""

    __tablename__ = "shares"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    map_id: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    role: Mapped[str] = mapped_column(String(16))
    hidden: Mapped[list[str]] = mapped_column(default=list)
    password: Mapped[str | None] = mapped_column(String(200))
    made_by: Mapped[str | None] = mapped_column(String(40))
    created: Mapped[datetime] = mapped_column(default=now)
    expires: Mapped[datetime | None]
    opened: Mapped[int] = mapped_column(default=0)


class GuestRow(Base):
    """A browser that opened a share link."""

    __tablename__ = "guests"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    share: Mapped[str] = mapped_column(ForeignKey("shares.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    created: Mapped[datetime] = mapped_column(default=now)
    expires: Mapped[datetime]
