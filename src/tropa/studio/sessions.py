"""Secrets people carry: made here, kept as digests, known again, revoked."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Literal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tropa.errors import NotFoundError, SignInError
from tropa.kit.ids import random_id
from tropa.studio.tables.base import now
from tropa.studio.tables.people import OpeningRow, PersonRow, SessionRow

Way = Literal["password", "link", "oidc", "invitation"]
SESSION_DAYS = 14
_SEEN_EVERY = timedelta(minutes=5)


@dataclass(frozen=True)
class Device:
    """What a browser says of itself, and where it is."""

    name: str = ""
    address: str = ""


def new_secret() -> str:
    """A secret of 256 bits that goes into an address."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a secret: SHA-256, enough for one that is random."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def begin(session: Session, person: PersonRow, way: Way, device: Device) -> str:
    """Sign a person in; the secret goes into their cookie and nowhere else."""
    secret = new_secret()
    moment = now()
    session.execute(delete(SessionRow).where(SessionRow.person == person.id, SessionRow.expires < moment))
    session.add(
        SessionRow(
            id=random_id("session"),
            digest=digest(secret),
            person=person.id,
            way=way,
            device=device.name[:200],
            address=device.address[:64],
            expires=moment + timedelta(days=SESSION_DAYS),
        )
    )
    person.seen = moment
    return secret


def known(session: Session, secret: str) -> tuple[SessionRow, PersonRow] | None:
    """Whose session this secret opens, if it is one, still runs, and the person may come in."""
    found = session.execute(
        select(SessionRow, PersonRow).join(PersonRow).where(SessionRow.digest == digest(secret))
    ).first()
    if found is None:
        return None
    row, person = found
    moment = now()
    if row.expires < moment or person.disabled:
        return None
    if moment - row.seen > _SEEN_EVERY:
        row.seen = person.seen = moment
        row.expires = moment + timedelta(days=SESSION_DAYS)
    return row, person


def of_person(session: Session, person: str) -> list[SessionRow]:
    """The running sessions of a person, latest first."""
    query = select(SessionRow).where(SessionRow.person == person, SessionRow.expires > now())
    return list(session.scalars(query.order_by(SessionRow.seen.desc())))


def end(session: Session, secret: str) -> None:
    """Sign out the browser that carries this secret."""
    session.execute(delete(SessionRow).where(SessionRow.digest == digest(secret)))


def revoke(session: Session, person: str, session_id: str) -> None:
    """End one session of a person; NotFoundError `accounts.no_session`."""
    gone = session.scalars(
        delete(SessionRow).where(SessionRow.id == session_id, SessionRow.person == person).returning(SessionRow.id)
    ).all()
    if not gone:
        raise NotFoundError("accounts.no_session", id=session_id)


def revoke_all(session: Session, person: str, keep: str = "") -> None:
    """End every session of a person, but that of the secret `keep`."""
    session.execute(delete(SessionRow).where(SessionRow.person == person, SessionRow.digest != digest(keep)))


def one_time_link(session: Session, person: str, hours: float = 24) -> str:
    """The key of a link that signs a person in once; only the newest of a person works."""
    key = new_secret()
    session.execute(delete(OpeningRow).where(OpeningRow.person == person))
    session.add(OpeningRow(digest=digest(key), person=person, expires=now() + timedelta(hours=hours)))
    return key


def use_link(session: Session, key: str) -> PersonRow:
    """Whom a one-time link signs in; it is used up by that. SignInError `accounts.used_link` where it is none now."""
    query = delete(OpeningRow).where(OpeningRow.digest == digest(key), OpeningRow.expires > now())
    person = session.scalars(query.returning(OpeningRow.person)).first()
    found = session.get(PersonRow, person) if person else None
    if found is None or found.disabled:
        raise SignInError("accounts.used_link")
    return found


def way_of(session: Session, secret: str) -> str:
    """How the session of this secret began."""
    return session.scalar(select(SessionRow.way).where(SessionRow.digest == digest(secret))) or ""
