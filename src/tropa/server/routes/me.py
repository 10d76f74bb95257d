"""The caller's own account."""

from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from tropa.errors import ConflictError, SignInError
from tropa.kit.locale import Language
from tropa.server.asked import Here, Somebody, Told, Tries
from tropa.server.cookies import cookie_name
from tropa.studio import accounts, audit, sessions
from tropa.studio.tables.people import PersonRow

router = APIRouter(prefix="/api/me", tags=["me"])


class Me(BaseModel):
    """My account."""

    id: str
    email: str | None
    name: str
    colour: str
    role: str | None
    language: str | None
    theme: str
    has_password: bool


class MeChange(BaseModel):
    """What may change of it."""

    name: str | None = Field(None, max_length=120)
    email: str | None = Field(None, max_length=254)
    language: Language | None = None
    theme: Literal["light", "dark", "system"] | None = None


class PasswordChange(BaseModel):
    """A new password; `current` is asked for where there is one, unless a one-time link let the person in."""

    current: str = Field("", max_length=200)
    new: str = Field(max_length=200)


@router.get("", response_model=Me)
def read_me(who: Somebody, here: Here) -> Me:
    """My account."""
    with here.database.session() as session:
        return _me(accounts.person_of(session, who.person or ""))


@router.patch("", response_model=Me)
def change_me(body: MeChange, who: Somebody, here: Here, response: Response) -> Me:
    """Change my name, address, language or theme."""
    with here.database.session() as session:
        person = accounts.person_of(session, who.person or "")
        if body.email is not None:
            address = accounts.clean_email(body.email)
            other = accounts.by_email(session, address)
            if other is not None and other.id != person.id:
                raise ConflictError("accounts.email_taken", email=address)
            person.email = address
            audit.record(session, who, "person.email", person.id)
        person.name = accounts.clean_name(body.name) if body.name is not None else person.name
        person.language = body.language or person.language
        person.theme = body.theme or person.theme
        if body.language:
            response.set_cookie("language", body.language, max_age=365 * 86400, path="/", samesite="lax")
        return _me(person)


@router.put("/password", status_code=204)
def change_password(
    body: PasswordChange, who: Somebody, here: Here, request: Request, settings: Told, tries: Tries
) -> None:
    """Set my password; all my other browsers are signed out."""
    tries.hit("sign_in", "password", who.person or "")
    secret = request.cookies.get(cookie_name(settings, "session"), "")
    with here.database.session() as session:
        person = accounts.person_of(session, who.person or "")
        by_link = sessions.way_of(session, secret) == "link"
        if person.password and not by_link and not accounts.verified(body.current, person.password):
            raise SignInError("accounts.wrong_password")
        person.password = accounts.hashed(body.new, [person.email or "", person.name])
        sessions.revoke_all(session, person.id, keep=secret)
        audit.record(session, who, "person.password", person.id)


def _me(person: PersonRow) -> Me:
    return Me(
        id=person.id,
        email=person.email,
        name=person.name,
        colour=person.colour,
        role=person.role,
        language=person.language,
        theme=person.theme,
        has_password=person.password is not None,
    )
