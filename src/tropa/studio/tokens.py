"""API tokens: secrets `tropa_…` for programs that act for a person, within scopes."""

from datetime import timedelta
from typing import Literal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tropa.errors import NotFoundError
from tropa.kit.ids import random_id
from tropa.studio.accounts import clean_name
from tropa.studio.sessions import digest, new_secret
from tropa.studio.tables.access import TokenRow
from tropa.studio.tables.base import now
from tropa.studio.tables.people import PersonRow

Scope = Literal["maps:read", "maps:write", "data:read", "data:write", "admin"]
PREFIX = "tropa_"
_USED_EVERY = timedelta(minutes=5)


def new_token(session: Session, person: str, name: str, scopes: list[Scope], days: int | None) -> tuple[TokenRow, str]:
    """A token and its secret, which is shown now and never again. Who may write may read."""
    secret = PREFIX + new_secret()
    reading = [scope.replace(":write", ":read") for scope in scopes]
    row = TokenRow(
        id=random_id("token"),
        digest=digest(secret),
        person=person,
        name=clean_name(name),
        begins=secret[:12],
        scopes=sorted({*scopes, *reading}),
        expires=now() + timedelta(days=days) if days else None,
        created=now(),
    )
    session.add(row)
    session.flush()
    return row, secret


def known(session: Session, secret: str) -> tuple[TokenRow, PersonRow] | None:
    """Whose token this secret is, while it is valid and the person may come in."""
    found = session.execute(
        select(TokenRow, PersonRow).join(PersonRow).where(TokenRow.digest == digest(secret))
    ).first()
    if found is None:
        return None
    row, person = found
    moment = now()
    if person.disabled or (row.expires is not None and row.expires < moment):
        return None
    if row.used is None or moment - row.used > _USED_EVERY:
        row.used = moment
    return row, person


def of_person(session: Session, person: str) -> list[TokenRow]:
    """The tokens of a person, newest first."""
    return list(session.scalars(select(TokenRow).where(TokenRow.person == person).order_by(TokenRow.created.desc())))


def revoke(session: Session, person: str, token_id: str) -> None:
    """Make a token of a person worthless; NotFoundError `accounts.no_token`."""
    query = delete(TokenRow).where(TokenRow.id == token_id, TokenRow.person == person)
    if not session.scalars(query.returning(TokenRow.id)).all():
        raise NotFoundError("accounts.no_token", id=token_id)
