"""API tokens of the caller."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from tropa.server.asked import Here, Somebody
from tropa.studio import audit, tokens
from tropa.studio.tables.access import TokenRow

router = APIRouter(prefix="/api/tokens", tags=["tokens"])


class TokenItem(BaseModel):
    """A token, by its beginning."""

    id: str
    name: str
    begins: str
    scopes: list[str]
    created: datetime
    expires: datetime | None
    used: datetime | None


class NewToken(BaseModel):
    """What a token is for, what it may do, and for how many days."""

    name: str = Field(max_length=120)
    scopes: list[tokens.Scope] = Field(min_length=1, max_length=5)
    days: int | None = Field(None, ge=1, le=3650)


class TokenMade(TokenItem):
    """A new token with its secret, shown this once."""

    token: str


@router.get("", response_model=list[TokenItem])
def list_tokens(who: Somebody, here: Here) -> list[TokenItem]:
    """My tokens."""
    with here.database.session() as session:
        return [TokenItem(**_facts(row)) for row in tokens.of_person(session, who.person or "")]


@router.post("", response_model=TokenMade, status_code=201)
def make_token(body: NewToken, who: Somebody, here: Here) -> TokenMade:
    """A new token; its secret is shown this once."""
    if "admin" in body.scopes:
        who.need("owner")
    with here.database.session() as session:
        row, secret = tokens.new_token(session, who.person or "", body.name, list(body.scopes), body.days)
        audit.record(session, who, "token.made", row.id, name=row.name, scopes=row.scopes)
        return TokenMade(**_facts(row), token=secret)


@router.delete("/{token_id}", status_code=204)
def revoke_token(token_id: str, who: Somebody, here: Here) -> None:
    """Make a token worthless."""
    with here.database.session() as session:
        tokens.revoke(session, who.person or "", token_id)
        audit.record(session, who, "token.revoked", token_id)


def _facts(row: TokenRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in TokenItem.model_fields}
