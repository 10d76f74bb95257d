"""Links that show one map to outsiders: to read or to comment, until a day, behind a password, with parts hidden."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tropa.errors import NotFoundError, SignInError
from tropa.kit.ids import random_id
from tropa.studio.accounts import clean_name, hashed, verified
from tropa.studio.sessions import digest, new_secret
from tropa.studio.tables.access import GuestRow, ShareRow
from tropa.studio.tables.base import now

ShareRole = Literal["viewer", "commenter"]
GUEST_DAYS = 14


@dataclass(frozen=True)
class ShareTerms:
    """What a link allows: `hidden` are kinds of lanes, and "evidence" and "comments", that outsiders are not shown."""

    role: ShareRole
    name: str = ""
    hidden: tuple[str, ...] = ()
    password: str | None = None
    expires: datetime | None = None


def make(session: Session, map_id: str, terms: ShareTerms, made_by: str | None) -> tuple[ShareRow, str]:
    """A link to a map and its key, which is shown now and never again."""
    key = new_secret()
    row = ShareRow(
        id=random_id("share"),
        digest=digest(key),
        map_id=map_id,
        name=clean_name(terms.name) if terms.name.strip() else "",
        role=terms.role,
        hidden=sorted(set(terms.hidden)),
        password=hashed(terms.password) if terms.password else None,
        made_by=made_by,
        created=now(),
        expires=terms.expires,
        opened=0,
    )
    session.add(row)
    session.flush()
    return row, key


def of_map(session: Session, map_id: str) -> list[ShareRow]:
    """The links to a map, newest first."""
    query = select(ShareRow).where(ShareRow.map_id == map_id)
    return list(session.scalars(query.order_by(ShareRow.created.desc())))


def revoke(session: Session, map_id: str, share_id: str) -> None:
    """Close a link, and send away the guests who came by it. NotFoundError `accounts.no_share`."""
    row = session.get(ShareRow, share_id)
    if row is None or row.map_id != map_id:
        raise NotFoundError("accounts.no_share", id=share_id)
    session.execute(delete(GuestRow).where(GuestRow.share == share_id))
    session.delete(row)


def by_key(session: Session, key: str) -> ShareRow:
    """The open link with this key; NotFoundError `accounts.share_gone`."""
    row = session.scalar(select(ShareRow).where(ShareRow.digest == digest(key)))
    if row is None or not _open(row):
        raise NotFoundError("accounts.share_gone")
    return row


def enter(session: Session, share: ShareRow, password: str, name: str) -> str:
    """Let a guest in; their secret. SignInError `accounts.share_password` where the link has another password."""
    if share.password is not None and not verified(password, share.password):
        raise SignInError("accounts.share_password")
    secret, moment = new_secret(), now()
    session.execute(delete(GuestRow).where(GuestRow.share == share.id, GuestRow.expires < moment))
    expires = min(moment + timedelta(days=GUEST_DAYS), share.expires or datetime.max.replace(tzinfo=moment.tzinfo))
    session.add(GuestRow(digest=digest(secret), share=share.id, name=clean_name(name), expires=expires))
    share.opened += 1
    return secret


def guest_of(session: Session, secret: str) -> tuple[GuestRow, ShareRow] | None:
    """The guest with this secret and the link they came by, while both hold."""
    found = session.execute(select(GuestRow, ShareRow).join(ShareRow).where(GuestRow.digest == digest(secret))).first()
    if found is None or found[0].expires < now() or not _open(found[1]):
        return None
    return found[0], found[1]


def _open(row: ShareRow) -> bool:
    return row.expires is None or row.expires > now()
