"""Invitations: by letter where the server can send one, else as a link to hand over."""

from datetime import datetime

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from tropa.errors import ConflictError, SignInError
from tropa.kit.locale import Language, text
from tropa.server.asked import Here, Reader, Told, Tries, Who, caller_of
from tropa.server.cookies import put
from tropa.server.routes.session import device_of
from tropa.studio import access, accounts, audit, invitations, sessions
from tropa.studio.caller import Role
from tropa.studio.mail import MailError, send
from tropa.studio.tables.access import InvitationRow

router = APIRouter(prefix="/api/invitations", tags=["invitations"])


class InvitationItem(BaseModel):
    """An invitation nobody has accepted yet."""

    id: str
    email: str | None
    role: str
    map_id: str | None
    created: datetime
    expires: datetime


class NewInvitation(BaseModel):
    """A role in the workspace, or at one map; `language` is that of the letter."""

    role: Role
    email: str | None = Field(None, max_length=254)
    map_id: str | None = Field(None, max_length=64)
    language: Language | None = None


class InvitationMade(InvitationItem):
    """A new invitation; the link is shown this once. `mailed` says whether a letter carries it already."""

    link: str
    mailed: bool


class InvitationOffer(BaseModel):
    """What a key offers."""

    email: str | None
    role: str
    map_id: str | None
    expires: datetime


class InvitationAnswer(BaseModel):
    """The key, and the account that accepts; name and password are not needed by who has signed in."""

    key: str = Field(max_length=100)
    name: str = Field("", max_length=120)
    password: str = Field("", max_length=200)
    email: str | None = Field(None, max_length=254)


@router.get("", response_model=list[InvitationItem])
def list_invitations(who: Who, here: Here) -> list[InvitationItem]:
    """Open invitations."""
    who.need("owner", scope="admin")
    with here.database.session() as session:
        return [_item(row) for row in invitations.open_ones(session)]


@router.post("", response_model=InvitationMade, status_code=201)
def invite(
    body: NewInvitation, request: Request, who: Who, here: Here, reader: Reader, settings: Told, tries: Tries
) -> InvitationMade:
    """Invite somebody."""
    who.need("owner", body.map_id, "admin")
    with here.database.session() as session:
        if body.map_id is not None:
            access.existing_map(session, body.map_id)
        row, key = invitations.invite(session, body.role, body.email, body.map_id, who.person)
        audit.record(session, who, "invitation.made", row.id, role=row.role, map=row.map_id)
        item = _item(row)
    link = f"{settings.public_url or str(request.base_url).rstrip('/')}/join#key={key}"
    mailed = False
    if item.email and settings.smtp_url:
        tries.hit("mail", who.person or "")
        language = body.language or reader
        subject = text("accounts", "mail.invitation_subject", language, name=who.name)
        words = text("accounts", "mail.invitation", language, name=who.name, link=link, days=invitations.DAYS)
        try:
            send(settings.smtp_url, settings.mail_from, item.email, subject, words)
            mailed = True
        except MailError:
            mailed = False
    return InvitationMade(**item.model_dump(), link=link, mailed=mailed)


@router.delete("/{invitation_id}", status_code=204)
def withdraw(invitation_id: str, who: Who, here: Here) -> None:
    """Take an invitation back."""
    who.need("owner", scope="admin")
    with here.database.session() as session:
        invitations.withdraw(session, invitation_id)
        audit.record(session, who, "invitation.withdrawn", invitation_id)


@router.get("/by-key/{key}", response_model=InvitationOffer)
def offer(key: str, request: Request, here: Here, tries: Tries) -> InvitationOffer:
    """What a key offers; anybody who has it may ask."""
    tries.hit("key", device_of(request).address)
    with here.database.session() as session:
        row = invitations.by_key(session, key)
        return InvitationOffer(email=row.email, role=row.role, map_id=row.map_id, expires=row.expires)


@router.post("/accept", status_code=204)
def accept(body: InvitationAnswer, request: Request, here: Here, settings: Told, tries: Tries) -> Response:
    """Accept an invitation: with the account that is signed in, or a new one."""
    tries.hit("key", device_of(request).address)
    try:
        known = caller_of(request).person
    except SignInError:
        known = None
    response = Response(status_code=204)
    with here.database.session() as session:
        row = invitations.by_key(session, body.key)
        if known is not None:
            person = accounts.person_of(session, known)
            if row.email and row.email != person.email:
                raise ConflictError("accounts.other_email", email=row.email)
            invitations.accept(session, row, person)
        else:
            person = invitations.accept_as_new(session, row, body.name, body.password, body.email)
            put(response, settings, "session", sessions.begin(session, person, "invitation", device_of(request)))
        audit.record(session, access.caller_of_person(session, person), "invitation.accepted", row.id)
    return response


def _item(row: InvitationRow) -> InvitationItem:
    return InvitationItem(
        id=row.id, email=row.email, role=row.role, map_id=row.map_id, created=row.created, expires=row.expires
    )
