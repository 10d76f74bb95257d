"""Who calls, from what they carry; and the roles people have at single maps."""

from collections.abc import Mapping

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tropa.errors import InputError, NotFoundError
from tropa.studio import sessions, tokens
from tropa.studio.accounts import COLOURS, person_of, role_of
from tropa.studio.caller import ROLES, Caller, Role
from tropa.studio.shares import guest_of
from tropa.studio.tables.access import MapRoleRow
from tropa.studio.tables.maps import MapRow
from tropa.studio.tables.people import PersonRow


def caller_of_person(session: Session, person: PersonRow, scopes: frozenset[str] | None = None) -> Caller:
    """A person as a caller, with their roles at single maps."""
    rows = session.execute(select(MapRoleRow.map_id, MapRoleRow.role).where(MapRoleRow.person == person.id))
    maps = {map_id: role for map_id, kept in rows if (role := role_of(kept))}
    return Caller(person.id, person.name, person.colour, role_of(person.role), maps, scopes)


def caller_of_session(session: Session, secret: str) -> Caller | None:
    """Who signed in with this secret."""
    found = sessions.known(session, secret)
    return caller_of_person(session, found[1]) if found else None


def caller_of_token(session: Session, secret: str) -> Caller | None:
    """For whom the token with this secret acts."""
    found = tokens.known(session, secret)
    return caller_of_person(session, found[1], frozenset(found[0].scopes)) if found else None


def caller_of_guest(session: Session, secret: str) -> Caller | None:
    """The guest of a share link with this secret, while the link is open."""
    found = guest_of(session, secret)
    if found is None:
        return None
    guest, share = found
    role = role_of(share.role)
    assert role is not None
    colour = COLOURS[int(guest.digest[:8], 16) % len(COLOURS)]
    return Caller(None, guest.name, colour, None, {share.map_id: role}, hidden=frozenset(share.hidden))


def roles_at(session: Session, map_id: str) -> list[tuple[PersonRow, Role | None, bool]]:
    """Everybody who may come in, their role at a map, and whether it is the map's own."""
    rows = session.execute(select(MapRoleRow.person, MapRoleRow.role).where(MapRoleRow.map_id == map_id))
    own = {person: role for person, role in rows}  # noqa: C416 - dict() has no types for rows
    people = session.scalars(select(PersonRow).where(PersonRow.disabled.is_(False)).order_by(PersonRow.name))
    return [(one, role_of(own.get(one.id, one.role)), one.id in own) for one in people]


def set_roles_at(session: Session, map_id: str, roles: Mapping[str, Role | None]) -> None:
    """Give people a role at a map; None goes back to theirs in the workspace. InputError `accounts.bad_role`."""
    for person_id, role in roles.items():
        person_of(session, person_id)
        session.execute(delete(MapRoleRow).where(MapRoleRow.map_id == map_id, MapRoleRow.person == person_id))
        if role is not None:
            if role not in ROLES:
                raise InputError("accounts.bad_role", value=role, allowed=", ".join(ROLES))
            session.add(MapRoleRow(map_id=map_id, person=person_id, role=role))


def existing_map(session: Session, map_id: str) -> MapRow:
    """A map that is there; NotFoundError `accounts.no_map`."""
    row = session.get(MapRow, map_id)
    if row is None:
        raise NotFoundError("accounts.no_map", id=map_id)
    return row
