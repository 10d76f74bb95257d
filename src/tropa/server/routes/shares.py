"""Share links of a map, and the door of those who come by one."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from tropa.kit.locale import text
from tropa.server.asked import Here, Reader, Told, Tries, Who
from tropa.server.cookies import put
from tropa.server.routes.session import device_of
from tropa.studio import access, audit, shares
from tropa.studio.tables.access import ShareRow

router = APIRouter(prefix="/api", tags=["shares"])


class ShareItem(BaseModel):
    """A link to a map: `hidden` are kinds of lanes, "evidence" and "comments" outsiders are not shown."""

    id: str
    map_id: str
    name: str
    role: str
    hidden: list[str]
    has_password: bool
    made_by: str | None
    created: datetime
    expires: datetime | None
    opened: int


class NewShare(BaseModel):
    """What a link allows."""

    role: shares.ShareRole = "viewer"
    name: str = Field("", max_length=120)
    hidden: list[str] = Field([], max_length=40)
    password: str | None = Field(None, max_length=200)
    expires: datetime | None = None


class ShareMade(ShareItem):
    """A new link, shown this once."""

    link: str


class ShareKey(BaseModel):
    """The key of a link, its password where it has one, and what the guest is to be called."""

    key: str = Field(max_length=100)
    password: str = Field("", max_length=200)
    name: str = Field("", max_length=60)


class ShareOpened(BaseModel):
    """The map the link shows."""

    map_id: str
    role: str
    hidden: list[str]


@router.get("/maps/{map_id}/shares", response_model=list[ShareItem])
def list_shares(map_id: str, who: Who, here: Here) -> list[ShareItem]:
    """The links to a map."""
    who.need("editor", map_id, "admin")
    with here.database.session() as session:
        access.existing_map(session, map_id)
        return [ShareItem(**_facts(row)) for row in shares.of_map(session, map_id)]


@router.post("/maps/{map_id}/shares", response_model=ShareMade, status_code=201)
def share(map_id: str, body: NewShare, request: Request, who: Who, here: Here, settings: Told) -> ShareMade:
    """Make a link."""
    who.need("editor", map_id, "admin")
    terms = shares.ShareTerms(body.role, body.name, tuple(body.hidden), body.password, body.expires)
    with here.database.session() as session:
        access.existing_map(session, map_id)
        row, key = shares.make(session, map_id, terms, who.person)
        audit.record(session, who, "share.made", map_id, share=row.id, role=row.role)
        base = settings.public_url or str(request.base_url).rstrip("/")
        return ShareMade(**_facts(row), link=f"{base}/share#key={key}")


@router.delete("/maps/{map_id}/shares/{share_id}", status_code=204)
def close_share(map_id: str, share_id: str, who: Who, here: Here) -> None:
    """Close a link; its guests are sent away."""
    who.need("editor", map_id, "admin")
    with here.database.session() as session:
        shares.revoke(session, map_id, share_id)
        audit.record(session, who, "share.closed", map_id, share=share_id)


@router.post("/shares/open", response_model=ShareOpened)
def open_share(
    body: ShareKey, request: Request, response: Response, here: Here, reader: Reader, settings: Told, tries: Tries
) -> ShareOpened:
    """Come in by a link."""
    address = device_of(request).address
    tries.hit("key", address)
    with here.database.session() as session:
        row = shares.by_key(session, body.key)
        if row.password is not None:
            tries.hit("share", row.id, address)
        name = body.name.strip() or text("accounts", "guest", reader)
        secret = shares.enter(session, row, body.password, name)
        audit.record(session, None, "share.opened", row.map_id, share=row.id)
        put(response, settings, "guest", secret)
        return ShareOpened(map_id=row.map_id, role=row.role, hidden=row.hidden)


def _facts(row: ShareRow) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in ShareItem.model_fields if name != "has_password"}
    return {**plain, "has_password": row.password is not None}
