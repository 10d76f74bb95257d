"""Offers of a role: made by an owner, accepted once by whoever carries the key."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tropa.errors import InputError, NotFoundError
from tropa.kit.ids import random_id
from tropa.studio.accounts import clean_email, new_person, role_of
from tropa.studio.caller import ROLES, Role
from tropa.studio.sessions import digest, new_secret
from tropa.studio.tables.access import InvitationRow, MapRoleRow
from tropa.studio.tables.base import now
from tropa.studio.tables.people import PersonRow

DAYS = 14


def invite(
    session: Session, role: Role, email: str | None, map_id: str | None, by: str | None
) -> tuple[InvitationRow, str]:
    """An invitation and its key, which goes into a letter or is handed over."""
    key = new_secret()
    row = InvitationRow(
        id=random_id("invitation"),
        digest=digest(key),
        email=clean_email(email) if email else None,
        role=role,
        map_id=map_id,
        invited_by=by,
        created=now(),
        expires=now() + timedelta(days=DAYS),
    )
    session.add(row)
    session.flush()
    return row, key


def open_ones(session: Session) -> list[InvitationRow]:
    """Invitations that nobody has accepted yet, newest first; run out ones too."""
    query = select(InvitationRow).where(InvitationRow.accepted.is_(None))
    return list(session.scalars(query.order_by(InvitationRow.created.desc())))


def withdraw(session: Session, invitation_id: str) -> None:
    """Take an invitation back; NotFoundError `accounts.no_invitation`."""
    row = session.get(InvitationRow, invitation_id)
    if row is None:
        raise NotFoundError("accounts.no_invitation")
    session.delete(row)


def by_key(session: Session, key: str) -> InvitationRow:
    """The invitation with this key that can still be accepted; NotFoundError `accounts.no_invitation`."""
    return by_digest(session, digest(key))


def by_digest(session: Session, kept: str) -> InvitationRow:
    """The same, from what is kept of its key. It is locked, so that two cannot accept it at once."""
    row = session.scalar(select(InvitationRow).where(InvitationRow.digest == kept).with_for_update())
    if row is None or row.accepted is not None or row.expires < now():
        raise NotFoundError("accounts.no_invitation")
    return row


def accept_as_new(
    session: Session, row: InvitationRow, name: str, password: str | None, email: str | None = None
) -> PersonRow:
    """A new account with what was offered. InputError `accounts.bad_email` where neither side names an address."""
    address = row.email or email
    if not address and password is not None:
        raise InputError("accounts.bad_email", value="")
    person = new_person(session, name, None, address, password)
    accept(session, row, person)
    return person


def accept(session: Session, row: InvitationRow, person: PersonRow) -> None:
    """Give a person what was offered; a role is never lowered by it."""
    row.accepted = now()
    role = role_of(row.role)
    if row.map_id is None:
        person.role = _higher(role_of(person.role), role)
        return
    held = session.get(MapRoleRow, (row.map_id, person.id))
    best = _higher(role_of(held.role if held else person.role), role)
    if best is None or (held is None and best == person.role):
        return
    if held is None:
        session.add(MapRoleRow(map_id=row.map_id, person=person.id, role=best))
    else:
        held.role = best


def _higher(one: Role | None, other: Role | None) -> Role | None:
    known = [role for role in (one, other) if role is not None]
    return max(known, key=ROLES.index, default=None)
