"""Signing in and out, and the browsers a person has signed in with."""

from datetime import datetime

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from tropa.errors import SignInError
from tropa.server.asked import Here, Somebody, Told, Tries, caller_of
from tropa.server.cookies import cookie_name, drop, put
from tropa.studio import accounts, audit, sessions
from tropa.studio.access import caller_of_person
from tropa.studio.caller import Role
from tropa.studio.tables.people import SessionRow

router = APIRouter(tags=["session"])


class SignInWay(BaseModel):
    """A provider one can sign in with."""

    id: str
    title: str


class SessionState(BaseModel):
    """Who is signed in, if anybody, and the ways to."""

    signed_in: bool
    person: str | None = None
    guest: bool = False
    name: str = ""
    colour: str = ""
    role: Role | None = None
    maps: dict[str, Role] = {}
    hidden: list[str] = []
    password: bool
    providers: list[SignInWay]


class SignInBody(BaseModel):
    """An account's address and password."""

    email: str = Field(max_length=254)
    password: str = Field(max_length=200)


class SessionItem(BaseModel):
    """A browser that is signed in; `current` is the one that asks."""

    id: str
    way: str
    device: str
    address: str
    created: datetime
    seen: datetime
    expires: datetime
    current: bool


def device_of(request: Request) -> sessions.Device:
    """What a browser says of itself."""
    return sessions.Device(request.headers.get("user-agent", ""), request.client.host if request.client else "")


@router.get("/api/session", response_model=SessionState)
def read_session(request: Request, settings: Told) -> SessionState:
    """Who am I, and how could I sign in."""
    ways = [SignInWay(id=one.id, title=one.title) for one in settings.oidc]
    try:
        who = caller_of(request)
    except SignInError:
        return SessionState(signed_in=False, password=True, providers=ways)
    return SessionState(
        signed_in=True,
        person=who.person,
        guest=who.person is None,
        name=who.name,
        colour=who.colour,
        role=who.role,
        maps=who.maps,
        hidden=sorted(who.hidden),
        password=True,
        providers=ways,
    )


@router.post("/api/session", status_code=204)
def sign_in(body: SignInBody, request: Request, here: Here, settings: Told, tries: Tries) -> Response:
    """Sign in with e-mail and password."""
    device, email = device_of(request), body.email.strip().lower()
    tries.hit("sign_in_address", device.address)
    tries.hit("sign_in", device.address, email)
    tries.hit("account", email)
    try:
        with here.database.session() as session:
            person = accounts.sign_in(session, email, body.password)
            secret = sessions.begin(session, person, "password", device)
            audit.record(session, caller_of_person(session, person), "session.began", person.id, way="password")
    except SignInError:
        with here.database.session() as session:
            audit.record(session, None, "session.refused", "", address=device.address)
        raise
    response = Response(status_code=204)
    put(response, settings, "session", secret)
    return response


@router.delete("/api/session", status_code=204)
def sign_out(request: Request, here: Here, settings: Told) -> Response:
    """Sign out; the browser forgets what it kept."""
    secret = request.cookies.get(cookie_name(settings, "session"))
    if secret:
        with here.database.session() as session:
            sessions.end(session, secret)
    response = Response(status_code=204, headers={"Clear-Site-Data": '"storage"'})
    drop(response, settings, "session")
    drop(response, settings, "guest")
    return response


@router.get("/open", include_in_schema=False)
def open_link(request: Request, here: Here, settings: Told, tries: Tries, key: str = Query(max_length=100)) -> Response:
    """Sign in with a one-time link."""
    device = device_of(request)
    tries.hit("key", device.address)
    with here.database.session() as session:
        person = sessions.use_link(session, key)
        secret = sessions.begin(session, person, "link", device)
        audit.record(session, caller_of_person(session, person), "session.began", person.id, way="link")
    response = RedirectResponse("/", 303)
    put(response, settings, "session", secret)
    return response


@router.get("/api/sessions", response_model=list[SessionItem])
def list_sessions(request: Request, who: Somebody, here: Here, settings: Told) -> list[SessionItem]:
    """The browsers I have signed in with."""
    own = sessions.digest(request.cookies.get(cookie_name(settings, "session"), ""))
    with here.database.session() as session:
        return [_item(row, own) for row in sessions.of_person(session, who.person or "")]


@router.delete("/api/sessions/{session_id}", status_code=204)
def revoke_session(session_id: str, who: Somebody, here: Here) -> None:
    """Sign one of my browsers out."""
    with here.database.session() as session:
        sessions.revoke(session, who.person or "", session_id)
        audit.record(session, who, "session.revoked", session_id)


def _item(row: SessionRow, own: str) -> SessionItem:
    return SessionItem(
        id=row.id,
        way=row.way,
        device=row.device,
        address=row.address,
        created=row.created,
        seen=row.seen,
        expires=row.expires,
        current=row.digest == own,
    )
