"""The people of the workspace and their roles."""

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel

from tropa.server.asked import Here, Told, Who
from tropa.studio import accounts, audit, sessions
from tropa.studio.caller import Role
from tropa.studio.tables.people import PersonRow

router = APIRouter(prefix="/api/people", tags=["people"])


class PersonItem(BaseModel):
    """Somebody with an account; the address is shown to owners only."""

    id: str
    name: str
    colour: str
    role: str | None
    email: str | None
    disabled: bool
    seen: datetime | None


class PersonChange(BaseModel):
    """A new role, or the way in closed or opened."""

    role: Role | None = None
    disabled: bool | None = None


class PersonLink(BaseModel):
    """A one-time link for somebody who cannot sign in."""

    link: str


@router.get("", response_model=list[PersonItem])
def list_people(who: Who, here: Here) -> list[PersonItem]:
    """Everybody with an account."""
    who.need("viewer")
    with here.database.session() as session:
        return [_item(person, who.may("owner")) for person in accounts.everybody(session)]


@router.patch("/{person_id}", response_model=PersonItem)
def change_person(person_id: str, body: PersonChange, who: Who, here: Here) -> PersonItem:
    """Give a role, close or open an account."""
    who.need("owner", scope="admin")
    with here.database.session() as session:
        person = accounts.person_of(session, person_id)
        if body.disabled is not None:
            accounts.disable(session, person, body.disabled)
            audit.record(session, who, "person.disabled" if body.disabled else "person.enabled", person_id)
        if "role" in body.model_fields_set:
            audit.record(session, who, "person.role", person_id, before=person.role, after=body.role)
            accounts.set_role(session, person, body.role)
        return _item(person, True)


@router.delete("/{person_id}", status_code=204)
def erase_person(person_id: str, who: Who, here: Here) -> None:
    """Forget who somebody was; what they wrote stays, without a name."""
    who.need("owner", scope="admin")
    with here.database.session() as session:
        accounts.erase(session, accounts.person_of(session, person_id))
        audit.record(session, who, "person.erased", person_id)


@router.post("/{person_id}/link", response_model=PersonLink)
def link_for(person_id: str, who: Who, here: Here, settings: Told) -> PersonLink:
    """A one-time link that signs somebody in, to set a new password."""
    who.need("owner", scope="admin")
    with here.database.session() as session:
        key = sessions.one_time_link(session, accounts.person_of(session, person_id).id)
        audit.record(session, who, "person.link", person_id)
    return PersonLink(link=f"{settings.public_url}/open?key={key}")


def _item(person: PersonRow, whole: bool) -> PersonItem:
    return PersonItem(
        id=person.id,
        name=person.name,
        colour=person.colour,
        role=person.role,
        email=person.email if whole else None,
        disabled=person.disabled,
        seen=person.seen if whole else None,
    )
