"""People's accounts: made, signed in with a password, changed, closed."""

import threading
from collections.abc import Sequence
from typing import cast

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from tropa.errors import ConflictError, InputError, NotFoundError, SignInError
from tropa.kit.ids import random_id
from tropa.studio.caller import Role
from tropa.studio.tables.access import MapRoleRow, TokenRow
from tropa.studio.tables.people import IdentityRow, OpeningRow, PersonRow, SessionRow

# distinct on white and on black, and told apart by people who do not see red or green
COLOURS = ("#1f77b4", "#b35806", "#2c8c6b", "#b2247a", "#6a51a3", "#8c6d1f", "#c0392b", "#3a6b1f", "#1b7f8c", "#5f5f5f")
SHORTEST, LONGEST = 10, 200
_HASHER = PasswordHasher()  # argon2id, 64 MiB: the low-memory profile of RFC 9106
_ROOM = threading.BoundedSemaphore(4)  # hashes at once, so that many sign-ins cannot take all memory
_NOBODY = _HASHER.hash("nobody has this password")


def hashed(password: str, own: Sequence[str] = ()) -> str:
    """The argon2id hash of a new password; InputError `accounts.weak_password` where it is too short, too long or one
    of the person's own words."""
    if not SHORTEST <= len(password) <= LONGEST or password.strip().lower() in {word.lower() for word in own}:
        raise InputError("accounts.weak_password", shortest=SHORTEST, longest=LONGEST)
    with _ROOM:
        return _HASHER.hash(password)


def verified(password: str, kept: str | None) -> bool:
    """Whether the password is the one kept; it takes as long where nothing is kept."""
    with _ROOM:
        try:
            _HASHER.verify(kept or _NOBODY, password[:LONGEST])
        except (VerifyMismatchError, InvalidHashError):
            return False
    return kept is not None


def new_person(
    session: Session, name: str, role: Role | None, email: str | None = None, password: str | None = None
) -> PersonRow:
    """A new account; ConflictError `accounts.email_taken` where the address has one."""
    address = clean_email(email) if email else None
    if address and by_email(session, address) is not None:
        raise ConflictError("accounts.email_taken", email=address)
    count = session.scalar(select(func.count()).select_from(PersonRow)) or 0
    person = PersonRow(
        id=random_id("person"),
        email=address,
        name=clean_name(name),
        colour=COLOURS[count % len(COLOURS)],
        role=role,
        password=hashed(password, [address or "", name]) if password is not None else None,
    )
    session.add(person)
    session.flush()
    return person


def clean_email(email: str) -> str:
    """An address as it is kept; InputError `accounts.bad_email`."""
    address = email.strip().lower()
    name, at, host = address.rpartition("@")
    if not (name and at and "." in host.strip(".")) or len(address) > 254 or any(c.isspace() for c in address):
        raise InputError("accounts.bad_email", value=email[:254])
    return address


def clean_name(name: str) -> str:
    """A name on one line; InputError `accounts.bad_name` where nothing is left of it."""
    shown = " ".join("".join(c if c.isprintable() else " " for c in name).split())[:120]
    if not shown:
        raise InputError("accounts.bad_name", value=name[:120])
    return shown


def by_email(session: Session, email: str) -> PersonRow | None:
    """Whose account has this address."""
    return session.scalar(select(PersonRow).where(PersonRow.email == email.strip().lower()))


def sign_in(session: Session, email: str, password: str) -> PersonRow:
    """Who signs in with a password; SignInError `accounts.wrong_password`, the same for an unknown address."""
    person = by_email(session, email)
    if not verified(password, person.password if person else None) or person is None or person.disabled:
        raise SignInError("accounts.wrong_password")
    if _HASHER.check_needs_rehash(person.password or ""):
        with _ROOM:
            person.password = _HASHER.hash(password)
    return person


def person_of(session: Session, person_id: str) -> PersonRow:
    """An account; NotFoundError `accounts.no_person`."""
    person = session.get(PersonRow, person_id)
    if person is None:
        raise NotFoundError("accounts.no_person", id=person_id)
    return person


def everybody(session: Session) -> list[PersonRow]:
    """All accounts by name, closed ones with no name left out."""
    query = select(PersonRow).where(PersonRow.name != "").order_by(func.lower(PersonRow.name), PersonRow.id)
    return list(session.scalars(query))


def has_owner(session: Session) -> bool:
    """Whether there is an owner who can sign in with a password or through a provider."""
    able = PersonRow.password.is_not(None) | PersonRow.id.in_(select(IdentityRow.person))
    query = select(PersonRow.id).where(PersonRow.role == "owner", PersonRow.disabled.is_(False), able)
    return session.scalars(query).first() is not None


def first_owner(session: Session, name: str) -> PersonRow:
    """The oldest owner who may come in; made where there is none."""
    query = select(PersonRow).where(PersonRow.role == "owner", PersonRow.disabled.is_(False))
    found = session.scalars(query.order_by(PersonRow.created)).first()
    return found or new_person(session, name, "owner")


def ensure_owner(session: Session, email: str, password: str, name: str) -> PersonRow:
    """The owner with this address and password: the account is made, or made owner, or the first owner gets them."""
    address = clean_email(email)
    person = by_email(session, address)
    if person is None:
        nameless = select(PersonRow).where(PersonRow.role == "owner", PersonRow.email.is_(None), PersonRow.name != "")
        person = session.scalars(nameless).first() or new_person(session, name, "owner")
    person.email, person.role, person.disabled = address, "owner", False
    person.password = hashed(password, [address])
    session.flush()
    return person


def set_role(session: Session, person: PersonRow, role: Role | None) -> None:
    """Give a person a role; ConflictError `accounts.last_owner` where nobody would own the workspace."""
    if role != "owner":
        _never_the_last(session, person)
    person.role = role


def disable(session: Session, person: PersonRow, disabled: bool) -> None:
    """Close a person's way in (sessions end, tokens stop), or open it again."""
    if disabled:
        _never_the_last(session, person)
        session.execute(delete(SessionRow).where(SessionRow.person == person.id))
        session.execute(delete(OpeningRow).where(OpeningRow.person == person.id))
    person.disabled = disabled


def erase(session: Session, person: PersonRow) -> None:
    """Forget who a person was: what they wrote stays, without a name."""
    disable(session, person, disabled=True)
    for table in (TokenRow, IdentityRow, MapRoleRow):
        session.execute(delete(table).where(table.person == person.id))
    person.email = person.password = person.language = None
    person.name, person.role = "", None


def role_of(value: str | None) -> Role | None:
    """A kept role."""
    return cast(Role | None, value)


def _never_the_last(session: Session, person: PersonRow) -> None:
    if person.role != "owner" or person.disabled:
        return
    others = select(PersonRow.id).where(
        PersonRow.role == "owner", PersonRow.disabled.is_(False), PersonRow.id != person.id
    )
    if session.scalars(others).first() is None:
        raise ConflictError("accounts.last_owner", name=person.name)
