"""The audit log."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter, Query
from pydantic import BaseModel

from tropa.server.asked import Here, Who
from tropa.studio import audit

router = APIRouter(prefix="/api/audit", tags=["audit"])


class AuditItem(BaseModel):
    """One act."""

    id: int
    at: datetime
    person: str | None
    name: str
    action: str
    about: str
    facts: dict[str, Any]


@router.get("", response_model=list[AuditItem])
def read_audit(
    who: Who,
    here: Here,
    before: int | None = Query(None, ge=0, lt=2**62),
    about: str = Query("", max_length=80),
    limit: int = Query(100, ge=1, le=200),
) -> list[AuditItem]:
    """The latest acts, newest first; `before` goes on from an id."""
    who.need("owner", scope="admin")
    with here.database.session() as session:
        rows = audit.entries(session, before, about, limit)
        return [AuditItem.model_validate(row, from_attributes=True) for row in rows]
